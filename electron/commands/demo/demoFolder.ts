import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Outbox } from '../../backend/ports.ts';
import { writeHandover } from '../../window/writeHandover.ts';

export interface DemoFolder {
  readonly directory: string;
  readonly register: string;
  readonly notices: string;
  readonly drafts: string;
  readonly reports: string;
  readonly screens: string;
  readonly report: string;
  /** The made-up children and referrers of the register, a name a line: what no published report may hold. */
  readonly names: string;
  /** A second register, made only for the pictures of its set-up, and removed when they are taken. */
  readonly emptyRegister: string;
  readonly logs: string;
}

const foldersOf = (directory: string): DemoFolder => ({
  directory,
  register: join(directory, 'register'),
  notices: join(directory, 'notices'),
  drafts: join(directory, 'drafts'),
  reports: join(directory, 'reports'),
  screens: join(directory, 'screens'),
  report: join(directory, 'demo.json'),
  names: join(directory, 'names.txt'),
  emptyRegister: join(directory, 'empty-register'),
  logs: join(directory, 'logs'),
});

/** Marks a register as one that may be thrown away: its passphrase stands beside it for everybody to read. */
const MARK = 'made-by-demo';

/**
 * An empty folder for a demo. Takes away what an earlier demo left, and nothing else: throws where a register stands
 * there that no demo made.
 */
export const prepareDemoFolder = (directory: string): DemoFolder => {
  const folder = foldersOf(directory);
  const mark = join(directory, MARK);
  if (existsSync(folder.register) && !existsSync(mark))
    throw new Error(`The register in ${folder.register} was not made by a demo. Move it away first.`);
  const { register, notices, drafts, reports, screens, report, names, emptyRegister, logs } = folder;
  if (existsSync(mark))
    for (const path of [register, notices, drafts, reports, screens, report, names, emptyRegister, logs])
      rmSync(path, { recursive: true, force: true });
  for (const path of [notices, drafts, reports, screens]) mkdirSync(path, { recursive: true });
  writeFileSync(
    mark,
    'Everything beside this file was made by `npm run demo` and goes when it runs again.\n',
  );
  return folder;
};

/** Sorts what leaves the register into the folders of the demo. */
export const createDemoOutbox = ({ notices, drafts, reports }: DemoFolder): Outbox => ({
  deliver: async ({ suggestedName, bytes }) => {
    const [, version] = /^escalations .* ((?:internal|published)\.\w+)$/.exec(suggestedName) ?? [];
    return {
      delivered: true,
      where:
        version === undefined
          ? await writeHandover(extname(suggestedName) === '.eml' ? drafts : notices, suggestedName, bytes)
          : await writeHandover(reports, `quarterly-${version}`, bytes),
    };
  },
});
