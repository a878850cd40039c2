import { blankForm, fieldsOfBlankForm } from '../../../../shared/domain/blankForm.ts';
import type { PlainDate } from '../../../../shared/domain/calendarTypes.ts';
import type { Block, DocumentModel } from '../../../../shared/domain/documentModel.ts';
import type { FormFields, FormReading } from '../../../../shared/domain/formReading.ts';
import type { Procedure } from '../../../../shared/domain/procedures/procedureSchema.ts';
import { unbornWords } from './children.ts';
import { createGathering, type Gathering } from './gathering.ts';
import { fold } from './lines.ts';
import { warnOfMissing } from './missing.ts';
import { readDate, readNumbers, saysNothing, type Doubt } from './values.ts';

interface Filled {
  readonly text: string;
  readonly label: string;
  readonly blockIds: readonly string[];
}

type Named = ReadonlyMap<string, { text: string; readonly blockIds: readonly string[] }>;

/** What stands in each named field: in a form's own fields, and in the content controls of a Word document. */
const namedValues = (model: DocumentModel): Named => {
  const named = new Map<string, { text: string; blockIds: string[] }>();
  const add = (name: string, text: string, blockId: string): void => {
    const known = named.get(name);
    if (!known) named.set(name, { text, blockIds: [blockId] });
    else if (known.blockIds.at(-1) === blockId) known.text += text;
    else {
      known.text += `\n${text}`;
      known.blockIds.push(blockId);
    }
  };
  const walk = (blocks: readonly Block[]): void => {
    for (const block of blocks)
      if (block.kind === 'table') for (const row of block.rows) for (const cell of row) walk(cell.blocks);
      else
        for (const inline of block.inlines)
          if (inline.field !== undefined)
            add(inline.field, inline.placeholder || inline.struck ? '' : inline.text, block.id);
  };
  walk(model.blocks);
  for (const { name, value, id } of model.formFields) add(name, value, id);
  return named;
};

/** The document without the words in its named fields: what somebody wrote beside them. */
const besideFields = (model: DocumentModel): DocumentModel => {
  const without = (blocks: readonly Block[]): Block[] =>
    blocks.map((block) =>
      block.kind === 'paragraph'
        ? { ...block, inlines: block.inlines.filter(({ field }) => field === undefined) }
        : {
            ...block,
            rows: block.rows.map((row) => row.map((cell) => ({ ...cell, blocks: without(cell.blocks) }))),
          },
    );
  return { ...model, blocks: without(model.blocks), formFields: [] };
};

const isFilled = (reading: FormReading): boolean => Object.keys(reading.fields).length > 0;

/**
 * Reads one of the register's own blank forms by the names of its fields, whatever is written in them. `readBeside`
 * reads what was typed outside of the fields, which counts where a field was left empty. Undefined where the document
 * is no form of these procedures.
 */
