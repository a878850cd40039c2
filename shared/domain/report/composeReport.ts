import { quarterOf, type QuarterCalendar } from '../analytics/quarters.ts';
import type { PlainDate } from '../calendarTypes.ts';
import { describeMethod, methodInShort } from '../disclosure/describeMethod.ts';
import type { DisclosureSettings } from '../disclosure/disclosureSettings.ts';
import { PROTECTIVE_MARKING } from '../paperContent.ts';
import { listInWords, shortDate } from '../wordsForDates.ts';
import { absentAgencies, makeHeadlines } from './headlines.ts';
import type { ReportContent, ReportContentSection, ReportFigure } from './reportContent.ts';
import {
  commentedSections,
  reportSections,
  type CommentedSection,
  type ReportKind,
  type ReportSection,
  type ReportTexts,
} from './reportTexts.ts';

const figuresOfSection: Readonly<Record<CommentedSection, readonly ReportFigure['id'][]>> = {
  volume: [
    'volumeByQuarter',
    'rollingYear',
    'standing',
    'openByAge',
    'stageReached',
    'stageResolved',
    'course',
  ],
  agencies: ['agencies', 'raisingByChallenged'],
  themes: ['themesPrimary', 'themesAll', 'ownThemesPrimary', 'themesByQuarter'],
  timeliness: ['workingDays', 'noticesOnTime'],
  outcomes: ['decisionOutcomes', 'outcomeForChild', 'unresolved', 'levelOfNeed', 'childStatus'],
  quality: ['dataQuality'],
};

const markings: Readonly<Record<ReportKind, string>> = {
  internal: PROTECTIVE_MARKING,
  published: 'OFFICIAL',
};

const audienceOf = ({ disclosure }: ReportFacts): string =>
  disclosure
    ? `Published version, ${methodInShort(disclosure)}.`
    : 'Internal version, with every number. Not to be published.';

/** "Quarter 2 2026/27, July to September 2026", or the days where it is no quarter. */
export const periodInWords = (
  { firstOn, lastOn }: { readonly firstOn: PlainDate; readonly lastOn: PlainDate },
  quarters: QuarterCalendar,
): string => {
  const quarter = quarterOf(firstOn, quarters);
  return quarter.from === firstOn && quarter.to === lastOn
    ? quarter.label
    : `${shortDate(firstOn)} to ${shortDate(lastOn)}`;
};

const paragraphsOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

const isNought = (figure: ReportFigure, row: number): boolean =>
  (figure.cells[row] ?? []).every(({ number }) => number === 0);

/**
 * A matrix on paper has room for the agencies that are in it; the others are named in words. A table as long as the
 * directory keeps those with a number.
 */
const fitToPaper = (figure: ReportFigure): ReportFigure => {
  if (figure.id !== 'raisingByChallenged' && figure.id !== 'agencies') return figure;
  const rows = figure.rows.map((_row, index) => index).filter((index) => !isNought(figure, index));
  const columns = figure.columns
    .map((_column, index) => index)
    .filter(
      (column) =>
        figure.id === 'agencies' || figure.cells.some((line) => line[column] && line[column].number !== 0),
    );
  return {
    ...figure,
    rows: figure.rows.filter((_row, index) => rows.includes(index)),
    columns: figure.columns.filter((_column, index) => columns.includes(index)),
    cells: rows.map((row) => (figure.cells[row] ?? []).filter((_cell, column) => columns.includes(column))),
    ...(figure.rowTotals ? { rowTotals: figure.rowTotals.filter((_total, row) => rows.includes(row)) } : {}),
    ...(figure.columnTotals
      ? { columnTotals: figure.columnTotals.filter((_total, column) => columns.includes(column)) }
      : {}),
  };
};

export interface ReportFacts {
  readonly kind: ReportKind;
  readonly firstOn: PlainDate;
  readonly lastOn: PlainDate;
  readonly unitName: string;
  readonly quarters: QuarterCalendar;
  /** The day on which the figures were counted. */
  readonly countedOn: PlainDate;
  /** 1 for the first report of its kind for these days. */
  readonly version: number;
  /** How small numbers are hidden; undefined where none are. */
  readonly disclosure: DisclosureSettings | undefined;
  /** What else the partnership alone is told of how the report came about. */
  readonly record: readonly string[];
}

