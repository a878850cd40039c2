import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Backend } from '../../../electron/backend/createBackend.ts';
import type { BackendParts } from '../../../electron/main/serveBackend.ts';
import { wireApp } from '../../../electron/main/wireApp.ts';
import { createElectronStandIn, type StandInOptions } from '../../helpers/electronStandIn.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'electron-host-'));
  await mkdir(join(folder, 'out/renderer'), { recursive: true });
  await writeFile(join(folder, 'out/renderer/index.html'), '<meta content="%STYLE_NONCE%">');
});
afterEach(() => rm(folder, { recursive: true }));

type Listener = Parameters<Backend['subscribe']>[0];

const openApp = async (options: Partial<StandInOptions> = {}) => {
  const did: unknown[] = [];
  let parts: BackendParts | undefined;
  let emit: Listener = () => undefined;
  const backend: Backend = {
    call: async (name, input) => {
      did.push(['call', name, input]);
      return { ok: true, value: 'answered' };
    },
    subscribe: (listener) => {
      emit = listener;
      return () => undefined;
    },
    lock: async (because) => void did.push(['lock', because]),
    close: async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      did.push(['close']);
    },
  };
  const electron = createElectronStandIn({
    build: (given) => {
      parts = given;
      return backend;
    },
    ...options,
  });
  await wireApp(electron.pieces, {
    platform: 'linux',
    places: {
      app: folder,
      local: { register: '/local/register', log: '/local/log', window: '/local/window' },
    },
  });
  return { ...electron, did, parts: () => parts!, emit: (event: Parameters<Listener>[0]) => emit(event) };
};

const handlerOf = <Handler>(told: { readonly [what: string]: readonly unknown[] }, what: string): Handler =>
  told[what]?.[0] as Handler;
const lockMessage = { name: 'vault.lock', inputJson: '{"a":1}' };

describe('the window', () => {
  it('is sandboxed, isolated, without Node and without developer tools', async () => {
    const { told, session } = await openApp();
    expect(told['app']).toContain('sandboxed');
    expect(told['windowOptions']).toMatchObject([
      {
        title: 'Escalation Register',
        webPreferences: {
          preload: join(folder, 'out/preload/index.cjs'),
          session,
          sandbox: true,
          contextIsolation: true,
          nodeIntegration: false,
          nodeIntegrationInWorker: false,
          nodeIntegrationInSubFrames: false,
          webSecurity: true,
          allowRunningInsecureContent: false,
          webviewTag: false,
          spellcheck: false,
          devTools: false,
        },
      },
    ]);
  });

  it('keeps its session in memory and its own state in the local profile', async () => {
    const { told } = await openApp();
    expect([told['partition'], told['setPath']]).toEqual([
      [['register', { cache: false }]],
      [['userData', '/local/window']],
    ]);
  });

  it('loads the register over its own scheme, with the policy as a header', async () => {
    const { told } = await openApp();
    const [scheme, serve] = handlerOf<[string, (request: Request) => Promise<Response>]>(told, 'protocol');
    const ask = (url: string) => serve({ url, method: 'GET' } as Request);
    const page = await ask('app://register/index.html');
    const policy = page.headers.get('content-security-policy') ?? '';
    const nonce = /'nonce-([\w-]+)'/.exec(policy)?.[1];
    expect([told['loaded'], scheme, page.status, await page.text()]).toEqual([
      ['app://register/index.html'],
      'app',
      200,
      `<meta content="${nonce}">`,
    ]);
    expect((await ask('app://elsewhere/index.html')).status).toBe(404);
    expect((await ask('app://register/%2e%2e/%2e%2e/package.json')).status).toBe(404);
  });

  it('can go nowhere else, open nothing and embed nothing', async () => {
    const { told, contents } = await openApp();
    const prevented = (event: string, details: object = {}): boolean => {
      let stopped = false;
      contents.emit(event, { ...details, preventDefault: () => (stopped = true) });
      return stopped;
    };
    const navigate = (url: string, isMainFrame = true) =>
      prevented('will-frame-navigate', { url, isMainFrame });
    expect({
      elsewhere: navigate('https://example.org/'),
      file: navigate('file:///etc/passwd'),
      lookalike: navigate('app://register.example/'),
      frame: navigate('app://register/index.html', false),
      again: navigate('app://register/index.html'),
      redirect: prevented('will-redirect'),
      webview: prevented('will-attach-webview'),
      opened: handlerOf<() => unknown>(told, 'windowOpenHandler')(),
    }).toEqual({
      elsewhere: true,
      file: true,
      lookalike: true,
      frame: true,
      again: false,
      redirect: true,
      webview: true,
      opened: { action: 'deny' },
    });
  });

  it('may ask for nothing from the network', async () => {
    const { told } = await openApp();
    const cancels = (url: string): boolean => {
      let cancel = false;
      handlerOf<(details: object, answer: (response: { cancel: boolean }) => void) => void>(
        told,
        'onBeforeRequest',
      )({ url }, (response) => (cancel = response.cancel));
      return cancel;
    };
    const urls = ['https://example.org/', 'http://localhost/', 'file:///x', 'devtools://x/', 'app://other/'];
    const own = ['app://register/assets/main.js', 'blob:app://register/0a'];
    expect([urls.map(cancels), own.map(cancels)]).toEqual([urls.map(() => true), own.map(() => false)]);
    expect(told['switches']).toContainEqual(['proxy-server', 'http://127.0.0.1:9']);
    expect(told['switches']).toContainEqual(['disable-component-update', undefined]);
  });

  it('has one permission: to put a text on the clipboard', async () => {
    const { told } = await openApp();
    type Details = { readonly requestingUrl: string; readonly isMainFrame: boolean };
    const request = (permission: string, details: Details): boolean => {
      let granted = false;
      handlerOf<(c: unknown, p: string, answer: (g: boolean) => void, d: Details) => void>(
        told,
        'permissionRequest',
      )(undefined, permission, (answer) => (granted = answer), details);
      return granted;
    };
    const check = handlerOf<(c: unknown, p: string, origin: string, d: Details) => boolean>(
      told,
      'permissionCheck',
    );
    const own = { requestingUrl: 'app://register/index.html', isMainFrame: true };
    const refused = [
      'clipboard-read',
      'media',
      'geolocation',
      'notifications',
      'fileSystem',
      'openExternal',
      'unknown',
    ];
    expect({
      given: [
        request('clipboard-sanitized-write', own),
        check(undefined, 'clipboard-sanitized-write', 'app://register', own),
      ],
      refused: refused.map((name) => request(name, own) || check(undefined, name, 'app://register', own)),
      elsewhere: request('clipboard-sanitized-write', { ...own, requestingUrl: 'https://example.org/' }),
      frame: request('clipboard-sanitized-write', { ...own, isMainFrame: false }),
      device: handlerOf<() => boolean>(told, 'devicePermission')(),
      spellChecker: told['spellChecker'],
    }).toEqual({
      given: [true, true],
      refused: refused.map(() => false),
      elsewhere: false,
      frame: false,
      device: false,
      spellChecker: [false],
    });
  });

  it('keeps its own title and downloads nothing', async () => {
    const { window, session } = await openApp();
    const prevented: string[] = [];
    window.emit('page-title-updated', { preventDefault: () => prevented.push('title') });
    session.emit('will-download', { preventDefault: () => prevented.push('download') });
    expect(prevented).toEqual(['title', 'download']);
  });
});

