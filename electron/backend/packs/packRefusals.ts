import { AppFault } from '../appFault.ts';
import type { ErrorCode } from '../../../shared/contract/errors.ts';

const refusal = (code: ErrorCode, message: string) => (): AppFault => new AppFault({ code, message });

/** Why a pack or what came back is not taken, each with what to do. */
export const packRefusals = {
  notAPack: refusal(
    'invalid',
    'This file is not a review pack. Choose the file that the business unit sent; its name ends in “.reviewpack”.',
  ),
  alteredPack: refusal(
    'damaged',
    'This review pack is not as it was sent: it was damaged or changed on its way. Ask the business unit to send it again, and do not use this copy.',
  ),
  forgedPack: refusal(
    'damaged',
    'The passphrase fits, but what is in this review pack was changed after it was made. Do not use it. Tell the business unit by telephone and ask for a new one.',
  ),
  newerPack: refusal(
    'newer-version',
    'This review pack was made by a newer version of this program. Update the program on this computer, then open the pack again.',
  ),
  otherVersionPack: refusal(
    'newer-version',
    'This review pack was made by another version of this program. Use the same version as the business unit, or ask them for a new pack.',
  ),
  expiredPack: refusal(
    'refused',
    'This review pack has expired and can no longer be opened. Ask the business unit for a new one.',
  ),
  clockWentBack: refusal(
    'refused',
    'The clock of this computer is behind the time at which this pack was last in use. Set the date and the time right, then open the pack again.',
  ),
  wrongPassphrase: refusal(
    'wrong-passphrase',
    'That is not the passphrase of this pack. Check the spelling and Caps Lock, and try again. It is four words, told to you by telephone.',
  ),
  notAReturn: refusal(
    'invalid',
    'This file is not an answer to a review pack. Choose the file that the reviewer sent back; its name ends in “.reviewreturn”.',
  ),
  alteredReturn: refusal(
    'damaged',
    'This answer is not as the reviewer made it: it was damaged or changed on its way. Ask the reviewer to send the file again. Nothing of it was taken in.',
  ),
  unsignedReturn: refusal(
    'damaged',
    'The signature in this answer is not the reviewer’s, or what was signed was changed. Nothing of it was taken in. Tell your information governance lead.',
  ),
  otherPackRead: refusal(
    'damaged',
    'This answer was made from a pack that is not the one that you sent: what the reviewer read may have been changed. Nothing of it was taken in. Tell your information governance lead, and send a new pack.',
  ),
  newerReturn: refusal(
    'newer-version',
    'This answer was made by another version of this program. Update the program on this computer, then take it in again.',
  ),
  otherRegister: refusal(
    'refused',
    'This answer belongs to a pack of another register. Nothing of it was taken in. Open the register that sent the pack.',
  ),
  unknownPack: refusal(
    'not-found',
    'This register knows of no such pack: its cases may have been erased since. Nothing of it was taken in.',
  ),
  withdrawn: refusal(
    'refused',
    'This pack was withdrawn, so its answer is not taken in. If the decision is to stand, send the reviewer a new pack.',
  ),
  takenInAlready: refusal(
    'refused',
    'The answer to this pack has been taken in already. A change to it needs a new pack.',
  ),
  signedTooLate: refusal(
    'refused',
    'This answer was signed after its pack had expired, so it is not taken in. Send the reviewer a new pack.',
  ),
  nothingToTakeIn: refusal(
    'refused',
    'Nothing of this answer can be taken in now. The list says why for each case.',
  ),
} as const;
