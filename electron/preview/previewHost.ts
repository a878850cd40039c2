/**
 * The Chromium host: the same backend and renderer in a window of an installed Chromium, Chrome or Edge, for a
 * machine where the Electron runtime cannot be had, and for the browser tests. Imports the backend, electron/window
 * and playwright-core; nothing of it is in the packaged app.
 */
import { chromium, type BrowserContext, type Page, type Route } from 'playwright-core';
import type { Backend } from '../backend/createBackend.ts';
import { createGateway } from '../window/gateway.ts';
import { quietSwitches } from '../window/quietSwitches.ts';
import { createRendererFiles, type RendererFiles } from '../window/rendererFiles.ts';
import { createBrowserProfile } from './browserProfile.ts';

/** Made up, and reserved so that it can never exist: every request to it is answered here. */
export const PREVIEW_ORIGIN = 'https://register.invalid';

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

const EVENT = 'register-event';

/** Runs inside the page, before its own scripts: what Electron's preload does there. */
const exposeBridge = (event: string): void => {
  const bridge = {
    call: (name: string, inputJson: string) =>
      (window as unknown as { registerCall(message: unknown): Promise<string> }).registerCall({
        name,
        inputJson,
      }),
    subscribe: (listener: (json: string) => void) => {
      const hear = (heard: Event) => listener((heard as CustomEvent<string>).detail);
      window.addEventListener(event, hear);
      return () => window.removeEventListener(event, hear);
    },
  };
  Object.defineProperty(window, 'register', { value: Object.freeze(bridge) });
};

const answerFrom =
  (files: RendererFiles) =>
  async (route: Route): Promise<void> => {
    const url = new URL(route.request().url());
    if (url.origin !== PREVIEW_ORIGIN || route.request().method() !== 'GET') return route.abort('aborted');
    const file = await files.find(url.pathname);
    if (!file) return route.fulfill({ status: 404, body: '' });
    return route.fulfill({ status: 200, headers: { ...file.headers }, body: Buffer.from(file.bytes) });
  };

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
      // Chromium refuses its sandbox to root; everybody else has it.
      chromiumSandbox: process.getuid?.() !== 0,
      args: [
        ...quietSwitches.map((name) => `--${name}`),
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
      locale: 'en-GB',
      acceptDownloads: false,
      serviceWorkers: 'block',
      // The commands close the register first, and then the window.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    })
    .catch(async (error: unknown) => {
      await profile.remove();
      throw error;
    });

  const page = await firstPage(context);
  const gateway = createGateway({ call: backend.call, allowedOrigin: PREVIEW_ORIGIN });
  await context.route('**/*', answerFrom(createRendererFiles(rendererDirectory)));
  await context.exposeBinding('registerCall', ({ frame }, message: unknown) =>
    gateway.handle(message, { isMainFrame: frame === page.mainFrame(), url: frame.url() }),
  );
  await context.addInitScript(exposeBridge, EVENT);
  context.on('page', (other) => void other.close());

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