describe('an operation', () => {
  it('goes from the window to the backend and its answer comes back', async () => {
    const { invoke, did } = await openApp();
    expect([await invoke(lockMessage), did]).toEqual([
      { ok: true, value: 'answered' },
      [['call', 'vault.lock', { a: 1 }]],
    ]);
  });

  it('is refused from a frame inside the page, from another page and from a frame that has gone', async () => {
    const { invoke, did, contents } = await openApp();
    const senders = [
      { senderFrame: { url: 'app://register/index.html' }, sender: contents },
      { senderFrame: { url: 'https://example.org/' }, sender: contents },
      { senderFrame: null, sender: contents },
    ];
    const codes = await Promise.all(
      senders.map(async (sender) => (await invoke(lockMessage, sender)).error.code),
    );
    expect([codes, did]).toEqual([['forbidden', 'forbidden', 'forbidden'], []]);
  });

  it('that fails gives the window a code and no words of the fault', async () => {
    const { invoke } = await openApp({
      build: () => ({
        call: () => Promise.reject(new Error('Robin Sample-Test')),
        subscribe: () => () => undefined,
        lock: async () => undefined,
        close: async () => undefined,
      }),
    });
    const answer = await invoke(lockMessage);
    expect([answer.error.code, JSON.stringify(answer).includes('Sample-Test')]).toEqual(['internal', false]);
  });

  it('asked of a backend that has stopped is answered, and the person is told', async () => {
    const { invoke, children, told } = await openApp();
    children[0]!.pair.exit();
    const answer = await invoke(lockMessage);
    await expect.poll(() => told['errors']).toHaveLength(1);
    expect([answer.error.code, (told['app'] ?? []).at(-1)]).toEqual(['internal', 'ended']);
  });
});

it('an event of the backend reaches the window as text', async () => {
  const { emit, told, invoke } = await openApp();
  await invoke(lockMessage);
  emit({ name: 'vault.locked', payload: { because: 'idle' } });
  await expect
    .poll(() => told['sent'])
    .toEqual([['register:event', { name: 'vault.locked', payload: { because: 'idle' } }]]);
});

it.each(['suspend', 'lock-screen'])('the register locks itself on %s', async (happening) => {
  const { powerMonitor, did } = await openApp();
  powerMonitor.emit(happening);
  await expect.poll(() => did).toEqual([['lock', 'suspend']]);
});

it('the menu can lock the register', async () => {
  const { told, did } = await openApp();
  const [[file]] = told['menu'] as [[{ submenu: { label?: string; click?: () => void }[] }]];
  file.submenu.find(({ label }) => label === 'Lock the register')?.click?.();
  await expect.poll(() => did).toEqual([['lock', 'person']]);
});

