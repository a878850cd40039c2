/**
 * Logging a form: what the person at the desk fills in (kept as typed, however unfinished), how a form that was
 * read fills it, and what must be right before it becomes a case.
 */
import { z } from 'zod';
import { Temporal } from 'temporal-polyfill';
import { plainDateSchema, type PlainDate } from './calendarTypes.ts';
import { childStatuses, codesOf } from './codes.ts';
import type { FormReading } from './formReading.ts';
import { readNhsNumber } from './nhsNumber.ts';
import type { Procedure } from './procedures/procedureSchema.ts';

const typed = z.string().max(300);
const typedText = z.string().max(50_000);

/** A date as typed in three boxes: kept even while it is no date at all. */
export const dateBoxesSchema = z.strictObject({
  day: z.string().max(20),
  month: z.string().max(20),
  year: z.string().max(20),
});
export type DateBoxes = z.infer<typeof dateBoxesSchema>;

export const personKinds = { child: 'Child', unborn: 'Unborn child', adult: 'Adult at risk' } as const;
export type PersonKind = keyof typeof personKinds;

const intakePersonSchema = z.strictObject({
  kind: z.enum(codesOf(personKinds)),
  name: typed,
  nameNotKnown: z.boolean(),
  dateOfBirth: dateBoxesSchema,
  dateOfBirthNotKnown: z.boolean(),
  /** Unborn: the expected date. */
  expectedDateOfBirth: dateBoxesSchema,
  nhsNumber: typed,
  otherNumber: typed,
});
export type IntakePerson = z.infer<typeof intakePersonSchema>;

const intakeReferrerSchema = z.strictObject({
  name: typed,
  role: typed,
  /** As written on the form. */
  agency: typed,
  /** The agency of the directory that it is, where somebody has said so. */
  agencyId: z.string().max(40),
  email: typed,
  phone: typed,
});
export type IntakeReferrer = z.infer<typeof intakeReferrerSchema>;

export const intakeFormSchema = z.strictObject({
  dangerAnswer: z.enum(['', 'no', 'yes']),
  dateOfNotification: dateBoxesSchema,
  /** The day the form reached the business unit. */
  receivedOn: dateBoxesSchema,
  people: z.array(intakePersonSchema).max(30),
  referrers: z.array(intakeReferrerSchema).max(12),
  safeguardingLeadAware: z.enum(['', 'yes', 'no']),
  safeguardingLeadName: typed,
  notificationSentTo: z.array(typed).max(30),
  summary: typedText,
  evidence: typedText,
  desiredOutcome: typedText,
  /** What the form's own stage table already held, kept as evidence of the earlier stages. */
  stageOutcomes: z
    .array(
      z.strictObject({ stageOrder: z.int().min(1).max(9), resolvedOn: dateBoxesSchema, evidence: typedText }),
    )
    .max(12),
  /** Coding, which no form asks for. */
  challengedAgencyIds: z.array(z.string().max(40)).max(20),
  sharedConcern: z.boolean(),
  themeIds: z.array(z.string().max(80)).max(20),
  primaryThemeId: z.string().max(80),
  otherThemeWords: typed,
  levelOfNeed: z.enum(['', '1', '2', '3', '4']),
  childStatus: z.enum(['', ...codesOf(childStatuses)]),
  /** The stage that the case stands at when it is logged, and when that stage opened. */
  stageOrder: z.int().min(1).max(9),
  stageOpenedOn: dateBoxesSchema,
  urgentEntry: z.boolean(),
  urgentReason: typed,
  skippedReason: typed,
  /** A date that protects the child, where it is earlier than the procedure's own. */
  childLedOn: dateBoxesSchema,
  childLedReason: typed,
  /** For a timescale that the people involved must state. */
  agreedOn: dateBoxesSchema,
});
export type IntakeForm = z.infer<typeof intakeFormSchema>;

export const emptyDate: DateBoxes = { day: '', month: '', year: '' };

export const emptyPerson = (kind: PersonKind = 'child'): IntakePerson => ({
  kind,
  name: '',
  nameNotKnown: false,
  dateOfBirth: emptyDate,
  dateOfBirthNotKnown: false,
  expectedDateOfBirth: emptyDate,
  nhsNumber: '',
  otherNumber: '',
});

export const emptyReferrer: IntakeReferrer = {
  name: '',
  role: '',
  agency: '',
  agencyId: '',
  email: '',
  phone: '',
};

/** The day's three boxes. */
export const boxesOf = (on: PlainDate | undefined): DateBoxes => {
  if (!on) return emptyDate;
  const day = Temporal.PlainDate.from(on);
  return { day: String(day.day), month: String(day.month), year: String(day.year) };
};

