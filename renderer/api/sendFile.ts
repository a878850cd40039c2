import { MAX_FILE_BYTES, MAX_PIECE_BYTES } from '../../shared/contract/common.ts';
import { base64Of } from './base64Of.ts';
import { api } from './client.ts';

/**
 * Hands a file to the register piece by piece and gives the id of the upload. Throws an Error with a plain sentence
 * where the file is empty, too large or cannot be opened, and whatever the register refuses.
 */
export const sendFile = async (
  file: File,
  onProgress: (share: number) => void = () => {},
): Promise<string> => {
  if (file.size === 0) throw new Error('The file is empty. Ask for it again, or choose another.');
  if (file.size > MAX_FILE_BYTES)
    throw new Error('The file is larger than 20 MB. Ask for a smaller copy, or type it in by hand.');
  const { uploadId } = await api.documents.begin({ fileName: file.name.slice(-300), bytes: file.size });
  try {
    for (let index = 0; index * MAX_PIECE_BYTES < file.size; index += 1) {
      const start = index * MAX_PIECE_BYTES;
      const piece = await base64Of(file.slice(start, start + MAX_PIECE_BYTES));
      await api.documents.append({ uploadId, index, piece });
      onProgress(Math.min(1, (start + MAX_PIECE_BYTES) / file.size));
    }
  } catch (fault) {
    await api.documents.abandon({ uploadId }).catch(() => undefined);
    throw fault;
  }
  return uploadId;
};
