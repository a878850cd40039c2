/**
 * The old tracker on its way in. Long work goes in slices, so that the register still answers; what is brought in is
 * made ready first and then saved in one step, all of it or nothing.
 */
import type { TrackerWord } from '../../../../shared/contract/tracker.ts';
import {
  agencyTypeToAdd,
  checkTrackerRow,
  columnIssues,
  columnLetter,
  createDuplicateFinder,
  isAnswer,
  MAX_TRACKER_ROWS,
  plainMeaning,
  proposeColumns,
  proposeHeaderRow,
  trackerKey,
  valueKinds,
  valueOptions,
  wordsOfRow,
  type RegisterWords,
  type TrackerCase,
  type TrackerPlan,
  type TrackerProblem,
  type ValueKind,
} from '../../../../shared/domain/tracker.ts';
import { caseReference } from '../../../../shared/domain/reference.ts';
import { invalid, notFound, refused } from '../../appFault.ts';
import type { About, Context } from '../../context.ts';
import type { RegisterDatabase } from '../../database/registerDatabase.ts';
import type { Reached } from '../../jobs.ts';
import type { Handlers } from '../../router.ts';
import { searchTextOf, unitOf } from '../cases/changeCase.ts';
import { insertAgency, listAgencies } from '../directory/repository.ts';
import type { Uploads } from '../documents/uploads.ts';
import { getCurrentProcedure } from '../settings/repository.ts';
import { buildRecord, type ImportFacts } from './buildRecord.ts';
import {
  CASES_AT_ONCE,
  countChangedCases,
  findImport,
  findLastReferenceNumber,
  insertImport,
  keepMapping,
  listImports,
  listKeptHeadings,
  listKeptWords,
  keepUndone,
  knownCases,
  listCasesOfImport,
  prepareCaseRecords,
  removeCases,
  takeReferenceNumbers,
} from './repository.ts';
import { suggestOption } from './suggestOption.ts';
import type { TrackerFile, TrackerFiles } from './trackerFiles.ts';

type Rows = readonly (readonly string[])[];

const FIRST_ROWS = 10;
const MOST_COLUMNS = 200;
const MOST_WORDS = 5_000;
const SAMPLES = 3;
const SAMPLE_CHARACTERS = 80;
/** Rows of one slice: some milliseconds of work. */
const SLICE = 50;

const kinds = Object.keys(valueKinds) as readonly ValueKind[];

const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '');

/** Runs through the rows beneath the headings that hold anything, and lets other work in between. */
const eachRow = async (
  rows: Rows,
  headerRow: number,
  visit: (cells: readonly string[], row: number) => void,
  onSlice: (done: number) => Promise<void>,
): Promise<void> => {
  for (let index = headerRow; index < rows.length; index += 1) {
    const cells = rows[index] ?? [];
    if (!isBlank(cells)) visit(cells, index + 1);
    if (index % SLICE === 0) await onSlice(index - headerRow);
  }
};

const rowsOf = (file: TrackerFile, sheet: number): Rows => {
  const found = file.sheets[sheet];
  if (!found) throw notFound('The file has no such sheet. Choose another.');
  return found.rows;
};

const registerWords = (database: RegisterDatabase): RegisterWords => ({
  procedure: getCurrentProcedure(database).procedure,
  agencies: listAgencies(database),
});

/** From left to right: `B` before `AA`. */
const byColumn = (one: TrackerProblem, other: TrackerProblem): number =>
  one.column.length - other.column.length || (one.column < other.column ? -1 : 1);

interface RowChecks {
  readonly cases: readonly TrackerCase[];
  readonly problems: readonly TrackerProblem[];
  readonly rows: number;
}

/** Checks every row of the plan against the rules, the register and the other rows. */
const checkRows = async (
  rows: Rows,
  plan: TrackerPlan,
  leftOut: ReadonlySet<number>,
  context: Context,
): Promise<RowChecks> => {
  const cases: TrackerCase[] = [];
  const problems: TrackerProblem[] = [];
  const duplicates = createDuplicateFinder([]);
  for (const known of knownCases(() => context.database)) {
    known.forEach(duplicates.add);
    await context.job.reach({ words: 'Reading the cases of the register' });
  }
  const total = rows.length - plan.headerRow;
  let count = 0;
  await eachRow(
    rows,
    plan.headerRow,
    (cells, row) => {
      if (leftOut.has(row)) return;
      count += 1;
      const checked = checkTrackerRow(cells, row, plan, context);
      const ofRow = [...checked.problems];
      const copy = checked.identity && duplicates.find(checked.identity);
      if (checked.identity) duplicates.add({ ...checked.identity, called: `row ${row}` });
      if (copy)
        ofRow.push({ row, column: columnLetter(plan.columns.indexOf(copy.field)), message: copy.message });
      else if (checked.found) cases.push(checked.found);
      problems.push(...ofRow.toSorted(byColumn));
    },
    (done) => context.job.reach({ words: 'Checking the rows', done, total }),
  );
  return { cases, problems, rows: count };
};

