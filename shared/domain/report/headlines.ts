/**
 * The headlines of a report in words, made from its figures as they are shown: what a figure hides, no headline tells.
 * A rise or a fall is told and never judged.
 */
import { quarterAfter, quarterOf, type QuarterCalendar } from '../analytics/quarters.ts';
import type { PlainDate } from '../calendarTypes.ts';
import { listInWords, shortDate } from '../wordsForDates.ts';
import { isNought, type ReportCell, type ReportFigure } from './reportContent.ts';

export interface HeadlineFacts {
  readonly firstOn: PlainDate;
  readonly lastOn: PlainDate;
  readonly quarters: QuarterCalendar;
}

type FigureFinder = (id: ReportFigure['id']) => ReportFigure | undefined;

interface Line {
  readonly key: string;
  readonly label: string;
  readonly cell: ReportCell;
}

/** One column of a figure, row by row. */
const columnOf = (figure: ReportFigure | undefined, columnKey: string): readonly Line[] => {
  const column = figure?.columns.findIndex(({ key }) => key === columnKey) ?? -1;
  if (!figure || column < 0) return [];
  return figure.rows.map(({ key, label }, row) => ({
    key,
    label,
    cell: figure.cells[row]?.[column] ?? { number: 0, text: '0', label: '0' },
  }));
};

/** The most that a hidden number can be: "1 to 5" is at most 5. */
const atMost = ({ number, text }: ReportCell): number =>
  number ?? Number(/^1 to (\d+)$/.exec(text)?.[1] ?? Infinity);

/** The lines with the largest number; none where a hidden number may be larger, or all are nought. */
const largest = (lines: readonly Line[]): readonly Line[] => {
  const most = Math.max(0, ...lines.map(({ cell }) => cell.number ?? 0));
  if (most === 0 || lines.some(({ cell }) => cell.number === undefined && atMost(cell) >= most)) return [];
  return lines.filter(({ cell }) => cell.number === most);
};

const MOST_NAMED = 3;

/** "A and B (7 of 12, 58%)"; empty where there is no largest, or so many that it says nothing. */
const largestInWords = (lines: readonly Line[]): string => {
  const top = largest(lines);
  const [first] = top;
  if (!first || top.length > MOST_NAMED) return '';
  const each = top.length > 1 ? ' each' : '';
  return `${listInWords(top.map(({ label }) => label))}: ${first.cell.text}${each}`;
};

const isNoughtLine = ({ cell }: Line): boolean => isNought(cell);

/** Its row totals, where it has them. */
const rowTotalsOf = (figure: ReportFigure | undefined): readonly Line[] =>
  (figure?.rowTotals ?? []).map((cell, row) => ({
    key: figure?.rows[row]?.key ?? '',
    label: figure?.rows[row]?.label ?? '',
    cell,
  }));

const columnTotalsOf = (figure: ReportFigure | undefined): readonly Line[] =>
  (figure?.columnTotals ?? []).map((cell, column) => ({
    key: figure?.columns[column]?.key ?? '',
    label: figure?.columns[column]?.label ?? '',
    cell,
  }));

interface AgencyLines {
  readonly raised: readonly Line[];
  readonly challenged: readonly Line[];
}

/** What agencies did, each on its own, without what is in no directory. A published report has it in the matrix only. */
const agencyLinesOf = (find: FigureFinder): AgencyLines => {
  const agencies = find('agencies');
  const matrix = find('raisingByChallenged');
  const named = (lines: readonly Line[]): readonly Line[] =>
    lines.filter(({ key }) => key !== 'missing' && key !== 'shared');
  return agencies
    ? { raised: named(columnOf(agencies, 'raised')), challenged: named(columnOf(agencies, 'challenged')) }
    : { raised: named(rowTotalsOf(matrix)), challenged: named(columnTotalsOf(matrix)) };
};

const finderIn =
  (figures: readonly ReportFigure[]): FigureFinder =>
  (id) =>
    figures.find((figure) => figure.id === id);

/** Agencies that neither raised nor were challenged, and those that were challenged and raised none. */
export const absentAgencies = (
  figures: readonly ReportFigure[],
): { readonly from: readonly string[]; readonly raisedNone: readonly string[] } => {
  const { raised, challenged } = agencyLinesOf(finderIn(figures));
  const silent = raised.filter(isNoughtLine);
  const unchallenged = new Set(challenged.filter(isNoughtLine).map(({ key }) => key));
  const isAbsent = ({ key }: Line): boolean => unchallenged.has(key);
  return {
    from: silent.filter(isAbsent).map(({ label }) => label),
    raisedNone: silent.filter((line) => !isAbsent(line)).map(({ label }) => label),
  };
};

const volumeLines = (find: FigureFinder, { firstOn, lastOn, quarters }: HeadlineFacts): readonly string[] => {
  const volume = find('volumeByQuarter');
  const total = find('stageReached')?.total?.text;
  const received =
    find('standing')?.base ??
    (total === undefined
      ? undefined
      : `Received from ${shortDate(firstOn)} to ${shortDate(lastOn)}: ${total}`);
  if (received === undefined) return [];
  const quarter = quarterOf(firstOn, quarters);
  const isQuarter = quarter.from === firstOn && quarter.to === lastOn;
  const cases = new Map(
    [...columnOf(volume, 'case'), ...columnOf(volume, 'all')].map(({ key, cell }) => [key, cell.text]),
  );
  const before = cases.get(quarterAfter(firstOn, -1, quarters).key);
  const yearBefore = cases.get(quarterAfter(firstOn, -4, quarters).key);
  return [
    `${received}.`,
    ...(isQuarter && before !== undefined && yearBefore !== undefined
      ? [
          `Received in the quarter before: ${before}; in the same quarter a year before: ${yearBefore}. A rise is no bad news in itself, nor a fall good news.`,
        ]
      : []),
  ];
};

const said = (before: string, words: string): readonly string[] =>
  words === '' ? [] : [`${before} ${words}.`];

/** Each a sentence or two; the same figures give the same headlines. */
export const makeHeadlines = (figures: readonly ReportFigure[], facts: HeadlineFacts): readonly string[] => {
  const find = finderIn(figures);
  const agencies = agencyLinesOf(find);
  const silent = absentAgencies(figures);
  const whole = columnOf(find('workingDays'), 'days').find(({ key }) => key === 'all');
  const onTime = columnOf(find('noticesOnTime'), 'cases').find(({ key }) => key === 'onTime');
  const achieved = columnOf(find('outcomeForChild'), 'cases').find(({ key }) => key === 'achieved');
  const openNow = columnOf(find('standing'), 'cases').find(({ key }) => key === 'open');
  const withBase = (line: Line | undefined): string =>
    line?.cell.base === undefined || line.cell.base === 0 ? '' : line.cell.text;
  return [
    ...volumeLines(find, facts),
    ...said('Still open:', withBase(openNow)),
    ...said('Raised most often by', largestInWords(agencies.raised)),
    ...said('Challenged most often:', largestInWords(agencies.challenged)),
    ...said(
      'Neither raised nor were challenged:',
      silent.from.length > 2 * MOST_NAMED
        ? `${silent.from.length} agencies, named below`
        : listInWords(silent.from),
    ),
    ...said('Most frequent main theme:', largestInWords(columnOf(find('themesPrimary'), 'cases'))),
    ...said('Median time of a case from receipt to end:', withBase(whole)),
    ...said('Notices sent on time:', withBase(onTime)),
    ...said('The outcome sought for the child was achieved in', withBase(achieved)),
    ...said('Most often missing from the records:', largestInWords(columnOf(find('dataQuality'), 'cases'))),
  ];
};
