import { MAX_FILE_BYTES, MAX_PIECE_BYTES } from '../../shared/contract/common.ts';
import { MAX_PACK_BYTES } from '../../shared/contract/packDesk.ts';
import { base64Of } from './base64Of.ts';
import { api } from './client.ts';

/** Where a file goes in, and how large it may be. */
interface Door {
  readonly maxBytes: number;
  readonly tooLarge: string;
  readonly begin: (file: File) => Promise<{ readonly uploadId: string }>;
  readonly append: (piece: {
    readonly uploadId: string;
    readonly index: number;
    readonly piece: string;
  }) => Promise<unknown>;
  readonly abandon: (upload: { readonly uploadId: string }) => Promise<unknown>;
}

const registerDoor: Door = {
  maxBytes: MAX_FILE_BYTES,
  tooLarge: 'The file is larger than 20 MB. Ask for a smaller copy, or type it in by hand.',
  begin: ({ name, size }) => api.documents.begin({ fileName: name.slice(-300), bytes: size }),
  append: api.documents.append,
  abandon: api.documents.abandon,
};

/** For a review pack, on a computer whose register is locked or not there. The next pack takes the place of a lost one. */
export const packDoor: Door = {
  maxBytes: MAX_PACK_BYTES,
  tooLarge: 'The file is larger than any review pack. Choose the file that the business unit sent.',
  begin: ({ size }) => api.packDesk.begin({ bytes: size }),
  append: api.packDesk.append,
  abandon: () => Promise.resolve(),
};

/**
 * Hands a file to the register piece by piece and gives the id of the upload. Throws an Error with a plain sentence
 * where the file is empty, too large or cannot be opened, and whatever the register refuses.
 */
export const sendFile = async (
  file: File,
  onProgress: (share: number) => void = () => {},
  door: Door = registerDoor,
): Promise<string> => {
  if (file.size === 0) throw new Error('The file is empty. Ask for it again, or choose another.');
  if (file.size > door.maxBytes) throw new Error(door.tooLarge);
  const { uploadId } = await door.begin(file);
  try {
    for (let index = 0; index * MAX_PIECE_BYTES < file.size; index += 1) {
      const start = index * MAX_PIECE_BYTES;
      const piece = await base64Of(file.slice(start, start + MAX_PIECE_BYTES));
      await door.append({ uploadId, index, piece });
      onProgress(Math.min(1, (start + MAX_PIECE_BYTES) / file.size));
    }
  } catch (fault) {
    await door.abandon({ uploadId }).catch(() => undefined);
    throw fault;
  }
  return uploadId;
};