/** The agencies that the cases name and the directory is to have, once each. */
const agenciesToAdd = (cases: readonly TrackerCase[]) => {
  const wanted = new Map<string, { readonly name: string; readonly answer: string }>();
  for (const { raisedBy, challenged } of cases)
    for (const { text, answer } of [...raisedBy, ...challenged])
      if (agencyTypeToAdd(answer) !== undefined && !wanted.has(trackerKey(text)))
        wanted.set(trackerKey(text), { name: text, answer });
  return wanted;
};

interface Reservation {
  readonly prefix: string;
  readonly year: number;
  readonly first: number;
  readonly wanted: number;
}

/** Numbers follow the day on which a case was received, after those that its year has given already. */
const numberCases = (
  database: RegisterDatabase,
  prefix: string,
  cases: readonly TrackerCase[],
): { readonly references: ReadonlyMap<TrackerCase, string>; readonly reserved: readonly Reservation[] } => {
  const references = new Map<TrackerCase, string>();
  const years = Map.groupBy(cases, ({ receivedOn }) => Number(receivedOn.slice(0, 4)));
  const reserved = [...years].map(([year, ofYear]) => {
    const first = findLastReferenceNumber(database, prefix, year) + 1;
    ofYear
      .toSorted(
        (one, other) => Number(one.receivedOn > other.receivedOn) - Number(one.receivedOn < other.receivedOn),
      )
      .forEach((found, index) => references.set(found, caseReference(prefix, year, first + index)));
    return { prefix, year, first, wanted: ofYear.length };
  });
  return { references, reserved };
};

/** Work on a file is done once at a time; however it ends, the file is at rest again. */
const working = async <Value>(file: TrackerFile, work: () => Promise<Value>): Promise<Value> => {
  if (file.isBusy) throw refused('The file is being worked on. Wait until that is done.');
  file.isBusy = true;
  try {
    return await work();
  } finally {
    file.isBusy = false;
  }
};

/** Makes a change of many cases alone, in slices, telling how far it has come. */
const recordWhile = async (
  { job, alone, recordInSlices }: Context,
  about: About,
  changes: readonly ((database: RegisterDatabase) => void)[],
  reachedAt: (done: number) => Reached,
): Promise<void> => {
  job.tell({ words: 'Waiting for other work to be done' });
  await alone(async () => {
    for await (const done of recordInSlices(about, changes)) await job.reach(reachedAt(done));
  });
};

/** Cases that are taken out in one go: some tens of milliseconds. */
const REMOVED_AT_ONCE = 10;

