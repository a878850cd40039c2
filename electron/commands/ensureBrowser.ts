import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findBrowser } from '../preview/findBrowser.ts';
import { projectDirectory } from '../preview/nodeHost.ts';

const run = promisify(execFile);

const installByApt = async (): Promise<void> => {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return;
  console.log('Installing Chromium with apt-get …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update'], { env });
  await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { env });
};

const installByPlaywright = async (): Promise<void> => {
  console.log("Downloading Playwright's Chromium …");
  await run(process.execPath, [
    join(projectDirectory, 'node_modules/playwright-core/cli.js'),
    'install',
    'chromium',
  ]);
};

/**
 * A browser for the browser tests and the demo: the one that is there, or one installed in the documented way.
 * Throws, in one line, where none can be had.
 */
export const ensureBrowser = async (): Promise<string> => {
  for (const install of [async () => undefined, installByApt, installByPlaywright]) {
    // The next way, or the line below, is the answer to one that fails.
    await install().catch(() => undefined);
    const browser = findBrowser();
    if (browser) return browser;
  }
  throw new Error(
    'No Chromium, Chrome or Edge was found and none could be installed. Install one, or set ESCALATION_BROWSER to its path.',
  );
};
