/**
 * Opens the register as a person would have it, on the host that REGISTER_HOST names: `preview` (in this process,
 * without a screen) or `electron` (built, where its runtime is there). The same test files run on both.
 */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from '@playwright/test';
import { _electron, type Page } from 'playwright-core';
import { createBackend, type Backend } from '../../electron/backend/createBackend.ts';
import type { Ports } from '../../electron/backend/ports.ts';
import { findElectron } from '../../electron/commands/electronRuntime.ts';
import { createChromiumPrinter } from '../../electron/preview/chromiumPrinter.ts';
import { findBrowser } from '../../electron/preview/findBrowser.ts';
import {
  createFolderOutbox,
  createNodePorts,
  projectDirectory,
  rendererDirectory,
} from '../../electron/preview/nodeHost.ts';
import { openPreview } from '../../electron/preview/previewHost.ts';

export interface LaunchOptions {
  readonly registerDirectory: string;
  /** The folder that stands for the person's downloads. */
  readonly deliveredDirectory: string;
  /** Only the preview can be given one. */
  readonly clock?: Ports['clock'];
  readonly viewport?: { readonly width: number; readonly height: number };
}

export interface LaunchedRegister {
  readonly page: Page;
  /** Names of the files that have left the register. */
  delivered(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Passphrases are only guessed cheaply here; Electron has no such door. */
const TEST_SCRYPT_COST = 2 ** 12;

const launchPreview = async ({
  registerDirectory,
  deliveredDirectory,
  clock,
  viewport,
}: LaunchOptions): Promise<Omit<LaunchedRegister, 'delivered'>> => {
  const executablePath = findBrowser();
  if (!executablePath) throw new Error('No browser is installed: `npm run test:e2e` installs one.');
  const logDirectory = await mkdtemp(join(tmpdir(), 'escalation-register-log-'));
  const backend: Backend = createBackend(
    createNodePorts({
      registerDirectory,
      logDirectory,
      outbox: createFolderOutbox(deliveredDirectory),
      printer: createChromiumPrinter({ rendererDirectory, executablePath, findBackend: () => backend }),
      scryptCost: TEST_SCRYPT_COST,
      ...(clock ? { clock } : {}),
    }),
  );
  const preview = await openPreview({
    backend,
    rendererDirectory,
    headless: true,
    executablePath,
    ...(viewport ? { viewport } : {}),
  });
  return {
    page: preview.page,
    close: async () => {
      await preview.close();
      await backend.close();
      await rm(logDirectory, { recursive: true });
    },
  };
};

const launchElectron = async ({
  registerDirectory,
  deliveredDirectory,
  clock,
}: LaunchOptions): Promise<Omit<LaunchedRegister, 'delivered'>> => {
  const executablePath = findElectron(projectDirectory);
  test.skip(!executablePath, 'The Electron runtime is not here and could not be downloaded.');
  test.skip(clock !== undefined, 'Electron runs by the clock of the computer.');
  const home = await mkdtemp(join(tmpdir(), 'escalation-register-home-'));
  const app = await _electron.launch({
    executablePath: executablePath!,
    args: [
      projectDirectory,
      `--register=${registerDirectory}`,
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
    env: { ...(process.env as Record<string, string>), HOME: home, XDG_DATA_HOME: home, LOCALAPPDATA: home },
  });
  await app.evaluate(({ app: host, dialog, shell }, folder) => {
    host.setPath('downloads', folder);
    dialog.showSaveDialog = (async (...asked: { defaultPath?: string }[]) => ({
      canceled: false,
      filePath: asked.at(-1)?.defaultPath ?? '',
    })) as typeof dialog.showSaveDialog;
    shell.openPath = async () => '';
  }, deliveredDirectory);
  return {
    page: await app.firstWindow(),
    close: async () => {
      await app.close();
      await rm(home, { recursive: true, force: true });
    },
  };
};

export const launchRegister = async (options: LaunchOptions): Promise<LaunchedRegister> => {
  const launch = process.env['REGISTER_HOST'] === 'electron' ? launchElectron : launchPreview;
  const launched = await launch(options);
  // A button that never comes is told at once, not when the whole test runs out of time.
  launched.page.setDefaultTimeout(20_000);
  // What fades is gone at once: nothing is looked at while it is half there.
  await launched.page.emulateMedia({ reducedMotion: 'reduce' });
  return {
    ...launched,
    delivered: async () =>
      (await readdir(options.deliveredDirectory).catch(() => [])).sort((one, other) =>
        one.localeCompare(other),
      ),
  };
};
