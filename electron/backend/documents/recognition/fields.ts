import type { PlainDate } from '../../../../shared/domain/calendarTypes.ts';
import type { FormFields, FormReading } from '../../../../shared/domain/formReading.ts';
import type { Procedure } from '../../../../shared/domain/procedures/procedureSchema.ts';
import { normalise, type LabelField } from './labels.ts';
import { hasStruckWords, wordsOf, type Piece } from './lines.ts';
import { createRegions, longAnswers, type Occurrence } from './occurrences.ts';
import { assignFields } from './assignFields.ts';
import { readChildren } from './children.ts';
import { createGathering, type FieldsInput } from './gathering.ts';
import { warnOfMissing } from './missing.ts';
import { readReferrers } from './referrers.ts';
import { readStageTable } from './stageTable.ts';
import { readChoice, readDate, saysNothing, type Doubt } from './values.ts';

/** A name, a number, a list of contacts: no form has a longer one. Narratives are read whole. */
const LONGEST_SHORT_ANSWER = 10_000;

const lengthOf = (pieces: readonly Piece[]): number =>
  pieces.reduce((length, { from, to }) => length + to - from, 0);
const beginningOf = (pieces: readonly Piece[]): readonly Piece[] => {
  const beginning: Piece[] = [];
  let left = LONGEST_SHORT_ANSWER;
  for (const piece of pieces) {
    if (left <= 0) break;
    beginning.push({ ...piece, to: Math.min(piece.to, piece.from + left) });
    left -= piece.to - piece.from;
  }
  return beginning;
};

