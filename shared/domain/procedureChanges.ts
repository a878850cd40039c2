/**
 * What one procedure lays down otherwise than another, in plain words with the place: what a unit reads before it
 * adopts its own. Goes through everything that a procedure holds, so that no change is passed over in silence.
 */
import { ruleInWords } from './clock.ts';
import { childStatuses, commonThemes, tiers } from './codes.ts';
import {
  businessUnitDuties,
  noticeParts,
  timescaleEvents,
  type Procedure,
  type RuleSource,
  type Stage,
  type TimescaleLength,
} from './procedures/procedureSchema.ts';
import { withStageOrders } from './procedureEditing.ts';

/** One difference: where it is ("Level 3, timescale “the stage ends”") and what it is ("Length: now 2 weeks, was 1 week"). */
export interface ProcedureChange {
  readonly place: string;
  readonly words: string;
}

type Facts = Readonly<Record<string, unknown>>;

/** What each part is called, and what one of it is called where it is a list. */
const parts: Readonly<Record<string, string>> = {
  acceptedAtStages: 'Form accepted at',
  action: 'What is to happen',
  advice: 'Advice',
  alternativeTo: 'Stands for another timescale',
  appendix: 'Appendix',
  before: 'Before',
  beyondLastStage: 'Referral after the last stage',
  businessUnit: 'Business unit',
  childLedDates: 'Dates led by the child',
  closing: 'Words at the foot',
  columns: 'Columns',
  common: 'Counted as',
  concerns: 'Concerns',
  condition: 'Only',
  decisionBodies: 'Decision body',
  decisionLabel: 'Words for the decision',
  documentDate: 'Date of the document',
  doneByEntry: 'Done by an entry while the stage goes on',
  door: 'Where immediate danger goes',
  duties: 'Duty',
  event: 'Counted from',
  evidenceRemark: 'Remark on the evidence',
  field: 'Field',
  form: 'Form',
  formLabel: 'Name on the form',
  fromOrder: 'From',
  how: 'How',
  immediateDanger: 'Immediate danger',
  inWriting: 'In writing',
  instruction: 'Instruction',
  kind: 'Kind',
  label: 'Label',
  laidDown: 'Form laid down by the document',
  length: 'Length',
  name: 'Name',
  neverSkip: 'Stages never left out',
  notice: 'Notice',
  noticeOnly: 'Only on the notice',
  notificationOnly: 'Record of notification only',
  orders: 'Stages',
  otherRoutes: 'Other route',
  outward: 'Referral out of the partnership',
  panelSize: 'Members of the panel',
  parts: 'It says besides the decision',
  partnershipName: 'Partnership',
  question: 'Question',
  referencePrefix: 'Prefix of references',
  required: 'Required',
  rows: 'Row',
  securityNotice: 'Words on security',
  sharedConcern: 'A concern may be shared, with no agency challenged',
  shortName: 'Short name',
  source: 'Source',
  stageOrder: 'Stage',
  starts: 'What doing it starts',
  stageWord: 'Word for a step',
  themes: 'Theme',
  themesSource: 'Source of the themes',
  tier: 'Tier',
  timescales: 'Timescale',
  title: 'Title',
  toState: 'Question for the unit',
  urgentEntry: 'Urgent entry',
  whenChildStatus: 'When the child is',
  who: 'Who meets',
};

const codeWords: Readonly<Record<string, string>> = {
  ...tiers,
  ...businessUnitDuties,
  ...commonThemes,
  ...timescaleEvents,
  ...childStatuses,
  ...noticeParts,
  none: businessUnitDuties.none,
  other: 'Other',
  due: 'a date to keep',
  ceiling: 'the furthest date',
  children: 'children',
  childrenOrAdults: 'children or adults',
  executive: 'Executive',
  scrutineer: 'Scrutineer',
  chair: 'Chair',
  chairOrScrutineer: 'Chair or scrutineer',
  chairWithRepresentatives: 'Chair with representatives',
  panel: 'Panel',
  partners: 'Safeguarding partners',
  resolvedElsewhere: 'resolved elsewhere',
  liveElsewhere: 'live elsewhere',
};
/** Parts whose text is one of a fixed list of codes. */
const coded = new Set([
  'tier',
  'businessUnit',
  'common',
  'event',
  'starts',
  'kind',
  'concerns',
  'parts',
  'whenChildStatus',
]);
const stageNumbers = new Set(['acceptedAtStages', 'orders', 'before', 'fromOrder', 'stageOrder']);

