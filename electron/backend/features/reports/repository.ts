import { and, count, desc, eq, getTableColumns, isNotNull, or, sql } from 'drizzle-orm';
import { setImmediate } from 'node:timers/promises';
import { alias } from 'drizzle-orm/sqlite-core';
import {
  caseEntries,
  casePeople,
  caseReferrers,
  cases,
  decisions,
} from '../../../../drizzle/schema/cases.ts';
import { decisionMakers, panelMembers } from '../../../../drizzle/schema/directory.ts';
import { agencies, people } from '../../../../drizzle/schema/register.ts';
import { reportFiles, reports } from '../../../../drizzle/schema/reports.ts';
import type { PlainDate } from '../../../../shared/domain/calendarTypes.ts';
import type { FrozenReport } from '../../../../shared/domain/report/frozenReport.ts';
import type { NamesInRegister, PersonKind } from '../../../../shared/domain/report/identifiers.ts';
import type { ReportFormat } from '../../../../shared/domain/report/reportTexts.ts';
import type { RegisterDatabase } from '../../database/registerDatabase.ts';
import type { NamesOfKind } from './findNames.ts';

export type StoredReport = typeof reports.$inferSelect;
export type StoredReportFile = typeof reportFiles.$inferSelect;

const savers = alias(people, 'savers');
const freezers = alias(people, 'freezers');
const { frozen: _frozen, texts: _texts, ...rowColumns } = getTableColumns(reports);

/** Latest period first, without texts, figures and bytes. */
export const listReports = (database: RegisterDatabase) => {
  const files = Map.groupBy(
    database
      .select({
        reportId: reportFiles.reportId,
        format: reportFiles.format,
        sha256: reportFiles.sha256,
        bytes: sql<number>`length(${reportFiles.content})`,
      })
      .from(reportFiles)
      .all(),
    ({ reportId }) => reportId,
  );
  return database
    .select({ report: rowColumns, savedBy: savers.name, frozenBy: freezers.name })
    .from(reports)
    .innerJoin(savers, eq(savers.id, reports.savedBy))
    .leftJoin(freezers, eq(freezers.id, reports.frozenBy))
    .orderBy(desc(reports.lastOn), desc(reports.startedAt))
    .all()
    .map((row) => ({
      ...row,
      files: (files.get(row.report.id) ?? []).map(({ reportId: _reportId, ...file }) => file),
    }));
};
export type ListedReport = ReturnType<typeof listReports>[number];

export const findReport = (database: RegisterDatabase, id: string): StoredReport | undefined =>
  database.select().from(reports).where(eq(reports.id, id)).get();

/** The report for the same days that was written last. */
export const findReportOf = (
  database: RegisterDatabase,
  { firstOn, lastOn }: { readonly firstOn: PlainDate; readonly lastOn: PlainDate },
): StoredReport | undefined =>
  database
    .select()
    .from(reports)
    .where(and(eq(reports.firstOn, firstOn), eq(reports.lastOn, lastOn)))
    .orderBy(desc(reports.savedAt))
    .limit(1)
    .get();

/** Everything that was ever frozen for publication, withdrawn or not: whoever read it knows it. */
export const listPublishedFrozen = (database: RegisterDatabase): readonly FrozenReport[] =>
  database
    .select({ frozen: reports.frozen })
    .from(reports)
    .where(and(eq(reports.kind, 'published'), isNotNull(reports.frozen)))
    .all()
    .flatMap(({ frozen }) => frozen ?? []);

/** How many reports of the kind for the same days were frozen before. */
export const countFrozen = (
  database: RegisterDatabase,
  { kind, firstOn, lastOn }: Pick<StoredReport, 'kind' | 'firstOn' | 'lastOn'>,
): number =>
  database
    .select({ frozen: count() })
    .from(reports)
    .where(
      and(
        eq(reports.kind, kind),
        eq(reports.firstOn, firstOn),
        eq(reports.lastOn, lastOn),
        isNotNull(reports.frozenAt),
      ),
    )
    .get()?.frozen ?? 0;

