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

/** Where Chromium and the window's place are kept. */
const windowFolder = (): string => join(folder, 'window');

type Listener = Parameters<Backend['subscribe']>[0];

const openApp = async ({
  platform = 'linux',
  ...options
}: Partial<StandInOptions> & { readonly platform?: NodeJS.Platform } = {}) => {
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
    platform,
    places: {
      app: folder,
      local: { register: '/local/register', log: '/local/log', window: windowFolder() },
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
      [['userData', windowFolder()]],
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
    }).toEqual({
      given: [true, true],
      refused: refused.map(() => false),
      elsewhere: false,
      frame: false,
      device: false,
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

interface MenuItem {
  readonly label?: string;
  readonly role?: string;
  readonly enabled?: boolean;
  readonly click?: () => void;
  readonly submenu?: readonly MenuItem[];
}
const outline = (items: readonly MenuItem[]): readonly unknown[] =>
  items
    .filter(({ label, role }) => label ?? role)
    .map(({ label, role, submenu }) => (submenu ? [label, ...outline(submenu)] : (label ?? role)));

describe('the menu', () => {
  const openMenu = async (platform: NodeJS.Platform) => {
    const host = await openApp({ platform });
    const menu = (host.told['menu'] as [MenuItem[]])[0];
    const press = (label: string): void =>
      menu
        .flatMap(({ submenu = [] }) => submenu)
        .find((item) => item.label === label)
        ?.click?.();
    return { ...host, menu, press };
  };
  const view = ['&View', '&Actual size', 'zoomIn', 'zoomOut', '&Full screen'];
  const file = ['&File', '&Lock the register', '&Print…'];
  const help = ['&Help', '&User guide', '&Keys', 'A &look around'];

  it.each(['win32', 'linux'] as const)('has what people expect on %s', async (platform) => {
    const { menu, told } = await openMenu(platform);
    expect([outline(menu), told['appId']]).toEqual([
      [[...file, 'quit'], 'editMenu', view, [...help, 'About Escalation Register']],
      ['org.escalation-register.app'],
    ]);
  });

  it('has what people expect on a Mac', async () => {
    const { menu } = await openMenu('darwin');
    expect(outline(menu)).toEqual([
      ['Escalation Register', 'About Escalation Register', 'hide', 'hideOthers', 'unhide', 'quit'],
      [...file, 'close'],
      'editMenu',
      view,
      'windowMenu',
      help,
    ]);
  });

  it('locks the register, and asks the window for paper and for help', async () => {
    const { press, did, told } = await openMenu('linux');
    for (const label of ['&Lock the register', '&Print…', '&User guide', '&Keys', 'A &look around'])
      press(label);
    press('About Escalation Register');
    await expect.poll(() => did).toEqual([['lock', 'person']]);
    expect(told['sent']).toEqual(
      ['print', 'guide', 'keys', 'tour', 'about'].map((request) => [
        'register:event',
        { name: 'menu.asked', payload: { request } },
      ]),
    );
  });
});

describe('spelling', () => {
  const nowhere = 'http://127.0.0.1:9/';
  const dictionary = async (): Promise<void> => {
    await mkdir(join(windowFolder(), 'Dictionaries'), { recursive: true });
    await writeFile(join(windowFolder(), 'Dictionaries/en-GB-10-1.bdic'), '');
  };
  const spellingOf = async (platform: NodeJS.Platform) => {
    const { told } = await openApp({ platform });
    const [{ webPreferences }] = told['windowOptions'] as [{ webPreferences: { spellcheck: boolean } }];
    return [...(told['spelling'] ?? []), webPreferences.spellcheck];
  };

  it('is checked by the system, or by a dictionary that lies here, and nothing is fetched for it', async () => {
    const bare = [await spellingOf('win32'), await spellingOf('darwin'), await spellingOf('linux')];
    await dictionary();
    const checked = [nowhere, true, ['en-GB'], true];
    expect([...bare, await spellingOf('linux')]).toEqual([
      checked,
      checked,
      [nowhere, false, [], false],
      checked,
    ]);
  });

  const flags = { canCut: true, canCopy: true, canPaste: false, canSelectAll: true };
  const nothingPointedAt = {
    dictionarySuggestions: [],
    editFlags: flags,
    isEditable: false,
    misspelledWord: '',
    selectionText: '',
  };

  it('offers other spellings by a right click, and no way to write a word into a dictionary', async () => {
    const { contents, told } = await openApp();
    contents.emit(
      'context-menu',
      {},
      {
        ...nothingPointedAt,
        isEditable: true,
        misspelledWord: 'escalatoin',
        dictionarySuggestions: ['escalation', 'escalations'],
      },
    );
    const [menu] = told['poppedUp'] as [MenuItem[]];
    menu[0]?.click?.();
    expect([outline(menu), menu.at(-2)?.enabled, told['respelt']]).toEqual([
      ['escalation', 'escalations', 'Cut', 'Copy', 'Paste', 'Select all'],
      false,
      ['escalation'],
    ]);
  });

  it('copies what is selected on a page, and opens no menu where there is nothing to do', async () => {
    const { contents, told } = await openApp();
    contents.emit('context-menu', {}, nothingPointedAt);
    contents.emit('context-menu', {}, { ...nothingPointedAt, selectionText: 'a reference' });
    expect((told['poppedUp'] as MenuItem[][]).map(outline)).toEqual([['Copy']]);
  });
});

describe('the place of the window', () => {
  const placeFile = () => join(windowFolder(), 'window-place.json');
  const boundsOf = (told: { readonly [what: string]: readonly unknown[] }) => {
    const [{ x, y, width, height }] = told['windowOptions'] as [Record<string, number>];
    return { x, y, width, height };
  };

  it('is as it was when it closed, and the file says nothing else', async () => {
    const first = await openApp();
    first.tell('bounds', { x: 120, y: 80, width: 1200, height: 800 });
    first.tell('isMaximised', true);
    first.window.emit('close');
    const again = await openApp();
    again.window.emit('ready-to-show');
    expect([
      JSON.parse(await readFile(placeFile(), 'utf8')),
      boundsOf(again.told),
      again.told['window'],
    ]).toEqual([
      { x: 120, y: 80, width: 1200, height: 800, maximised: true },
      { x: 120, y: 80, width: 1200, height: 800 },
      ['maximised', 'shown'],
    ]);
  });

  it.each([
    ['damaged', '{"x":'],
    ['of another kind', '{"x":0,"y":0,"width":900,"height":700,"maximised":false,"title":"Sample-Test"}'],
    ['of a display that is gone', '{"x":4000,"y":0,"width":900,"height":700,"maximised":false}'],
  ])('is that of a first start where the file is %s', async (_what, text) => {
    await mkdir(windowFolder());
    await writeFile(placeFile(), text);
    const { told } = await openApp();
    expect(boundsOf(told)).toEqual({ x: undefined, y: undefined, width: 1440, height: 900 });
  });

  it('cannot be kept in a folder that is not there to be written, and the window closes all the same', async () => {
    const { window } = await openApp();
    await writeFile(windowFolder(), 'a file in the way');
    expect(() => window.emit('close')).not.toThrow();
  });
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

describe('a folder', () => {
  it.each([
    ['backups', 'Choose the folder for backups'],
    ['restore', 'Choose an empty folder on this computer’s own disk'],
    ['portable', 'Choose the folder for the copy, such as an encrypted USB stick'],
    ['bring', 'Choose the folder that the backup is in'],
  ] as const)(
    'for %s is asked for in the system’s own dialog, and only the one chosen comes back',
    async (purpose, title) => {
      const { parts, invoke, tell, told } = await openApp();
      await invoke(lockMessage);
      const none = await parts().folders.choose(purpose);
      tell('folderAnswer', { canceled: false, filePaths: ['/chosen/here'] });
      expect([none, await parts().folders.choose(purpose), told['folderAsked']]).toEqual([
        undefined,
        '/chosen/here',
        [1, 2].map(() => ({ title, message: title, properties: ['openDirectory', 'createDirectory'] })),
      ]);
    },
  );
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
