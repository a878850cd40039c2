import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { officeDayOf, instant, plainDate, type PlainDate } from '../../shared/domain/calendarTypes.ts';
import {
  stageEndIssues,
  decisionIssues,
  extensionIssues,
  nextStepOf,
} from '../../shared/domain/caseCourse.ts';
import type { FormReading } from '../../shared/domain/formReading.ts';
import {
  boxesOf,
  checkIntake,
  emptyIntake,
  emptyPerson,
  intakeFormSchema,
  intakeFromReading,
  readDateBoxes,
  type IntakeForm,
} from '../../shared/domain/intake.ts';
import { bury } from '../../shared/domain/procedures/bury.ts';
import { staffordshire } from '../../shared/domain/procedures/staffordshire.ts';
import { getStage } from '../../shared/domain/procedures/procedureSchema.ts';
import { caseReference } from '../../shared/domain/reference.ts';
import { filledIn } from '../helpers/loggedCase.ts';

const today = plainDate('2026-05-14');
const boxes = (text: string) => boxesOf(plainDate(text));
const issuesOf = (changes: Partial<IntakeForm>): Record<string, string> => {
  const checked = checkIntake(filledIn(emptyIntake(bury, today), '2026-05-14', changes), {
    procedure: bury,
    today,
  });
  return checked.ok ? {} : Object.fromEntries(checked.issues.map(({ path, message }) => [path, message]));
};

test('three boxes are one day, no day, or say what is wrong with them', () => {
  const read = (day: string, month: string, year: string) => {
    const reading = readDateBoxes({ day, month, year });
    return reading.ok ? (reading.on ?? 'none') : reading.message;
  };
  expect({
    day: read('9', '3', '2026'),
    spaces: read(' 09 ', ' 03', '2026 '),
    none: read('', ' ', ''),
    part: read('9', '', ''),
    words: read('9', 'March', '2026'),
    short: read('9', '3', '26'),
    impossible: read('31', '2', '2026'),
    leap: read('29', '2', '2024'),
    noLeap: read('29', '2', '2026'),
    american: read('3', '13', '2026'),
  }).toEqual({
    day: '2026-03-09',
    spaces: '2026-03-09',
    none: 'none',
    part: 'Add the month and the year',
    words: 'Use numbers only, such as 9 3 2026',
    short: 'Give the year in four figures, such as 2026',
    impossible: 'There is no such day: check the day and the month',
    leap: '2024-02-29',
    noLeap: 'There is no such day: check the day and the month',
    american: 'There is no such day: check the day and the month',
  });
});

test('every day put into boxes is read back as itself', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
      (date) => {
        const on = officeDayOf(instant(date.toISOString()));
        expect(readDateBoxes(boxesOf(on))).toEqual({ ok: true, on });
      },
    ),
    { seed: 20260514 },
  );
});

describe('a form is questioned', () => {
  const born = (text: string) => ({
    people: [{ ...emptyPerson(), name: 'Rowan Ashdown-Test', dateOfBirth: boxes(text) }],
  });
  const due = (text: string) => ({
    people: [{ ...emptyPerson('unborn'), nameNotKnown: true, expectedDateOfBirth: boxes(text) }],
  });
  test.each<[string, Partial<IntakeForm>, string]>([
    ['whose child was born over 120 years ago', born('1905-05-13'), 'people.0.dateOfBirth'],
    ['whose child is yet to be born', born('2026-05-15'), 'people.0.dateOfBirth'],
    ['that was received in the year 1', { receivedOn: { day: '1', month: '1', year: '0001' } }, 'receivedOn'],
    ['whose unborn child was due months ago', due('2026-02-14'), 'people.0.expectedDateOfBirth'],
    ['whose unborn child is due in two years', due('2028-05-14'), 'people.0.expectedDateOfBirth'],
    ['that was received before it was written', { receivedOn: boxes('2026-05-13') }, 'receivedOn'],
    ['whose level opened before it was written', { stageOpenedOn: boxes('2026-05-13') }, 'stageOpenedOn'],
    [
      'whose child’s date lies before the level opened',
      { childLedOn: boxes('2026-05-13'), childLedReason: 'Court' },
      'childLedOn',
    ],
    ['whose stated date is in another century', { agreedOn: boxes('2126-05-20') }, 'agreedOn'],
    [
      'whose birth date is both given and not known',
      {
        people: [
          { ...emptyPerson(), name: 'A-Test', dateOfBirth: boxes('2016-04-03'), dateOfBirthNotKnown: true },
        ],
      },
      'people.0.dateOfBirth',
    ],
    ['about immediate danger', { dangerAnswer: 'yes' }, 'dangerAnswer'],
  ])('%s', (_what, changes, path) => {
    expect(Object.keys(issuesOf(changes))).toEqual([path]);
  });
  test.each<[string, Partial<IntakeForm>]>([
    ['whose adult is 120', born('1906-05-14')],
    ['whose unborn child is a week overdue', due('2026-05-07')],
    ['whose level 3 opened before it was written', { stageOrder: 3, stageOpenedOn: boxes('2026-05-01') }],
  ])('and one is not: %s', (_what, changes) => {
    expect(issuesOf(changes)).toEqual({});
  });
});

