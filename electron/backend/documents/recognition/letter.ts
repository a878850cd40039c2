import { Temporal } from 'temporal-polyfill';
import { OFFICE_TIME_ZONE, type PlainDate } from '../../../../shared/domain/calendarTypes.ts';
import type { DocumentModel } from '../../../../shared/domain/documentModel.ts';
import type { FormReading } from '../../../../shared/domain/formReading.ts';
import type { Procedure } from '../../../../shared/domain/procedures/procedureSchema.ts';
import { readFields } from './fields.ts';
import { createGathering } from './gathering.ts';
import { warnOfMissing } from './missing.ts';
import { normalise, type LabelField } from './labels.ts';
import { fold, type Line, type Piece } from './lines.ts';
import type { Occurrence } from './occurrences.ts';
import type { RecognitionContext } from './recogniseForm.ts';
import { findEmails, findPhones } from './values.ts';

export interface LetterInput {
  readonly model: DocumentModel;
  readonly lines: readonly Line[];
  readonly occurrences: readonly Occurrence[];
  readonly context: RecognitionContext;
}

const closing =
  /^(kind(est)? regards|best (wishes|regards)|warm(est)? regards|regards|many thanks|with thanks|thanks|thank you|yours (sincerely|faithfully|truly)|--|_{5,}|-{5,}|from:\s|>|on .* wrote:)/i;
const opensStage =
  /^\s*(?:stage|level)\s+(?:\d|one|two|three|four|five|[a-e])\b\s*(?:[:.)(,\u2013-]|on\b|\d)/i;

const needed: readonly LabelField[] = [
  'child.name',
  'child.dateOfBirth',
  'summary',
  'evidence',
  'desiredOutcome',
];
const FEWEST_ANSWERS = 2;

const whole = (line: Line): Piece => ({ line, from: 0, to: line.text.length });

/** How much of a procedure's own language a letter speaks: who decides, its duties, at which stage it comes. */
const speaks = (procedure: Procedure, text: string): number => {
  const says = (words: string): boolean => ` ${text} `.includes(` ${normalise(words)} `);
  const stages = ['one', 'two', 'three', 'four', 'five'];
  const named = says(procedure.partnershipName) || says(procedure.shortName) ? 4 : 0;
  const bodies = procedure.decisionBodies.filter((body) => says(body.label)).length;
  const accepted = procedure.form.acceptedAtStages.some(
    (order) =>
      says(`${procedure.stageWord} ${order}`) || says(`${procedure.stageWord} ${stages[order - 1] ?? ''}`),
  );
  return named + bodies + (accepted ? 1 : 0) + (procedure.form.laidDown ? 0 : 2);
};

