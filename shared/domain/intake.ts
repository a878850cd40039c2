/**
 * Logging a form: what the person at the desk fills in (kept as typed, however unfinished), how a form that was
 * read fills it, and what must be right before it becomes a case.
 */
import { z } from 'zod';
import { Temporal } from 'temporal-polyfill';
import { plainDateSchema, type PlainDate } from './calendarTypes.ts';
import { neverLeftOut, recordKinds } from './caseCourse.ts';
import { childStatuses, codesOf, outcomesForChild, type OutcomeForChild } from './codes.ts';
import type { FormFields, FormReading } from './formReading.ts';
import { readNhsNumber } from './nhsNumber.ts';
import type { Procedure } from './procedures/procedureSchema.ts';
import { shortDate } from './wordsForDates.ts';

const MAX_LINE = 300;
const MAX_TEXT = 50_000;
const MAX_PEOPLE = 30;
const MAX_REFERRERS = 12;
const MAX_STAGE = 9;
const MAX_STAGE_ROWS = 12;
const typed = z.string().max(MAX_LINE);
const typedText = z.string().max(MAX_TEXT);

/** A date as typed in three boxes: kept even while it is no date at all. */
export const dateBoxesSchema = z.strictObject({
  day: z.string().max(20),
  month: z.string().max(20),
  year: z.string().max(20),
});
export type DateBoxes = z.infer<typeof dateBoxesSchema>;

export const personKinds = { child: 'Child', unborn: 'Unborn child', adult: 'Adult at risk' } as const;
export type PersonKind = keyof typeof personKinds;

/** What the person at the desk says of a case that the register showed as alike. */
export const alikeAnswers = { same: 'Same child', different: 'Different' } as const;
export type AlikeAnswer = keyof typeof alikeAnswers;

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
  people: z.array(intakePersonSchema).max(MAX_PEOPLE),
  referrers: z.array(intakeReferrerSchema).max(MAX_REFERRERS),
  safeguardingLeadAware: z.enum(['', 'yes', 'no']),
  safeguardingLeadName: typed,
  notificationSentTo: z.array(typed).max(MAX_PEOPLE),
  summary: typedText,
  evidence: typedText,
  desiredOutcome: typedText,
  /** What the form's own stage table already held, kept as evidence of the earlier stages. */
  stageOutcomes: z
    .array(
      z.strictObject({
        stageOrder: z.int().min(1).max(MAX_STAGE),
        resolvedOn: dateBoxesSchema,
        evidence: typedText,
      }),
    )
    .max(MAX_STAGE_ROWS),
  /** Coding, which no form asks for. */
  challengedAgencyIds: z.array(z.string().max(40)).max(20),
  sharedConcern: z.boolean(),
  themeIds: z.array(z.string().max(80)).max(20),
  primaryThemeId: z.string().max(80),
  otherThemeWords: typed,
  levelOfNeed: z.enum(['', '1', '2', '3', '4']),
  childStatus: z.enum(['', ...codesOf(childStatuses)]),
  recordKind: z.enum(codesOf(recordKinds)),
  /** Resolved elsewhere: when, and what it changed for the child. */
  resolvedOn: dateBoxesSchema,
  outcomeForChild: z.enum(['', ...codesOf(outcomesForChild)]),
  outcomeForChildWords: typedText,
  /** The stage that the case stands at when it is logged, and when that stage opened. */
  stageOrder: z.int().min(1).max(MAX_STAGE),
  stageOpenedOn: dateBoxesSchema,
  /** `16:00`; needed where the stage counts hours. */
  stageOpenedTime: z.string().max(20),
  urgentEntry: z.boolean(),
  urgentReason: typed,
  /** How the other agency was reached: "by telephone, the head of service". */
  urgentHow: typed,
  /** Whether each earlier stage took place. A stage that nothing is said of stands by the form's evidence alone. */
  earlierStages: z
    .array(
      z.strictObject({
        stageOrder: z.int().min(1).max(MAX_STAGE),
        how: z.enum(['', 'tookPlace', 'leftOut']),
        /** Why it was left out. */
        reason: typed,
      }),
    )
    .max(MAX_STAGE),
  /** A date that protects the child, where it is earlier than the procedure's own. */
  childLedOn: dateBoxesSchema,
  childLedReason: typed,
  /** For a timescale that the people involved must state. */
  agreedOn: dateBoxesSchema,
  /** Search before create: what was said of each case alike. */
  alikeAnswers: z
    .array(z.strictObject({ caseId: z.string().max(40), answer: z.enum(codesOf(alikeAnswers)) }))
    .max(40),
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
  const figures = (from: number, to: number): string => String(Number(on.slice(from, to)));
  return { day: figures(8, 10), month: figures(5, 7), year: figures(0, 4) };
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
  recordKind: 'case',
  resolvedOn: emptyDate,
  outcomeForChild: '',
  outcomeForChildWords: '',
  stageOrder: usualEntryStage(procedure),
  stageOpenedOn: boxesOf(today),
  stageOpenedTime: '',
  urgentEntry: false,
  urgentReason: '',
  urgentHow: '',
  earlierStages: [],
  childLedOn: emptyDate,
  childLedReason: '',
  agreedOn: emptyDate,
  alikeAnswers: [],
});

