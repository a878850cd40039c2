/**
 * Where each field of a draft came from. The form that was read and the form as it now stands are compared, so
 * that a value somebody changed is shown as typed even though the document said something else.
 */
import type { Block, DocumentModel } from '../../../shared/domain/documentModel.ts';
import type { FormReading, Found } from '../../../shared/domain/formReading.ts';
import { intakeFromReading, type IntakeForm } from '../../../shared/domain/intake.ts';
import type { PlainDate } from '../../../shared/domain/calendarTypes.ts';
import type { Procedure } from '../../../shared/domain/procedures/procedureSchema.ts';

/** `takenOut`: the document says something, and somebody has emptied the field. */
export type ProvenanceKind = 'found' | 'toCheck' | 'notInForm' | 'typed' | 'takenOut';

export interface Provenance {
  readonly kind: ProvenanceKind;
  /** The number on the phrase in the document and on the field. */
  readonly number?: number;
  /** Why it should be checked. */
  readonly warnings: readonly string[];
}

/** A phrase in the document with the field that it fills. */
export interface MarkedPhrase {
  readonly number: number;
  readonly formPath: string;
  readonly label: string;
  readonly toCheck: boolean;
  readonly found: Found;
}

export interface ProvenanceMap {
  readonly of: (formPath: string) => Provenance | undefined;
  readonly phrases: readonly MarkedPhrase[];
  /** What should be looked at before saving: its form path where it belongs to one field. */
  readonly toCheck: readonly { readonly formPath?: string; readonly message: string }[];
  readonly counts: { readonly found: number; readonly toCheck: number; readonly notInForm: number };
}

const fieldLabels: Readonly<Record<string, string>> = {
  dateOfNotification: 'Date of notification',
  name: 'Name',
  dateOfBirth: 'Date of birth',
  expectedDateOfBirth: 'Expected date of birth',
  nhsNumber: 'NHS number',
  otherNumber: 'Other number',
  role: 'Role',
  agency: 'Agency or team',
  email: 'E-mail',
  phone: 'Telephone',
  safeguardingLeadAware: 'Safeguarding lead aware',
  safeguardingLeadName: 'Name of safeguarding lead',
  notificationSentTo: 'Notification sent to',
  summary: 'Summary of disagreement',
  evidence: 'Evidence of the challenge so far',
  desiredOutcome: 'Desired outcome',
};

/** A field's name in words, from its path in the form: `people.0.name`. */
export const labelOfPath = (formPath: string): string => {
  const stage = /^stageOutcomes\.(\d+)\.(\w+)$/.exec(formPath);
  if (stage) return stage[2] === 'evidence' ? 'What happened at the stage' : 'Date the stage was resolved';
  const parts = formPath.split('.');
  const words = fieldLabels[parts[parts.length - 1] ?? ''] ?? 'This field';
  if (parts[0] === 'people') return `Person ${Number(parts[1]) + 1}, ${words.toLowerCase()}`;
  if (parts[0] === 'referrers') return `Referrer ${Number(parts[1]) + 1}, ${words.toLowerCase()}`;
  return words;
};

/** The form's path for a path of the reading: `children[0].name` is `people.0.name`. */
const formPathOf = (readingPath: string, hasReferrer: boolean): string | undefined => {
  const parts = readingPath.replaceAll(/\[(\d+)\]/g, '.$1').split('.');
  const [first, second, third] = parts;
  if (first === 'children') return ['people', ...parts.slice(1)].join('.');
  if (first === 'referrer') return ['referrers', '0', ...parts.slice(1)].join('.');
  if (first === 'jointReferrers')
    return ['referrers', String(Number(second) + (hasReferrer ? 1 : 0)), ...parts.slice(2)].join('.');
  if (first === 'safeguardingLead')
    return second === 'aware' ? 'safeguardingLeadAware' : 'safeguardingLeadName';
  if (first === 'notificationSentTo') return 'notificationSentTo';
  if (first === 'stageOutcomes')
    return `stageOutcomes.${second}.${third === 'dateResolved' ? 'resolvedOn' : 'evidence'}`;
  return first !== undefined && first in fieldLabels ? first : undefined;
};

const paragraphIds = (blocks: readonly Block[]): string[] =>
  blocks.flatMap((block) =>
    block.kind === 'paragraph'
      ? [block.id]
      : [
          block.id,
          ...block.rows.flatMap((row) => row.flatMap((cell) => [cell.id, ...paragraphIds(cell.blocks)])),
        ],
  );

/** Every id of the document in the order in which it is drawn. */
export const idsInOrder = (model: DocumentModel): string[] => [
  ...model.headers.map((header) => header.id),
  ...paragraphIds(model.blocks),
  ...model.formFields.map((field) => field.id),
];

