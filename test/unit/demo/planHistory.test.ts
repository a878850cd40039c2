import { describe, expect, test } from 'vitest';
import { plainDate } from '../../../shared/domain/calendarTypes.ts';
import { checkIntake, emptyIntake, readDateBoxes, type IntakeForm } from '../../../shared/domain/intake.ts';
import { isNhsNumber } from '../../../shared/domain/nhsNumber.ts';
import { bundledProcedures } from '../../../shared/domain/procedures/bundledProcedures.ts';
import { startingAgencies } from '../../../shared/domain/startingAgencies.ts';
import { addDays } from '../../../shared/domain/workingDays.ts';
import { officeDayOf } from '../../../shared/domain/calendarTypes.ts';
import type { PlannedCase } from '../../../electron/commands/demo/demoPlan.ts';
import { planHistory } from '../../../electron/commands/demo/planHistory.ts';

const today = plainDate('2026-06-18');
const agencies = [
  ...startingAgencies,
  { name: 'Hollybrook Primary School', type: 'school' as const },
  { name: 'Lantern Family Support', type: 'voluntaryAndCommunity' as const },
].map((agency, index) => ({ ...agency, id: `agency-${index}` }));

const formOf = (planned: PlannedCase, procedure: (typeof bundledProcedures)[number]): IntakeForm =>
  planned.fillIn(emptyIntake(procedure, officeDayOf(planned.loggedAt)));

describe.each(bundledProcedures.map((procedure) => [procedure.id, procedure] as const))(
  '%s',
  (_id, procedure) => {
    const { cases, showcase } = planHistory({ procedure, agencies, today });
    const forms = cases.map((planned) => formOf(planned, procedure));

    test('every form of the demo could be logged on its day', () => {
      const refused = cases.flatMap((planned, index) => {
        const checked = checkIntake(forms[index] as IntakeForm, {
          procedure,
          today: officeDayOf(planned.loggedAt),
        });
        return checked.ok ? [] : [checked.issues];
      });
      expect(refused).toEqual([]);
    });

    test('nobody in the demo could be taken for a real person', () => {
      const people = forms.flatMap((form) => form.people);
      const named = [...people, ...forms.flatMap((form) => form.referrers)].filter(({ name }) => name !== '');
      expect(named.filter(({ name }) => !name.endsWith('-Test'))).toEqual([]);
      const numbers = people.map((person) => person.nhsNumber).filter((number) => number !== '');
      expect(numbers.length).toBeGreaterThan(100);
      expect(numbers.filter((number) => !number.startsWith('999') || !isNhsNumber(number))).toEqual([]);
      const referrers = forms.flatMap((form) => form.referrers);
      expect(referrers.filter(({ email }) => !email.endsWith('.example'))).toEqual([]);
      expect(referrers.filter(({ phone }) => !/^(01632 960\d{3}|0161 496 0\d{3})$/.test(phone))).toEqual([]);
    });

    test('three years hold more than three hundred cases, in every quarter, of every theme and every stage of the unit', () => {
      expect(cases.length).toBeGreaterThanOrEqual(300);
      const days = cases.map((planned) => officeDayOf(planned.loggedAt)).toSorted();
      expect(days[0] && days[0] < addDays(today, -900)).toBe(true);
      const quarters = new Set(
        days.map((day) => `${day.slice(0, 4)} ${Math.ceil(Number(day.slice(5, 7)) / 3)}`),
      );
      expect(quarters.size).toBeGreaterThanOrEqual(12);
      const themes = new Set(forms.flatMap((form) => form.themeIds));
      expect(themes).toEqual(new Set(procedure.themes.map((theme) => theme.id)));
      const raising = new Set(forms.flatMap((form) => form.referrers.map((referrer) => referrer.agencyId)));
      expect(raising.size).toBeGreaterThan(8);
      const kinds = new Set(cases.flatMap(({ steps }) => steps.map(({ step }) => step.kind)));
      expect([...kinds].toSorted()).toEqual(
        ['assign', 'close', 'completeNotice', 'confirmReceipt', 'decide', 'doActions', 'endStage', 'markSent']
          .concat(['pause', 'record', 'setChildLedDate', 'submit'])
          .toSorted(),
      );
      const outcomes = new Set(
        cases.flatMap(({ steps }) =>
          steps.flatMap(({ step }) => (step.kind === 'decide' ? [step.decision.outcome] : [])),
        ),
      );
      expect(outcomes.size).toBeGreaterThanOrEqual(4);
    });

    test('no step comes before its case is logged, before the step that it follows, or after today', () => {
      const wrong = cases.filter(({ loggedAt, steps }) => {
        const moments = [loggedAt, ...steps.map(({ at }) => at)];
        return moments.some((moment, index) => index > 0 && moment <= (moments[index - 1] ?? ''));
      });
      expect(wrong).toEqual([]);
      const last = cases
        .flatMap(({ loggedAt, steps }) => [loggedAt, ...steps.map(({ at }) => at)])
        .toSorted()
        .at(-1);
      expect(last && last < `${today}T09:30`).toBe(true);
    });

    test('the same seed and day plan the same cases', () => {
      const again = planHistory({ procedure, agencies, today });
      expect(again.cases.map((planned) => formOf(planned, procedure))).toEqual(forms);
      expect(again.cases.map(({ steps }) => steps)).toEqual(cases.map(({ steps }) => steps));
      expect(cases).toContain(showcase);
    });

    test('a child is never born after the case about it came in', () => {
      const born = forms.flatMap((form) => {
        const received = readDateBoxes(form.receivedOn);
        return form.people.map((person) => [readDateBoxes(person.dateOfBirth), received] as const);
      });
      expect(
        born.filter(([birth, received]) => birth.ok && received.ok && (birth.on ?? '') > (received.on ?? '')),
      ).toEqual([]);
    });
  },
);
