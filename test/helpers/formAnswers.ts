/** Made-up answers to a form, awkward ones among them, as what is typed in and as what must be read. */
import fc from 'fast-check';
import { blankForm, fieldsOfBlankForm } from '../../shared/domain/blankForm.ts';
import { plainDate } from '../../shared/domain/calendarTypes.ts';
import type { FormFields } from '../../shared/domain/formReading.ts';
import type { Procedure } from '../../shared/domain/procedures/procedureSchema.ts';
import type { Entries } from './fillBlankForms.ts';

const awkward = [
  'Zoë Łukasiewicz-Ní Bhriain-Test',
  'Desired outcome: something else',
  'Final decision of: the panel',
  'Name: Robin Sample-Test',
  'D.O.B 14/06/2015',
  'Stage 4 (to be completed by Safeguarding Partnership Business Unit)',
  'Evidence of the challenge that has taken place at stages 1, 2 & 3 and the outcome at each stage',
  'Yes / No',
  'Click to enter text',
  '<w:t>&amp;</w:t> </w:sdtContent>',
  "=cmd|' /C calc'!A0",
  '☐ no ☒ yes ✓ ✗',
  '1. first\t2. second',
  'bury.summary',
  'OFFICIAL-SENSITIVE',
  'עברית العربية 汉字',
  '👩🏽‍🏫 e\u0301 ṣ́ ẹ̀ ŵ',
  '“quoted” – it’s 100% \\n (a) [b] {c}',
  'word '.repeat(400).trim(),
];

// What no file of Word's may hold, and the line ends that are told apart from a line break nowhere.
const unwritable = /[\p{Cc}\p{Cs}\u2028\u2029\ufffe\uffff]/gu;
const saysSomething = (text: string): boolean =>
  /\p{L}{3}/u.test(text) && !/\b(not|none|nil|un)\b|unknown/i.test(text);

const lineArbitrary = fc
  .array(fc.oneof(fc.constantFrom(...awkward), fc.string({ unit: 'grapheme', maxLength: 20 })), {
    minLength: 1,
    maxLength: 3,
  })
  .map((pieces) => pieces.join(' ').replace(unwritable, ' ').replace(/\s+/g, ' ').trim())
  .map((text) => (saysSomething(text) ? text : `Words ${text}`.trim()));
const textArbitrary = fc
  .array(fc.oneof({ weight: 4, arbitrary: lineArbitrary }, { weight: 1, arbitrary: fc.constant('') }), {
    minLength: 1,
    maxLength: 5,
  })
  .map((lines) => lines.join('\n').trim())
  .map((text) => text || 'Words');
const nameArbitrary = lineArbitrary.filter((name) => !/unborn|edd|due|expected|estimated/i.test(name));
const dateArbitrary = fc
  .tuple(
    fc.integer({ min: 2009, max: 2025 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
  )
  .map(([year, month, day]) => plainDate(`${year}-${pad(month)}-${pad(day)}`));
const pad = (number: number): string => String(number).padStart(2, '0');
const asTyped = (date: string): string => date.split('-').reverse().join('/');
/** Valid check digits, from the block that is kept for tests. */
const nhsNumbers = ['9990000018', '9990000026', '9990000034'];

const optional = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined });
const answersArbitrary = fc.record({
  dateOfNotification: optional(dateArbitrary),
  children: fc.array(
    fc.record({
      name: nameArbitrary,
      date: optional(dateArbitrary),
      unborn: fc.boolean(),
      number: optional(fc.oneof(fc.constantFrom(...nhsNumbers), fc.constant('P123456'))),
    }),
    { maxLength: 4 },
  ),
  referrers: fc.array(
    fc.record({
      name: lineArbitrary,
      role: optional(lineArbitrary),
      agency: optional(lineArbitrary),
      email: optional(fc.constantFrom('m.ellery@hollybrook.example', 'office@agency.example')),
      phone: optional(fc.constantFrom('0161 496 0101', '01632 960123 ext 4')),
    }),
    { maxLength: 2 },
  ),
  aware: optional(fc.boolean()),
  leadName: optional(lineArbitrary),
  sentTo: fc.array(
    lineArbitrary.filter((recipient) => !/^\(?\d{1,2}[.)]/.test(recipient)),
    { maxLength: 4 },
  ),
  texts: fc.record({
    summary: optional(textArbitrary),
    evidence: optional(textArbitrary),
    desiredOutcome: optional(textArbitrary),
    'response.text': optional(textArbitrary),
    'resolution.text': optional(textArbitrary),
  }),
  responseDate: optional(dateArbitrary),
  resolutionDate: optional(dateArbitrary),
  stages: fc.record({ date: optional(dateArbitrary), evidence: optional(textArbitrary) }),
  decision: fc.record({ by: optional(lineArbitrary), text: optional(textArbitrary) }),
});

