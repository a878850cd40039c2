import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainDate, type PlainDate } from '../../shared/domain/calendarTypes.ts';
import { codesOf, decisionOutcomes, outcomesForChild, stageOutcomes } from '../../shared/domain/codes.ts';
import { bury } from '../../shared/domain/procedures/bury.ts';
import {
  AS_WRITTEN,
  checkTrackerRow,
  columnIssues,
  columnLetter,
  createDuplicateFinder,
  plainMeaning,
  proposeColumns,
  proposeHeaderRow,
  readTrackerDate,
  trackerKey,
  valueOptions,
  wordsOfRow,
  type TrackerCase,
  type TrackerPlan,
  type ValueKind,
} from '../../shared/domain/tracker.ts';
import { allFields, allHeadings, trackerRow } from '../helpers/trackerFile.ts';

const today = plainDate('2026-05-14');
const agencies = [
  { id: 'a-csc', name: "Children's Social Care", retired: false },
  { id: 'a-police', name: 'Police', retired: false },
];
const words = { procedure: bury, agencies };

describe('what the columns seem to hold', () => {
  test('headings in an office’s own wording are proposed, each field once, and nothing else', () => {
    const headings = [
      'Ref No.',
      'Date received',
      'Child’s initials',
      'D.O.B.',
      'Raised by (agency)',
      'Escalated against',
      'Level',
      'Theme',
      'Details of concern',
      'Status',
      'Date closed',
      'Outcome',
      'Outcome for the child',
      'Printed?',
    ];
    expect(proposeColumns(headings, {}).map(({ field }) => field)).toEqual([
      'oldReference',
      'receivedOn',
      'childName',
      'dateOfBirth',
      'raisedBy',
      'challenged',
      'stage',
      'themes',
      'summary',
      'status',
      'decidedOn',
      'outcome',
      'outcomeForChild',
      '',
    ]);
  });

  test('the register’s own headings are known as they are', () => {
    expect(proposeColumns(allHeadings, {}).map(({ field }) => field)).toEqual(allFields);
  });

  test('what was mapped last time goes before any wording, a column left out among it', () => {
    const kept = { [trackerKey('Level')]: '', [trackerKey('Step')]: 'stage' } as const;
    expect(proposeColumns(['Level', 'STEP ', 'Date received'], kept)).toEqual([
      { field: '', because: 'lastTime' },
      { field: 'stage', because: 'lastTime' },
      { field: 'receivedOn', because: 'heading' },
    ]);
  });

  test('the headings are found under a title', () => {
    expect(
      proposeHeaderRow(
        [['Escalations 2019 to 2025'], [], ['Ref', 'Date received', 'Stage'], ['1', '', '']],
        {},
      ),
    ).toBe(3);
  });

  test('a choice without the date received or with a field twice is refused', () => {
    expect(columnIssues(['stage', 'stage', ''])).toEqual([
      {
        path: 'columns',
        message: 'Say which column holds “Date received”: the register needs it of every case',
      },
      { path: 'columns.1', message: '“Stage” is in column A already: choose one of the two' },
    ]);
  });

  test('columns are named as a spreadsheet names them', () => {
    expect([0, 25, 26, 51, 52, 701, 702].map(columnLetter)).toEqual([
      'A',
      'Z',
      'AA',
      'AZ',
      'BA',
      'ZZ',
      'AAA',
    ]);
  });
});

describe('what a word means', () => {
  test.each([
    ['agency', 'CHILDRENS SOCIAL CARE', 'a-csc'],
    ['agency', 'Children Services', undefined],
    ['stage', '4', '4'],
    ['stage', 'Stage 4', '4'],
    ['stage', 'level 4.0', '4'],
    ['stage', '7', undefined],
    ['status', 'Ongoing', 'open'],
    ['status', 'Resolved?', undefined],
    ['theme', 'Levels of need', 'levels-of-need'],
    ['outcome', 'Partly upheld', 'partlyUpheld'],
    ['outcome', 'Sorted', undefined],
  ] as const)('as %s “%s” is %s', (kind, text, meaning) => {
    expect(plainMeaning(kind, trackerKey(text), words)).toBe(meaning);
  });
});

