/** The quarterly report: written as a draft, checked for names, frozen, handed over, and compared with the register of today. */
import type { ReportRow } from '../../../../shared/contract/reports.ts';
import { Temporal } from 'temporal-polyfill';
import type { PlainDate } from '../../../../shared/domain/calendarTypes.ts';
import type { Finding } from '../../../../shared/domain/report/identifiers.ts';
import { createHash } from 'node:crypto';
import { disclosureMethodVersion } from '../../../../shared/domain/disclosure/disclosureControl.ts';
import { composeReport, headlinesOf } from '../../../../shared/domain/report/composeReport.ts';
import { differencesBetween } from '../../../../shared/domain/report/differences.ts';
import type { FrozenReport } from '../../../../shared/domain/report/frozenReport.ts';
import type { ReportContent } from '../../../../shared/domain/report/reportContent.ts';
import {
  freeTextsOf,
  startingTexts,
  type ReportFormat,
} from '../../../../shared/domain/report/reportTexts.ts';
import { conflict, invalid, notFound, refused } from '../../appFault.ts';
import { findLastAuditEntry } from '../../audit/repository.ts';
import type { CopyWorkshop } from '../../backups/copyWork.ts';
import type { Context } from '../../context.ts';
import type { RegisterDatabase } from '../../database/registerDatabase.ts';
import { writeReportSheets } from '../../documents/writing/reportSheets.ts';
import { writeReportWord, type ReportPicture } from '../../documents/writing/reportWord.ts';
import type { Handlers } from '../../router.ts';
import { getSettings } from '../settings/repository.ts';
import type { FactsFiller } from '../analytics/factsFiller.ts';
import { knownIn } from './findNames.ts';
import { figuresOfReport, tablesOfReport, type FiguresOfReport } from './reportFigures.ts';
import {
  countFrozen,
  findReport,
  findReportFile,
  findReportOf,
  insertReport,
  insertReportFiles,
  listReports,
  readNames,
  lookupsIn,
  removeReport,
  updateReport,
  type ListedReport,
  type StoredReport,
} from './repository.ts';

const MONTHS_BEFORE = 12;
/** The pages, the Word document and the tables. */
const PARTS_OF_FILES = 3;

const about = (reportId: string, detail?: string) => ({
  entity: `report:${reportId}`,
  ...(detail === undefined ? {} : { detail }),
});

const getReport = (database: RegisterDatabase, reportId: string): StoredReport => {
  const report = findReport(database, reportId);
  if (!report) throw notFound('This report is gone: its draft was thrown away.');
  return report;
};

const getDraft = (database: RegisterDatabase, reportId: string): StoredReport => {
  const report = getReport(database, reportId);
  if (report.frozenAt !== null)
    throw refused('This report is frozen and stays as it went out. Replace it by a new one to change it.');
  return report;
};

const rowOf = ({ report, savedBy, frozenBy, files }: ListedReport): ReportRow => ({
  id: report.id,
  revision: report.revision,
  kind: report.kind,
  firstOn: report.firstOn,
  lastOn: report.lastOn,
  state: report.withdrawnAt !== null ? 'withdrawn' : report.frozenAt !== null ? 'frozen' : 'draft',
  savedAt: report.savedAt,
  savedBy,
  ...(report.frozenAt === null ? {} : { frozenAt: report.frozenAt }),
  ...(frozenBy === null ? {} : { frozenBy }),
  ...(report.withdrawnAt === null ? {} : { withdrawnAt: report.withdrawnAt }),
  ...(report.withdrawnBecause === null ? {} : { withdrawnBecause: report.withdrawnBecause }),
  ...(report.replacesId === null ? {} : { replacesId: report.replacesId }),
  files,
});

/** A date within the year before the report, or later, is as likely an event that it tells of as a birthday. */
const eventsFrom = (firstOn: PlainDate): PlainDate =>
  Temporal.PlainDate.from(firstOn).subtract({ months: MONTHS_BEFORE }).toString() as PlainDate;

const findingsOf = async (
  context: Context,
  { texts: typed, firstOn, lastOn }: StoredReport,
  headlines: readonly string[],
  workshop: CopyWorkshop,
): Promise<readonly Finding[]> => {
  const { job, today } = context;
  const texts = freeTextsOf(typed, headlines);
  const of = { today, eventsFrom: eventsFrom(firstOn), ofPeriod: [firstOn, lastOn] as const };
  job.tell({ words: 'Looking for names' });
  const names = await readNames(() => context.database);
  const { schools, ...lookups } = lookupsIn(context.database);
  const known = knownIn(texts, lookups, of);
  return workshop({ what: 'findNames', texts, names, schools, known, of }, job);
};

const unitFactsOf = ({ database, today }: Context, { firstOn, lastOn }: StoredReport) => {
  const { unitName, quarters } = getSettings(database);
  return { unitName, quarters, firstOn, lastOn, countedOn: today };
};

const auditHeadOf = ({ database }: Context): FrozenReport['auditHead'] => {
  const head = findLastAuditEntry(database);
  return { sequence: head?.sequence ?? 0, seal: head?.mac ?? '' };
};

