/** The quarterly report: written as a draft, checked for names, frozen, handed over, and compared with the register of today. */
import type { ReportRow } from '../../../../shared/contract/reports.ts';
import { Temporal } from 'temporal-polyfill';
import type { PlainDate } from '../../../../shared/domain/calendarTypes.ts';
import { findIdentifiers } from '../../../../shared/domain/report/identifiers.ts';
import { freeTextsOf, startingTexts } from '../../../../shared/domain/report/reportTexts.ts';
import { conflict, invalid, notFound, refused } from '../../appFault.ts';
import type { Context } from '../../context.ts';
import type { RegisterDatabase } from '../../database/registerDatabase.ts';
import type { Handlers } from '../../router.ts';
import {
  findReport,
  findReportOf,
  insertReport,
  listReports,
  namesInRegister,
  removeReport,
  updateReport,
  type ListedReport,
  type StoredReport,
} from './repository.ts';

const MONTHS_BEFORE = 12;

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

const findingsOf = ({ database, today }: Context, report: StoredReport) =>
  findIdentifiers(
    freeTextsOf(report.texts, (report.texts.headlines ?? '').split('\n')),
    namesInRegister(database),
    { today, eventsFrom: eventsFrom(report.firstOn) },
  );

export const reportsHandlers: Handlers['reports'] = {
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
      insertReport(database, {
        id: reportId,
        revision: 0,
        kind,
        firstOn,
        lastOn,
        texts: earlier ? { ...earlier.texts, purpose } : startingTexts(kind),
        startedAt: context.now,
        savedAt: context.now,
        savedBy: context.session.userId,
        frozen: null,
        frozenAt: null,
        frozenBy: null,
        replacesId: null,
        withdrawnAt: null,
        withdrawnBy: null,
        withdrawnBecause: null,
      }),
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

  check: ({ reportId }, context) => {
    const report = getDraft(context.database, reportId);
    context.recordLook(about(reportId, 'checked for names'));
    return {
      findings: findingsOf(context, report).map(({ places, ...finding }) => ({
        ...finding,
        places: [...places],
      })),
    };
  },
};
