import { MAX_FILE_BYTES } from '../../../../shared/contract/common.ts';
import { invalid, notFound, tooLarge } from '../../appFault.ts';

/** Files on their way in, piece by piece, in memory alone. A lock forgets them. */
export interface Uploads {
  begin(uploadId: string, fileName: string, bytes: number): void;
  append(uploadId: string, index: number, piece: Buffer): void;
  /** The whole file. */
  read(uploadId: string): { readonly fileName: string; readonly content: Buffer };
  /** The whole file; forgets the upload. */
  take(uploadId: string): { readonly fileName: string; readonly content: Buffer };
  abandon(uploadId: string): void;
  forgetAll(): void;
}

interface Upload {
  readonly fileName: string;
  readonly bytes: number;
  readonly pieces: Buffer[];
  received: number;
}

/** A window sends one file after another; more at once than this is no office's day. */
const MAX_UPLOADS = 8;

export const createUploads = ({
  maxBytes = MAX_FILE_BYTES,
  most = MAX_UPLOADS,
}: { readonly maxBytes?: number; readonly most?: number } = {}): Uploads => {
  const uploads = new Map<string, Upload>();
  const get = (uploadId: string): Upload => {
    const upload = uploads.get(uploadId);
    if (!upload) throw notFound('This file is no longer on its way in. Choose it again.');
    return upload;
  };
  const read: Uploads['read'] = (uploadId) => {
    const { fileName, bytes, pieces, received } = get(uploadId);
    if (received !== bytes) {
      uploads.delete(uploadId);
      throw invalid('A part of the file was lost on the way. Choose it again.');
    }
    return { fileName, content: Buffer.concat(pieces) };
  };
  return {
    begin: (uploadId, fileName, bytes) => {
      if (uploads.size >= most) uploads.delete(uploads.keys().next().value ?? '');
      uploads.set(uploadId, { fileName, bytes, pieces: [], received: 0 });
    },
    append: (uploadId, index, piece) => {
      const upload = get(uploadId);
      if (index !== upload.pieces.length)
        throw invalid('A part of the file was lost on the way. Choose it again.');
      upload.received += piece.length;
      if (upload.received > upload.bytes || upload.received > maxBytes) {
        uploads.delete(uploadId);
        throw tooLarge('The file is larger than it said. Choose it again.');
      }
      upload.pieces.push(piece);
    },
    read,
    take: (uploadId) => {
      const file = read(uploadId);
      uploads.delete(uploadId);
      return file;
    },
    abandon: (uploadId) => void uploads.delete(uploadId),
    forgetAll: () => uploads.clear(),
  };
};
