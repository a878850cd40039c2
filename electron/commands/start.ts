/**
 * The commands that npm runs: start, demo, read-form and what they need. They may import everything but the Electron
 * host; `npm start` starts that as a process of its own, where its runtime can be had.
 */
import { spawn } from 'node:child_process';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createBackend, type Backend } from '../backend/createBackend.ts';
import { createChromiumPrinter } from '../preview/chromiumPrinter.ts';
import { findBrowser } from '../preview/findBrowser.ts';
import {
  createFolderOutbox,
  createNodePorts,
  openWithSystem,
  projectDirectory,
  rendererDirectory,
} from '../preview/nodeHost.ts';
import { openPreview } from '../preview/previewHost.ts';
import { localPlaces, type LocalPlaces } from '../window/localPlaces.ts';
import { buildApp, buildRenderer } from './buildWhenStale.ts';
import { findElectron, installElectron } from './electronRuntime.ts';

/** An Electron that ends with a fault sooner than this, in milliseconds, never opened its window. */
const FAILED_START = 5_000;

const say = (line: string): void => console.log(line);

/** Whether Electron opened: false where this machine has its runtime but cannot run it. */
const runElectron = (executable: string, register: string): Promise<boolean> => {
  const startedAt = performance.now();
  const root = process.getuid?.() === 0;
  return new Promise((opened) => {
    const app = spawn(
      executable,
      [projectDirectory, `--register=${register}`, ...(root ? ['--no-sandbox'] : [])],
      { stdio: 'ignore' },
    );
    app.on('error', () => opened(false));
    app.on('exit', (code) => opened(code === 0 || performance.now() - startedAt > FAILED_START));
  });
};

const runPreview = async (executablePath: string, places: LocalPlaces): Promise<void> => {
  const backend: Backend = createBackend(
    createNodePorts({
      registerDirectory: places.register,
      logDirectory: places.log,
      outbox: createFolderOutbox(join(homedir(), 'Downloads'), openWithSystem),
      printer: createChromiumPrinter({ rendererDirectory, executablePath, findBackend: () => backend }),
    }),
  );
  const gone = Promise.withResolvers<void>();
  try {
    const preview = await openPreview({
      backend,
      rendererDirectory,
      headless: false,
      executablePath,
      onClosed: gone.resolve,
    });
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void preview.close());
    await gone.promise;
  } finally {
    await backend.close();
  }
};

/** The command's exit status. */
const start = async (): Promise<number> => {
  const { values } = parseArgs({ options: { register: { type: 'string' }, preview: { type: 'boolean' } } });
  const local = localPlaces(process.platform, process.env, homedir());
  const places = values.register
    ? { ...local, register: resolve(process.env['INIT_CWD'] ?? '.', values.register) }
    : local;

  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) {
    say('There is no display here to open a window on. `npm run demo` shows the register without one.');
    return 0;
  }
  if (!values.preview) {
    const electron = findElectron(projectDirectory) ?? (await installElectron(projectDirectory, say));
    if (electron) {
      await buildApp(projectDirectory, say);
      if (await runElectron(electron, places.register)) return 0;
    }
    say('The Electron runtime cannot be had here, so the register opens in a browser window of its own.');
  }
  const browser = findBrowser();
  if (!browser) {
    say('No Chromium, Chrome or Edge was found. Install one, or set ESCALATION_BROWSER to its path.');
    return 1;
  }
  await buildRenderer(projectDirectory, say);
  await runPreview(browser, places);
  return 0;
};

try {
  process.exitCode = await start();
} catch (error) {
  console.error(error instanceof Error ? error.message.split('\n')[0] : 'The register could not be started.');
  process.exitCode = 1;
}