/** The first stage at which the business unit has something to do: where a form that arrives usually stands. */
export const usualEntryStage = (procedure: Procedure): number => {
  const facilitated = procedure.stages.find(
    (stage) => stage.businessUnit === 'facilitates' && !stage.outward,
  );
  return (facilitated ?? procedure.stages[procedure.stages.length - 1])?.order ?? 1;
};

/** A form to fill in by hand, received today. */
export const emptyIntake = (procedure: Procedure, today: PlainDate): IntakeForm => ({
  dangerAnswer: '',
  dateOfNotification: emptyDate,
  receivedOn: boxesOf(today),
  people: [emptyPerson()],
  referrers: [emptyReferrer],
  safeguardingLeadAware: '',
  safeguardingLeadName: '',
  notificationSentTo: [],
  summary: '',
  evidence: '',
  desiredOutcome: '',
  stageOutcomes: [],
  challengedAgencyIds: [],
  sharedConcern: false,
  themeIds: [],
  primaryThemeId: '',
  otherThemeWords: '',
  levelOfNeed: '',
  childStatus: '',
  stageOrder: usualEntryStage(procedure),
  stageOpenedOn: boxesOf(today),
  urgentEntry: false,
  urgentReason: '',
  skippedReason: '',
  childLedOn: emptyDate,
  childLedReason: '',
  agreedOn: emptyDate,
});

/** Fills a new form with what was read, and with nothing else. */
export const intakeFromReading = (
  reading: FormReading,
  procedure: Procedure,
  today: PlainDate,
): IntakeForm => {
  const { fields } = reading;
  const people = (fields.children ?? []).map((child): IntakePerson => ({
    ...emptyPerson(child.expectedDateOfBirth ? 'unborn' : 'child'),
    name: child.name ?? '',
    dateOfBirth: boxesOf(child.dateOfBirth),
    expectedDateOfBirth: boxesOf(child.expectedDateOfBirth),
    nhsNumber: child.nhsNumber ?? '',
    otherNumber: child.otherNumber ?? '',
  }));
  const referrers = [fields.referrer, ...(fields.jointReferrers ?? [])]
    .filter((referrer) => referrer !== undefined)
    .map((referrer): IntakeReferrer => ({
      name: referrer.name ?? '',
      role: referrer.role ?? '',
      agency: referrer.agency ?? '',
      agencyId: '',
      email: referrer.email ?? '',
      phone: referrer.phone ?? '',
    }));
  const empty = emptyIntake(procedure, today);
  const aware = fields.safeguardingLead?.aware;
  return {
    ...empty,
    dateOfNotification: boxesOf(fields.dateOfNotification),
    people: people.length > 0 ? people : empty.people,
    referrers: referrers.length > 0 ? referrers : empty.referrers,
    safeguardingLeadAware: aware === undefined ? '' : aware ? 'yes' : 'no',
    safeguardingLeadName: fields.safeguardingLead?.name ?? '',
    notificationSentTo: fields.notificationSentTo ?? [],
    summary: fields.summary ?? '',
    evidence: fields.evidence ?? '',
    desiredOutcome: fields.desiredOutcome ?? '',
    stageOutcomes: (fields.stageOutcomes ?? []).map((row) => ({
      stageOrder: row.stage,
      resolvedOn: boxesOf(row.dateResolved),
      evidence: row.evidence ?? '',
    })),
  };
};

/** What a case is made of once everything needed is there. */
export interface CaseDetails {
  readonly dateOfNotification: PlainDate;
  readonly receivedOn: PlainDate;
  readonly people: readonly {
    readonly kind: PersonKind;
    readonly name?: string;
    readonly dateOfBirth?: PlainDate;
    readonly expectedDateOfBirth?: PlainDate;
    readonly nhsNumber?: string;
    readonly otherNumber?: string;
  }[];
  readonly referrers: readonly {
    readonly name: string;
    readonly role?: string;
    readonly agency: string;
    readonly agencyId?: string;
    readonly email?: string;
    readonly phone?: string;
  }[];
  readonly safeguardingLeadAware?: boolean;
  readonly safeguardingLeadName?: string;
  readonly notificationSentTo: readonly string[];
  readonly summary: string;
  readonly evidence: string;
  readonly desiredOutcome: string;
  readonly stageOutcomes: readonly {
    readonly stageOrder: number;
    readonly resolvedOn?: PlainDate;
    readonly evidence: string;
  }[];
  readonly challengedAgencyIds: readonly string[];
  readonly sharedConcern: boolean;
  readonly themeIds: readonly string[];
  readonly primaryThemeId?: string;
  readonly otherThemeWords?: string;
  readonly levelOfNeed?: '1' | '2' | '3' | '4';
  readonly childStatus?: keyof typeof childStatuses;
  readonly stageOrder: number;
  readonly stageOpenedOn: PlainDate;
  readonly urgentReason?: string;
  readonly skippedReason?: string;
  readonly childLed?: { readonly on: PlainDate; readonly reason: string };
  readonly agreedOn?: PlainDate;
}