/** Cuts what no box of the form can hold. The document itself is kept whole beside the form. */
const fitted = (text: string | undefined, length: number = MAX_LINE): string =>
  text === undefined || text.length <= length
    ? (text ?? '')
    : `${text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;

/** What a form that has been answered already says of it: evidence for whoever logs it, under the form's own headings. */
const answersOf = ({ response, resolution, finalDecision }: FormFields): readonly string[] => {
  const dated = (heading: string, answer: { text?: string | undefined; date?: PlainDate | undefined }) =>
    `${heading}${answer.date ? `, ${shortDate(answer.date)}` : ''}:${answer.text ? ` ${answer.text}` : ''}`;
  return [
    ...(response ? [dated('Response', response)] : []),
    ...(resolution ? [dated('Resolution', resolution)] : []),
    ...(finalDecision
      ? [`Final decision of: ${[finalDecision.by, finalDecision.text].filter(Boolean).join('\n')}`]
      : []),
  ];
};

/** Fills a new form with what was read, and with nothing else. */
export const intakeFromReading = (
  reading: FormReading,
  procedure: Procedure,
  today: PlainDate,
): IntakeForm => {
  const { fields } = reading;
  const people = (fields.children ?? []).slice(0, MAX_PEOPLE).map((child): IntakePerson => ({
    // Where a form gives both dates, the child has been born since.
    ...emptyPerson(child.expectedDateOfBirth && !child.dateOfBirth ? 'unborn' : 'child'),
    name: fitted(child.name),
    dateOfBirth: boxesOf(child.dateOfBirth),
    expectedDateOfBirth: boxesOf(child.expectedDateOfBirth),
    nhsNumber: fitted(child.nhsNumber),
    otherNumber: fitted(child.otherNumber),
  }));
  const referrers = [fields.referrer, ...(fields.jointReferrers ?? [])]
    .filter((referrer) => referrer !== undefined)
    .slice(0, MAX_REFERRERS)
    .map((referrer): IntakeReferrer => ({
      name: fitted(referrer.name),
      role: fitted(referrer.role),
      agency: fitted(referrer.agency),
      agencyId: '',
      email: fitted(referrer.email),
      phone: fitted(referrer.phone),
    }));
  const empty = emptyIntake(procedure, today);
  const aware = fields.safeguardingLead?.aware;
  return {
    ...empty,
    dateOfNotification: boxesOf(fields.dateOfNotification),
    people: people.length > 0 ? people : empty.people,
    referrers: referrers.length > 0 ? referrers : empty.referrers,
    safeguardingLeadAware: aware === undefined ? '' : aware ? 'yes' : 'no',
    safeguardingLeadName: fitted(fields.safeguardingLead?.name),
    notificationSentTo: (fields.notificationSentTo ?? []).slice(0, MAX_PEOPLE).map((line) => fitted(line)),
    summary: fitted(fields.summary, MAX_TEXT),
    evidence: fitted(
      [fields.evidence, ...answersOf(fields)].filter((part) => part !== undefined).join('\n\n'),
      MAX_TEXT,
    ),
    desiredOutcome: fitted(fields.desiredOutcome, MAX_TEXT),
    stageOutcomes: (fields.stageOutcomes ?? [])
      .filter(({ stage }) => stage >= 1 && stage <= MAX_STAGE)
      .slice(0, MAX_STAGE_ROWS)
      .map((row) => ({
        stageOrder: row.stage,
        resolvedOn: boxesOf(row.dateResolved),
        evidence: fitted(row.evidence, MAX_TEXT),
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
  readonly opening:
    | {
        readonly recordKind: 'case' | 'liveElsewhere';
        readonly openedOn: PlainDate;
        /** `16:00`, where it is known. */
        readonly openedTime?: string;
      }
    | {
        readonly recordKind: 'resolvedElsewhere';
        readonly resolvedOn: PlainDate;
        readonly outcomeForChild: OutcomeForChild;
        readonly outcomeForChildWords: string;
        /** The procedure's own words for such a record. */
        readonly label: string;
      };
  readonly urgent?: { readonly reason: string; readonly how: string };
  readonly earlierStages: readonly EarlierStage[];
  readonly childLed?: { readonly on: PlainDate; readonly reason: string };
  readonly agreedOn?: PlainDate;
}

/** A stage before the one that the case stands at: left out for a reason, taken place, or known by evidence alone. */
export interface EarlierStage {
  readonly stageOrder: number;
  readonly leftOutReason?: string;
  readonly tookPlace: boolean;
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

/** Nobody is older; and nothing before it or so far ahead belongs to the work: a slip of the keyboard in the year. */
const OLDEST_AGE_YEARS = 120;
const FIRST_YEAR_OF_WORK = 2000;
const FURTHEST_YEARS_AHEAD = 5;
/** Weeks after the expected day by which a child has been born. */
const OVERDUE_WEEKS = 4;
const PREGNANCY_WEEKS = 42;

const daysFrom = (day: PlainDate, duration: Temporal.DurationLike): PlainDate =>
  Temporal.PlainDate.from(day).add(duration).toString() as PlainDate;

const optionally = <Key extends string>(key: Key, text: string): { [K in Key]?: string } =>
  text.trim() === '' ? {} : ({ [key]: text.trim() } as { [K in Key]?: string });

/**
 * Checks a form against the procedure. Coding (agencies challenged, themes, level of need) may be left out: it
 * then counts as "not coded". Who it is about, who raised it and what it is about may not.
 */
export const checkIntake = (
  form: IntakeForm,
  {
    procedure,
    today,
    timeNow,
  }: {
    readonly procedure: Procedure;
    readonly today: PlainDate;
    /** `16:00` in the office: a stage that opened today opened by then. */
    readonly timeNow?: string;
  },
): IntakeCheck => {
  const issues: IntakeIssue[] = [];
  const fail = (path: string, message: string) => void issues.push({ path, message });

  const date = (
    path: string,
    boxes: DateBoxes,
    what: string,
    options: { required?: boolean; future?: 'refuse' | 'allow'; birth?: boolean } = {},
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
    const isTooOld = options.birth
      ? reading.on < daysFrom(today, { years: -OLDEST_AGE_YEARS })
      : Number(reading.on.slice(0, 4)) < FIRST_YEAR_OF_WORK;
    if (isTooOld || reading.on > daysFrom(today, { years: FURTHEST_YEARS_AHEAD })) {
      fail(path, `${what}: check the year`);
      return undefined;
    }
    return reading.on;
  };

  /** When the stage opened, or how the matter had been resolved by the time the unit was told. */
  const readOpening = (): CaseDetails['opening'] | undefined => {
    const rule = procedure.notificationOnly.find(({ kind }) => kind === form.recordKind);
    if (form.recordKind !== 'case') {
      if (!rule) {
        fail('recordKind', 'This procedure has no such record: log it as a case');
        return undefined;
      }
      if (rule.stageOrder !== form.stageOrder) {
        const at = procedure.stages.find(({ order }) => order === rule.stageOrder);
        fail(
          'stageOrder',
          `Such a record is kept at ${at?.label ?? 'another stage'}: choose it, or log a case`,
        );
      }
    }
    if (form.recordKind === 'resolvedElsewhere') {
      const resolvedOn = date('resolvedOn', form.resolvedOn, 'Date it was resolved', { required: true });
      if (form.outcomeForChild === '') fail('outcomeForChild', 'Choose the outcome for the child');
      if (form.outcomeForChildWords.trim() === '')
        fail('outcomeForChildWords', 'Say what it changed for the child and the family');
      return resolvedOn && form.outcomeForChild !== ''
        ? {
            recordKind: form.recordKind,
            resolvedOn,
            outcomeForChild: form.outcomeForChild,
            outcomeForChildWords: form.outcomeForChildWords.trim(),
            label: rule?.label ?? '',
          }
        : undefined;
    }
    const countsHours = stage?.timescales.some(({ length }) => length.unit === 'hours') ?? false;
    const openedTime = form.stageOpenedTime.trim();
    if (openedTime === '' && countsHours)
      fail('stageOpenedTime', 'Give the time the stage opened, such as 16:00: its timescale counts hours');
    if (openedTime !== '' && !/^([01]\d|2[0-3]):[0-5]\d$/.test(openedTime))
      fail('stageOpenedTime', 'Give the time in hours and minutes, such as 09:30');
    else if (timeNow !== undefined && stageOpenedOn === today && openedTime > timeNow)
      fail('stageOpenedTime', 'This time is still to come: check the time and the day');
    return stageOpenedOn
      ? {
          recordKind: form.recordKind,
          openedOn: stageOpenedOn,
          ...optionally('openedTime', openedTime),
        }
      : undefined;
  };

  const readEarlierStages = (): readonly EarlierStage[] => {
    const urgentFrom = form.urgentEntry ? procedure.urgentEntry?.fromOrder : undefined;
    const earlier = procedure.stages
      .filter(({ order }) => order < form.stageOrder)
      .map(({ order }): EarlierStage & { readonly path: string } => {
        const index = form.earlierStages.findIndex(({ stageOrder }) => stageOrder === order);
        const said = form.earlierStages[index];
        const path = index < 0 ? 'earlierStages' : `earlierStages.${index}`;
        if (said?.how === 'leftOut') {
          if (said.reason.trim() === '') fail(`${path}.reason`, 'Say why it was left out');
          return { stageOrder: order, leftOutReason: said.reason.trim(), tookPlace: false, path };
        }
        const passedOver = urgentFrom !== undefined && order < urgentFrom && said?.how !== 'tookPlace';
        return passedOver
          ? { stageOrder: order, leftOutReason: form.urgentReason.trim(), tookPlace: false, path }
          : { stageOrder: order, tookPlace: said?.how === 'tookPlace', path };
      });
    const leftOut = earlier.filter(({ leftOutReason }) => leftOutReason !== undefined);
    const missing = neverLeftOut(
      procedure,
      form.stageOrder,
      leftOut.map(({ stageOrder }) => stageOrder),
    );
    for (const { order, label } of missing) {
      const path = leftOut.find(({ stageOrder }) => stageOrder === order)?.path ?? 'earlierStages';
      fail(
        path === 'earlierStages' ? path : `${path}.how`,
        `${label} must have taken place before ${stage?.label ?? 'this stage'}`,
      );
    }
    return earlier.map(({ path: _path, ...one }) => one);
  };

  if (form.dangerAnswer === '') fail('dangerAnswer', 'Say whether the child is in immediate danger');
  if (form.dangerAnswer === 'yes')
    fail('dangerAnswer', `This is not the process for immediate danger. ${procedure.immediateDanger.advice}`);

  const dateOfNotification = date('dateOfNotification', form.dateOfNotification, 'Date of notification', {
    required: true,
  });
  const receivedOn = date('receivedOn', form.receivedOn, 'Date received', { required: true });
  const isResolvedElsewhere = form.recordKind === 'resolvedElsewhere';
  // A matter that was resolved before the unit heard of it has no clock, and so no day that starts one.
  const stageOpenedOn = isResolvedElsewhere
    ? undefined
    : date('stageOpenedOn', form.stageOpenedOn, 'Date the stage opened', { required: true });

  const expectedBirthOf = (person: IntakePerson, at: string): PlainDate | undefined => {
    if (person.kind !== 'unborn') {
      // Its boxes are not on show once the child is born: kept where it reads, and no reason to stop.
      const reading = readDateBoxes(person.expectedDateOfBirth);
      return reading.ok ? reading.on : undefined;
    }
    const path = `${at}.expectedDateOfBirth`;
    const expected = date(path, person.expectedDateOfBirth, 'Expected date of birth', { future: 'allow' });
    if (!expected || !receivedOn) return expected;
    // Counted from the day the form came, so that an old case can still be corrected.
    if (expected < daysFrom(receivedOn, { weeks: -OVERDUE_WEEKS }))
      fail(
        path,
        'Expected date of birth: this day had long passed when the form was received. If the child is born, choose "Child"',
      );
    if (expected > daysFrom(receivedOn, { weeks: PREGNANCY_WEEKS }))
      fail(path, 'Expected date of birth: this is too far ahead, check the month and the year');
    return expected;
  };

  if (form.people.length === 0) fail('people', 'Add the child or other person this is about');
  const people = form.people.map((person, index) => {
    const at = `people.${index}`;
    if (person.name.trim() === '' && !person.nameNotKnown)
      fail(`${at}.name`, 'Give a name, or tick that it is not known');
    if (person.kind === 'adult' && procedure.concerns === 'children')
      fail(`${at}.kind`, 'This procedure is about children only');
    const born =
      person.kind === 'unborn'
        ? undefined
        : date(`${at}.dateOfBirth`, person.dateOfBirth, 'Date of birth', { birth: true });
    if (
      person.kind !== 'unborn' &&
      !born &&
      readDateBoxes(person.dateOfBirth).ok &&
      !person.dateOfBirthNotKnown
    )
      fail(`${at}.dateOfBirth`, 'Give a date of birth, or tick that it is not known');
    if (born && person.dateOfBirthNotKnown)
      fail(`${at}.dateOfBirth`, 'Take the date of birth out, or untick that it is not known');
    const expected = expectedBirthOf(person, at);
    const nhs = person.nhsNumber.trim() === '' ? undefined : readNhsNumber(person.nhsNumber);
    if (nhs && nhs.digits.length !== 10)
      fail(`${at}.nhsNumber`, 'An NHS number has ten digits. Put a local number in the other box');
    return {
      kind: person.kind,
      ...(person.nameNotKnown ? {} : optionally('name', person.name)),
      ...(born ? { dateOfBirth: born } : {}),
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

  const opening = readOpening();
  const earlierStages = readEarlierStages();

  const themeIds = [...new Set(form.themeIds)];
  for (const themeId of themeIds)
    if (!procedure.themes.some((theme) => theme.id === themeId))
      fail('themeIds', 'Choose themes from the list');
  if (themeIds.length > 0 && !themeIds.includes(form.primaryThemeId))
    fail('primaryThemeId', 'Say which theme is the main one');
  if (form.challengedAgencyIds.length > 0 && form.sharedConcern)
    fail('sharedConcern', 'A shared concern challenges no agency: untick it, or take the agencies out');
  if (form.urgentEntry) {
    const { urgentEntry } = procedure;
    const from = procedure.stages.find(({ order }) => order === urgentEntry?.fromOrder);
    if (!from)
      fail('urgentEntry', 'This procedure has no urgent entry: say which earlier stages were left out');
    else if (form.stageOrder < from.order)
      fail('urgentEntry', `Urgent cases start at ${from.label} or later: choose the ${procedure.stageWord}`);
    if (form.urgentReason.trim() === '') fail('urgentReason', 'Say why it is urgent');
    if (form.urgentHow.trim() === '')
      fail('urgentHow', 'Say how the other agency was reached, such as by telephone');
  }

  const childLedOn = date('childLedOn', form.childLedOn, "The child's own date", { future: 'allow' });
  if (childLedOn && form.childLedReason.trim() === '')
    fail('childLedReason', 'Say what happens to the child on that date');
  const agreedOn = date('agreedOn', form.agreedOn, 'The date that was stated', { future: 'allow' });
  if (childLedOn && stageOpenedOn && childLedOn < stageOpenedOn)
    fail('childLedOn', "The child's own date: the stage opened after this day");
  if (agreedOn && stageOpenedOn && agreedOn < stageOpenedOn)
    fail('agreedOn', 'The date that was stated: the stage opened after this day');
  // Where the unit facilitates, the form itself opens the stage; an urgent case may come by telephone first.
  const formOpensStage =
    stage !== undefined && stage.order >= usualEntryStage(procedure) && !form.urgentEntry;
  if (formOpensStage && dateOfNotification && stageOpenedOn && stageOpenedOn < dateOfNotification)
    fail('stageOpenedOn', 'The stage cannot have opened before the form was written: check both dates');

  if (dateOfNotification && receivedOn && receivedOn < dateOfNotification)
    fail('receivedOn', 'It cannot have been received before it was written: check both dates');

  if (issues.length > 0 || !dateOfNotification || !receivedOn || !opening) return { ok: false, issues };
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
      opening,
      ...(form.urgentEntry
        ? { urgent: { reason: form.urgentReason.trim(), how: form.urgentHow.trim() } }
        : {}),
      earlierStages,
      ...(childLedOn ? { childLed: { on: childLedOn, reason: form.childLedReason.trim() } } : {}),
      ...(agreedOn ? { agreedOn } : {}),
    },
  };
};
