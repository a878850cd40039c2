/** A letter as it stands on paper, and what carries it: file names and subject lines, which name the reference alone. */
import type { PlainDate } from '../calendarTypes.ts';
import { linesOf, PROTECTIVE_MARKING, type PaperContent } from '../paperContent.ts';
import { shortDate } from '../wordsForDates.ts';
import { letterKinds, type LetterKind } from './letterKinds.ts';

/** "BURY-2026-014 letter 2.pdf" */
export const letterFileName = (reference: string, number: number): string =>
  `${reference} letter ${number}.pdf`;
/** "BURY-2026-014 meeting 2.ics" */
export const calendarFileName = (reference: string, number: number): string =>
  `${reference} meeting ${number}.ics`;

/** What a subject line says after the reference: "invitation to a meeting". Names nobody. */
export const letterSubjectWords = (kind: LetterKind): string =>
  kind === 'reviewingOfficer' ? 'escalation notice to you' : letterKinds[kind].label.toLowerCase();

export const letterPaper = (letter: {
  readonly reference: string;
  readonly number: number;
  readonly writtenOn: PlainDate;
  readonly partnershipName: string;
  readonly unitName: string;
  readonly unitEmail: string;
  readonly title: string;
  readonly addressee: string;
  readonly addresseeLines: string;
  readonly text: string;
}): PaperContent => ({
  foot: `${letter.reference}  ·  Letter ${letter.number}`,
  completedOn: letter.writtenOn,
  marking: PROTECTIVE_MARKING,
  documentTitle: `Letter ${letter.reference}`,
  issuer: letter.partnershipName,
  title: letter.title,
  particulars: [
    { label: 'Reference', value: letter.reference },
    { label: 'Date', value: shortDate(letter.writtenOn) },
    { label: 'From', value: [letter.unitName, letter.unitEmail].filter((part) => part !== '').join(', ') },
  ],
  blocks: [
    { kind: 'field', label: 'To', lines: [letter.addressee, ...linesOf(letter.addresseeLines)] },
    {
      kind: 'words',
      paragraphs: letter.text
        .split(/(?:\r\n|[\n\r])[ \t]*(?:\r\n|[\n\r])+/)
        .map(linesOf)
        .filter((lines) => lines.length > 0),
    },
  ],
});

/** The words of the e-mail that carries a letter: they name the reference and never the people concerned. */
export const letterEmailBody = (input: {
  readonly reference: string;
  readonly addressee: string;
  readonly unitName: string;
  /** "The completed notice goes with it." */
  readonly also: readonly string[];
}): string =>
  [
    `Dear ${input.addressee},`,
    [`A letter about escalation ${input.reference} is attached.`, ...input.also].join(' '),
    `It is marked ${PROTECTIVE_MARKING}. Keep it securely and share it only with people who need it for their work.`,
    'Please reply to say that you have received it. Give the reference only: do not name a child in the subject of an e-mail.',
    input.unitName,
  ].join('\n\n');