export const createTrackerHandlers = (uploads: Uploads, files: TrackerFiles): Handlers['tracker'] => ({
  open: async ({ uploadId }, context) => {
    const { content } = uploads.take(uploadId);
    const read = await context.documentReader.readTable(content);
    if (!read.ok) throw invalid(read.error.message);
    const sheets = read.sheets.filter(({ rows }) => rows.some((row) => !isBlank(row)));
    if (sheets.length === 0) throw invalid('There is nothing in this spreadsheet. Choose another.');
    const file = files.hold(context.ports.ids.next(), sheets);
    return { fileId: file.id, sheets: sheets.map(({ name, rows }) => ({ name, rows: rows.length })) };
  },

  layout: ({ fileId, sheet, headerRow: chosen }, { database }) => {
    const rows = rowsOf(files.get(fileId), sheet);
    const kept = listKeptHeadings(database);
    const headerRow = Math.min(chosen ?? proposeHeaderRow(rows, kept), rows.length);
    const beneath = rows.slice(headerRow);
    const width = Math.min(
      MOST_COLUMNS,
      rows.reduce((most, row) => Math.max(most, row.length), 0),
    );
    const headings = Array.from({ length: width }, (_one, index) =>
      (rows[headerRow - 1]?.[index] ?? '').trim(),
    );
    const proposals = proposeColumns(headings, kept);
    return {
      headerRow,
      firstRows: rows
        .slice(0, FIRST_ROWS)
        .map((row) => row.slice(0, width).map((cell) => cell.slice(0, SAMPLE_CHARACTERS))),
      rowCount: beneath.filter((row) => !isBlank(row)).length,
      columns: headings.map((heading, index) => ({
        letter: columnLetter(index),
        heading,
        samples: [
          ...new Set(
            beneath.slice(0, 200).map((row) => (row[index] ?? '').trim().slice(0, SAMPLE_CHARACTERS)),
          ),
        ]
          .filter((text) => text !== '')
          .slice(0, SAMPLES),
        ...(proposals[index] ?? { field: '', because: 'nothing' }),
      })),
    };
  },

  words: async ({ fileId, sheet, headerRow, columns }, context) => {
    const rows = rowsOf(files.get(fileId), sheet);
    const known = registerWords(context.database);
    const options = valueOptions(known);
    const kept = new Map(
      listKeptWords(context.database).map(({ kind, word, answer }) => [`${kind} ${word}`, answer]),
    );
    const found = new Map<string, { kind: ValueKind; key: string; text: string; count: number }>();
    const total = rows.length - headerRow;
    const onSlice = (done: number) => context.job.reach({ words: 'Looking for words', done, total });
    const visit = (cells: readonly string[]): void => {
      for (const { kind, text } of wordsOfRow(cells, columns)) {
        const key = trackerKey(text);
        const before = found.get(`${kind} ${key}`);
        if (before) before.count += 1;
        else found.set(`${kind} ${key}`, { kind, key, text, count: 1 });
      }
    };
    await eachRow(rows, headerRow, visit, onSlice);
    if (found.size > MOST_WORDS)
      throw refused(
        `These columns hold more than ${MOST_WORDS} different words for agencies, themes and stages. Check which columns they are.`,
      );
    const words = [...found.values()].map((word): TrackerWord => {
      const lastTime = kept.get(`${word.kind} ${word.key}`);
      if (lastTime !== undefined && isAnswer(word.kind, lastTime, options[word.kind]))
        return { ...word, answer: lastTime, because: 'lastTime' };
      const same = plainMeaning(word.kind, word.key, known, options[word.kind]);
      if (same !== undefined) return { ...word, answer: same, because: 'same' };
      const suggestion = suggestOption(word.key, options[word.kind]);
      return { ...word, answer: '', because: 'nothing', ...(suggestion ? { suggestion } : {}) };
    });
    return {
      words,
      options: Object.fromEntries(kinds.map((kind) => [kind, [...options[kind]]])) as never,
    };
  },

  check: async ({ fileId, sheet, headerRow, columns, answers }, context) => {
    const file = files.get(fileId);
    const rows = rowsOf(file, sheet);
    const issues = columnIssues(columns);
    if (issues.length > 0) throw invalid('Say first what the columns hold.', issues);
    if (rows.length - headerRow > MAX_TRACKER_ROWS)
      throw refused(`Bring in ${MAX_TRACKER_ROWS.toLocaleString('en-GB')} rows or fewer at a time.`);
    const options = valueOptions(registerWords(context.database));
    const values: Partial<Record<ValueKind, Record<string, string>>> = {};
    for (const { kind, key, answer } of answers)
      if (isAnswer(kind, answer, options[kind])) (values[kind] ??= {})[key] = answer;
    const plan: TrackerPlan = { headerRow, columns, values };
    return working(file, async () => {
      const { cases, problems, rows: count } = await checkRows(rows, plan, new Set(), context);
      file.checked = { rows, plan, problems };
      const open = cases.filter(({ status }) => status === 'open').length;
      return {
        rows: count,
        open,
        closed: cases.length - open,
        agenciesToAdd: [...agenciesToAdd(cases).values()].map(({ name }) => name),
        problems: problems.length,
        wrongRows: [...new Set(problems.map(({ row }) => row))],
      };
    });
  },

  problems: ({ fileId, offset, limit }) => {
    const { checked } = files.get(fileId);
    if (!checked) throw notFound('The rows have not been checked yet. Check them first.');
    const headings = new Map(
      (checked.rows[checked.plan.headerRow - 1] ?? []).map((heading, index) => [
        columnLetter(index),
        heading.trim(),
      ]),
    );
    return {
      problems: checked.problems
        .slice(offset, offset + limit)
        .map((problem) => ({ ...problem, heading: headings.get(problem.column) ?? '' })),
      total: checked.problems.length,
    };
  },

  bringIn: async ({ fileId, leftOutRows, dangerChecked }, context) => {
    const file = files.get(fileId);
    const { checked } = file;
    if (!checked) throw refused('Check the rows first.');
    return working(file, async () => {
      const { rows, plan } = checked;
      const { cases, problems } = await checkRows(rows, plan, new Set(leftOutRows), context);
      if (problems.length > 0)
        throw refused(
          'There are still rows to mend or to leave out, so nothing was brought in. Check them again.',
        );
      if (cases.length === 0) throw refused('No row is left to bring in.');
      if (!dangerChecked && cases.some(({ status }) => status === 'open'))
        throw invalid('Some of the cases are open.', [
          { path: 'dangerChecked', message: 'Say that no child in the open cases is in immediate danger' },
        ]);

      const { database, ports, now, today, session } = context;
      const added = new Map(
        [...agenciesToAdd(cases)].map(([key, { name, answer }]) => [
          key,
          {
            id: ports.ids.next(),
            name,
            type: agencyTypeToAdd(answer) ?? 'other',
            fullMember: false,
            retired: false,
          },
        ]),
      );
      const unit = unitOf(context);
      const { procedure, versionId } = getCurrentProcedure(database);
      const facts: ImportFacts = {
        unit,
        procedure,
        procedureVersionId: versionId,
        personId: session.userId,
        today,
        nextId: ports.ids.next,
        addedAgencies: added,
        agencyNames: new Map(
          [...listAgencies(database), ...added.values()].map(({ id, name }) => [id, name]),
        ),
      };
      const importId = ports.ids.next();
      const { references, reserved } = numberCases(database, unit.settings.referencePrefix, cases);
      const batches: (() => void)[] = [];
      for (let start = 0; start < cases.length; start += CASES_AT_ONCE) {
        const batch = cases.slice(start, start + CASES_AT_ONCE).map((found) => {
          const record = buildRecord(found, references.get(found) ?? '', facts);
          const origin = {
            caseId: record.case.id,
            importId,
            row: found.row,
            oldReference: found.oldReference ?? null,
          };
          return { record, search: searchTextOf(record), origin };
        });
        batches.push(prepareCaseRecords(context.database, batch));
        await context.job.reach({
          words: 'Making the cases ready',
          done: start + batch.length,
          total: cases.length,
        });
      }

      const headings = rows[plan.headerRow - 1] ?? [];
      const about = {
        entity: `tracker:${importId}`,
        detail: `${cases.length} cases brought in, ${leftOutRows.length} rows left out, ${added.size} agencies added`,
      };
      const changes = [
        (open: RegisterDatabase) => {
          for (const agency of added.values()) insertAgency(open, agency);
          for (const reservation of reserved)
            if (takeReferenceNumbers(open, reservation) !== reservation.first)
              throw refused('A case was logged meanwhile, so nothing was brought in. Bring it in again.');
          insertImport(open, {
            id: importId,
            caseCount: cases.length,
            importedAt: now,
            importedBy: session.userId,
            undoneAt: null,
          });
        },
        ...batches,
        (open: RegisterDatabase) =>
          keepMapping(open, {
            headings: plan.columns.flatMap((field, index) => {
              const heading = trackerKey(headings[index] ?? '');
              return heading === '' ? [] : [{ heading, field }];
            }),
            words: kinds.flatMap((kind) =>
              Object.entries(plan.values[kind] ?? {}).map(([word, answer]) => ({
                kind,
                word,
                // What was added is in the directory now: next time it is that agency.
                answer: agencyTypeToAdd(answer) === undefined ? answer : (added.get(word)?.id ?? answer),
              })),
            ),
          }),
      ];
      await recordWhile(context, about, changes, (done) => ({
        words: 'Saving the cases',
        done: Math.min(done * CASES_AT_ONCE, cases.length),
        total: cases.length,
      }));
      files.forget();
      return { importId, cases: cases.length };
    });
  },

  list: (_input, { database }) => ({
    imports: listImports(database).map(({ id, importedAt, personName, caseCount, undoneAt }) => ({
      id,
      importedAt,
      importedBy: personName,
      cases: caseCount,
      changed: undoneAt === null ? countChangedCases(database, id) : 0,
      ...(undoneAt === null ? {} : { undoneAt }),
    })),
  }),

  undo: async ({ importId }, context) => {
    const { database, now } = context;
    const found = findImport(database, importId);
    if (!found) throw notFound('This import is not in the register.');
    if (found.undoneAt !== null) throw refused('This import has been taken back already.');
    const changed = countChangedCases(database, importId);
    if (changed > 0)
      throw refused(
        `${changed === 1 ? 'One of its cases has' : `${changed} of its cases have`} been changed since, so the import cannot be taken back. Close those that do not belong here one by one.`,
      );
    const ids = listCasesOfImport(database, importId);
    const changes = [];
    for (let start = 0; start < ids.length; start += REMOVED_AT_ONCE) {
      const some = ids.slice(start, start + REMOVED_AT_ONCE);
      changes.push((open: RegisterDatabase) => removeCases(open, some));
    }
    changes.push((open: RegisterDatabase) => keepUndone(open, importId, now));
    await recordWhile(
      context,
      { entity: `tracker:${importId}`, detail: `${found.caseCount} cases removed` },
      changes,
      (done) => ({
        words: 'Taking the cases out',
        done: Math.min(done * REMOVED_AT_ONCE, ids.length),
        total: ids.length,
      }),
    );
    return { cases: found.caseCount };
  },
});