export const recogniseOwnForm = (
  model: DocumentModel,
  { procedures, today }: { readonly procedures: readonly Procedure[]; readonly today: PlainDate },
  readBeside: (model: DocumentModel) => FormReading | undefined,
): FormReading | undefined => {
  const named = namedValues(model);
  const names = [...named.keys()];
  const procedure = procedures.find(({ id }) => names.some((name) => name.startsWith(`${id}.`)));
  if (!procedure) return undefined;
  const labels = new Map(fieldsOfBlankForm(blankForm(procedure)).map(({ name, label }) => [name, label]));
  if (!names.some((name) => labelOf(labels, name) !== undefined)) return undefined;

  const gathering = createGathering();
  const reader = createFieldReader(named, labels, procedure, gathering);
  const fields = readOwnFields(reader, today, gathering);
  // Beside the fields of a PDF nobody can type; its reader also sets their values among the words of the page.
  const beside = model.format === 'pdf' ? undefined : readBeside(besideFields(model));
  if (beside && isFilled(beside)) {
    for (const key of Object.keys(beside.fields) as (keyof FormFields)[]) {
      if (fields[key] !== undefined) continue;
      Object.assign(fields, { [key]: beside.fields[key] });
      const belongs = (path: string): boolean => path.split(/[.[]/, 1)[0] === key;
      for (const [path, found] of Object.entries(beside.found))
        if (belongs(path)) gathering.found[path] = found;
      gathering.warnings.push(...beside.warnings.filter(({ field }) => belongs(field)));
    }
  }
  if (Object.keys(fields).length === 0)
    gathering.warn('empty-form', '', 'This form has not been filled in. Nothing could be read from it.');
  else warnOfMissing(fields, procedure, gathering);
  return { procedure: procedure.id, fields, found: gathering.found, warnings: gathering.warnings };
};

/** The label of a field, whichever child or referrer it is about. */
const labelOf = (labels: ReadonlyMap<string, string>, name: string): string | undefined =>
  labels.get(name) ?? labels.get(name.replace(/\.\d+\./, '.0.'));

interface FieldReader {
  /** What was written in the field with this path, or nothing where it says nothing. */
  readonly find: (path: string) => Filled | undefined;
  /** The numbers that stand for `*` in the paths that were filled in, in order. */
  readonly numbersIn: (pattern: `${string}.*.`) => readonly number[];
  readonly note: (path: string, filled: Filled) => void;
}

const createFieldReader = (
  named: Named,
  labels: ReadonlyMap<string, string>,
  { id }: Procedure,
  { found }: Gathering,
): FieldReader => {
  const find = (path: string): Filled | undefined => {
    const name = `${id}.${path}`;
    const value = named.get(name);
    const text = value?.text.replace(/\r\n?|[\u000b\u2028\u2029]/g, '\n').trim() ?? '';
    return value && !saysNothing(text)
      ? {
          text,
          label: labelOf(labels, name) ?? '',
          blockIds: value.blockIds,
        }
      : undefined;
  };
  return {
    find,
    numbersIn: (pattern) => {
      const start = `${id}.${pattern.slice(0, -2)}`;
      const numbers = [...named.keys()].flatMap((name) => {
        if (!name.startsWith(start)) return [];
        const [number = '', ...rest] = name.slice(start.length).split('.');
        return /^\d{1,3}$/.test(number) && find(name.slice(id.length + 1)) && rest.length > 0
          ? [Number(number)]
          : [];
      });
      return [...new Set(numbers)].sort((first, second) => first - second);
    },
    note: (path, { label, text, blockIds }) => {
      found[path] = { part: `the field \u201c${label}\u201d`, text, blockIds: [...blockIds] };
    },
  };
};

type Child = NonNullable<FormFields['children']>[number];
type Referrer = NonNullable<FormFields['referrer']>;

const given = <Key extends string, Value>(key: Key, value: Value | undefined): { [K in Key]?: Value } =>
  value === undefined ? {} : ({ [key]: value } as { [K in Key]: Value });
const ifAny = <Value extends object>(value: Value): Value | undefined =>
  Object.keys(value).length > 0 ? value : undefined;

const readOwnFields = (
  { find, numbersIn, note }: FieldReader,
  today: PlainDate,
  { warn }: Gathering,
): FormFields => {
  const doubt = (path: string, doubts: readonly Doubt[]): void =>
    doubts.forEach(({ code, message }) => warn(code, path, message));
  const text = (from: string, path = from): string | undefined => {
    const filled = find(from);
    if (filled) note(path, filled);
    return filled?.text;
  };
  const line = (from: string, path = from): string | undefined => {
    const words = text(from, path);
    return words === undefined ? undefined : fold(words);
  };
  const day = (from: string, what: string, path = from): PlainDate | undefined => {
    const filled = find(from);
    if (!filled) return undefined;
    const { date, doubts } = readDate(filled.text, what, today);
    doubt(path, doubts);
    if (date !== undefined) note(path, filled);
    return date;
  };

  const child = (from: string, path: string): Child => {
    const name = line(`${from}.name`, `${path}.name`);
    const born = find(`${from}.dateOfBirth`);
    const unborn = unbornWords.test(`${born?.text ?? ''} ${name ?? ''}`);
    const key = unborn ? 'expectedDateOfBirth' : 'dateOfBirth';
    const read = born && readDate(born.text, unborn ? 'expected date of birth' : 'date of birth', today);
    if (born && read) {
      doubt(
        `${path}.${key}`,
        read.doubts.filter(({ code }) => !(unborn && code === 'future-date')),
      );
      if (read.date !== undefined) note(`${path}.${key}`, born);
    }
    const number = find(`${from}.number`);
    const { doubts = [], ...numbers } = number ? readNumbers(number.text) : {};
    doubt(`${path}.${'otherNumber' in numbers ? 'otherNumber' : 'nhsNumber'}`, doubts);
    if (number) for (const kind of Object.keys(numbers)) note(`${path}.${kind}`, number);
    return { ...given('name', name), ...given(key, read?.date), ...numbers };
  };
  const children = numbersIn('children.*.').map((number, index) =>
    child(`children.${number}`, `children[${index}]`),
  );

  const [referrer, ...jointReferrers] = numbersIn('referrers.*.').map((number, index): Referrer => {
    const path = index === 0 ? 'referrer' : `jointReferrers[${index - 1}]`;
    return Object.assign(
      {},
      ...(['name', 'role', 'agency', 'email', 'phone'] as const).map((key) =>
        given(key, line(`referrers.${number}.${key}`, `${path}.${key}`)),
      ),
    );
  });

  const answer = find('safeguardingLead.aware');
  const aware = answer && (/^yes$/i.test(answer.text) ? true : /^no$/i.test(answer.text) ? false : undefined);
  if (answer && aware === undefined)
    warn(
      'unclear-choice',
      'safeguardingLead.aware',
      'It is not clear whether yes or no was meant. Choose one.',
    );
  else if (answer) note('safeguardingLead.aware', answer);

  const stageOutcomes = numbersIn('stageOutcomes.*.').map((stage, index) => {
    const [from, path] = [`stageOutcomes.${stage}`, `stageOutcomes[${index}]`];
    const dateResolved = day(
      `${from}.dateResolved`,
      `date on which stage ${stage} was resolved`,
      `${path}.dateResolved`,
    );
    const evidence = text(`${from}.evidence`, `${path}.evidence`);
    return { stage, ...given('dateResolved', dateResolved), ...given('evidence', evidence) };
  });
  const textAndDate = (name: 'response' | 'resolution') =>
    ifAny({
      ...given('text', text(`${name}.text`)),
      ...given('date', day(`${name}.date`, `date of the ${name}`)),
    });
  const sentTo = text('notificationSentTo')
    ?.split('\n')
    .map((recipient) => fold(recipient).replace(/^\(?\d{1,2}[.)]\s*/, ''))
    .filter((recipient) => !saysNothing(recipient));

  return {
    ...given('dateOfNotification', day('dateOfNotification', 'date of notification')),
    ...given('children', children.length === 0 ? undefined : children),
    ...given('referrer', referrer),
    ...given('jointReferrers', jointReferrers.length === 0 ? undefined : jointReferrers),
    ...given(
      'safeguardingLead',
      ifAny({ ...given('aware', aware), ...given('name', line('safeguardingLead.name')) }),
    ),
    ...given('notificationSentTo', sentTo),
    ...given('summary', text('summary')),
    ...given('evidence', text('evidence')),
    ...given('desiredOutcome', text('desiredOutcome')),
    ...given('stageOutcomes', stageOutcomes.length === 0 ? undefined : stageOutcomes),
    ...given('response', textAndDate('response')),
    ...given('resolution', textAndDate('resolution')),
    ...given(
      'finalDecision',
      ifAny({
        ...given('by', line('finalDecision.by')),
        ...given('text', text('finalDecision.text')),
      }),
    ),
  };
};