/** Reads every field of the procedure's form from the answers that stand by its labels. */
export const readFields = (
  input: FieldsInput,
): {
  readonly fields: FormFields;
  readonly found: FormReading['found'];
  readonly warnings: FormReading['warnings'];
} => {
  const gathering = createGathering();
  const { note, warn } = gathering;
  const assigned = assignFields(input);
  const stages = readStageTable(
    input,
    assigned.map(({ occurrence, field }) => ({ occurrence, field })),
    gathering,
  );
  const printedLines = new Set(
    assigned.filter(({ field }) => field === 'printed').flatMap(({ occurrence }) => [occurrence.line]),
  );
  // Guidance printed under a label parts it from its answer and does not end it.
  const guidance = (occurrence: Occurrence): boolean =>
    occurrence.match.entries.every((entry) => entry.part === 'printed' && entry.procedure === undefined) ||
    isEvidenceRemark(occurrence, input.procedure);
  const kept = assigned.filter(
    ({ occurrence }) => !stages.lines.has(occurrence.line) && !guidance(occurrence),
  );
  const regions = createRegions(
    input.lines,
    [...kept.map(({ occurrence }) => occurrence), ...stages.boundaries],
    input.endsText,
  );
  const answers = kept
    .filter(({ field }) => field !== 'printed' && field !== 'stageColumn')
    .map(({ occurrence, field }) => {
      const pieces = regions
        .regionOf(occurrence, field)
        .filter((piece) => !printedLines.has(piece.line) || piece.from > 0)
        .filter((piece) => wordsOf(piece) !== '' || hasStruckWords([piece]));
      if (longAnswers.includes(field)) return { field, pieces };
      const beginning = beginningOf(pieces);
      if (lengthOf(beginning) < lengthOf(pieces))
        warn(
          'answer-too-long',
          '',
          `An answer that should be short has more than ${LONGEST_SHORT_ANSWER.toLocaleString('en-GB')} characters. Only its beginning was read: compare the form with what was filled in.`,
        );
      return { field, pieces: beginning };
    });

  const doubt = (path: string, doubts: readonly Doubt[]): void =>
    doubts.forEach(({ code, message }) => warn(code, path, message));
  const answersTo = (...fields: readonly LabelField[]) =>
    answers.filter((answer) => fields.includes(answer.field) && answer.pieces.length > 0);
  const textOf = (pieces: readonly Piece[]): string =>
    pieces
      .map(wordsOf)
      .filter((text) => text !== '')
      .join('\n');

  const readText = (path: string, field: LabelField): string | undefined => {
    const pieces = answersTo(field).flatMap((answer) => answer.pieces);
    const text = textOf(pieces);
    if (text === '' || saysNothing(text)) return undefined;
    note(path, pieces);
    return text;
  };
  const readDay = (path: string, field: LabelField, what: string): PlainDate | undefined => {
    const pieces = answersTo(field)[0]?.pieces ?? [];
    const text = textOf(pieces);
    if (text === '') return undefined;
    const { date, doubts } = readDate(text, what, input.today);
    doubt(path, doubts);
    if (date !== undefined) note(path, pieces);
    return date;
  };

  const dateOfNotification = readDay('dateOfNotification', 'dateOfNotification', 'date of notification');
  const children = readChildren(answers, input.today, gathering);
  const referrers = readReferrers(answers, gathering);

  const awarePieces = answersTo('safeguardingLead.aware')[0]?.pieces ?? [];
  const aware = readChoice(awarePieces);
  if (aware !== undefined) note('safeguardingLead.aware', awarePieces);
  else if (textOf(awarePieces) !== '')
    warn(
      'unclear-choice',
      'safeguardingLead.aware',
      'It is not clear whether yes or no was meant. Choose one.',
    );
  const leadName = readText('safeguardingLead.name', 'safeguardingLead.name');

  const sentToPieces = answersTo('notificationSentTo').flatMap((answer) => answer.pieces);
  const recipients = sentToPieces.flatMap((piece) =>
    wordsOf(piece)
      .split(/\s+(?=\(?\d{1,2}[.)]\s)|\s+(?=cc\b)/i)
      .filter((text) => !/^(cc|copied to|copy to)\b/i.test(text.trim()))
      .map((text) => ({
        piece,
        text: text.replace(/^\s*\(?\d{1,2}[.)](?:\s+|$)|^\s*\(?\d{1,2}\s*$/, '').trim(),
      }))
      .filter(({ text }) => !saysNothing(text)),
  );
  if (recipients.length > 0) note('notificationSentTo', sentToPieces);
  recipients.forEach(({ piece, text }, index) => note(`notificationSentTo[${index}]`, [piece], text));
  const sentTo = recipients.map(({ text }) => text);

  const summary = readText('summary', 'summary');
  const evidence = readText('evidence', 'evidence');
  const desiredOutcome = readText('desiredOutcome', 'desiredOutcome');
  const textAndDate = (name: 'response' | 'resolution') => {
    const text = readText(`${name}.text`, `${name}.text`);
    const date = readDay(`${name}.date`, `${name}.date`, `date of the ${name}`);
    return text === undefined && date === undefined
      ? undefined
      : { ...(text === undefined ? {} : { text }), ...(date === undefined ? {} : { date }) };
  };
  const response = textAndDate('response');
  const resolution = textAndDate('resolution');
  const [referrer, ...jointReferrers] = referrers;
  const lead = {
    ...(aware === undefined ? {} : { aware }),
    ...(leadName === undefined ? {} : { name: leadName }),
  };

  const fields: FormFields = {
    ...(dateOfNotification === undefined ? {} : { dateOfNotification }),
    ...(children.length === 0 ? {} : { children }),
    ...(referrer === undefined ? {} : { referrer }),
    ...(jointReferrers.length === 0 ? {} : { jointReferrers }),
    ...(Object.keys(lead).length === 0 ? {} : { safeguardingLead: lead }),
    ...(sentTo.length === 0 ? {} : { notificationSentTo: sentTo }),
    ...(summary === undefined ? {} : { summary }),
    ...(evidence === undefined ? {} : { evidence }),
    ...(desiredOutcome === undefined ? {} : { desiredOutcome }),
    ...(stages.outcomes.length === 0 ? {} : { stageOutcomes: stages.outcomes }),
    ...(response === undefined ? {} : { response }),
    ...(resolution === undefined ? {} : { resolution }),
    ...(stages.finalDecision === undefined ? {} : { finalDecision: stages.finalDecision }),
  };
  if (Object.keys(fields).length === 0) {
    warn('empty-form', '', 'This form has not been filled in. Nothing could be read from it.');
    return { fields, found: gathering.found, warnings: gathering.warnings };
  }
  warnOfMissing(fields, input.procedure, gathering);
  return { fields, found: gathering.found, warnings: gathering.warnings };
};

const isEvidenceRemark = (occurrence: Occurrence, procedure: Procedure): boolean =>
  procedure.form.rows.some(
    (row) =>
      row.kind === 'stageTable' &&
      row.evidenceRemark !== undefined &&
      normalise(row.evidenceRemark) === normalise(occurrence.line.text),
  );
