/** The figures of a report, as the register of today gives them. */
import type { AnalyticsFilter } from '../../../../shared/domain/analytics/analyticsFilter.ts';
import type { CaseFacts } from '../../../../shared/domain/analytics/caseFacts.ts';
import { figuresOf } from '../../../../shared/domain/analytics/figures.ts';
import type { FigureTable } from '../../../../shared/domain/analytics/figureTable.ts';
import { publishFigures } from '../../../../shared/domain/analytics/publishFigures.ts';
import type { PlainDate } from '../../../../shared/domain/calendarTypes.ts';
import type { AgencyType } from '../../../../shared/domain/codes.ts';
import type { FrozenReport } from '../../../../shared/domain/report/frozenReport.ts';
import { figureForPublication } from '../../../../shared/domain/report/publishedFigure.ts';
import { wholeFigure, type ReportFigure } from '../../../../shared/domain/report/reportContent.ts';
import type { RegisterDatabase } from '../../database/registerDatabase.ts';
import { figureSourcesOf, type FigureSources } from '../analytics/sources.ts';
import { listAgencies } from '../directory/repository.ts';
import { getSettings } from '../settings/repository.ts';
import { listPublishedFrozen, type StoredReport } from './repository.ts';

export type FiguresOfReport = Pick<FrozenReport, 'tables' | 'filter' | 'published' | 'disclosure'> & {
  readonly figures: readonly ReportFigure[];
};

/** Settings that have few children each: in what is published, all of one type stand as one. */
const groups: Readonly<Partial<Record<AgencyType, string>>> = {
  school: 'Schools',
  college: 'Colleges',
  earlyYears: 'Early years settings',
};

const groupSettings = (database: RegisterDatabase, { register, unit }: FigureSources): FigureSources => {
  const agencies = listAgencies(database);
  const groupOf = new Map(
    agencies.flatMap(({ id, type }) => (groups[type] === undefined ? [] : [[id, type] as const])),
  );
  const grouped = (ids: readonly string[]): readonly string[] => [
    ...new Set(ids.map((id) => groupOf.get(id) ?? id)),
  ];
  const inGroups = (facts: CaseFacts): CaseFacts => ({
    ...facts,
    raising: grouped(facts.raising),
    challenged: grouped(facts.challenged),
  });
  return {
    register: register.map(inGroups),
    unit: {
      ...unit,
      agencies: [
        ...unit.agencies.filter(({ id }) => !groupOf.has(id)),
        ...[...new Set(groupOf.values())].map((type) => ({
          id: type,
          name: groups[type] ?? type,
          retired: false,
        })),
      ],
    },
  };
};

/** What the figures of a report are counted from; of a published one, without naming a school. */
const sourcesOf = (
  database: RegisterDatabase,
  { kind }: Pick<StoredReport, 'kind'>,
  today: PlainDate,
): FigureSources => {
  const sources = figureSourcesOf(database, today);
  return kind === 'published' ? groupSettings(database, sources) : sources;
};

const filterOf = ({ firstOn, lastOn }: Pick<StoredReport, 'firstOn' | 'lastOn'>): AnalyticsFilter => ({
  from: firstOn,
  to: lastOn,
});

export const tablesOfReport = (
  database: RegisterDatabase,
  report: Pick<StoredReport, 'kind' | 'firstOn' | 'lastOn'>,
  today: PlainDate,
): readonly FigureTable[] => {
  const { register, unit } = sourcesOf(database, report, today);
  return figuresOf(register, filterOf(report), unit);
};

export const figuresOfReport = (
  database: RegisterDatabase,
  report: Pick<StoredReport, 'kind' | 'firstOn' | 'lastOn'>,
  today: PlainDate,
): FiguresOfReport => {
  const filter = filterOf(report);
  const { register, unit } = sourcesOf(database, report, today);
  const tables = figuresOf(register, filter, unit);
  const { disclosure } = getSettings(database);
  if (report.kind === 'internal')
    return { tables, filter, disclosure, published: {}, figures: tables.map(wholeFigure) };
  const published = publishFigures({
    tables,
    earlier: listPublishedFrozen(database).map((frozen) => frozen.published),
    settings: disclosure,
    figuresIn: ({ firstOn, lastOn }) => figuresOf(register, filterOf({ firstOn, lastOn }), unit),
  });
  return {
    tables,
    filter,
    disclosure,
    published: Object.fromEntries(published.map(({ id, frozen }) => [id, frozen])),
    figures: published.map(figureForPublication),
  };
};