const isFacts = (value: unknown): value is Facts =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
/** Equal as they are kept: a part that is undefined is not there. */
const same = (before: unknown, after: unknown): boolean => {
  if (Array.isArray(before) && Array.isArray(after))
    return before.length === after.length && before.every((value, index) => same(value, after[index]));
  if (isFacts(before) && isFacts(after))
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].every((key) =>
      same(before[key], after[key]),
    );
  return before === after;
};

/** What no version shares with another, and the stages, which are compared in pairs. */
const partsOfVersions: readonly string[] = ['id', 'version', 'basedOn', 'stages'];
/** The names that a copy has of its own. */
const partsOfCopies: readonly string[] = ['title', 'shortName', 'referencePrefix'];

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
const small = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1);

const lengthInWords = (length: TimescaleLength): string =>
  length.unit === 'agreed' ? `${ruleInWords(length)} (asks: “${length.question}”)` : ruleInWords(length);

const sourceInWords = ({ document, place, quote, remark }: RuleSource): string =>
  [`${document}, ${place}`, quote && `“${quote}”`, remark].filter(Boolean).join('; ');

/** Pairs stages that are the same one, by label, then by a shared timescale, then by name, then by place. */
const pairStages = (before: readonly Stage[], after: readonly Stage[]): ReadonlyMap<Stage, Stage> => {
  const pairs = new Map<Stage, Stage>();
  const taken = new Set<Stage>();
  const alike: readonly ((one: Stage, other: Stage) => boolean)[] = [
    (one, other) => one.label === other.label,
    (one, other) =>
      one.timescales.some(({ id }) => other.timescales.some((timescale) => timescale.id === id)),
    (one, other) => one.name === other.name,
    (one, other) => one.order === other.order && one.tier === other.tier,
  ];
  for (const isAlike of alike)
    for (const stage of after) {
      if (pairs.has(stage)) continue;
      const original = before.find((candidate) => !taken.has(candidate) && isAlike(candidate, stage));
      if (!original) continue;
      pairs.set(stage, original);
      taken.add(original);
    }
  return pairs;
};

/**
 * What is otherwise in `changed`. A copy has names of its own (id, version, title, short name, prefix of references):
 * those are compared only between versions of one procedure.
 */
