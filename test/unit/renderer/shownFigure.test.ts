import { expect, test } from 'vitest';
import { countTicks } from '../../../renderer/components/charts/countTicks.ts';
import {
  describeCell,
  drawingFor,
  drawnColumns,
  rowsOf,
  showFigure,
  summaryOf,
} from '../../../renderer/components/charts/shownFigure.ts';
import type { FigureTable } from '../../../shared/domain/analytics/figureTable.ts';
import { plainDate } from '../../../shared/domain/calendarTypes.ts';

const table: FigureTable = {
  id: 'themesPrimary',
  topic: 'themes',
  title: 'Main theme',
  definition: 'Cases received in the period by their main theme.',
  basis: 'received',
  base: '4 cases received from 1 April 2026 to 30 June 2026',
  cases: 4,
  period: { firstOn: plainDate('2026-04-01'), lastOn: plainDate('2026-06-30') },
  rowHeading: 'Theme',
  rows: [
    { key: 'inaction', label: 'Inaction' },
    { key: 'missing', label: 'Not coded', mark: 'missing' },
  ],
  columns: [{ key: 'cases', label: 'Cases', shows: 'share' }],
  cells: [[{ count: 3, base: 4 }], [{ count: 0, base: 4 }]],
  addsUp: 'table',
  chart: 'bars',
};

test('a number says what it is a share of, and opens exactly the cases that it counts', () => {
  const figure = showFigure(table, { status: ['open'] });
  expect({
    cells: figure.cells,
    whole: figure.wholeCases,
    words: describeCell(figure, 0, 0),
    summary: summaryOf(figure),
    rows: rowsOf(figure),
  }).toEqual({
    cells: [
      [
        {
          number: 3,
          base: 4,
          text: '3 of 4 (75%)',
          label: '3 (75%)',
          cases: {
            countedIn: {
              figure: 'themesPrimary',
              row: 'inaction',
              column: 'cases',
              filter: { status: ['open'] },
            },
          },
        },
      ],
      [{ number: 0, base: 4, text: '0 of 4 (0%)', label: '0' }],
    ],
    whole: { countedIn: { figure: 'themesPrimary', filter: { status: ['open'] } } },
    words: 'Inaction: 3 of 4 (75%)',
    summary: 'Most: Inaction, 3.',
    rows: [
      ['Theme', 'Cases', 'Cases: of', 'Cases: %'],
      ['Inaction', '3', '4', '75'],
      ['Not coded', '0', '4', '0'],
      [],
      ['Main theme'],
      ['4 cases received from 1 April 2026 to 30 June 2026'],
      ['Cases received in the period by their main theme.'],
    ],
  });
});

test('the median of a stage stands with its cases and the share that ended in time', () => {
  const times = showFigure(
    {
      ...table,
      id: 'workingDays',
      columns: [
        { key: 'days', label: 'Median working days', shows: 'median' },
        { key: 'timed', label: 'Had a date', shows: 'count' },
        { key: 'within', label: 'Within its date', shows: 'share' },
      ],
      cells: [
        [{ count: 4, median: 2.5, range: { least: 1, most: 9 } }, { count: 4 }, { count: 3, base: 4 }],
        [{ count: 0 }, { count: 0 }, { count: 0, base: 0 }],
      ],
    },
    {},
  );
  expect(times.cells.map(([days]) => [days?.number, days?.text, days?.label])).toEqual([
    [2.5, '2.5 working days, from 1 to 9 (4 cases)', '2.5 working days, from 1 to 9, 75% in time'],
    [0, 'none', 'none'],
  ]);
  expect(rowsOf(times).slice(0, 3)).toEqual([
    [
      'Theme',
      'Median working days',
      'Median working days: cases',
      'Had a date',
      'Within its date',
      'Within its date: of',
      'Within its date: %',
    ],
    ['Inaction', '2.5', '4', '4', '3', '4', '75'],
    ['Not coded', '', '0', '0', '0', '0', ''],
  ]);
});

test('a hidden number is never drawn, said or written, and its place says so', () => {
  const figure = {
    ...showFigure(table, {}),
    cells: [[{ text: '1 to 5' }], [{ text: '0', number: 0 }]],
  };
  expect([describeCell(figure, 0, 0), summaryOf(figure), rowsOf(figure)[1]]).toEqual([
    'Inaction: 1 to 5',
    '',
    ['Inaction', '1 to 5', '', ''],
  ]);
});

test('each kind of figure has the drawing that suits it, without the series that are empty', () => {
  const kinds = [
    { id: 'volumeByQuarter', chart: 'stackedBars' },
    { id: 'agencies', chart: 'stackedBars' },
    { id: 'stageResolved', chart: 'stackedBars' },
    { id: 'raisingByChallenged', chart: 'matrix' },
    { id: 'rollingYear', chart: 'line' },
    { id: 'standing', chart: 'bars' },
  ] as const;
  const columns = [
    { key: 'one', label: 'One', shows: 'count' },
    { key: 'two', label: 'Two', shows: 'count' },
    { key: 'three', label: 'Three', shows: 'count' },
  ] as const;
  expect(
    kinds.map(({ id, chart }) => {
      const figure = showFigure(
        {
          ...table,
          id,
          chart,
          columns: [...columns],
          cells: [
            [{ count: 2 }, { count: 0 }, { count: 1 }],
            [{ count: 0 }, { count: 0 }, { count: 1 }],
          ],
        },
        {},
      );
      return [drawingFor(figure), ...drawnColumns(figure)];
    }),
  ).toEqual([
    ['trend', 0, 2],
    ['pairs', 0, 1, 2],
    ['shares', 2],
    ['matrix', 0, 2],
    ['line', 0],
    ['rows', 0],
  ]);
});

test('an axis is marked by whole numbers that reach past the highest', () => {
  expect([0, 1, 4, 10, 37, 163].map((most) => countTicks(most))).toEqual([
    [0, 1],
    [0, 1],
    [0, 1, 2, 3, 4],
    [0, 2, 4, 6, 8, 10],
    [0, 10, 20, 30, 40],
    [0, 50, 100, 150, 200],
  ]);
});
