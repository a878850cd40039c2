/** What happens to the cases under way when another version is adopted. */
export const keptCases = (open: number): string => {
  if (open === 0) return 'No open case follows the version now in force.';
  return open === 1
    ? 'The one case under way keeps the version that it was opened under.'
    : `The ${open} cases under way keep the version that they were opened under.`;
};
