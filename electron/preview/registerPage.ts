/** What a page of the register is under Chromium, seen or printed: its files, its bridge and its one gateway. */
import type { BrowserContext, LaunchOptions, Page, Route } from 'playwright-core';
import type { Backend } from '../backend/createBackend.ts';
import { createGateway } from '../window/gateway.ts';
import { quietSwitches } from '../window/quietSwitches.ts';
import { createRendererFiles, type RendererFiles } from '../window/rendererFiles.ts';

/** Made up, and reserved so that it can never exist: every request to it is answered here. */
export const PREVIEW_ORIGIN = 'https://register.invalid';

export const EVENT = 'register-event';

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

/** Every browser that the register starts. */
export const launchOptions = {
  // Chromium refuses its sandbox to root; everybody else has it.
  chromiumSandbox: process.getuid?.() !== 0,
  args: quietSwitches.map((name) => `--${name}`),
  // The commands close the register first, and then the window.
  handleSIGINT: false,
  handleSIGTERM: false,
  handleSIGHUP: false,
} as const satisfies LaunchOptions;

/** Nothing is downloaded, and nothing runs that is not the page. */
export const contextOptions = { locale: 'en-GB', acceptDownloads: false, serviceWorkers: 'block' } as const;

/** Gives a page, and no other of its context, the register: before its first address is opened. */
export const serveRegister = async (
  context: BrowserContext,
  page: Page,
  { call, rendererDirectory }: Pick<Backend, 'call'> & { readonly rendererDirectory: string },
): Promise<void> => {
  const gateway = createGateway({ call, allowedOrigin: PREVIEW_ORIGIN });
  await context.route('**/*', answerFrom(createRendererFiles(rendererDirectory)));
  await context.exposeBinding('registerCall', ({ frame }, message: unknown) =>
    gateway.handle(message, { isMainFrame: frame === page.mainFrame(), url: frame.url() }),
  );
  await context.addInitScript(exposeBridge, EVENT);
  context.on('page', (other) => void other.close());
};