describe('a day', () => {
  test.each([
    ['03/03/2021', '2021-03-03'],
    ['3rd March 2021', '2021-03-03'],
    ['3.3.21', '2021-03-03'],
    ['2021-03-03', '2021-03-03'],
    ['03/03/2021 09:15', '2021-03-03'],
    ['44258', '2021-03-03'],
    ['44258.39', '2021-03-03'],
  ])('written %s is read', (text, on) => {
    expect(readTrackerDate(text, today)).toEqual({ ok: true, on });
  });

  test.each(['31/02/2021', '03/13/2021', 'March 2021', 'soon', '9/3', 'Mon 3 March 2021', '4425'])(
    'written %s is a problem',
    (text) => {
      expect(readTrackerDate(text, today).ok).toBe(false);
    },
  );
});

/** Every word of the register means itself; the rest stays as it is written. */
const planFor = (rows: readonly (readonly string[])[]): TrackerPlan => {
  const options = valueOptions(words);
  const values: Partial<Record<ValueKind, Record<string, string>>> = {};
  for (const row of rows)
    for (const { kind, text } of wordsOfRow(row, allFields))
      (values[kind] ??= {})[trackerKey(text)] =
        plainMeaning(kind, trackerKey(text), words, options[kind]) ?? AS_WRITTEN;
  return { headerRow: 1, columns: allFields, values };
};

const rowWith = (
  changes: Readonly<Partial<Record<(typeof allFields)[number], string>>>,
): readonly string[] => {
  const usual = { receivedOn: '01/03/2021', stage: '4', raisedBy: 'Police', childName: 'Wren Ode-Test' };
  return allFields.map((field) => ({ ...usual, ...changes })[field as 'stage'] ?? '');
};
const problemsOf = (changes: Parameters<typeof rowWith>[0]) =>
  checkTrackerRow(rowWith(changes), 7, { ...planFor([rowWith({})]), headerRow: 1 }, { today }).problems.map(
    ({ column, message }) => `${column}: ${message}`,
  );

describe('what stands against a row', () => {
  test('a row with what is needed has no problem', () => {
    expect(problemsOf({})).toEqual([]);
  });

  test('every problem of a row is listed, each with its column', () => {
    expect(
      problemsOf({
        receivedOn: '31/02/2021',
        dateOfBirth: '1/1/1850',
        challenged: 'Hospital at Nowhere',
        stage: 'Stage 12',
        themes: 'Biscuits',
        status: 'Perhaps',
        outcome: 'Sorted',
        decidedOn: '14/06/2027',
      }),
    ).toEqual([
      'B: "31/02/2021" is not a real date. Check the day and the month.',
      'R: 14 June 2027 is still to come',
      'E: 1 January 1850 is too long ago: check the year',
      'I: “Hospital at Nowhere” is not in the directory: say which agency it is, or add it',
      'J: “Stage 12” is no stage of the procedure: say which it is',
      'L: “Biscuits” is no theme of the procedure: say which it is, or keep it as written',
      'N: “Perhaps” says neither open nor closed: say which it means',
      'O: “Sorted” is no outcome of the register: say which it is, or keep it as written',
    ]);
  });

  test('a decision before the case was received and more birthdays than children are problems', () => {
    expect(problemsOf({ decidedOn: '28/02/2021', dateOfBirth: '1/1/2015; 2/1/2015' })).toEqual([
      'E: 2 dates of birth for one child',
      'R: It cannot have been decided or closed before it was received on 1 March 2021',
    ]);
  });

  test('a row without a day or a stage is not brought in', () => {
    expect(problemsOf({ receivedOn: '', stage: 'n/a' })).toEqual([
      'B: Give the date it was received',
      'J: Give the stage',
    ]);
  });
});