export const insertReportFiles = (database: RegisterDatabase, files: readonly StoredReportFile[]): void => {
  database
    .insert(reportFiles)
    .values([...files])
    .run();
};

export const findReportFile = (
  database: RegisterDatabase,
  reportId: string,
  format: ReportFormat,
): StoredReportFile | undefined =>
  database
    .select()
    .from(reportFiles)
    .where(and(eq(reportFiles.reportId, reportId), eq(reportFiles.format, format)))
    .get();

export const insertReport = (database: RegisterDatabase, report: StoredReport): void => {
  database.insert(reports).values(report).run();
};

export const updateReport = (
  database: RegisterDatabase,
  id: string,
  change: Partial<Omit<StoredReport, 'id'>>,
): void => {
  database.update(reports).set(change).where(eq(reports.id, id)).run();
};

export const removeReport = (database: RegisterDatabase, id: string): void => {
  database.delete(reports).where(eq(reports.id, id)).run();
};

type NamesRead = readonly { readonly name: string | null }[];

/** Everybody in the register by name: the families of the cases first, then who raised them, then the staff. */
const listsOfNames: readonly (readonly [PersonKind, (database: RegisterDatabase) => NamesRead])[] = [
  ['family', (database) => database.selectDistinct({ name: casePeople.name }).from(casePeople).all()],
  ['referrer', (database) => database.selectDistinct({ name: caseReferrers.name }).from(caseReferrers).all()],
  ['staff', (database) => database.select({ name: people.name }).from(people).all()],
  ['staff', (database) => database.select({ name: decisionMakers.name }).from(decisionMakers).all()],
  ['staff', (database) => database.select({ name: panelMembers.name }).from(panelMembers).all()],
  ['staff', (database) => database.selectDistinct({ name: decisions.deciderName }).from(decisions).all()],
  ['staff', (database) => database.selectDistinct({ name: cases.safeguardingLeadName }).from(cases).all()],
  ['staff', (database) => database.selectDistinct({ name: caseEntries.chair }).from(caseEntries).all()],
  [
    'staff',
    (database) =>
      database
        .selectDistinct({ name: sql<string>`json_each.value` })
        .from(sql`${caseEntries}, json_each(${caseEntries.attendees})`)
        .all(),
  ],
];

/** The names that free text is held against, list by list, with other work between two of them. */
export const readNames = async (getDatabase: () => RegisterDatabase): Promise<readonly NamesOfKind[]> => {
  const all: NamesOfKind[] = [];
  for (const [kind, list] of listsOfNames) {
    const names = list(getDatabase()).flatMap(({ name }) =>
      name === null || name.trim() === '' ? [] : [name],
    );
    all.push({ kind, json: Buffer.from(JSON.stringify(names)) });
    await setImmediate();
  }
  return all;
};

/** What else free text is held against: days and numbers are looked up one by one. */
export const lookupsIn = (
  database: RegisterDatabase,
): Omit<NamesInRegister, 'people' | 'schools'> & { readonly schools: readonly string[] } => ({
  schools: database
    .select({ name: agencies.name })
    .from(agencies)
    .where(sql`${agencies.type} IN ('school', 'college', 'earlyYears')`)
    .all()
    .map(({ name }) => name),
  isBirthDate: (on) =>
    database
      .select({ caseId: casePeople.caseId })
      .from(casePeople)
      .where(or(eq(casePeople.dateOfBirth, on), eq(casePeople.expectedDateOfBirth, on)))
      .limit(1)
      .get() !== undefined,
  isNhsNumber: (digits) =>
    database
      .select({ caseId: casePeople.caseId })
      .from(casePeople)
      .where(eq(casePeople.nhsNumber, digits))
      .limit(1)
      .get() !== undefined,
  isReference: (reference) =>
    database.select({ id: cases.id }).from(cases).where(eq(cases.reference, reference)).get() !== undefined,
});