export const procedureChanges = (original: Procedure, changed: Procedure): readonly ProcedureChange[] => {
  const pairs = pairStages(original.stages, changed.stages);
  // Rules that name a stage are compared as if each stage had kept its number; an added one gets a number of its own.
  const keptOrder = new Map(
    changed.stages.map((stage) => [stage.order, pairs.get(stage)?.order ?? 100 + stage.order]),
  );
  const stageLabels = new Map([
    ...changed.stages.map((stage) => [keptOrder.get(stage.order) ?? 0, stage.label] as const),
    ...original.stages.map((stage) => [stage.order, stage.label] as const),
  ]);

  const inWords = (part: string, value: unknown): string => {
    if (Array.isArray(value)) return value.map((item: unknown) => inWords(part, item)).join(', ') || 'none';
    if (part === 'length') return lengthInWords(value as TimescaleLength);
    if (typeof value === 'boolean') return value ? 'yes' : 'no';
    if (typeof value === 'number')
      return stageNumbers.has(part) ? (stageLabels.get(value) ?? '') : String(value);
    if (typeof value === 'string') return coded.has(part) ? small(codeWords[value] ?? value) : `“${value}”`;
    return '';
  };

  /** What an item of a list is known by, and the few words that name it to a reader. */
  const identityOf = (item: Facts, index: number): string => {
    if (typeof item['id'] === 'string') return item['id'];
    if (typeof item['field'] === 'string') return `field ${item['field']}`;
    if (typeof item['stageOrder'] === 'number') return `stage ${item['stageOrder']}`;
    return `${String(item['kind'])} ${index}`;
  };
  const nameOf = (item: Facts): string => {
    if (item['kind'] === 'stageTable') return ' with the table of stages';
    const words = item['action'] ?? item['label'] ?? item['question'];
    return typeof words === 'string' && words !== '' ? ` “${words}”` : '';
  };

  const changesInList = (
    place: readonly string[],
    part: string,
    before: readonly Facts[],
    after: readonly Facts[],
  ): ProcedureChange[] => {
    const name = parts[part] ?? part;
    const old = new Map(before.map((item, index) => [identityOf(item, index), item]));
    const now = new Map(after.map((item, index) => [identityOf(item, index), item]));
    const kept = [...now.keys()].filter((id) => old.has(id));
    const detail = (item: Facts): string => (item['length'] ? `: ${inWords('length', item['length'])}` : '');
    return [
      ...[...old].flatMap(([id, item]) =>
        now.has(id) ? [] : [change(place, `${name}${nameOf(item)} removed`)],
      ),
      ...[...now].flatMap(([id, item]) => {
        const was = old.get(id);
        if (!was) return [change(place, `${name}${nameOf(item)} added${detail(item)}`)];
        const itemPlace = [...place, `${small(name)}${nameOf(was)}`];
        return [
          ...changesIn(itemPlace, was, item),
          // A quotation of one week does not bear out five working days.
          ...(!same(was['length'], item['length']) && same(was['source'], item['source'])
            ? [change(itemPlace, 'Source: still the one of the old length')]
            : []),
        ];
      }),
      ...(same(
        kept,
        [...old.keys()].filter((id) => now.has(id)),
      )
        ? []
        : [change(place, `${name}: now in another order`)]),
    ];
  };

  const changesInLines = (
    place: readonly string[],
    part: string,
    before: readonly unknown[],
    after: readonly unknown[],
  ): ProcedureChange[] => {
    const name = part === 'decisionBodies' ? 'Decision body' : (parts[part] ?? part);
    const said = (value: unknown): string =>
      part === 'decisionBodies'
        ? `“${[...changed.decisionBodies, ...original.decisionBodies].find(({ id }) => id === value)?.label ?? ''}”`
        : inWords(part, value);
    const gone = before.filter((value) => !after.includes(value));
    const added = after.filter((value) => !before.includes(value));
    if (gone.length === 0 && added.length === 0) return [change(place, `${name}: now in another order`)];
    return [
      ...gone.map((value) => change(place, `${name}: ${said(value)} removed`)),
      ...added.map((value) => change(place, `${name}: ${said(value)} added`)),
    ];
  };

  const changesOf = (
    place: readonly string[],
    part: string,
    before: unknown,
    after: unknown,
  ): ProcedureChange[] => {
    if (same(before, after)) return [];
    const name = parts[part] ?? part;
    if (part === 'length' || !(isFacts(before ?? after) || Array.isArray(before ?? after))) {
      if (before === undefined) return [change(place, `${name} added: ${inWords(part, after)}`)];
      if (after === undefined) return [change(place, `${name} removed, was ${inWords(part, before)}`)];
      return [change(place, `${name}: now ${inWords(part, after)}, was ${inWords(part, before)}`)];
    }
    if (part === 'source' || part === 'childLedDates' || part === 'themesSource')
      return [change(place, `${name}: now ${sourceInWords(after as RuleSource)}`)];
    if (Array.isArray(before) || Array.isArray(after)) {
      const old = (before ?? []) as readonly unknown[];
      const now = (after ?? []) as readonly unknown[];
      return isFacts(old[0] ?? now[0])
        ? changesInList(place, part, old as readonly Facts[], now as readonly Facts[])
        : changesInLines(place, part, old, now);
    }
    if (before === undefined) return [change(place, `${name} added`)];
    if (after === undefined) return [change(place, `${name} removed`)];
    return changesIn([...place, name], before as Facts, after as Facts);
  };

  const changesIn = (place: readonly string[], before: Facts, after: Facts): ProcedureChange[] =>
    [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((part) =>
      changesOf(place, part, before[part], after[part]),
    );

  const change = (place: readonly string[], words: string): ProcedureChange => ({
    place: capital(place.join(', ')) || 'The procedure',
    words,
  });

  const inOldOrder = changed.stages.flatMap((stage) => pairs.get(stage)?.order ?? []);
  const stageChanges = [
    ...original.stages
      .filter((stage) => ![...pairs.values()].includes(stage))
      .map((stage) => change([stage.label], 'Stage removed')),
    ...changed.stages.flatMap((stage) => {
      const was = pairs.get(stage);
      if (!was) {
        const timescales = stage.timescales.map(
          ({ action, length }) => `${action}, ${inWords('length', length)}`,
        );
        return [
          change(
            [stage.label],
            ['Stage added', stage.name, stage.who, ...timescales].filter(Boolean).join('; '),
          ),
        ];
      }
      return changesIn([was.label], { ...was, order: 0 }, { ...stage, order: 0 });
    }),
    ...(inOldOrder.some((order, index) => order < (inOldOrder[index - 1] ?? 0))
      ? [change([], `Stages: now in the order ${changed.stages.map(({ label }) => label).join(', ')}`)]
      : []),
  ];

  const ownParts = original.id === changed.id ? partsOfVersions : [...partsOfVersions, ...partsOfCopies];
  const comparable = (procedure: Procedure): Facts =>
    Object.fromEntries(Object.entries(procedure).filter(([part]) => !ownParts.includes(part)));
  return [
    ...stageChanges,
    ...changesIn(
      [],
      comparable(original),
      comparable(withStageOrders(changed, (order) => keptOrder.get(order))),
    ),
  ];
};
