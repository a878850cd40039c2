/** `npm run check`: the compiler for every world, the walls, the lint, the layout and what nobody uses any more. */
import { execFile } from 'node:child_process';
import { projectDirectory } from '../preview/nodeHost.ts';

const worlds = ['shared', 'backend', 'electron', 'preview', 'renderer', 'test'];
const checks: readonly (readonly string[])[] = [
  ...worlds.map((world) => ['typescript/bin/tsc', '-p', `tsconfig.${world}.json`]),
  [
    'dependency-cruiser/bin/dependency-cruiser.mjs',
    '--config',
    '.dependency-cruiser.cjs',
    'shared',
    'electron',
    'renderer',
    'drizzle',
    'test',
  ],
  ['oxlint/bin/oxlint', '--type-aware', '--ignore-pattern', 'test/fixtures/**'],
  ['prettier/bin/prettier.cjs', '--check', '.'],
  ['knip/bin/knip.js'],
];

/** As many at once as a small machine has processors for. */
const AT_ONCE = 2;

const run = ([script = '', ...options]: readonly string[]): Promise<boolean> =>
  new Promise((done) =>
    execFile(
      process.execPath,
      [`node_modules/${script}`, ...options],
      { cwd: projectDirectory, maxBuffer: 64 * 1024 * 1024 },
      (failed, output, errors) => {
        console.log(`${failed ? 'FAILED' : 'passed'}  ${[script.split('/')[0], ...options].join(' ')}`);
        if (failed) console.log(`${output}${errors}`);
        done(!failed);
      },
    ),
  );

const waiting = [...checks];
const results: boolean[] = [];
await Promise.all(
  Array.from({ length: AT_ONCE }, async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) results.push(await run(check));
  }),
);
process.exitCode = results.every(Boolean) ? 0 : 1;