const text = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
  .filter((words) => words.trim() === words && words !== '');
const dayBetween = (from: string, to: string): fc.Arbitrary<PlainDate> =>
  fc
    .date({ min: new Date(from), max: new Date(to), noInvalidDate: true })
    .map((date) => plainDate(date.toISOString().slice(0, 10)));
const some = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
const present = <Fields extends object>(fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Fields;
const childRead = fc
  .record({
    name: text,
    dateOfBirth: some(dayBetween('2009-01-01', '2026-05-01')),
    expectedDateOfBirth: some(dayBetween('2026-05-01', '2026-12-01')),
    nhsNumber: some(fc.constantFrom('9990000018', '9990000000')),
    otherNumber: some(text),
  })
  .map(present);
const referrerRead = fc
  .record({
    name: text,
    agency: text,
    role: some(text),
    email: some(fc.constant('a.b@c.example')),
    phone: some(text),
  })
  .map(present);
const readingArbitrary = fc
  .record({
    dateOfNotification: dayBetween('2026-01-01', '2026-05-14'),
    children: fc.array(childRead, { minLength: 1, maxLength: 6 }),
    referrer: referrerRead,
    jointReferrers: fc.array(referrerRead, { maxLength: 3 }),
    safeguardingLead: some(fc.record({ aware: fc.boolean(), name: text })),
    notificationSentTo: fc.array(text, { maxLength: 4 }),
    summary: text,
    evidence: some(text),
    desiredOutcome: some(text),
    stageOutcomes: fc.array(
      fc.record({
        stage: fc.integer({ min: 1, max: 5 }),
        dateResolved: some(dayBetween('2026-01-01', '2026-05-01')),
        evidence: text,
      }),
      { maxLength: 4 },
    ),
    response: some(fc.record({ text, date: dayBetween('2026-01-01', '2026-05-01') })),
    resolution: some(fc.record({ text })),
    finalDecision: some(fc.record({ by: text, text })),
  })
  .map(
    (fields) =>
      ({ procedure: 'bury', fields: present(fields), found: {}, warnings: [] }) as unknown as FormReading,
  );

test('whatever was read from a form is in the case that is logged from it', () => {
  fc.assert(
    fc.property(readingArbitrary, (reading) => {
      const form = intakeFromReading(reading, bury, today);
      expect(intakeFormSchema.safeParse(form).success).toBe(true);
      const checked = checkIntake(
        {
          ...form,
          dangerAnswer: 'no',
          people: form.people.map((person) => ({
            ...person,
            dateOfBirthNotKnown: person.kind !== 'unborn' && person.dateOfBirth.year === '',
          })),
        },
        { procedure: bury, today },
      );
      if (!checked.ok) throw new Error(JSON.stringify(checked.issues));
      const { details } = checked;
      const { fields } = reading;
      expect({
        on: details.dateOfNotification,
        children: details.people.map(({ kind: _kind, ...person }) => person),
        referrers: details.referrers,
        lead: [details.safeguardingLeadAware, details.safeguardingLeadName],
        sentTo: details.notificationSentTo,
        texts: [details.summary, details.desiredOutcome],
        stages: details.stageOutcomes,
      }).toEqual({
        on: fields.dateOfNotification,
        children: fields.children,
        referrers: [fields.referrer, ...(fields.jointReferrers ?? [])],
        lead: [fields.safeguardingLead?.aware, fields.safeguardingLead?.name],
        sentTo: fields.notificationSentTo,
        texts: [fields.summary, fields.desiredOutcome ?? ''],
        stages: fields.stageOutcomes?.map(({ stage, dateResolved, evidence }) => ({
          stageOrder: stage,
          evidence,
          ...(dateResolved ? { resolvedOn: dateResolved } : {}),
        })),
      });
      for (const answer of [
        fields.evidence,
        fields.response?.text,
        fields.resolution?.text,
        fields.finalDecision?.by,
        fields.finalDecision?.text,
      ])
        expect(details.evidence).toContain(answer ?? '');
    }),
    { seed: 20260514, numRuns: 200 },
  );
});

test('a reading that is longer than any box fills the form all the same', () => {
  const long = `${'😀'.repeat(30_000)}x`;
  const referrer = { name: long, agency: long, role: long, email: long, phone: long };
  const form = intakeFromReading(
    {
      procedure: 'bury',
      fields: {
        children: Array.from({ length: 50 }, () => ({ name: long, nhsNumber: long, otherNumber: long })),
        referrer,
        jointReferrers: Array.from({ length: 50 }, () => referrer),
        safeguardingLead: { name: long },
        notificationSentTo: Array.from({ length: 50 }, () => long),
        summary: long,
        evidence: long,
        desiredOutcome: long,
        stageOutcomes: Array.from({ length: 50 }, (_, stage) => ({ stage, evidence: long })),
        response: { text: long },
      },
      found: {},
      warnings: [],
    },
    bury,
    today,
  );
  expect(intakeFormSchema.safeParse(form).success).toBe(true);
  expect(form.people[0]?.name.isWellFormed()).toBe(true);
});

test('the next step follows from the decision, its own notice and its sending', () => {
  const step = (facts: Partial<Parameters<typeof nextStepOf>[0]>) =>
    nextStepOf({ status: 'decided', recordKind: 'case', stageOrder: 4, decisionVersion: 2, ...facts }, bury);
  const notice = { decisionVersion: 2, sent: false, received: false };
  expect([
    nextStepOf({ status: 'open', recordKind: 'case', stageOrder: 3 }, bury),
    nextStepOf({ status: 'open', recordKind: 'case', stageOrder: 4 }, bury),
    nextStepOf({ status: 'closed', recordKind: 'case', stageOrder: 3 }, bury),
    step({ status: 'open' }),
    step({}),
    step({ notice: { ...notice, decisionVersion: 1, sent: true, received: true } }),
    step({ notice }),
    step({ notice: { ...notice, sent: true } }),
    step({ status: 'closed', notice: { ...notice, sent: true } }),
    step({ status: 'closed', notice: { ...notice, sent: true, received: true } }),
  ]).toEqual([
    'workStage',
    'decide',
    'none',
    'decide',
    'completeNotice',
    'completeNotice',
    'sendNotice',
    'close',
    'confirmReceipt',
    'none',
  ]);
});

test('a level ends, is decided and is extended only on days that can be', () => {
  const openedOn = plainDate('2026-05-10');
  const paths = (issues: readonly { path: string }[]) => issues.map(({ path }) => path);
  const facts = { openedOn, today, procedure: bury, leftOut: [] };
  expect([
    paths(
      stageEndIssues(
        {
          outcome: 'withdrawn',
          endedOn: plainDate('2026-05-09'),
          noConfirmationReason: '',
          outcomeForChildWords: '',
          nextStageOrder: 4,
          skipReason: '',
        },
        { ...facts, stage: getStage(bury, 3) },
      ),
    ),
    paths(
      decisionIssues(
        { bodyId: 'executive', decidedOn: plainDate('2026-05-15'), outcome: 'upheld', referredOutwardTo: '' },
        { ...facts, stage: getStage(bury, 4) },
      ),
    ),
    paths(
      extensionIssues(
        { on: plainDate('2026-05-13'), beyondCeilingReason: '' },
        { today, dueOn: plainDate('2026-05-12'), ceilingOn: null },
      ),
    ),
  ]).toEqual([['endedOn'], ['decidedOn'], ['on']]);
});

test('a reference is the unit’s prefix, the year and a number of three figures or more', () => {
  expect([caseReference('BURY', 2026, 1), caseReference('BURY', 2026, 1234)]).toEqual([
    'BURY-2026-001',
    'BURY-2026-1234',
  ]);
});

test('a stage that counts hours cannot have opened later than now', () => {
  const problemOf = (stageOpenedTime: string, openedOn = '2026-05-14') => {
    const form = filledIn(emptyIntake(staffordshire, today), '2026-05-13', {
      stageOrder: 5,
      stageOpenedOn: boxes(openedOn),
      stageOpenedTime,
    });
    const checked = checkIntake(form, { procedure: staffordshire, today, timeNow: '10:30' });
    return checked.ok ? 'none' : checked.issues.map(({ path }) => path).join();
  };
  expect([
    problemOf('10:30'),
    problemOf('10:31'),
    problemOf('23:00', '2026-05-13'),
    problemOf('24:00'),
  ]).toEqual(['none', 'stageOpenedTime', 'none', 'stageOpenedTime']);
});
