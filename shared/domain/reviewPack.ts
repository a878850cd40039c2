/** Review packs: a case or a few on their way to a chair or a scrutineer who sits elsewhere, and what comes back. */
import { addDays } from './workingDays.ts';
import { officeDayOf, type Instant, type PlainDate } from './calendarTypes.ts';

/** What the sealed files are called; the names tell nothing else. */
export const PACK_ENDING = '.reviewpack';
export const RETURN_ENDING = '.reviewreturn';

/** The forms and the evidence of a pack together, in bytes: what a reviewer's computer opens at a stroke. */
export const MAX_PACK_FILES_BYTES = 60 * 1024 * 1024;
export const MAX_PACK_CASES = 10;
/** A pack is for reading and deciding, not for keeping. */
export const MAX_PACK_DAYS = 60;
export const USUAL_PACK_DAYS = 14;

export const packStates = {
  notSaved: 'Made, and not saved as a file',
  out: 'Sent out',
  expired: 'Expired',
  withdrawn: 'Withdrawn',
  returned: 'Returned',
} as const;
export type PackState = keyof typeof packStates;

export const packStateOf = (
  pack: {
    readonly handedOverAt: Instant | null;
    readonly withdrawnAt: Instant | null;
    readonly expiresAt: Instant;
    /** Of each case in it. */
    readonly takenInAt: readonly (Instant | null)[];
  },
  now: Instant,
): PackState => {
  if (pack.takenInAt.length > 0 && pack.takenInAt.every((at) => at !== null)) return 'returned';
  if (pack.withdrawnAt !== null) return 'withdrawn';
  if (now >= pack.expiresAt) return 'expired';
  return pack.handedOverAt === null ? 'notSaved' : 'out';
};

export const packExpiryIssue = (expiresOn: PlainDate, today: PlainDate): string | undefined => {
  if (expiresOn < today) return 'Give a day that is still to come';
  if (expiresOn > addDays(today, MAX_PACK_DAYS))
    return `Give a day within ${MAX_PACK_DAYS} days: a pack is for reading and deciding, not for keeping`;
  return undefined;
};

/** The last day on which it opens, of the moment from which it no longer does. */
export const lastDayOf = (expiresAt: Instant): PlainDate => addDays(officeDayOf(expiresAt), -1);

/** The letters that begin a pack's id: what the office and the reviewer call it. */
export const packName = (packId: string): string => packId.slice(0, 8);

export const packFileName = (packId: string): string => `review pack ${packName(packId)}${PACK_ENDING}`;
export const returnFileName = (packId: string): string => `review pack ${packName(packId)}${RETURN_ENDING}`;

/** The words of the e-mail that carries a pack. Neither a child nor a reference, and never the passphrase. */
export const packEmail = (pack: {
  readonly packId: string;
  readonly reviewerName: string;
  readonly unitName: string;
  readonly expiresOn: string;
  readonly marking: string;
  readonly secureKeyword: string;
}): { readonly subject: string; readonly body: string } => ({
  subject: [`${pack.marking}:`, pack.secureKeyword.trim(), `review pack ${packName(pack.packId)}`]
    .filter((part) => part !== '')
    .join(' '),
  body: [
    `Dear ${pack.reviewerName},`,
    `A review pack is attached for you to read and decide on. It is encrypted and opens until the end of ${pack.expiresOn}.`,
    'Save the file, start Escalation Register on your computer and choose “Open a review pack”. We shall tell you the passphrase by telephone: it is never sent by e-mail.',
    'When you have signed your decision, the program makes an answer file. Please send it back to us as an attachment.',
    'Please do not forward this message.',
    pack.unitName,
  ].join('\n\n'),
});
