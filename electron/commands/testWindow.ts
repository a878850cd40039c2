/** `npm run test:e2e` and `npm run test:electron`: brings together what the browser tests need, then runs them. */
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { projectDirectory } from '../preview/nodeHost.ts';
import { buildApp, buildRenderer } from './buildWhenStale.ts';
import { findElectron, installElectron } from './electronRuntime.ts';
import { ensureBrowser } from './ensureBrowser.ts';

const say = (line: string): void => console.log(line);

const runTests = (host: string, files: readonly string[]): Promise<number> =>
  new Promise((ended) =>
    spawn(process.execPath, ['node_modules/@playwright/test/cli.js', 'test', ...files], {
      cwd: projectDirectory,
      env: { ...process.env, REGISTER_HOST: host },
      stdio: 'inherit',
    }).on('exit', (code) => ended(code ?? 1)),
  );

const testWindow = async (): Promise<number> => {
  const { values, positionals } = parseArgs({
    options: { host: { type: 'string', default: 'preview' } },
    allowPositionals: true,
  });
  if (values.host === 'electron') {
    if (!(findElectron(projectDirectory) ?? (await installElectron(projectDirectory, say)))) {
      say('Skipped: the Electron runtime is not here and could not be downloaded.');
      return 0;
    }
    await buildApp(projectDirectory, say);
  } else {
    await ensureBrowser();
    await buildRenderer(projectDirectory, say);
  }
  return runTests(values.host, positionals);
};

try {
  process.exitCode = await testWindow();
} catch (error) {
  console.error(error instanceof Error ? error.message : 'The browser tests could not be started.');
  process.exitCode = 1;
}
