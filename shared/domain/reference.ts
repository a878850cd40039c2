/** A case's reference: the unit's prefix, the year it was logged in and a running number, never reused: `BURY-2026-014`. */
export const caseReference = (prefix: string, year: number, number: number): string =>
  `${prefix}-${year}-${String(number).padStart(3, '0')}`;