export interface IntakeIssue {
  /** A path into the form: `people.0.name`. */
  readonly path: string;
  readonly message: string;
}

export type IntakeCheck =
  | { readonly ok: true; readonly details: CaseDetails }
  | { readonly ok: false; readonly issues: readonly IntakeIssue[] };

export type BoxesReading = { ok: true; on?: PlainDate } | { ok: false; message: string };

/** Reads three typed boxes. All empty is no date; a part that is missing or impossible is an error, never a guess. */
export const readDateBoxes = (boxes: DateBoxes): BoxesReading => {
  const parts = [boxes.day, boxes.month, boxes.year].map((part) => part.trim());
  if (parts.every((part) => part === '')) return { ok: true };
  const names = ['day', 'month', 'year'];
  const missing = names.filter((_, index) => parts[index] === '');
  if (missing.length > 0) return { ok: false, message: `Add the ${missing.join(' and the ')}` };
  if (!parts.every((part) => /^\d+$/.test(part)))
    return { ok: false, message: 'Use numbers only, such as 9 3 2026' };
  if (parts[2]?.length !== 4) return { ok: false, message: 'Give the year in four figures, such as 2026' };
  const [day, month, year] = parts.map(Number) as [number, number, number];
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  const date = plainDateSchema.safeParse(text);
  return date.success
    ? { ok: true, on: date.data }
    : { ok: false, message: 'There is no such day: check the day and the month' };
};

const optionally = <Key extends string>(key: Key, text: string): { [K in Key]?: string } =>
  text.trim() === '' ? {} : ({ [key]: text.trim() } as { [K in Key]?: string });

/**
 * Checks a form against the procedure. Coding (agencies challenged, themes, level of need) may be left out: it
 * then counts as "not coded". Who it is about, who raised it and what it is about may not.
 */