/** The report as it would be frozen now. */
const composeNow = (
  context: Context,
  report: StoredReport,
  counted: FiguresOfReport,
  auditHead: FrozenReport['auditHead'],
): ReportContent =>
  composeReport(report.texts, counted.figures, {
    ...unitFactsOf(context, report),
    kind: report.kind,
    version: countFrozen(context.database, report) + 1,
    disclosure: report.kind === 'published' ? counted.disclosure : undefined,
    record:
      report.kind === 'internal'
        ? [
            `For the scrutineer: when the figures were counted the audit log had ${auditHead.sequence} entries, and its seal there was ${auditHead.seal}. A log that no longer holds this entry with this seal was changed or put back.`,
          ]
        : [],
  });

const headlinesNow = (context: Context, report: StoredReport, counted: FiguresOfReport): readonly string[] =>
  headlinesOf(report.texts, counted.figures, unitFactsOf(context, report));

const getFrozen = (
  database: RegisterDatabase,
  reportId: string,
): StoredReport & { readonly frozen: FrozenReport } => {
  const report = getReport(database, reportId);
  const { frozen } = report;
  if (frozen === null) throw refused('This report is still a draft. Freeze it first.');
  return { ...report, frozen };
};

const listedRow = ({ database }: Context, reportId: string): ReportRow => {
  const found = listReports(database).find(({ report }) => report.id === reportId);
  if (!found) throw notFound('This report is gone: its draft was thrown away.');
  return rowOf(found);
};

/** Refuses what may not be published, naming each field that needs mending. */
const refuseToPublish = async (
  context: Context,
  report: StoredReport,
  counted: FiguresOfReport,
  workshop: CopyWorkshop,
): Promise<void> => {
  if (context.today <= report.lastOn)
    throw refused(
      'The period is not over yet. A published report can be frozen from the day after its last.',
    );
  const settled = new Set(
    report.texts.settled.filter(({ reason }) => reason.trim() !== '').map(({ key }) => key),
  );
  const found = await findingsOf(context, report, headlinesNow(context, report, counted), workshop);
  const open = found.filter(({ certain, key }) => certain || !settled.has(key));
  if (open.length > 0)
    throw invalid(
      'The report names somebody, or may. Take out what is certain, and give a reason for each doubt that may stay.',
      open.map(({ words, places, certain }) => ({
        path: places[0]?.path ?? '',
        message: certain ? `Take out “${words}”` : `Take out “${words}”, or say why it may stay`,
      })),
    );
};

const pageTitleOf = ({ title, kind, unitName }: ReportContent): string =>
  `${title}, ${kind} version, ${unitName}`;

const fileNameOf = ({ kind, firstOn, lastOn }: StoredReport, format: ReportFormat): string =>
  `escalations ${firstOn} to ${lastOn} ${kind}.${format}`;

const newDraft = (
  { now, session }: Context,
  id: string,
  { kind, firstOn, lastOn }: Pick<StoredReport, 'kind' | 'firstOn' | 'lastOn'>,
  texts: StoredReport['texts'],
): StoredReport => ({
  id,
  revision: 0,
  kind,
  firstOn,
  lastOn,
  texts,
  startedAt: now,
  savedAt: now,
  savedBy: session.userId,
  frozen: null,
  frozenAt: null,
  frozenBy: null,
  replacesId: null,
  withdrawnAt: null,
  withdrawnBy: null,
  withdrawnBecause: null,
});

/** Charts of the pages that are being printed just now, by report. They are drawn by the page and gone with it. */
type Printing = Map<string, Map<string, ReportPicture>>;