test('the same old reference, or the same child on one day, is found once more; two references are two cases', () => {
  const one = { receivedOn: today, names: ['Wren Ode-Test'] };
  const finder = createDuplicateFinder([{ ...one, called: 'BURY-2026-001', oldReference: '17' }]);
  expect([
    finder.find({ ...one, oldReference: ' 17. ' })?.message,
    finder.find({ ...one, names: ['ode-test wren'] })?.message,
    finder.find({ ...one, oldReference: '18' })?.message,
    finder.find({ ...one, receivedOn: plainDate('2026-05-13') })?.message,
  ]).toEqual([
    'The same old reference as BURY-2026-001',
    'The same child and the same day as BURY-2026-001',
    undefined,
    undefined,
  ]);
});

const aDay = (from: string, to: string) =>
  fc
    .date({ min: new Date(from), max: new Date(to), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10) as PlainDate);
const aWord = fc.stringMatching(/^[A-Z][a-z]{2,9}( [A-Z][a-z'’-]{1,9}[a-z]){0,2}$/);
const someText = fc.oneof(
  fc.constant(''),
  fc.string({ maxLength: 60 }).map((text) => `Word ${text.replace(/\r/g, '')} end`.trim()),
);
const anAgency = fc.oneof(
  fc.constantFrom(
    { text: 'Police', answer: 'a-police' },
    { text: "Children's Social Care", answer: 'a-csc' },
  ),
  aWord.map((text) => ({ text: `Trust ${text}`, answer: AS_WRITTEN })),
);
const outcomes = codesOf({ ...stageOutcomes, ...decisionOutcomes });

const aCase: fc.Arbitrary<TrackerCase> = fc
  .record({
    oldReference: fc.option(fc.stringMatching(/^[A-Z]{1,3}[0-9]{1,5}$/), { nil: undefined }),
    dateOfNotification: aDay('2015-01-01', '2018-01-01'),
    receivedOn: aDay('2018-01-02', '2020-01-01'),
    stageOpenedOn: aDay('2015-01-02', '2021-01-01'),
    people: fc.array(
      fc.record({
        name: aWord.map((name) => `${name} Ode-Test`),
        dateOfBirth: aDay('2005-01-01', '2018-01-01'),
        number: fc.constantFrom({ nhsNumber: '9990000018' }, { otherNumber: 'LCS 12345' }),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    raisedBy: fc.array(anAgency, { maxLength: 2 }),
    referrerNames: fc.array(aWord, { maxLength: 2 }),
    challenged: fc.array(anAgency, { maxLength: 2 }),
    stageOrder: fc.constantFrom(1, 2, 3, 4),
    themeIds: fc.subarray(bury.themes.map(({ id }) => id)),
    otherThemes: fc.array(
      aWord.map((text) => `Matter ${text}`),
      { maxLength: 1 },
    ),
    summary: someText,
    notes: someText,
    decision: someText,
    end: fc.option(
      fc.record({
        decidedOn: aDay('2021-01-01', '2026-05-01'),
        outcome: fc.constantFrom(...outcomes),
        outcomeForChild: fc.constantFrom(...codesOf(outcomesForChild)),
      }),
      { nil: undefined },
    ),
  })
  .map(({ oldReference, people, end, ...rest }) => ({
    ...rest,
    row: 2,
    ...(oldReference === undefined ? {} : { oldReference }),
    people: people.map(({ number, ...person }) => ({ ...person, ...number })),
    status: end ? ('closed' as const) : ('open' as const),
    outcomeWords: '',
    outcomeForChildWords: '',
    ...end,
  }));

test('a case written into a tracker and brought in again is the same in all that the tracker holds', () => {
  fc.assert(
    fc.property(aCase, (found) => {
      const row = trackerRow(found, bury);
      expect(checkTrackerRow(row, 2, planFor([row]), { today })).toMatchObject({ problems: [], found });
    }),
    { numRuns: 300, seed: 20260514, verbose: 1 },
  );
});
