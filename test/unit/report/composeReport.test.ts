import { usualDisclosureSettings } from '../../../shared/domain/disclosure/disclosureSettings.ts';
import { expect, test } from 'vitest';
import { plainDate } from '../../../shared/domain/calendarTypes.ts';
import { composeReport } from '../../../shared/domain/report/composeReport.ts';
import { makeHeadlines } from '../../../shared/domain/report/headlines.ts';
import type { ReportCell, ReportFigure } from '../../../shared/domain/report/reportContent.ts';
import { startingTexts } from '../../../shared/domain/report/reportTexts.ts';

const shown = (number: number): ReportCell => ({ number, text: String(number), label: String(number) });
const small: ReportCell = { text: '1 to 5', label: '1 to 5' };
const hidden: ReportCell = { text: 'hidden', label: 'hidden' };

const line = (key: string) => ({ key, label: `Agency ${key}` });

const matrix: ReportFigure = {
  id: 'raisingByChallenged',
  title: 'Who challenged whom',
  definition: 'Cases received in the period.',
  base: 'received in the period',
  rowHeading: 'Raised by',
  columnHeading: 'Challenged',
  rows: [line('a'), line('b'), line('c')],
  columns: [line('a'), line('b'), line('c')].map((each) => ({ ...each, shows: 'count' as const })),
  cells: [
    [shown(0), shown(0), shown(9)],
    [shown(0), shown(0), shown(0)],
    [shown(0), shown(0), small],
  ],
  rowTotals: [shown(9), shown(0), small],
  columnTotals: [shown(0), shown(0), shown(14)],
  total: shown(14),
  chart: 'matrix',
};

const facts = {
  kind: 'published',
  firstOn: plainDate('2026-07-01'),
  lastOn: plainDate('2026-09-30'),
  unitName: 'Made-up Partnership',
  quarters: 'financial',
  countedOn: plainDate('2026-10-05'),
  version: 1,
  disclosure: usualDisclosureSettings,
  record: [],
} as const;

test('on paper a matrix keeps the lines that have a number, each with its own total, and the silent are named', () => {
  const { sections, title } = composeReport(startingTexts('published'), [matrix], facts);
  const agencies = sections.find(({ id }) => id === 'agencies');
  expect({ title, paragraphs: agencies?.paragraphs, figure: agencies?.figures[0] }).toEqual({
    title: 'Escalations: Quarter 2 2026/27, July to September 2026',
    paragraphs: [
      'Neither raised any nor were challenged: Agency b.',
      'Silence is a finding too: ask whether these agencies know how to escalate.',
    ],
    figure: {
      ...matrix,
      rows: [line('a'), line('c')],
      columns: [{ ...line('c'), shows: 'count' }],
      cells: [[shown(9)], [small]],
      rowTotals: [shown(9), small],
      columnTotals: [shown(14)],
    },
  });
});

const themes = (cells: readonly ReportCell[]): ReportFigure => ({
  ...matrix,
  id: 'themesPrimary',
  rows: cells.map((_cell, index) => ({ key: String(index), label: `Theme ${index}` })),
  columns: [{ key: 'cases', label: 'Cases', shows: 'count' }],
  cells: cells.map((cell) => [cell]),
  chart: 'bars',
});

test('a headline names the largest only where no hidden number can be larger, and nothing where all are nought', () => {
  const headlines = (cells: readonly ReportCell[]) => makeHeadlines([themes(cells)], facts);
  expect([
    headlines([shown(7), small, shown(0)]),
    headlines([shown(7), hidden, shown(0)]),
    headlines([shown(0), shown(0)]),
    headlines([shown(7), shown(7)]),
  ]).toEqual([
    ['Most frequent main theme: Theme 0: 7.'],
    [],
    [],
    ['Most frequent main theme: Theme 0 and Theme 1: 7 each.'],
  ]);
});

test('an empty period gives a whole report that says so', () => {
  const { sections } = composeReport(startingTexts('internal'), [], {
    ...facts,
    kind: 'internal',
    disclosure: undefined,
  });
  expect({
    count: sections.length,
    learning: sections.find(({ id }) => id === 'learning')?.paragraphs,
    actions: sections.find(({ id }) => id === 'actions')?.paragraphs,
  }).toEqual({
    count: 11,
    learning: ['No learning was written down for this period.'],
    actions: ['No actions were agreed for this report.'],
  });
});
