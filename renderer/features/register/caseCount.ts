/** "1 case", "1,204 cases". */
export const caseCount = (count: number): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? 'case' : 'cases'}`;
