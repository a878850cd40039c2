/**
 * The Chromium host: the same backend and renderer in a window of an installed Chromium, Chrome or Edge, for a
 * machine where the Electron runtime cannot be had, and for the browser tests. Imports the backend, electron/window
 * and playwright-core; nothing of it is in the packaged app.
 */
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import type { Backend } from '../backend/createBackend.ts';
import { createBrowserProfile } from './browserProfile.ts';
import { contextOptions, EVENT, launchOptions, PREVIEW_ORIGIN, serveRegister } from './registerPage.ts';

export interface PreviewOptions {
  readonly backend: Pick<Backend, 'call' | 'subscribe'>;
  readonly rendererDirectory: string;
  readonly headless: boolean;
  readonly executablePath: string;
  /** Called once, after the window has gone and its profile is removed. */
  readonly onClosed?: () => void;
  /** In pixels, for a window without a screen. */
  readonly viewport?: { readonly width: number; readonly height: number };
}

export interface Preview {
  readonly page: Page;
  close(): Promise<void>;
}

const firstPage = async (context: BrowserContext): Promise<Page> =>
  context.pages()[0] ?? (await context.waitForEvent('page'));

/**
 * Opens the window and resolves when its page has loaded. The browser is driven over a pipe: no port is opened.
 * Throws where the browser does not start.
 */
export const openPreview = async ({
  backend,
  rendererDirectory,
  headless,
  executablePath,
  onClosed,
  viewport,
}: PreviewOptions): Promise<Preview> => {
  const profile = await createBrowserProfile();
  const context = await chromium
    .launchPersistentContext(profile.directory, {
      executablePath,
      headless,
      ...launchOptions,
      ...contextOptions,
      args: [
        ...launchOptions.args,
        ...(headless
          ? []
          : ['--app=data:text/html,<title>Escalation Register</title>', '--window-size=1440,900']),
      ],
      // No bar about automation, and no empty tab beside the app's window.
      ignoreDefaultArgs: ['--enable-automation', ...(headless ? [] : ['about:blank'])],
      viewport: viewport ?? (headless ? { width: 1440, height: 900 } : null),
      // A person's own settings count, and not the driver's.
      colorScheme: null,
      reducedMotion: null,
      forcedColors: null,
      contrast: null,
    })
    .catch(async (error: unknown) => {
      await profile.remove();
      throw error;
    });

  const page = await firstPage(context);
  await serveRegister(context, page, { call: backend.call, rendererDirectory });

  const unsubscribe = backend.subscribe((event) => {
    const detail = JSON.stringify(event);
    // A page that is being loaded anew asks for the state itself.
    page
      .evaluate(([name, json]) => window.dispatchEvent(new CustomEvent(name, { detail: json })), [
        EVENT,
        detail,
      ] as const)
      .catch(() => undefined);
  });
  const gone = new Promise<void>((resolve) => {
    context.once('close', () => {
      unsubscribe();
      void profile.remove().then(() => {
        onClosed?.();
        resolve();
      });
    });
  });
  page.once('close', () => void context.close());

  const close = async (): Promise<void> => {
    await context.close();
    await gone;
  };
  try {
    await page.goto(`${PREVIEW_ORIGIN}/`);
  } catch (error) {
    await close();
    throw error;
  }
  return { page, close };
};