const senderOf = (
  model: DocumentModel,
): { readonly name: string; readonly email: string; readonly id: string } | undefined => {
  const from = model.headers.find((header) => header.name === 'From');
  const [email] = from ? findEmails(from.value) : [];
  return from && email !== undefined
    ? { name: fold(from.value.slice(0, from.value.indexOf(email)).replace(/[<"]/g, '')), email, id: from.id }
    : undefined;
};

/** The day in the office on which an e-mail was sent. */
const sentOn = (written: string): PlainDate | undefined => {
  const moment =
    /(\d{1,2})\s+([A-Za-z]{3})[a-z]*\s+(\d{4})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([+-]\d{4}|[A-Z]{1,4})?/.exec(
      written,
    );
  if (!moment) return undefined;
  const [, day = '', monthName = '', year = '', hour = '', minute = '', second = '00', zone = '+0000'] =
    moment;
  const month =
    ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'].indexOf(
      monthName.toLowerCase(),
    ) + 1;
  const offset = /^[+-]/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(3)}` : '+00:00';
  try {
    return Temporal.Instant.from(
      `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}T${hour.padStart(2, '0')}:${minute}:${second}${offset}`,
    )
      .toZonedDateTimeISO(OFFICE_TIME_ZONE)
      .toPlainDate()
      .toString() as PlainDate;
  } catch {
    return undefined;
  }
};

/**
 * A letter or e-mail without a form: what stands behind a label, the lines that open its stages, and who wrote it by
 * the heading and the signature. Undefined where too little of that is there.
 */
export const recogniseLetter = ({
  model,
  lines,
  occurrences,
  context,
}: LetterInput): FormReading | undefined => {
  const text = normalise(
    [
      ...model.headers.filter((header) => header.name === 'Subject').map((header) => header.value),
      ...lines.map((line) => line.text),
    ].join(' '),
  );
  const [procedure] = [...context.procedures].sort(
    (first, second) => speaks(second, text) - speaks(first, text),
  );
  if (!procedure) return undefined;

  const sender = senderOf(model);
  const isSignature = (line: Line): boolean =>
    sender !== undefined && sender.name !== '' && normalise(line.text) === normalise(sender.name);
  const stageLines = lines.filter((line) => opensStage.test(line.text));
  const endsText = (line: Line): boolean =>
    closing.test(line.text.trim()) || isSignature(line) || opensStage.test(line.text);
  const { fields, found, warnings } = readFields({
    lines,
    occurrences: occurrences.filter(({ match }) =>
      match.entries.some(
        (entry) =>
          needed.includes(entry.field) ||
          entry.field.startsWith('referrer.') ||
          entry.field.startsWith('child.') ||
          entry.field === 'dateOfNotification',
      ),
    ),
    procedure,
    today: context.today,
    endsText,
  });

  const gathering = createGathering();
  const { note, warn } = gathering;
  const labelled = new Set(occurrences.map((occurrence) => occurrence.line));
  const stagePieces = stageLines.flatMap((line) => {
    let end = line.index + 1;
    for (let next = lines[end]; next; next = lines[end]) {
      if (next.text.trim() === '' || endsText(next) || labelled.has(next)) break;
      end += 1;
    }
    return lines.slice(line.index, end).map(whole);
  });
  if (fields.evidence === undefined && stagePieces.length > 0) {
    fields.evidence = stagePieces.map((piece) => fold(piece.line.text)).join('\n');
    note('evidence', stagePieces);
  }

  const answered = [
    fields.children?.[0]?.name,
    fields.children?.[0]?.dateOfBirth,
    fields.summary,
    fields.evidence,
    fields.desiredOutcome,
  ].filter((value) => value !== undefined).length;
  if (answered < FEWEST_ANSWERS) return undefined;

  const referrer = { ...fields.referrer };
  if (sender) {
    const from = {
      part: 'the e-mail\u2019s From',
      text: `${sender.name} ${sender.email}`.trim(),
      blockIds: [sender.id],
    };
    if (referrer.name === undefined && sender.name !== '') {
      referrer.name = sender.name;
      found['referrer.name'] = from;
    }
    if (referrer.email === undefined) {
      referrer.email = sender.email;
      found['referrer.email'] = from;
    }
  }
  const signature =
    lines.findLast(isSignature) ??
    lines.findLast(
      (line) => line.text.trim() !== '' && normalise(line.text) === normalise(referrer.name ?? ''),
    );
  const signed = signature
    ? lines.slice(signature.index + 1, signature.index + 7).filter((line) => line.text.trim() !== '')
    : [];
  const roleLine = signed.find(
    (line) => findPhones(line.text).length === 0 && findEmails(line.text).length === 0,
  );
  if (referrer.role === undefined && roleLine && roleLine === signed[0]) {
    referrer.role = fold(roleLine.text);
    note('referrer.role', [whole(roleLine)]);
  }
  const phoneLine = signed.find((line) => findPhones(line.text).length > 0);
  if (referrer.phone === undefined && phoneLine) {
    const [phone] = findPhones(phoneLine.text);
    if (phone !== undefined) referrer.phone = phone;
    note('referrer.phone', [whole(phoneLine)]);
  }
  const introduction = lines.find((line) =>
    /\b(?:as|am) (?:the |an? )?[A-Z][^,]{2,80}, [A-Z]/.test(line.text),
  );
  const introduced =
    /\b(?:as|am) (?:the |an? )?([A-Z][^,]{2,80}), ([A-Z][^,.;]{2,100}?)(?=[,.;]|\s(?:to|and|about|because)\b|$)/.exec(
      introduction?.text ?? '',
    );
  if (introduction && introduced) {
    const [, role = '', agency = ''] = introduced;
    if (referrer.role === undefined) {
      referrer.role = fold(role);
      note('referrer.role', [whole(introduction)]);
    }
    if (referrer.agency === undefined && normalise(referrer.role) === normalise(role)) {
      referrer.agency = fold(agency);
      note('referrer.agency', [whole(introduction)]);
    }
  }
  if (Object.keys(referrer).length > 0) fields.referrer = referrer;

  const dateHeader = model.headers.find((header) => header.name === 'Date');
  const day = dateHeader && sentOn(dateHeader.value);
  if (fields.dateOfNotification === undefined && dateHeader && day !== undefined) {
    fields.dateOfNotification = day;
    found['dateOfNotification'] = {
      part: 'the e-mail\u2019s Date',
      text: dateHeader.value,
      blockIds: [dateHeader.id],
    };
    if (day > context.today)
      warn('future-date', 'dateOfNotification', 'The e-mail\u2019s date lies in the future. Check it.');
  }

  warn(
    'no-form',
    '',
    `This is a letter or an e-mail without a form. It was read as one for ${procedure.shortName}: check that, and what it says besides.`,
  );
  warnOfMissing(fields, procedure, gathering);
  return {
    procedure: procedure.id,
    fields,
    found: { ...found, ...gathering.found },
    warnings: [
      // No letter was asked whether the safeguarding lead knows.
      ...gathering.warnings.filter((warning) => warning.field !== 'safeguardingLead.aware'),
      ...warnings.filter((warning) => warning.code !== 'missing' && warning.code !== 'empty-form'),
    ],
  };
};
