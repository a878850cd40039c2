/** The shim between a program and its disk (shim/disk.c): building it, and the environment that puts it in place. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { projectDirectory } from '../../electron/preview/nodeHost.ts';

const source = fileURLToPath(new URL('./shim/disk.c', import.meta.url));

const compilers = ['cc', 'gcc', 'clang'];
const findCompiler = (): string | undefined =>
  compilers.find((name) => spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0);

export const missingForShim = (): string | undefined => {
  if (process.platform !== 'linux') return 'the shim stands between programs and disks on Linux only';
  if (findCompiler() === undefined) return 'there is no C compiler (cc, gcc or clang) to build the shim with';
  return undefined;
};

/** Compiles the shim and returns its path. */
export const buildShim = (): string => {
  const folder = join(projectDirectory, 'out', 'reliability');
  mkdirSync(folder, { recursive: true });
  const library = join(folder, `disk-${process.pid}.so`);
  execFileSync(findCompiler() ?? 'cc', [
    '-O1',
    '-shared',
    '-fPIC',
    '-o',
    library,
    source,
    '-ldl',
    '-lpthread',
  ]);
  return library;
};

/** The environment for a program whose files in `folder` are watched; what happens to them is written to `log`. */
export const shimEnvironment = (library: string, folder: string, log?: string): NodeJS.ProcessEnv => ({
  ...process.env,
  LD_PRELOAD: library,
  DISK_FOLDER: folder,
  ...(log === undefined ? {} : { DISK_LOG: log }),
});