const valueAt = (form: IntakeForm, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (value, key) =>
        typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined,
      form,
    );

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === '' ||
  (Array.isArray(value) && value.length === 0) ||
  (typeof value === 'object' && value !== null && Object.values(value).every((part) => part === ''));

const same = (left: unknown, right: unknown): boolean => JSON.stringify(left) === JSON.stringify(right);

/** The fields that a form of any procedure may fill; coding is never among them. */
const pathsFromForm = (form: IntakeForm): string[] => [
  'dateOfNotification',
  ...form.people.flatMap((person, index) =>
    [
      'name',
      person.kind === 'unborn' ? 'expectedDateOfBirth' : 'dateOfBirth',
      'nhsNumber',
      'otherNumber',
    ].map((key) => `people.${index}.${key}`),
  ),
  ...form.referrers.flatMap((_, index) =>
    ['name', 'role', 'agency', 'email', 'phone'].map((key) => `referrers.${index}.${key}`),
  ),
  'safeguardingLeadAware',
  'safeguardingLeadName',
  'notificationSentTo',
  'summary',
  'evidence',
  'desiredOutcome',
  ...form.stageOutcomes.flatMap((_, index) => [
    `stageOutcomes.${index}.resolvedOn`,
    `stageOutcomes.${index}.evidence`,
  ]),
];

/** Works out every mark of the screen; without a reading nothing is marked at all. */
export const provenanceOf = (
  form: IntakeForm,
  reading: FormReading | undefined,
  model: DocumentModel | undefined,
  { procedure, today }: { readonly procedure: Procedure; readonly today: PlainDate },
): ProvenanceMap => {
  if (!reading)
    return { of: () => undefined, phrases: [], toCheck: [], counts: { found: 0, toCheck: 0, notInForm: 0 } };

  const hasReferrer = reading.fields.referrer !== undefined;
  const asRead = intakeFromReading(reading, procedure, today);
  const order = new Map(model ? idsInOrder(model).map((id, index) => [id, index]) : []);
  const place = (found: Found): number =>
    Math.min(
      ...found.blockIds.map((id) => order.get(id) ?? Number.MAX_SAFE_INTEGER),
      Number.MAX_SAFE_INTEGER,
    );

  const warnings = reading.warnings.map((warning) => {
    const formPath = warning.field === '' ? undefined : formPathOf(warning.field, hasReferrer);
    return { message: warning.message, ...(formPath === undefined ? {} : { formPath }) };
  });
  const untouched = (formPath: string): boolean => same(valueAt(form, formPath), valueAt(asRead, formPath));
  /** A warning is dealt with once somebody has changed what it speaks of. */
  const standing = warnings.filter(
    (warning) => warning.formPath === undefined || untouched(warning.formPath),
  );
  const warningsOf = (formPath: string): string[] =>
    standing.filter((warning) => warning.formPath === formPath).map((warning) => warning.message);

  const seen = new Set<string>();
  const phrases = Object.entries(reading.found)
    .flatMap(([readingPath, found]) => {
      const formPath = formPathOf(readingPath, hasReferrer);
      return formPath === undefined ? [] : [{ formPath, found }];
    })
    .sort((left, right) => place(left.found) - place(right.found))
    .filter(({ formPath }) =>
      seen.has(formPath) && formPath !== 'notificationSentTo' ? false : seen.add(formPath),
    )
    .map(({ formPath, found }, index): MarkedPhrase => ({
      number: index + 1,
      formPath,
      label: labelOfPath(formPath),
      toCheck: warningsOf(formPath).length > 0,
      found,
    }));

  const fillable = pathsFromForm(form);
  const of = (formPath: string): Provenance | undefined => {
    if (!fillable.includes(formPath)) return undefined;
    const number = phrases.find((phrase) => phrase.formPath === formPath)?.number;
    const numbered = number === undefined ? {} : { number };
    const value = valueAt(form, formPath);
    const warned = warningsOf(formPath);
    if (warned.length > 0) return { kind: 'toCheck', ...numbered, warnings: warned };
    if (isEmpty(value))
      return { kind: number === undefined ? 'notInForm' : 'takenOut', ...numbered, warnings: [] };
    return untouched(formPath) && number !== undefined
      ? { kind: 'found', ...numbered, warnings: [] }
      : { kind: 'typed', warnings: [] };
  };

  const kinds = fillable.map((path) => of(path)?.kind);
  const count = (kind: ProvenanceKind): number => kinds.filter((candidate) => candidate === kind).length;
  return {
    of,
    phrases,
    toCheck: standing,
    counts: { found: count('found'), toCheck: count('toCheck'), notInForm: count('notInForm') },
  };
};
