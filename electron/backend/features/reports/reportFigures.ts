/** The figures of a report, as the register of today gives them. */
import type { AnalyticsFilter } from '../../../../shared/domain/analytics/analyticsFilter.ts';
import type { CaseFacts } from '../../../../shared/domain/analytics/caseFacts.ts';
import type { FigureTable } from '../../../../shared/domain/analytics/figureTable.ts';
import type { PublishedFigure } from '../../../../shared/domain/analytics/publishFigures.ts';
import type { AgencyType } from '../../../../shared/domain/codes.ts';
import type { FrozenReport } from '../../../../shared/domain/report/frozenReport.ts';
import { figureForPublication } from '../../../../shared/domain/report/publishedFigure.ts';
import { wholeFigure, type ReportFigure } from '../../../../shared/domain/report/reportContent.ts';
import type { RegisterDatabase } from '../../database/registerDatabase.ts';
import type { CopyWorkshop } from '../../backups/copyWork.ts';
import type { Context } from '../../context.ts';
import { countInSlices, figureUnitOf, readRegister, type FigureSources } from '../analytics/sources.ts';
import { listAgencies } from '../directory/repository.ts';
import { getSettings } from '../settings/repository.ts';
import type { Publishing } from './publishPart.ts';
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
const sourcesOf = async (context: Context, { kind }: Pick<StoredReport, 'kind'>): Promise<FigureSources> => {
  context.job.tell({ words: 'Counting the figures' });
  const register = await readRegister(() => context.database);
  const sources = { register, unit: figureUnitOf(context.database, context.today) };
  return kind === 'published' ? groupSettings(context.database, sources) : sources;
};

const filterOf = ({ firstOn, lastOn }: Pick<StoredReport, 'firstOn' | 'lastOn'>): AnalyticsFilter => ({
  from: firstOn,
  to: lastOn,
});

export const tablesOfReport = async (
  context: Context,
  report: Pick<StoredReport, 'kind' | 'firstOn' | 'lastOn'>,
): Promise<readonly FigureTable[]> => {
  const { register, unit } = await sourcesOf(context, report);
  return countInSlices(register, filterOf(report), unit);
};

export const figuresOfReport = async (
  context: Context,
  report: Pick<StoredReport, 'kind' | 'firstOn' | 'lastOn'>,
  workshop: CopyWorkshop,
): Promise<FiguresOfReport> => {
  const filter = filterOf(report);
  const sources = await sourcesOf(context, report);
  const tables = await countInSlices(sources.register, filter, sources.unit);
  const { disclosure } = getSettings(context.database);
  if (report.kind === 'internal')
    return { tables, filter, disclosure, published: {}, figures: tables.map(wholeFigure) };
  const published = await publishWhile(context, sources, tables, workshop);
  return {
    tables,
    filter,
    disclosure,
    published: Object.fromEntries(published.map(({ id, frozen }) => [id, frozen])),
    figures: published.map(figureForPublication),
  };
};

/** Keeping small numbers from view takes seconds: another process does it, and is given what it asks for. */
const publishWhile = async (
  { database, job }: Context,
  { register, unit }: FigureSources,
  tables: readonly FigureTable[],
  workshop: CopyWorkshop,
): Promise<readonly PublishedFigure[]> => {
  const earlier = listPublishedFrozen(database).map((frozen) => frozen.published);
  const { disclosure: settings } = getSettings(database);
  for (let counted: Publishing['counted'] = []; ;) {
    const part = await workshop({ what: 'publish', tables, earlier, settings, counted }, job);
    if ('figures' in part) return part.figures;
    const { needs: period } = part;
    counted = [...counted, { period, tables: await countInSlices(register, filterOf(period), unit) }];
  }
};