it('quitting waits until the register is closed, and ends its process', async () => {
  const { app, did, told, children } = await openApp();
  app.emit('window-all-closed');
  expect([told['app']?.includes('ended'), did]).toEqual([false, []]);
  await expect.poll(() => told['app']?.at(-1)).toBe('ended');
  expect([did, children.map(({ pair }) => pair.isRunning()), told['errors']]).toEqual([
    [['close']],
    [false],
    undefined,
  ]);
});

it('a second instance opens nothing', async () => {
  const { told } = await openApp({ hasLock: false });
  expect([told['app'], told['windowOptions'], told['forked']]).toEqual([
    ['quit', 'ended'],
    undefined,
    undefined,
  ]);
});

it('somebody who starts the app again is shown the window that is open, and told so', async () => {
  const { app, told } = await openApp();
  app.emit('second-instance');
  expect([told['window'], told['messages']]).toEqual([
    ['restored', 'focused'],
    [{ type: 'info', message: 'Escalation Register is already open. This is its window.' }],
  ]);
});

describe('what leaves the register', () => {
  const handover = { suggestedName: 'ESC-2026-0007 notice.pdf', bytes: new Uint8Array([37, 80, 68, 70]) };
  const opened = async () => {
    const host = await openApp();
    await host.invoke(lockMessage);
    host.tell('downloads', folder);
    return { ...host, deliver: host.parts().outbox.deliver };
  };

  it('is kept where the person says', async () => {
    const { deliver, tell } = await opened();
    const filePath = join(folder, 'kept.pdf');
    tell('saveAnswer', { canceled: false, filePath });
    expect(await deliver({ ...handover, action: 'save' })).toEqual({ delivered: true, where: filePath });
    expect(await readFile(filePath, 'utf8')).toBe('%PDF');
  });

  it('is kept nowhere when the person says no', async () => {
    const { deliver } = await opened();
    expect(await deliver({ ...handover, action: 'save' })).toEqual({ delivered: false, where: '' });
  });

  it('is opened from the downloads when it is a draft or a notice', async () => {
    const { deliver, told } = await opened();
    const where = join(folder, 'ESC-2026-0007 notice.pdf');
    expect([await deliver({ ...handover, action: 'open' }), told['opened']]).toEqual([
      { delivered: true, where },
      [where],
    ]);
  });
});

describe('a report', () => {
  const job = { route: '/report/1/print', title: 'Escalations, April to June 2026', marking: 'OFFICIAL <1>' };
  const opened = async (pageTitle: string) => {
    const host = await openApp({ pageTitle });
    await host.invoke(lockMessage);
    return { ...host, print: host.parts().printer.print };
  };

  it('is printed from a window that nobody sees, as soon as its page is whole', async () => {
    const { print, told } = await opened(job.title);
    const pdf = await print(job);
    const [seen, hidden] = told['windowOptions'] as { show: boolean }[];
    expect({
      pdf: Buffer.from(pdf).toString(),
      hidden,
      loaded: told['loaded'],
      window: told['window'],
      printed: told['printed'],
    }).toEqual({
      pdf: '%PDF',
      hidden: { ...seen, show: false },
      loaded: ['app://register/index.html', 'app://register/index.html#/report/1/print'],
      window: ['destroyed'],
      printed: [
        expect.objectContaining({
          generateTaggedPDF: true,
          generateDocumentOutline: true,
          displayHeaderFooter: true,
          headerTemplate: expect.stringContaining('OFFICIAL &lt;1&gt;') as unknown,
          footerTemplate: expect.stringContaining('totalPages') as unknown,
        }),
      ],
    });
  });

  it('is not waited for beyond a minute, and its window is closed', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const { print, told } = await opened('Something else');
      const printing = expect(print(job)).rejects.toThrow('could not be printed');
      await vi.advanceTimersByTimeAsync(10);
      await new Promise((resolve) => setImmediate(resolve));
      await vi.advanceTimersByTimeAsync(60_000);
      await printing;
      expect([told['window'], told['printed']]).toEqual([['destroyed'], undefined]);
    } finally {
      vi.useRealTimers();
    }
  });
});

it.each([
  ['read', 'parser', 'parserWorker'],
  ['drawn', 'drawing', 'drawingWorker'],
] as const)(
  'a file is %s in a capped process of its own, which ends when told',
  async (_what, port, entry) => {
    const { parts, invoke, children, told } = await openApp({ parser: (message) => ({ read: message }) });
    await invoke(lockMessage);
    const channel = parts()[port].start();
    const heard: unknown[] = [];
    channel.onMessage((message) => heard.push(message));
    channel.onExit(() => heard.push('exit'));
    channel.post({ kind: 'anything', bytes: new Uint8Array([1]) } as never);
    await expect.poll(() => heard).toEqual([{ read: { kind: 'anything', bytes: new Uint8Array([1]) } }]);
    channel.kill();
    await expect.poll(() => heard.at(-1)).toBe('exit');
    expect([children.length, told['forked']?.[1]]).toMatchObject([
      2,
      [join(folder, `out/electron/${entry}.js`), { execArgv: ['--max-old-space-size=512'], env: {} }],
    ]);
  },
);