export const checkIntake = (
  form: IntakeForm,
  { procedure, today }: { procedure: Procedure; today: PlainDate },
): IntakeCheck => {
  const issues: IntakeIssue[] = [];
  const fail = (path: string, message: string) => void issues.push({ path, message });

  const date = (
    path: string,
    boxes: DateBoxes,
    what: string,
    options: { required?: boolean; future?: 'refuse' | 'allow' } = {},
  ): PlainDate | undefined => {
    const reading = readDateBoxes(boxes);
    if (!reading.ok) {
      fail(path, `${what}: ${reading.message.charAt(0).toLowerCase()}${reading.message.slice(1)}`);
      return undefined;
    }
    if (!reading.on) {
      if (options.required) fail(path, `${what}: give the day, the month and the year`);
      return undefined;
    }
    if (options.future !== 'allow' && reading.on > today) {
      fail(path, `${what}: this day is still to come`);
      return undefined;
    }
    return reading.on;
  };

  if (form.dangerAnswer === '') fail('dangerAnswer', 'Say whether the child is in immediate danger');
  if (form.dangerAnswer === 'yes')
    fail('dangerAnswer', `This is not the process for immediate danger. ${procedure.immediateDanger.advice}`);

  const dateOfNotification = date('dateOfNotification', form.dateOfNotification, 'Date of notification', {
    required: true,
  });
  const receivedOn = date('receivedOn', form.receivedOn, 'Date received', { required: true });
  const stageOpenedOn = date('stageOpenedOn', form.stageOpenedOn, 'Date the stage opened', {
    required: true,
  });

  if (form.people.length === 0) fail('people', 'Add the child or other person this is about');
  const people = form.people.map((person, index) => {
    const at = `people.${index}`;
    if (person.name.trim() === '' && !person.nameNotKnown)
      fail(`${at}.name`, 'Give a name, or tick that it is not known');
    if (person.kind === 'adult' && procedure.concerns === 'children')
      fail(`${at}.kind`, 'This procedure is about children only');
    const born =
      person.kind === 'unborn' ? undefined : date(`${at}.dateOfBirth`, person.dateOfBirth, 'Date of birth');
    if (
      person.kind !== 'unborn' &&
      !born &&
      readDateBoxes(person.dateOfBirth).ok &&
      !person.dateOfBirthNotKnown
    )
      fail(`${at}.dateOfBirth`, 'Give a date of birth, or tick that it is not known');
    const expected =
      person.kind === 'unborn'
        ? date(`${at}.expectedDateOfBirth`, person.expectedDateOfBirth, 'Expected date of birth', {
            future: 'allow',
          })
        : undefined;
    const nhs = person.nhsNumber.trim() === '' ? undefined : readNhsNumber(person.nhsNumber);
    if (nhs && nhs.digits.length !== 10)
      fail(`${at}.nhsNumber`, 'An NHS number has ten digits. Put a local number in the other box');
    return {
      kind: person.kind,
      ...(person.nameNotKnown ? {} : optionally('name', person.name)),
      ...(born && !person.dateOfBirthNotKnown ? { dateOfBirth: born } : {}),
      ...(expected ? { expectedDateOfBirth: expected } : {}),
      ...(nhs ? { nhsNumber: nhs.digits } : {}),
      ...optionally('otherNumber', person.otherNumber),
    };
  });

  if (form.referrers.length === 0) fail('referrers', 'Add who raised it');
  const referrers = form.referrers.map((referrer, index) => {
    const at = `referrers.${index}`;
    if (referrer.name.trim() === '') fail(`${at}.name`, 'Give the name of the referrer');
    if (referrer.agency.trim() === '') fail(`${at}.agency`, 'Give the agency that raises it');
    if (referrer.email.trim() !== '' && !z.email().safeParse(referrer.email.trim()).success)
      fail(`${at}.email`, 'Give a full e-mail address, such as name@agency.org.uk');
    return {
      name: referrer.name.trim(),
      agency: referrer.agency.trim(),
      ...optionally('role', referrer.role),
      ...optionally('agencyId', referrer.agencyId),
      ...optionally('email', referrer.email),
      ...optionally('phone', referrer.phone),
    };
  });

  if (form.summary.trim() === '') fail('summary', 'Say what the disagreement is about');

  const stage = procedure.stages.find((candidate) => candidate.order === form.stageOrder);
  if (!stage || stage.outward) fail('stageOrder', 'Choose the stage that the case stands at');
  const stageOutcomes = form.stageOutcomes.flatMap((row, index) => {
    const resolvedOn = date(`stageOutcomes.${index}.resolvedOn`, row.resolvedOn, 'Date resolved');
    return row.evidence.trim() === '' && !resolvedOn
      ? []
      : [
          {
            stageOrder: row.stageOrder,
            evidence: row.evidence.trim(),
            ...(resolvedOn ? { resolvedOn } : {}),
          },
        ];
  });

  const themeIds = [...new Set(form.themeIds)];
  for (const themeId of themeIds)
    if (!procedure.themes.some((theme) => theme.id === themeId))
      fail('themeIds', 'Choose themes from the list');
  if (themeIds.length > 0 && !themeIds.includes(form.primaryThemeId))
    fail('primaryThemeId', 'Say which theme is the main one');
  if (form.challengedAgencyIds.length > 0 && form.sharedConcern)
    fail('sharedConcern', 'A shared concern challenges no agency: untick it, or take the agencies out');
  if (form.urgentEntry && form.urgentReason.trim() === '') fail('urgentReason', 'Say why it is urgent');

  const childLedOn = date('childLedOn', form.childLedOn, "The child's own date", { future: 'allow' });
  if (childLedOn && form.childLedReason.trim() === '')
    fail('childLedReason', 'Say what happens to the child on that date');
  const agreedOn = date('agreedOn', form.agreedOn, 'The date that was stated', { future: 'allow' });

  if (dateOfNotification && receivedOn && receivedOn < dateOfNotification)
    fail('receivedOn', 'It cannot have been received before it was written: check both dates');

  if (issues.length > 0 || !dateOfNotification || !receivedOn || !stageOpenedOn) return { ok: false, issues };
  return {
    ok: true,
    details: {
      dateOfNotification,
      receivedOn,
      people,
      referrers,
      ...(form.safeguardingLeadAware === ''
        ? {}
        : { safeguardingLeadAware: form.safeguardingLeadAware === 'yes' }),
      ...optionally('safeguardingLeadName', form.safeguardingLeadName),
      notificationSentTo: form.notificationSentTo.map((line) => line.trim()).filter((line) => line !== ''),
      summary: form.summary.trim(),
      evidence: form.evidence.trim(),
      desiredOutcome: form.desiredOutcome.trim(),
      stageOutcomes,
      challengedAgencyIds: [...new Set(form.challengedAgencyIds)],
      sharedConcern: form.sharedConcern,
      themeIds,
      ...(themeIds.length > 0 ? { primaryThemeId: form.primaryThemeId } : {}),
      ...optionally('otherThemeWords', form.otherThemeWords),
      ...(form.levelOfNeed === '' ? {} : { levelOfNeed: form.levelOfNeed }),
      ...(form.childStatus === '' ? {} : { childStatus: form.childStatus }),
      stageOrder: form.stageOrder,
      stageOpenedOn,
      ...(form.urgentEntry ? optionally('urgentReason', form.urgentReason) : {}),
      ...optionally('skippedReason', form.skippedReason),
      ...(childLedOn ? { childLed: { on: childLedOn, reason: form.childLedReason.trim() } } : {}),
      ...(agreedOn ? { agreedOn } : {}),
    },
  };
};