/** The headlines that a report shows: those that somebody wrote, or those that its figures make. */
export const headlinesOf = (
  texts: ReportTexts,
  figures: readonly ReportFigure[],
  facts: Pick<ReportFacts, 'firstOn' | 'lastOn' | 'quarters'>,
): readonly string[] =>
  texts.headlines === null ? makeHeadlines(figures, facts) : paragraphsOf(texts.headlines);

const silenceInWords = (figures: readonly ReportFigure[]): string[] => {
  const { from, raisedNone } = absentAgencies(figures);
  return [
    ...(raisedNone.length > 0 ? [`Challenged, and raised none: ${listInWords(raisedNone)}.`] : []),
    ...(from.length > 0 ? [`Neither raised any nor were challenged: ${listInWords(from)}.`] : []),
    ...(raisedNone.length + from.length > 0
      ? ['Silence is a finding too: ask whether these agencies know how to escalate.']
      : []),
  ];
};

const methodOf = (facts: ReportFacts): string[] => [
  `The figures were counted on ${shortDate(facts.countedOn)} from the register of escalations, for ${shortDate(facts.firstOn)} to ${shortDate(facts.lastOn)}, both days included. What was recorded later is not in them.`,
  ...(facts.countedOn <= facts.lastOn ? ['The period was not over when they were counted.'] : []),
  'Beneath each figure stand what it counts and of how many cases. A percentage is of the number named beside it. A median is the middle one of all cases.',
  ...(facts.disclosure
    ? describeMethod(facts.disclosure)
    : ['Every number is shown. None is hidden or rounded.']),
  ...facts.record,
];

const KEPT_INSIDE = 'These figures are kept for the partnership.';

/** The whole report as it is read. The same texts, figures and facts give the same report. */
export const composeReport = (
  texts: ReportTexts,
  figures: readonly ReportFigure[],
  facts: ReportFacts,
): ReportContent => {
  const empty = { paragraphs: [], points: [], figures: [], commentary: [], actions: [] };
  const section = (id: ReportSection, more: Partial<ReportContentSection>): ReportContentSection => ({
    id,
    title: reportSections[id],
    ...empty,
    ...more,
  });
  const withFigures = (id: CommentedSection): ReportContentSection => {
    const own = figuresOfSection[id].flatMap((figureId) =>
      figures.filter((figure) => figure.id === figureId),
    );
    return section(id, {
      paragraphs: id === 'agencies' ? silenceInWords(figures) : own.length === 0 ? [KEPT_INSIDE] : [],
      figures: own.map(fitToPaper),
      commentary: paragraphsOf(texts.commentary[id]),
    });
  };
  const [volume, agencies, themes, timeliness, outcomes, quality] = commentedSections.map(withFigures) as [
    ReportContentSection,
    ReportContentSection,
    ReportContentSection,
    ReportContentSection,
    ReportContentSection,
    ReportContentSection,
  ];
  const learning = paragraphsOf(texts.learning);
  const actions = texts.actions.filter(({ action, owner, by }) => `${action}${owner}${by}`.trim() !== '');
  return {
    kind: facts.kind,
    title: `Escalations: ${periodInWords(facts, facts.quarters)}`,
    unitName: facts.unitName,
    marking: markings[facts.kind],
    firstOn: facts.firstOn,
    lastOn: facts.lastOn,
    facts: [audienceOf(facts), `Version ${facts.version}, counted on ${shortDate(facts.countedOn)}.`],
    sections: [
      section('purpose', { paragraphs: paragraphsOf(texts.purpose) }),
      section('headlines', { points: [...headlinesOf(texts, figures, facts)] }),
      volume,
      agencies,
      themes,
      timeliness,
      outcomes,
      section('learning', {
        paragraphs: learning.length > 0 ? learning : ['No learning was written down for this period.'],
      }),
      section('actions', {
        paragraphs: actions.length > 0 ? [] : ['No actions were agreed for this report.'],
        actions,
      }),
      quality,
      section('method', { paragraphs: methodOf(facts) }),
    ],
  };
};
