import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** How long, in milliseconds, fetching the runtime may take before the preview opens instead. */
const FETCH_LIMIT = 120_000;

/** Electron's executable where its runtime is there. Never loads the package: that would fetch it. */
export const findElectron = (project: string): string | undefined => {
  const folder = join(project, 'node_modules', 'electron');
  const named = join(folder, 'path.txt');
  if (!existsSync(named)) return undefined;
  const executable = join(folder, 'dist', readFileSync(named, 'utf8'));
  return existsSync(executable) ? executable : undefined;
};

/** Electron's own install step, within a time limit. Undefined where the runtime cannot be downloaded. */
export const installElectron = async (
  project: string,
  say: (line: string) => void,
): Promise<string | undefined> => {
  say('Fetching the Electron runtime, about 120 MB …');
  await run(process.execPath, [join(project, 'node_modules', 'electron', 'install.js')], {
    cwd: project,
    timeout: FETCH_LIMIT,
  }).catch(() => undefined);
  return findElectron(project);
};
