import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, posix, win32 } from 'node:path';
import { chromium } from 'playwright-core';

/** What a search for a browser looks at, so that a test can put another machine in its place. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly exists: (path: string) => boolean;
  /** Where Playwright's own download would be. */
  readonly playwrightBrowser: string;
}

const thisMachine = (): Machine => ({
  platform: process.platform,
  env: process.env,
  home: homedir(),
  exists: existsSync,
  playwrightBrowser: chromium.executablePath(),
});

const linuxCommands = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
];
const macApplications = [
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'Chromium.app/Contents/MacOS/Chromium',
];
const windowsPrograms = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
  'Chromium\\Application\\chrome.exe',
];

const installedPlaces = ({ platform, env, home }: Machine): readonly string[] => {
  if (platform === 'win32')
    return [env['ProgramFiles'], env['ProgramFiles(x86)'], env['LOCALAPPDATA']]
      .filter((root) => root !== undefined)
      .flatMap((root) => windowsPrograms.map((program) => win32.join(root, program)));
  if (platform === 'darwin')
    return ['/Applications', posix.join(home, 'Applications')].flatMap((root) =>
      macApplications.map((application) => posix.join(root, application)),
    );
  const folders = [...(env['PATH'] ?? '').split(delimiter), '/usr/bin', '/usr/local/bin', '/snap/bin'];
  return folders
    .filter((folder) => folder !== '')
    .flatMap((folder) => linuxCommands.map((command) => posix.join(folder, command)));
};

/**
 * An installed Chromium, Chrome or Edge, or the one that Playwright downloads; undefined where there is none.
 * The environment's ESCALATION_BROWSER goes before all; throws where it names a file that is not there.
 */
export const findBrowser = (machine: Machine = thisMachine()): string | undefined => {
  const chosen = machine.env['ESCALATION_BROWSER'];
  if (chosen && !machine.exists(chosen))
    throw new Error(
      'ESCALATION_BROWSER names a file that is not there. Give the path of Chromium, Chrome or Edge.',
    );
  return chosen || [...installedPlaces(machine), machine.playwrightBrowser].find(machine.exists);
};
