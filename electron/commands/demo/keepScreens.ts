import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeSmallPicture } from './smallPicture.ts';
import type { Taken } from './takeScreens.ts';

const MOST_MEGABYTES = 6;

/**
 * Puts the pictures of `from` into `to` as small files, with an index, in place of those that were there. Returns how many
 * megabytes they take up; throws where that is more than a repository should carry.
 */
export const keepScreens = async (taken: readonly Taken[], from: string, to: string): Promise<number> => {
  const files = taken.flatMap(({ light, dark }) => [light, dark]);
  const pictures = [];
  for (const file of files)
    pictures.push({ file, bytes: await makeSmallPicture(await readFile(join(from, file))) });
  const megabytes = pictures.reduce((sum, { bytes }) => sum + bytes.length, 0) / 1024 ** 2;
  if (megabytes > MOST_MEGABYTES)
    throw new Error(
      `The pictures take up ${megabytes.toFixed(1)} MB, and may take up ${MOST_MEGABYTES}: none were kept.`,
    );
  await mkdir(to, { recursive: true });
  for (const file of await readdir(to)) if (file.endsWith('.png')) await rm(join(to, file));
  for (const { file, bytes } of pictures) await writeFile(join(to, file), bytes);
  await writeFile(
    join(to, 'README.md'),
    [
      '# Every screen\n',
      'Made by `npm run screens` from a made-up register of three years, on a made-up day. Nobody in it exists.\n',
      ...taken.map(
        ({ title, light, dark }) =>
          `## ${title}\n\n![${title}, in light](${light})\n\n![${title}, in dark](${dark})\n`,
      ),
    ].join('\n'),
  );
  return megabytes;
};
