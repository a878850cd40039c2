import { expect, it } from 'vitest';
import { findBrowser, type Machine } from '../../../electron/preview/findBrowser.ts';

const machine = (platform: NodeJS.Platform, files: readonly string[], env: Machine['env'] = {}): Machine => ({
  platform,
  env,
  home: '/home/office',
  exists: (path) => files.includes(path),
  playwrightBrowser: '/playwright/chrome',
});

it.each([
  ['linux', '/usr/bin/chromium', {}],
  ['linux', '/opt/bin/google-chrome', { PATH: '/bin:/opt/bin' }],
  ['darwin', '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge', {}],
  [
    'win32',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
    { ProgramFiles: 'C:\\Program Files', 'ProgramFiles(x86)': 'C:\\Program Files (x86)' },
  ],
] as const)('on %s an installed browser is found: %s', (platform, path, env) => {
  expect(findBrowser(machine(platform, [path, '/playwright/chrome'], env))).toBe(path);
});

it("Playwright's own browser is used where none is installed", () => {
  expect(findBrowser(machine('linux', ['/playwright/chrome']))).toBe('/playwright/chrome');
});

it('a machine without a browser has none to find', () => {
  expect(findBrowser(machine('win32', []))).toBeUndefined();
});

it("the office's own choice goes before what is found", () => {
  const files = ['/usr/bin/chromium', '/opt/edge'];
  expect(findBrowser(machine('linux', files, { ESCALATION_BROWSER: '/opt/edge' }))).toBe('/opt/edge');
});

it('a choice that is not there is said, and not passed over', () => {
  const choose = () => findBrowser(machine('linux', ['/usr/bin/chromium'], { ESCALATION_BROWSER: '/gone' }));
  expect(choose).toThrow('ESCALATION_BROWSER names a file that is not there.');
});
