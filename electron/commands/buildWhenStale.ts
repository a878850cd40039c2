import { execFile } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

type Say = (line: string) => void;

const modifiedAt = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

const newestIn = (path: string): number => {
  const own = statSync(path, { throwIfNoEntry: false });
  if (!own) return 0;
  if (!own.isDirectory()) return own.mtimeMs;
  const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Math.max(0, ...files.map((entry) => modifiedAt(join(entry.parentPath, entry.name))));
};

/** Whether a source has changed since `built` was written, or nothing has been built yet. */
export const isStale = (project: string, built: string, sources: readonly string[]): boolean => {
  const builtAt = modifiedAt(join(project, built));
  return builtAt === 0 || sources.some((source) => newestIn(join(project, source)) > builtAt);
};

const build = async (project: string, script: string, options: readonly string[]): Promise<void> => {
  try {
    await run(process.execPath, [join(project, 'node_modules', script), 'build', ...options], {
      cwd: project,
    });
  } catch {
    throw new Error(
      `The app could not be built. \`npm run ${script.startsWith('vite/') ? 'build:renderer' : 'build'}\` says why.`,
    );
  }
};

const rendererSources = [
  'renderer',
  'shared',
  'docs/user-guide.md',
  'docs/administrators-guide.md',
  'vite.config.ts',
  'package-lock.json',
];

/** What the preview shows. Throws where it cannot be built. */
export const buildRenderer = async (project: string, say: Say): Promise<void> => {
  if (!isStale(project, 'out/renderer/index.html', rendererSources)) return;
  say('Building the window …');
  await build(project, 'vite/bin/vite.js', ['--logLevel', 'error']);
};

/** What Electron runs: its own processes and the renderer. Throws where it cannot be built. */
export const buildApp = async (project: string, say: Say): Promise<void> => {
  if (
    !isStale(project, 'out/electron/main.js', [
      'electron',
      'drizzle',
      'electron.vite.config.ts',
      ...rendererSources,
    ]) &&
    !isStale(project, 'out/renderer/index.html', rendererSources)
  )
    return;
  say('Building the app …');
  await build(project, 'electron-vite/bin/electron-vite.js', ['--logLevel', 'error']);
};
