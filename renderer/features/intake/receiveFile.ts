import type { ReceivedDocument } from '../../../shared/contract/documents.ts';
import { api } from '../../api/client.ts';
import { sendFile } from '../../api/sendFile.ts';

/** Hands a file to the register, which keeps it, encrypted, as it came. Throws as `sendFile` does. */
export const receiveFile = async (
  file: File,
  onProgress: (share: number) => void = () => {},
): Promise<ReceivedDocument> => api.documents.finish({ uploadId: await sendFile(file, onProgress) });