/** Leaves out what is undefined, and what is left empty by that. */
const compact = <Value>(value: Value): Value | undefined => {
  if (Array.isArray(value)) return value.length === 0 ? undefined : value;
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([, each]) => each !== undefined);
  return kept.length === 0 ? undefined : (Object.fromEntries(kept) as Value);
};

export interface FilledIn {
  readonly entries: Entries;
  readonly fields: FormFields;
}

/** A form of this procedure, filled in somehow. */
export const formAnswers = (procedure: Procedure): fc.Arbitrary<FilledIn> => {
  const form = blankForm(procedure);
  const names = new Set(fieldsOfBlankForm(form).map(({ name }) => name));
  const stages = [...names].flatMap((name) => /stageOutcomes\.(\d)\.evidence$/.exec(name)?.[1] ?? []);
  return answersArbitrary.map((answers) => {
    const entries = new Map<string, string>();
    /** Types the words in where the form asks for them; gives back what must be read. */
    const type = <Value>(
      path: string,
      value: Value | undefined,
      typed = String(value),
    ): Value | undefined => {
      const name = `${procedure.id}.${path}`;
      if (value === undefined || !names.has(name.replace(/(children|referrers)\.\d/, '$1.0')))
        return undefined;
      entries.set(name, typed);
      return value;
    };
    const day = (path: string, date: ReturnType<typeof plainDate> | undefined) =>
      type(path, date, date && asTyped(date));
    const children = answers.children.map(({ name, date, unborn, number }, index) => {
      const at = `children.${index}`;
      const typed = type(`${at}.number`, number);
      return compact({
        name: type(`${at}.name`, name),
        [unborn ? 'expectedDateOfBirth' : 'dateOfBirth']: type(
          `${at}.dateOfBirth`,
          date,
          date && `${unborn ? 'EDD ' : ''}${asTyped(date)}`,
        ),
        [typed?.startsWith('P') ? 'otherNumber' : 'nhsNumber']: typed,
      });
    });
    const [referrer, ...jointReferrers] = answers.referrers.map((each, index) =>
      compact(
        Object.fromEntries(
          Object.entries(each).map(([key, value]) => [key, type(`referrers.${index}.${key}`, value)]),
        ),
      ),
    );
    const sentTo = compact(answers.sentTo);
    const fields = {
      dateOfNotification: day('dateOfNotification', answers.dateOfNotification),
      children: compact(children),
      referrer,
      jointReferrers: compact(jointReferrers),
      safeguardingLead: compact({
        aware: type('safeguardingLead.aware', answers.aware, answers.aware ? 'Yes' : 'No'),
        name: type('safeguardingLead.name', answers.leadName),
      }),
      notificationSentTo: type('notificationSentTo', sentTo, sentTo?.join('\n')),
      summary: type('summary', answers.texts.summary),
      evidence: type('evidence', answers.texts.evidence),
      desiredOutcome: type('desiredOutcome', answers.texts.desiredOutcome),
      response: compact({
        text: type('response.text', answers.texts['response.text']),
        date: day('response.date', answers.responseDate),
      }),
      resolution: compact({
        text: type('resolution.text', answers.texts['resolution.text']),
        date: day('resolution.date', answers.resolutionDate),
      }),
      stageOutcomes: compact(
        stages.flatMap((stage) => {
          const outcome = compact({
            dateResolved: day(`stageOutcomes.${stage}.dateResolved`, answers.stages.date),
            evidence: type(`stageOutcomes.${stage}.evidence`, answers.stages.evidence),
          });
          return outcome ? [{ stage: Number(stage), ...outcome }] : [];
        }),
      ),
      finalDecision: compact({
        by: type('finalDecision.by', answers.decision.by),
        text: type('finalDecision.text', answers.decision.text),
      }),
    };
    return { entries, fields: (compact(fields) ?? {}) as FormFields };
  });
};
