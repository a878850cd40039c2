import fc from 'fast-check';
import { expect, test } from 'vitest';
import { panelIssues } from '../../shared/domain/panel.ts';
import { gloucestershire } from '../../shared/domain/procedures/gloucestershire.ts';

const body = gloucestershire.decisionBodies.find(({ kind }) => kind === 'panel');
const agencies = ['a', 'b', 'c', 'd', 'e'].map((id) => ({
  id,
  name: `Agency ${id}`,
  fullMember: id !== 'e',
}));
const officer = (agencyId: string) => ({ name: 'Kit Vale-Test', role: 'Director', agencyId });

// Gloucestershire, paragraph 2.4 c: "senior officer from the three agencies who are members of the full Board of the
// GSCB. The senior officers must include the agencies concerned in the professional differences."
test('a Resolution Panel is whole only with three officers of different full members, the agencies concerned among them', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', ''), { maxLength: 5 }),
      fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 3 }),
      (sitting, concerned) => {
        const whole =
          sitting.length === 3 &&
          new Set(sitting).size === 3 &&
          sitting.every((id) => 'abcd'.includes(id) && id !== '') &&
          concerned.every((id) => sitting.includes(id));
        const issues = panelIssues(body, sitting.map(officer), {
          challengedAgencyIds: concerned.slice(1),
          raisingAgencyIds: concerned.slice(0, 1),
          raisingNotInDirectory: [],
          agencies,
        });
        expect(issues.length === 0).toBe(whole);
      },
    ),
    { numRuns: 2000, verbose: true },
  );
});
