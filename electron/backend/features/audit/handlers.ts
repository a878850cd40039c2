/** Reading the audit log: what was done and looked at, by whom, and whether the chain holds. */
import type { AuditEntry } from '../../../../shared/contract/audit.ts';
import { listAuditEntries, type AuditFilter, type ListedAuditEntry } from '../../audit/repository.ts';
import type { ChainProblem } from '../../audit/chain.ts';
import type { Context } from '../../context.ts';
import type { Handlers } from '../../router.ts';
import { listReferences } from '../cases/repository.ts';
import { listPeople } from '../people/repository.ts';

/** A step back of the clock beyond this is worth a mark. */
const CLOCK_TOLERANCE_MS = 120_000;

const problemWords: Readonly<Record<ChainProblem, string>> = {
  'row-changed': 'an entry was changed, removed or put elsewhere',
  'row-missing': 'an entry is missing',
  'anchor-missing': 'the file that says how far the log had come (anchor.json) is missing or unreadable',
  'anchor-changed': 'the file that says how far the log had come (anchor.json) was changed',
  'older-than-anchor':
    'the log ends before its anchor: the register may have been put back to an earlier day',
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

export const auditHandlers: Handlers['audit'] = {
  list: ({ caseId, personId, kind, offset, limit }, context) =>
    readLog(
      context,
      { entity: caseId === undefined ? undefined : `case:${caseId}`, personId, kind },
      { offset, limit },
    ),

  ofCase: ({ caseId, offset, limit }, context) =>
    readLog(context, { entity: `case:${caseId}` }, { offset, limit }),

  check: (_input, context) => {
    const found = context.register.auditLog.check();
    context.record(
      { entity: 'audit', detail: found.ok ? 'chain holds' : `chain broken: ${found.problem}` },
      () => undefined,
    );
    return found.ok
      ? { intact: true, entries: found.seq, words: `All ${found.seq} entries are there and unchanged.` }
      : {
          intact: false,
          entries: found.seq,
          words: `The log does not hold from entry ${found.seq}: ${problemWords[found.problem]}. Stop work and tell your information governance lead.`,
        };
  },
};
