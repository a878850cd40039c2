import { fork } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import { DatabaseSync } from 'node:sqlite';
import { unzipSync, zipSync } from 'fflate';
import { buildRenderer } from '../../electron/commands/buildWhenStale.ts';
import { findBrowser } from '../../electron/preview/findBrowser.ts';
import { projectDirectory } from '../../electron/preview/nodeHost.ts';
import { canaryWords } from './canaryWords.ts';
import type { Row } from './row.ts';

const program = fileURLToPath(new URL('./processes/workAtDesk.ts', import.meta.url));

/** A word as it may stand in a file: plain, in two bytes a letter, and in base64 at each of its three places. */
const shapesOf = (word: string): readonly Buffer[] => {
  const plain = Buffer.from(word);
  const wide = Buffer.from(word, 'utf16le');
  const inBase64 = [plain, wide].flatMap((bytes) =>
    [0, 1, 2].map((shift) => {
      const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
      // What stands before and after the word changes the letters at either end.
      return Buffer.from(text.slice(shift === 0 ? 0 : 4, -4));
    }),
  );
  return [plain, Buffer.from(word.toLowerCase()), Buffer.from(word.toUpperCase()), wide, ...inBase64];
};

const shapes = Object.entries(canaryWords).flatMap(([way, word]) =>
  shapesOf(word).map((shape) => ({ way, shape })),
);

const unpack: readonly ((bytes: Buffer) => readonly Uint8Array[])[] = [
  (bytes) => (bytes.subarray(0, 2).toString('latin1') === 'PK' ? Object.values(unzipSync(bytes)) : []),
  (bytes) => (bytes.readUInt16BE(0) === 0x1f8b ? [gunzipSync(bytes)] : []),
  (bytes) => (bytes.readUInt8(0) === 0x78 ? [inflateSync(bytes)] : []),
  (bytes) => [inflateRawSync(bytes)],
];

const waysIn = (bytes: Buffer, depth = 2): readonly string[] => {
  const found = shapes.filter(({ shape }) => bytes.includes(shape)).map(({ way }) => way);
  if (depth === 0 || bytes.length < 4) return found;
  const inside = unpack.flatMap((open) => {
    try {
      return open(bytes).flatMap((part) => waysIn(Buffer.from(part), depth - 1));
    } catch {
      return [];
    }
  });
  return [...found, ...inside];
};

interface Scan {
  readonly files: number;
  readonly hits: readonly string[];
}

/** Every file of a folder by its name and by its bytes. */
const scan = (folder: string): Scan => {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  let read = 0;
  const hits = files.flatMap((file) => {
    const name = relative(folder, file);
    try {
      const bytes = readFileSync(file);
      read += 1;
      return [...new Set([...waysIn(bytes), ...waysIn(Buffer.from(name), 0)])].map(
        (way) => `${way} in ${name}`,
      );
    } catch (error) {
      // A browser at work makes and removes files at any moment.
      if (!existsSync(file)) return [];
      throw error;
    }
  });
  return { files: read, hits };
};

/** A day at the desk in a home of its own; scanned while it goes on, and after it ended. */
const scanDay = async (
  root: string,
  end: 'closed' | 'killed',
  withWindow: boolean,
): Promise<readonly Scan[]> => {
  const home = join(root, end);
  const outside = join(root, `handed-over-${end}`);
  for (const folder of [outside, ...['register', 'log', 'tmp', 'home'].map((name) => join(home, name))])
    mkdirSync(folder, { recursive: true });
  const child = fork(program, [home, outside, withWindow ? 'window' : 'no window'], {
    cwd: projectDirectory,
    env: {
      ...process.env,
      TMPDIR: join(home, 'tmp'),
      HOME: join(home, 'home'),
      XDG_CONFIG_HOME: join(home, 'home', 'config'),
      XDG_CACHE_HOME: join(home, 'home', 'cache'),
      XDG_DATA_HOME: join(home, 'home', 'data'),
    },
  });
  const gone = once(child, 'exit');
  const first = await Promise.race([once(child, 'message'), gone]);
  if (first[0] !== 'at work') throw new Error('The day at the desk ended too early');
  const during = scan(home);
  if (end === 'killed') child.kill('SIGKILL');
  else child.send('close');
  await gone;
  // The browser ends when its pipe does.
  if (end === 'killed' && withWindow) await pause(3_000);
  return [during, scan(home)];
};

/** What such a scan finds where nothing is encrypted. */
const scanControls = (root: string): { readonly found: number; readonly of: number } => {
  const folder = join(root, 'controls');
  mkdirSync(folder);
  const plain = new DatabaseSync(join(folder, 'plain.db'));
  plain.exec('CREATE TABLE cases (summary TEXT)');
  plain.prepare('INSERT INTO cases VALUES (?)').run(`About ${canaryWords.child}-Test`);
  plain.close();
  writeFileSync(join(folder, 'wide.log'), Buffer.from(`About ${canaryWords.search}.`, 'utf16le'));
  writeFileSync(
    join(folder, 'encoded.eml'),
    Buffer.from(`About ${canaryWords.decision} again`).toString('base64'),
  );
  writeFileSync(
    join(folder, 'packed.docx'),
    zipSync({ 'word/document.xml': Buffer.from(canaryWords.form.repeat(9)) }),
  );
  writeFileSync(join(folder, `${canaryWords.fileName}.tmp`), '');
  const { hits } = scan(folder);
  return { found: new Set(hits.map((hit) => hit.split(' in ')[1])).size, of: 5 };
};

export const canaryScan: Row = {
  name: 'canary-scan',
  target: '0 hits in every file the app leaves',
  promise:
    'nothing of a case can be read in any file that the app leaves, while it runs, after it closed or was killed',
  seed: 20260425,
  missing: () => (findBrowser() === undefined ? 'no Chromium, Chrome or Edge is installed' : undefined),
  run: async (size, say) => {
    const withWindow = size === 'full';
    if (withWindow) await buildRenderer(projectDirectory, say);
    const root = mkdtempSync(join(tmpdir(), 'reliability-canary-'));
    try {
      const control = scanControls(root);
      const scans = [
        ...(size === 'full' ? await scanDay(root, 'closed', withWindow) : []),
        ...(await scanDay(root, 'killed', withWindow)),
      ];
      const handedOver = readdirSync(root)
        .filter((name) => name.startsWith('handed-over'))
        .flatMap((name) => readdirSync(join(root, name)));
      const hits = [...new Set(scans.flatMap((each) => each.hits))];
      const withCanary = readdirSync(root)
        .filter((name) => name.startsWith('handed-over'))
        .reduce((sum, name) => sum + scan(join(root, name)).hits.length, 0);
      return {
        measured: `${hits.length} hits of ${Object.keys(canaryWords).length} words in ${scans.map(({ files }) => files).join(' + ')} files (register, logs, temporary files${withWindow ? ', the browser’s profile and caches' : ''}; while open and ${size === 'full' ? 'after closing and ' : ''}after kill -9)${hits
          .slice(0, 8)
          .map((hit) => `; ${hit}`)
          .join('')}`,
        control: `plain files found ${control.found} of ${control.of}; in the ${handedOver.length} files that a person asked for, ${withCanary} hits`,
        ok:
          hits.length === 0 &&
          control.found === control.of &&
          withCanary > 0 &&
          scans.every(({ files }) => files > 4),
      };
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  },
};
