import { expect, test } from 'vitest';
import { plainDate } from '../../shared/domain/calendarTypes.ts';
import { codesOf } from '../../shared/domain/codes.ts';
import { nextSteps, noticeDueOn } from '../../shared/domain/caseCourse.ts';
import { openQuestions } from '../../shared/domain/procedureEditing.ts';
import { bundledProcedures } from '../../shared/domain/procedures/bundledProcedures.ts';
import { staffordshire } from '../../shared/domain/procedures/staffordshire.ts';
import { englandAndWalesCalendar } from '../../shared/domain/workingDays.ts';

test('a notice is due so many working days after the decision, until it has gone', () => {
  // Decided on the Friday before the bank holiday of 25 May: day 1 is the Tuesday.
  const due = codesOf(nextSteps).flatMap((step) => {
    const on = noticeDueOn(step, plainDate('2026-05-22'), 5, englandAndWalesCalendar);
    return on === undefined ? [] : [[step, on]];
  });
  expect(due).toEqual([
    ['completeNotice', '2026-06-01'],
    ['sendNotice', '2026-06-01'],
  ]);
});

test('what the procedure leaves to the unit to say is asked at its stage until it is answered', () => {
  // Stage 5 prints "2 working days" in one box and "72 hours" in another, and says neither whose.
  const asked = (stageOrder: number, stated: readonly string[]) =>
    openQuestions(staffordshire, stageOrder, stated).map(({ id }) => id);
  expect({
    atStage4: asked(4, []),
    atStage5: asked(5, []),
    answered: asked(5, ['stage-5-seventy-two-hours']),
    answeredElsewhere: asked(5, ['another-timescale']),
    others: bundledProcedures
      .filter(({ toState }) => toState.length === 0)
      .flatMap((procedure) => procedure.stages.flatMap(({ order }) => openQuestions(procedure, order, []))),
  }).toEqual({
    atStage4: [],
    atStage5: ['stage-5-referral'],
    answered: [],
    answeredElsewhere: ['stage-5-referral'],
    others: [],
  });
});
