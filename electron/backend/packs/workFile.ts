/** What a reviewer has written about a pack so far, sealed under a key of its passphrase, in a folder of this computer. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { idSchema } from '../../../shared/contract/common.ts';
import { answerSchema } from '../../../shared/contract/packDesk.ts';
import { instantSchema, type Instant } from '../../../shared/domain/calendarTypes.ts';
import { writeFileAtomically } from '../files/writeFileAtomically.ts';
import { openSealedFile, readSealedFile, sealFile } from './sealedFile.ts';

const KIND = 'ESCALATION REGISTER REVIEW WORK';
const ENDING = '.reviewwork';
/** How long work stays after its pack has expired: a clock that is wrong for a day must not cost it. */
const KEPT_AFTER_EXPIRY_MS = 30 * 24 * 60 * 60_000;

const workSchema = z.strictObject({
  openedAt: instantSchema,
  /** The latest moment at which the pack was in use, by this computer's clock. */
  lastSeenAt: instantSchema,
  cases: z.record(
    idSchema,
    z.strictObject({
      value: z.string().optional(),
      keptAt: instantSchema.optional(),
      answer: answerSchema.optional(),
    }),
  ),
  signed: z.strictObject({ at: instantSchema, file: z.base64() }).optional(),
});
export type ReviewWork = z.infer<typeof workSchema>;

const headerSchema = z.strictObject({ expiresAt: instantSchema });

const fileOf = (directory: string, packId: string): string => join(directory, `${packId}${ENDING}`);

/** Undefined where nothing was written yet; `unreadable` where the file was damaged. */
export const findWork = (
  directory: string,
  packId: string,
  key: Buffer,
): ReviewWork | 'unreadable' | undefined => {
  const path = fileOf(directory, packId);
  if (!existsSync(path)) return undefined;
  const file = readSealedFile(readFileSync(path), KIND);
  const content = typeof file === 'string' ? undefined : openSealedFile(file, key);
  const read = content && workSchema.safeParse(JSON.parse(content.toString('utf8')));
  return read?.success ? read.data : 'unreadable';
};

/** Puts a work file that cannot be read out of the way without destroying it. */
export const setAsideWork = (directory: string, packId: string): void => {
  const path = fileOf(directory, packId);
  writeFileAtomically(`${path}.damaged`, readFileSync(path));
  rmSync(path);
};

export const keepWork = (
  directory: string,
  { packId, expiresAt }: { readonly packId: string; readonly expiresAt: Instant },
  key: Buffer,
  work: ReviewWork,
): void => {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const content = Buffer.from(JSON.stringify(work));
  writeFileAtomically(
    fileOf(directory, packId),
    sealFile({ kind: KIND, header: { expiresAt }, key, content }),
  );
};

/** Takes away what was written about packs that expired long ago. */
export const sweepWork = (directory: string, now: Instant): void => {
  if (!existsSync(directory)) return;
  for (const name of readdirSync(directory).filter((one) => one.endsWith(ENDING))) {
    const file = readSealedFile(readFileSync(join(directory, name)), KIND);
    const header = typeof file === 'string' ? undefined : headerSchema.safeParse(file.header).data;
    if (header && Date.parse(now) - Date.parse(header.expiresAt) > KEPT_AFTER_EXPIRY_MS)
      rmSync(join(directory, name), { force: true });
  }
};
