/** A pack on its way: made and saved in one office, opened on a computer of its own, signed there, and sent back. */
import { MAX_PIECE_BYTES } from '../../shared/contract/common.ts';
import type { DecisionInput } from '../../shared/contract/decisions.ts';
import type { InputOf } from '../../shared/contract/index.ts';
import { day, decision } from './loggedCase.ts';
import type { Office } from './office.ts';

type Desk = Pick<Office, 'api' | 'delivered'>;

const lastDelivered = ({ delivered }: Desk): Buffer => Buffer.from(delivered.at(-1)?.bytes ?? []);

/** Makes a pack for the Executive's decision and saves it: what the reviewer gets by e-mail and by telephone. */
export const sendPack = async (
  office: Desk,
  caseIds: readonly string[],
  changes: Partial<InputOf<'packs.create'>> = {},
) => {
  const { packId, passphrase } = await office.api.packs.create({
    caseIds: [...caseIds],
    reviewer: { kind: 'named', name: 'Ifeoma Quill-Test', bodyId: 'executive' },
    expiresOn: day('2026-05-28'),
    ...changes,
  });
  await office.api.packs.save({ packId });
  return { packId, passphrase, bytes: lastDelivered(office) };
};

/** Hands a file to a computer without a register. */
export const choosePack = async ({ api }: Desk, bytes: Uint8Array): Promise<void> => {
  const { uploadId } = await api.packDesk.begin({ bytes: bytes.length });
  for (let index = 0; index * MAX_PIECE_BYTES < bytes.length; index += 1)
    await api.packDesk.append({
      uploadId,
      index,
      piece: Buffer.from(bytes.subarray(index * MAX_PIECE_BYTES, (index + 1) * MAX_PIECE_BYTES)).toString(
        'base64',
      ),
    });
  await api.packDesk.choose({ uploadId });
};

export const openPack = async (
  desk: Desk,
  { bytes, passphrase }: { readonly bytes: Uint8Array; readonly passphrase: string },
): Promise<void> => {
  await choosePack(desk, bytes);
  await desk.api.packDesk.open({ passphrase });
};

/** Answers every case of the open pack with a decision and a note, and signs: the file that goes back. */
export const signPack = async (
  desk: Desk,
  passphrase: string,
  changes: Partial<DecisionInput> = {},
): Promise<Buffer> => {
  const { cases } = await desk.api.packDesk.get({});
  for (const { caseId } of cases)
    await desk.api.packDesk.setAnswer({
      caseId,
      answer: {
        decision: decision('2026-05-18', changes),
        notes: 'Read with the minutes of the strategy meeting.',
        undoneDutiesReason: 'Done before the case was logged',
      },
    });
  await desk.api.packDesk.sign({ passphrase });
  await desk.api.packDesk.saveReturn({});
  return lastDelivered(desk);
};

/** Brings an answer to the register's door. */
export const sendIn = async ({ api }: Desk, bytes: Uint8Array): Promise<string> => {
  const { uploadId } = await api.documents.begin({ fileName: 'answer', bytes: bytes.length });
  for (let index = 0; index * MAX_PIECE_BYTES < bytes.length; index += 1)
    await api.documents.append({
      uploadId,
      index,
      piece: Buffer.from(bytes.subarray(index * MAX_PIECE_BYTES, (index + 1) * MAX_PIECE_BYTES)).toString(
        'base64',
      ),
    });
  return uploadId;
};
