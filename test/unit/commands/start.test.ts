import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';

const start = (
  options: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<{ readonly status: number; readonly said: string }> =>
  new Promise((settle) =>
    execFile(
      process.execPath,
      [resolve('electron/commands/start.ts'), ...options],
      { env: { PATH: process.env['PATH'] ?? '', ...env } },
      (failed, output, errors) => settle({ status: Number(failed?.code ?? 0), said: output + errors }),
    ),
  );

it.runIf(process.platform === 'linux')(
  'without a display the command says so and names the demo',
  async () => {
    expect(await start([], {})).toEqual({
      status: 0,
      said: 'There is no display here to open a window on. `npm run demo` shows the register without one.\n',
    });
  },
);

it('a browser that is not there is said in one line', async () => {
  expect(await start(['--preview'], { DISPLAY: ':none', ESCALATION_BROWSER: '/not/there' })).toEqual({
    status: 1,
    said: 'ESCALATION_BROWSER names a file that is not there. Give the path of Chromium, Chrome or Edge.\n',
  });
});