export const createReportsHandlers = (
  facts: FactsFiller,
  workshop: CopyWorkshop,
  printing: Printing = new Map(),
): Handlers['reports'] => ({
  list: (_input, { database }) => ({ reports: listReports(database).map(rowOf) }),

  start: ({ kind, firstOn, lastOn }, context) => {
    if (lastOn < firstOn)
      throw invalid('Check the period.', [
        { path: 'lastOn', message: 'The last day comes before the first' },
      ]);
    const reportId = context.ports.ids.next();
    const earlier = findReportOf(context.database, { firstOn, lastOn });
    const { purpose } = startingTexts(kind);
    context.record(about(reportId, `${kind} draft`), (database) =>
      insertReport(
        database,
        newDraft(
          context,
          reportId,
          { kind, firstOn, lastOn },
          earlier ? { ...earlier.texts, purpose, settled: [] } : startingTexts(kind),
        ),
      ),
    );
    return { reportId };
  },

  save: ({ reportId, revision, texts }, context) => {
    const report = getDraft(context.database, reportId);
    if (report.revision !== revision) throw conflict();
    const next = revision + 1;
    context.record(about(reportId), (database) =>
      updateReport(database, reportId, {
        revision: next,
        texts,
        savedAt: context.now,
        savedBy: context.session.userId,
      }),
    );
    return { revision: next, savedAt: context.now };
  },

  discard: ({ reportId }, context) => {
    getDraft(context.database, reportId);
    context.record(about(reportId, 'draft thrown away'), (database) => removeReport(database, reportId));
    return {};
  },

  open: async ({ reportId }, context) => {
    await facts.fill(context);
    const report = getReport(context.database, reportId);
    context.recordLook(about(reportId));
    return {
      report: listedRow(context, reportId),
      texts: report.texts,
      content:
        report.frozen?.content ??
        composeNow(context, report, await figuresOfReport(context, report, workshop), auditHeadOf(context)),
    };
  },

  check: async ({ reportId }, context) => {
    await facts.fill(context);
    const report = getDraft(context.database, reportId);
    context.recordLook(about(reportId, 'checked for names'));
    const counted = await figuresOfReport(context, report, workshop);
    const found = await findingsOf(context, report, headlinesNow(context, report, counted), workshop);
    return {
      findings: found.map(({ places, ...finding }) => ({ ...finding, places: [...places] })),
    };
  },

  freeze: async ({ reportId, revision }, context) => {
    await facts.fill(context);
    const report = getDraft(context.database, reportId);
    if (report.revision !== revision) throw conflict();
    const counted = await figuresOfReport(context, report, workshop);
    if (report.kind === 'published') await refuseToPublish(context, report, counted, workshop);
    const auditHead = auditHeadOf(context);
    const { tables, filter, published, disclosure } = counted;
    const next = revision + 1;
    context.record(about(reportId, `${report.kind} report frozen`), (database) =>
      updateReport(database, reportId, {
        revision: next,
        frozen: {
          content: composeNow(context, report, counted, auditHead),
          tables,
          filter,
          published,
          disclosure,
          methodVersion: disclosureMethodVersion,
          auditHead,
        },
        frozenAt: context.now,
        frozenBy: context.session.userId,
      }),
    );
    return { revision: next };
  },

  makeFiles: async ({ reportId }, context) => {
    const { frozen } = getFrozen(context.database, reportId);
    const { content, tables } = frozen;
    if (findReportFile(context.database, reportId, 'pdf'))
      throw refused('The files of this report are there already, and stay as they went out.');
    if (printing.has(reportId)) throw refused('The files are being made. Wait until that is done.');
    const pictures = new Map<string, ReportPicture>();
    printing.set(reportId, pictures);
    try {
      const part = (words: string, done: number) =>
        context.job.reach({ words, done, total: PARTS_OF_FILES, mayStop: false });
      await part('Printing the report', 0);
      const pdf = await context.ports.printer
        .print({
          route: `/report/${reportId}/print`,
          title: pageTitleOf(content),
          marking: content.marking,
        })
        .catch((): never => {
          throw refused(
            'The report could not be printed. It is frozen all the same: try to make its files once more.',
          );
        });
      await part('Writing the Word document', 1);
      const docx = await writeReportWord(content, pictures);
      await part('Writing the tables', 2);
      const files = { pdf, docx, xlsx: await writeReportSheets(content) } satisfies Record<
        ReportFormat,
        Uint8Array
      >;
      const [{ now }, formats] = [context, Object.keys(files) as ReportFormat[]];
      context.record(about(reportId, `files of ${tables.length} figures made`), (database) =>
        insertReportFiles(
          database,
          formats.map((format) => ({
            reportId,
            format,
            content: Buffer.from(files[format]),
            sha256: createHash('sha256').update(files[format]).digest('hex'),
            madeAt: now,
          })),
        ),
      );
      return {};
    } finally {
      printing.delete(reportId);
    }
  },

  page: ({ reportId }, { database }) => {
    const { content } = getFrozen(database, reportId).frozen;
    return { content, pageTitle: pageTitleOf(content) };
  },

  givePicture: ({ reportId, figureId, png, width, height }) => {
    printing.get(reportId)?.set(figureId, { png: Buffer.from(png, 'base64'), width, height });
    return {};
  },

  exportFile: ({ reportId, format }, context) => {
    const report = getFrozen(context.database, reportId);
    const file = findReportFile(context.database, reportId, format);
    if (!file) throw refused('The files of this report have not been made yet. Make them first.');
    return context.handOver(about(reportId, `${report.kind} report, ${format}`), {
      suggestedName: fileNameOf(report, format),
      bytes: file.content,
      action: 'save',
    });
  },

  differences: async ({ reportId }, context) => {
    await facts.fill(context);
    const report = getFrozen(context.database, reportId);
    return {
      differences: [...differencesBetween(report.frozen.tables, await tablesOfReport(context, report))],
    };
  },

  withdraw: ({ reportId, because, replace }, context) => {
    const report = getFrozen(context.database, reportId);
    if (report.withdrawnAt !== null) throw refused('This report is withdrawn already.');
    const replacedBy = replace ? context.ports.ids.next() : undefined;
    context.record(about(reportId, replace ? 'withdrawn and replaced' : 'withdrawn'), (database) => {
      updateReport(database, reportId, {
        withdrawnAt: context.now,
        withdrawnBy: context.session.userId,
        withdrawnBecause: because,
      });
      if (replacedBy !== undefined)
        insertReport(database, {
          ...newDraft(context, replacedBy, report, report.texts),
          replacesId: reportId,
        });
    });
    return replacedBy === undefined ? {} : { replacedBy };
  },
});
