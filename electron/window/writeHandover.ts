import { mkdir, open } from 'node:fs/promises';
import { join, parse } from 'node:path';

/** Keeps letters, digits and a few signs, so that a name can be neither a path nor a device. */
const plainName = (suggestedName: string): { readonly name: string; readonly ext: string } => {
  const { name, ext } = parse(suggestedName.replaceAll('\\', '/'));
  const plain = name
    .replace(/[^\p{L}\p{N} ()_-]+/gu, ' ')
    .trim()
    .slice(0, 80);
  return { name: plain || 'register', ext: /^\.[a-z0-9]{1,12}$/i.test(ext) ? ext : '' };
};

/**
 * Writes what leaves the register into `folder` under a name that nothing has yet, readable by this person only,
 * and returns its path. Never writes over a file.
 */
export const writeHandover = async (
  folder: string,
  suggestedName: string,
  bytes: Uint8Array,
): Promise<string> => {
  await mkdir(folder, { recursive: true });
  const { name, ext } = plainName(suggestedName);
  for (let copy = 1; ; copy += 1) {
    const path = join(folder, copy === 1 ? `${name}${ext}` : `${name} (${copy})${ext}`);
    try {
      await using file = await open(path, 'wx', 0o600);
      await file.writeFile(bytes);
      return path;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
};
