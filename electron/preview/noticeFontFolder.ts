import { copyFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { installedNoticeFonts, noticeFontFiles } from '../backend/documents/writing/noticeFonts.ts';

/** Puts the fonts of the notices from `node_modules` into one folder, which is what a packaged app carries. */
export const gatherNoticeFonts = (project: string): string => {
  const folder = join(project, 'out', 'fonts');
  mkdirSync(folder, { recursive: true });
  for (const face of Object.keys(noticeFontFiles) as (keyof typeof noticeFontFiles)[]) {
    const from = join(project, 'node_modules', installedNoticeFonts[face]);
    const to = join(folder, noticeFontFiles[face]);
    if (statSync(to, { throwIfNoEntry: false })?.size === statSync(from).size) continue;
    // Under another name first, so that nobody ever reads half a font.
    const partial = `${to}.${process.pid}`;
    copyFileSync(from, partial);
    renameSync(partial, to);
  }
  return folder;
};
