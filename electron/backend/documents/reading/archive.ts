import { unzipSync, type Unzipped } from 'fflate';
import { DocumentRefusal, KEEP_AS_EVIDENCE } from './documentRefusal.ts';
import { limits } from './limits.ts';

const damaged = (): DocumentRefusal =>
  new DocumentRefusal(
    'damaged',
    `This file is damaged or incomplete. Ask the sender for it again. ${KEEP_AS_EVIDENCE}`,
  );

const staysInside = (name: string): boolean =>
  !/^[\\/]|^[a-z]:|\\|\0/i.test(name) && !name.split('/').includes('..');

/**
 * Unpacks the wanted entries of a ZIP file in memory, after checking the sizes that all of its entries declare.
 * An entry that is larger than it declares is cut at its declared size, and its XML then fails to parse.
 * Throws a DocumentRefusal for a damaged archive or one over a limit.
 */
export const unpack = (bytes: Uint8Array, wanted: (name: string) => boolean): Unzipped => {
  let entries = 0;
  let unpacked = 0;
  try {
    return unzipSync(bytes, {
      filter: ({ name, originalSize, compression }) => {
        entries += 1;
        unpacked += originalSize;
        if (entries > limits.archiveEntries)
          throw new DocumentRefusal(
            'too-many-parts',
            `This file has more than ${limits.archiveEntries} parts inside, which no form has. ${KEEP_AS_EVIDENCE}`,
          );
        if (!staysInside(name))
          throw new DocumentRefusal(
            'unsafe-archive',
            `This file holds a part with an unsafe name, so it was not opened. ${KEEP_AS_EVIDENCE}`,
          );
        if (unpacked > limits.unpackedBytes || unpacked > bytes.length * limits.unpackingRatio)
          throw new DocumentRefusal(
            'too-large-unpacked',
            `This file unpacks to more than ${limits.unpackedBytes / 1024 / 1024} MB, or to more than ` +
              `${limits.unpackingRatio} times its size, so it was not opened. ${KEEP_AS_EVIDENCE}`,
          );
        return wanted(name) && (compression === 0 || compression === 8);
      },
    });
  } catch (error) {
    throw error instanceof DocumentRefusal ? error : damaged();
  }
};

/** The names of all entries, without unpacking any. Throws as `unpack` does. */
export const listEntries = (bytes: Uint8Array): readonly string[] => {
  const names: string[] = [];
  unpack(bytes, (name) => {
    names.push(name);
    return false;
  });
  return names;
};
