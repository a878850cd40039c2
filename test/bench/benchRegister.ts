import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { getTableColumns, getTableName } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { caseFacts } from '../../drizzle/schema/analytics.ts';
import { auditEntries } from '../../drizzle/schema/audit.ts';
import {
  caseChallengedAgencies,
  caseEntries,
  caseLinks,
  casePeople,
  caseReferrers,
  cases,
  caseStages,
  caseThemes,
  decisions,
  notices,
} from '../../drizzle/schema/cases.ts';
import { requiredActions } from '../../drizzle/schema/decisions.ts';
import { documents } from '../../drizzle/schema/documents.ts';
import { agencies, people, referenceCounters } from '../../drizzle/schema/register.ts';
import { auditMac, firstPrevious } from '../../electron/backend/audit/chain.ts';
import { sealedAction } from '../../electron/backend/audit/repository.ts';
import type { Connection } from '../../electron/backend/database/openDatabase.ts';
import { factsOf } from '../../electron/backend/features/analytics/factsOf.ts';
import { rowOfFacts } from '../../electron/backend/features/analytics/repository.ts';
import { searchTextOf } from '../../electron/backend/features/cases/changeCase.ts';
import {
  foldedSearchText,
  refreshSortKeys,
  type CaseRecord,
} from '../../electron/backend/features/cases/repository.ts';
import { registerDatabaseFor } from '../../electron/backend/database/registerDatabase.ts';
import type { VaultKeys } from '../../electron/backend/vault/keys.ts';
import { instant } from '../../shared/domain/calendarTypes.ts';
import { openOffice, PASSPHRASE, setUp, type Office } from '../helpers/office.ts';
import { signIn } from '../helpers/loggedCase.ts';
import { keysOfRegister } from '../reliability/keysOfRegister.ts';
import { madeUpRecords } from './madeUpRecord.ts';
import type { Bench } from './row.ts';
import { traceStatements } from './tracedStatements.ts';

const SEED = 20261122;
/** The bench's own clock: days left and what is overdue are the same in every run. */
const NOW = '2026-11-20T10:00:00Z';
const [FIRST_ON, LAST_ON] = ['2016-11-21', '2026-11-20'];
const CASES_A_TRANSACTION = 5_000;
const MANAGER = 'Priya Nair-Test';

/** Rows into a table by one prepared statement, converted as the register's own query builder does. */
const inserterInto = <Table extends SQLiteTable>(connection: Connection, table: Table) => {
  const columns = Object.entries(getTableColumns(table));
  const statement = connection.prepare(
    `INSERT INTO ${getTableName(table)} (${columns.map(([, column]) => column.name).join()}) VALUES (${columns.map(() => '?').join()})`,
  );
  return (row: Table['$inferInsert']): void => {
    statement.run(
      ...columns.map(([key, column]) => {
        const value = (row as Readonly<Record<string, unknown>>)[key] ?? column.default;
        return value === undefined || value === null ? null : column.mapToDriverValue(value);
      }),
    );
  };
};

/** Everything of a case as the register keeps it, but for the files' bytes, which are left small. */
const caseKeeper = (connection: Connection) => {
  const insert = {
    document: inserterInto(connection, documents),
    case: inserterInto(connection, cases),
    person: inserterInto(connection, casePeople),
    referrer: inserterInto(connection, caseReferrers),
    challenged: inserterInto(connection, caseChallengedAgencies),
    theme: inserterInto(connection, caseThemes),
    stage: inserterInto(connection, caseStages),
    entry: inserterInto(connection, caseEntries),
    decision: inserterInto(connection, decisions),
    notice: inserterInto(connection, notices),
    action: inserterInto(connection, requiredActions),
    facts: inserterInto(connection, caseFacts),
  };
  const search = connection.prepare(
    'INSERT INTO case_search (rowid, case_id, reference, names, words) VALUES (?, ?, ?, ?, ?)',
  );
  let searchNumber = 0;
  return (record: CaseRecord, unit: Parameters<typeof factsOf>[1]): void => {
    const { case: row } = record;
    const { id: caseId } = row;
    if (row.formDocumentId !== null)
      insert.document({
        id: row.formDocumentId,
        fileName: 'form.docx',
        byteCount: 400,
        sha256: createHash('sha256').update(row.formDocumentId).digest('hex'),
        contentDigest: createHash('sha256').update(row.summary).digest('hex'),
        content: Buffer.alloc(400),
        receivedAt: row.loggedAt,
        receivedBy: row.loggedBy,
      });
    searchNumber += 1;
    insert.case({ ...row, searchNumber });
    record.people.forEach(insert.person);
    record.referrers.forEach(insert.referrer);
    record.challenged.forEach(({ agencyId }, position) => insert.challenged({ caseId, agencyId, position }));
    record.themes.forEach((theme, position) => insert.theme({ ...theme, caseId, position }));
    record.stages.forEach(insert.stage);
    record.entries.forEach(insert.entry);
    record.decisions.forEach(insert.decision);
    record.notices.forEach((notice) => insert.notice({ ...notice, content: Buffer.alloc(200) }));
    record.actions.forEach(insert.action);
    insert.facts(rowOfFacts(factsOf(record, unit)));
    const { reference, names, words } = foldedSearchText(searchTextOf(record));
    search.run(searchNumber, caseId, reference, names, words);
  };
};

