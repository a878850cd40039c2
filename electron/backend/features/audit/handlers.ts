/** Reading the audit log: what was done and looked at, by whom, and whether the chain holds. */
import type { ParsedInputOf } from '../../../../shared/contract/index.ts';
import type { AuditEntry } from '../../../../shared/contract/audit.ts';
import { auditKindWords, detailInWords, operationInWords } from '../../../../shared/contract/auditWords.ts';
import { officeDayBounds, officeDayOf, officeTimeOf } from '../../../../shared/domain/calendarTypes.ts';
import { refused } from '../../appFault.ts';
import type { CopyWorkshop } from '../../backups/copyWork.ts';
import { lookAtCopy } from '../../backups/lookAtCopy.ts';
import { writeLongSpreadsheet } from '../../documents/writing/longSpreadsheet.ts';
import { listAuditEntries, type AuditFilter, type ListedAuditEntry } from '../../audit/repository.ts';
import type { ChainProblem } from '../../audit/chain.ts';
import type { Context } from '../../context.ts';
import type { Handlers } from '../../router.ts';
import { listReferences } from '../cases/repository.ts';
import { listPeople } from '../people/repository.ts';

/** A step back of the clock beyond this is worth a mark. */
const CLOCK_TOLERANCE_MS = 120_000;

/** What a spreadsheet program still opens without complaint. */
const MAX_EXPORTED = 100_000;
/** Some tens of milliseconds of work. */
const EXPORTED_AT_ONCE = 2_000;

type AskedFor = Omit<ParsedInputOf<'audit.exportFile'>, 'format'>;

const problemWords: Readonly<Record<ChainProblem, string>> = {
  'row-changed': 'an entry was changed, removed or put elsewhere',
  'row-missing': 'an entry is missing',
  'anchor-missing': 'the file that says how far the log had come (anchor.json) is missing or unreadable',
  'anchor-changed': 'the file that says how far the log had come (anchor.json) was changed',
  'older-than-anchor':
    'the log ends before its anchor: the register may have been put back to an earlier day',
};

const decisionsInWords = (checked: number, problems: number): string => {
  if (problems > 0) return `Found wrong in decisions: ${problems}, listed below.`;
  return checked === 0
    ? ''
    : `Decisions checked against their signature or record: ${checked}, all unchanged.`;
};

const subjectOf = (
  entity: string,
  lookups: { readonly references: ReadonlyMap<string, string>; readonly names: ReadonlyMap<string, string> },
): string => {
  const [kind, id] = entity.split(':') as [string, string | undefined];
  if (id === undefined) return kind === 'register' ? 'the register' : kind;
  if (kind === 'case') return lookups.references.get(id) ?? 'a case that is gone';
  if (kind === 'person') return lookups.names.get(id) ?? 'a person';
  return `a ${kind}`;
};

const readLog = (
  { database }: Context,
  filter: AuditFilter,
  page: { readonly offset: number; readonly limit: number },
): { entries: AuditEntry[]; total: number } => {
  const { entries, total } = listAuditEntries(database, filter, page);
  const caseIds = entries.flatMap(({ entity }) =>
    entity.startsWith('case:') ? [entity.slice('case:'.length)] : [],
  );
  const lookups = {
    references: listReferences(database, [...new Set(caseIds)]),
    names: new Map(listPeople(database).map(({ id, name }) => [id, name])),
  };
  const wentBack = ({ at, previousAt }: ListedAuditEntry): boolean =>
    previousAt !== null && Date.parse(previousAt) - Date.parse(at) > CLOCK_TOLERANCE_MS;
  return {
    entries: entries.map((entry) => ({
      sequence: entry.sequence,
      at: entry.at,
      person: entry.personName ?? 'Somebody unknown',
      action: entry.action,
      kind: entry.kind,
      subject: subjectOf(entry.entity, lookups),
      detail: entry.detail,
      clockWentBack: wentBack(entry),
    })),
    total,
  };
};

const filterOf = ({ caseId, personId, kind, from, to }: AskedFor): AuditFilter => ({
  entity: caseId === undefined ? undefined : `case:${caseId}`,
  personId,
  kind,
  from: from && officeDayBounds(from).from,
  before: to && officeDayBounds(to).before,
});

const headings = ['No.', 'Day', 'Time', 'Who', 'What', 'To what', 'Kind', 'Detail', 'Clock'];

export const createAuditHandlers = (workshop: CopyWorkshop): Handlers['audit'] => ({
  list: ({ offset, limit, ...asked }, context) => readLog(context, filterOf(asked), { offset, limit }),

  exportFile: async ({ format, ...asked }, context) => {
    const entries: AuditEntry[] = [];
    const filter = filterOf(asked);
    const page = { offset: 0, limit: EXPORTED_AT_ONCE };
    const first = readLog(context, filter, page);
    const { total } = first;
    if (total > MAX_EXPORTED)
      throw refused(
        `These are ${total.toLocaleString('en-GB')} entries, more than one file takes. Choose a shorter time: up to ${MAX_EXPORTED.toLocaleString('en-GB')} go into one.`,
      );
    for (let read = first.entries; read.length > 0;) {
      entries.push(...read);
      await context.job.reach({ words: 'Reading the log', done: entries.length, total });
      read = readLog(context, { ...filter, below: entries.at(-1)?.sequence }, page).entries;
    }
    const people = listPeople(context.database);
    const rows = entries
      .toReversed()
      .map((entry) => [
        String(entry.sequence),
        officeDayOf(entry.at),
        officeTimeOf(entry.at),
        entry.person,
        operationInWords(entry.action),
        entry.subject,
        auditKindWords[entry.kind],
        detailInWords(entry, people),
        entry.clockWentBack ? 'The computer’s clock had gone back' : '',
      ]);
    const bytes = await writeLongSpreadsheet([headings, ...rows], format, { job: context.job, workshop });
    return context.handOver(
      { entity: 'audit', detail: `${entries.length} entries as ${format}` },
      {
        suggestedName: `audit-log.${format}`,
        bytes,
        action: 'save',
      },
    );
  },

  ofCase: ({ caseId, offset, limit }, context) =>
    readLog(context, { entity: `case:${caseId}` }, { offset, limit }),

  check: async (_input, context) => {
    const { chain: found, decisions } = await lookAtCopy(context, (directory) =>
      workshop({ what: 'checkLog', directory, keys: context.register.keys }, context.job),
    );
    const { checked, withoutDigest, problems } = decisions;
    const chain = found.ok ? 'chain holds' : `chain broken: ${found.problem}`;
    const decided = problems.length === 0 ? '' : `, ${problems.length} decisions broken`;
    context.record({ entity: 'audit', detail: `${chain}${decided}` }, () => undefined);
    const stop = 'Stop work and tell your information governance lead.';
    const words = [
      found.ok
        ? `All ${found.seq} entries are there and unchanged.`
        : `The log does not hold from entry ${found.seq}: ${problemWords[found.problem]}.`,
      decisionsInWords(checked, problems.length),
      withoutDigest > 0
        ? `Decisions from before decisions were signed, which cannot be proved in this way: ${withoutDigest}.`
        : '',
      found.ok && problems.length === 0 ? '' : stop,
    ];
    return {
      intact: found.ok && problems.length === 0,
      entries: found.seq,
      words: words.filter((part) => part !== '').join(' '),
      problems: [...problems],
    };
  },
});
