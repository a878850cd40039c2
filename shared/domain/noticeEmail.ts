/** The words of the e-mail that carries a completed notice. They name the reference and never the people concerned. */
import { PROTECTIVE_MARKING } from './paperContent.ts';

/** "BURY-2026-014 notice.pdf" */
export const noticeFileName = (reference: string): string => `${reference} notice.pdf`;

/**
 * Marking first, then the reference alone: subject lines are not encrypted. `secureKeyword` is what the unit's
 * mail service looks for in a subject to encrypt the message, such as NHSmail's `[secure]`.
 */
export const noticeSubject = (
  reference: string,
  secureKeyword?: string,
  marking = PROTECTIVE_MARKING,
  /** What the message carries, in words that name nobody. */
  what = 'escalation notice',
): string => [`${marking}:`, secureKeyword?.trim(), reference, what].filter(Boolean).join(' ');

export const noticeEmailBody = (input: {
  readonly reference: string;
  readonly referrerNames: readonly string[];
  readonly unitName: string;
}): string => {
  const names = input.referrerNames.map((name) => name.trim()).filter((name) => name !== '');
  return [
    names.length > 0 ? `Dear ${names.join(' and ')},` : 'Hello,',
    `The completed notice for escalation ${input.reference} is attached. It gives the decision in writing, with its reasons and any required actions.`,
    `The notice is marked ${PROTECTIVE_MARKING}. Keep it securely and share it only with people who need it for their work.`,
    'Please reply to say that you have received it. Give the reference only: do not name a child in the subject of an e-mail.',
    input.unitName,
  ].join('\n\n');
};