/** Lines as the work on a case would have written them, sealed into the chain. */
const auditWriter = (connection: Connection, keys: VaultKeys, personId: string) => {
  const insert = inserterInto(connection, auditEntries);
  const last = connection
    .prepare<[], { sequence: number; mac: string }>(
      'SELECT sequence, mac FROM audit_entries ORDER BY sequence DESC LIMIT 1',
    )
    .get();
  let [sequence, mac] = [last?.sequence ?? 0, last?.mac ?? firstPrevious];
  return ({ case: { id, loggedAt: at } }: CaseRecord): void => {
    const entity = `case:${id}`;
    for (const [action, kind] of [
      ['drafts.log', 'collection'],
      ['cases.get', 'consultation'],
      ['cases.endStage', 'alteration'],
    ] as const) {
      sequence += 1;
      mac = auditMac(
        {
          seq: sequence,
          utc: at,
          user: personId,
          action: sealedAction(action, kind),
          entity,
          detail: '',
          previous: mac,
        },
        keys.audit,
      );
      insert({ sequence, at, personId, action, kind, entity, detail: '', mac });
    }
  };
};

const agencyNames = [
  'Children’s Social Care',
  'Greater Manchester Police',
  'Northern Care Alliance',
  'Mental Health Services for Children',
  'Housing',
  'Probation',
  'Early Help',
  ...Array.from({ length: 140 }, (_, index) => `Made-up Primary School ${index + 1}`),
];

const fillRegister = async (office: Office, directory: string, count: number): Promise<void> => {
  const { session } = await setUp(office);
  const { connection } = await traceStatements(() => office.api.settings.get({}));
  const {
    settings,
    procedure: { procedure, versionId },
  } = await office.api.settings.get({});
  const keys = await keysOfRegister(join(directory, 'register'), MANAGER, PASSPHRASE);
  const insertAgency = inserterInto(connection, agencies);
  const insertPerson = inserterInto(connection, people);
  const insertCounter = inserterInto(connection, referenceCounters);
  const insertLink = inserterInto(connection, caseLinks);
  const names = agencyNames.map((name, index) => ({
    id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
    name: `${name}-Test`,
  }));
  const colleagues = ['Sam Marlow-Test', 'Ola Żak-Test', 'Éilis Hale-Test', 'Ben Nowak-Test'].map(
    (name, index) => ({ id: `00000000-0000-4000-9000-${String(index).padStart(12, '0')}`, name }),
  );
  connection.transaction(() => {
    for (const agency of names) insertAgency({ ...agency, type: 'other', fullMember: false, retired: false });
    for (const person of colleagues) insertPerson({ ...person, role: 'coordinator', addedAt: instant(NOW) });
  })();
  const keepCase = caseKeeper(connection);
  const writeAudit = auditWriter(connection, keys, session.userId);
  const records = madeUpRecords({
    seed: SEED,
    cases: count,
    firstOn: FIRST_ON,
    lastOn: LAST_ON,
    procedure,
    versionId,
    settings,
    personIds: [session.userId, ...colleagues.map(({ id }) => id)],
    agencies: names,
  });
  let [lastId, running] = ['', new Map<number, number>()];
  const keepSome = (): boolean => {
    const ids: string[] = [];
    while (ids.length < CASES_A_TRANSACTION) {
      const { value: record, done } = records.next();
      if (done) break;
      ids.push(record.case.id);
      keepCase(record, { procedure, settings });
      writeAudit(record);
      const year = Number(record.case.receivedOn.slice(0, 4));
      running.set(year, (running.get(year) ?? 0) + 1);
      if (lastId !== '' && record.people.length > 2)
        insertLink({ caseId: record.case.id, otherCaseId: lastId, answer: 'different' });
      lastId = record.case.id;
    }
    refreshSortKeys(registerDatabaseFor(connection), ids);
    return ids.length === CASES_A_TRANSACTION;
  };
  const keepSomeAtOnce = connection.transaction(keepSome);
  while (keepSomeAtOnce());
  connection.transaction(() => {
    for (const [year, last] of running) insertCounter({ prefix: settings.referencePrefix, year, last });
  })();
  // The lock of the register writes a line of its own, and with it the anchor.
};

/** What the registers are made of: where none of it has changed, those of an earlier run do. */
const recipe = (): string => {
  const digest = createHash('sha256').update(`${SEED} ${NOW}`);
  const folders = ['../../drizzle/migrations/', './'].map((folder) =>
    fileURLToPath(new URL(folder, import.meta.url)),
  );
  for (const folder of folders)
    for (const name of readdirSync(folder).filter((one) =>
      /\.sql$|^(madeUpRecord|benchRegister)\.ts$/.test(one),
    ))
      digest.update(readFileSync(join(folder, name)));
  return digest.digest('hex');
};

/** Opens the register of so many cases in `directory`, filled anew where need be. */
export const openBench = async (
  directory: string,
  count: number,
  anew = false,
  times = 40,
): Promise<Bench & { close(): Promise<void> }> => {
  const stamp = join(directory, 'made-of.txt');
  const madeOf = recipe();
  const isThere = !anew && existsSync(stamp) && readFileSync(stamp, 'utf8') === madeOf;
  if (!isThere) {
    rmSync(directory, { recursive: true, force: true });
    mkdirSync(directory, { recursive: true });
    const filling = openOffice({ at: NOW, directory });
    await fillRegister(filling, directory, count);
    await filling.backend.close();
    writeFileSync(stamp, madeOf);
  }
  const office = openOffice({ at: NOW, directory });
  await signIn(office);
  const keys = await keysOfRegister(office.directory, MANAGER, PASSPHRASE);
  const { connection } = await traceStatements(() => office.api.settings.get({}));
  return { cases: count, times, directory, office, connection, keys, close: () => office.backend.close() };
};
