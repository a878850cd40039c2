/** Stand-ins for the few pieces of Electron that the host uses: they keep what they are told and can be driven. */
import { EventEmitter } from 'node:events';
import type { Backend } from '../../electron/backend/createBackend.ts';
import type { ToBackend, ToMain } from '../../electron/main/backendMessages.ts';
import type { ElectronPieces } from '../../electron/main/electronPieces.ts';
import { serveBackend, type BackendParts } from '../../electron/main/serveBackend.ts';

const soon = (work: () => void): void => void setImmediate(work);

/** A child process on this side of the fence: what is posted arrives a moment later, as a copy. */
export const createChildPair = () => {
  const child = new EventEmitter();
  const inside = new EventEmitter();
  let running = true;
  const exit = (): void => {
    if (!running) return;
    running = false;
    soon(() => child.emit('exit', 0));
  };
  return {
    inside,
    exit,
    isRunning: () => running,
    sendOut: (message: unknown) => {
      const copy = structuredClone(message);
      soon(() => running && child.emit('message', copy));
    },
    child: Object.assign(child, {
      postMessage: (message: unknown) => {
        const copy = structuredClone(message);
        soon(() => running && inside.emit('message', copy));
      },
      kill: () => {
        exit();
        return true;
      },
    }),
  };
};
export type ChildPair = ReturnType<typeof createChildPair>;

export interface StandInOptions {
  readonly build: (parts: BackendParts) => Backend;
  readonly parser?: (message: unknown) => unknown;
  readonly hasLock?: boolean;
  /** What a page that is printed is called once it is whole. */
  readonly pageTitle?: string;
  readonly displays?: readonly {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  }[];
}

/** Every piece of Electron, and handles to act as the person, the system and the page. */
export const createElectronStandIn = ({
  build,
  parser,
  hasLock = true,
  pageTitle = '',
  displays = [{ x: 0, y: 0, width: 1920, height: 1040 }],
}: StandInOptions) => {
  const told: { [what: string]: unknown[] } = {};
  const tell = (what: string, ...details: unknown[]): void => void (told[what] ??= []).push(...details);
  const handlers = new Map<string, (event: unknown, message: unknown) => Promise<string>>();
  const children: { readonly file: string; readonly pair: ChildPair }[] = [];
  const app = new EventEmitter();
  const powerMonitor = new EventEmitter();
  const session = new EventEmitter();
  const contents = Object.assign(new EventEmitter(), {
    mainFrame: { url: 'app://register/index.html' },
    setWindowOpenHandler: (handler: unknown) => tell('windowOpenHandler', handler),
    send: (channel: string, json: string) => tell('sent', [channel, JSON.parse(json)]),
    reload: () => tell('reloaded', true),
    replaceMisspelling: (word: string) => tell('respelt', word),
  });
  const window = Object.assign(new EventEmitter(), {
    webContents: contents,
    isMinimized: () => true,
    restore: () => tell('window', 'restored'),
    focus: () => tell('window', 'focused'),
    show: () => tell('window', 'shown'),
    maximize: () => tell('window', 'maximised'),
    isMaximized: () => told['isMaximised']?.[0] === true,
    getNormalBounds: () => told['bounds']?.[0] ?? { x: 0, y: 0, width: 1440, height: 900 },
    loadURL: async (url: string) => tell('loaded', url),
  });
  /** A window that nobody sees: its page says by its title when it is whole. */
  const openHiddenWindow = () => {
    const hidden = Object.assign(new EventEmitter(), {
      webContents: Object.assign(new EventEmitter(), {
        setWindowOpenHandler: () => undefined,
        printToPDF: async (sheet: unknown) => (tell('printed', sheet), Buffer.from('%PDF')),
      }),
      loadURL: async (url: string) => {
        tell('loaded', url);
        const title = (now: string) =>
          hidden.emit('page-title-updated', { preventDefault: () => undefined }, now);
        title('Escalation Register');
        soon(() => title(pageTitle));
      },
      destroy: () => tell('window', 'destroyed'),
    });
    app.emit('web-contents-created', {}, hidden.webContents);
    return hidden;
  };
  let windows = 0;

  const fork = (file: string, _arguments: unknown, options: unknown) => {
    const pair = createChildPair();
    children.push({ file, pair });
    tell('forked', [file, options]);
    if (file.endsWith('backendProcess.js'))
      serveBackend(
        {
          post: (message: ToMain) => pair.sendOut(message),
          onMessage: (listener) => void pair.inside.on('message', (message: ToBackend) => listener(message)),
        },
        build,
      );
    else pair.inside.on('message', (message) => pair.sendOut(parser?.(message)));
    return pair.child;
  };

  const pieces = {
    app: Object.assign(app, {
      enableSandbox: () => tell('app', 'sandboxed'),
      getPath: () => told['downloads']?.[0],
      quit: () => {
        tell('app', 'quit');
        let prevented = false;
        app.emit('before-quit', { preventDefault: () => (prevented = true) });
        if (!prevented) tell('app', 'ended');
      },
      requestSingleInstanceLock: () => hasLock,
      setAppUserModelId: (id: string) => tell('appId', id),
      setPath: (name: string, path: string) => tell('setPath', [name, path]),
      whenReady: async () => undefined,
      commandLine: { appendSwitch: (name: string, value?: string) => tell('switches', [name, value]) },
    }),
    createWindow: (options: unknown) => {
      tell('windowOptions', options);
      windows += 1;
      if (windows > 1) return openHiddenWindow();
      app.emit('web-contents-created', {}, contents);
      return window;
    },
    dialog: {
      showErrorBox: (title: string, content: string) => tell('errors', [title, content]),
      showMessageBox: async (_window: unknown, options: unknown) => tell('messages', options),
      showOpenDialog: async (...asked: unknown[]) => (
        tell('folderAsked', asked.at(-1)),
        told['folderAnswer']?.[0] ?? { canceled: true, filePaths: [] }
      ),
      showSaveDialog: async () => told['saveAnswer']?.[0] ?? { canceled: true, filePath: '' },
    },
    fork,
    ipcMain: {
      handle: (channel: string, handler: (event: unknown, message: unknown) => Promise<string>) =>
        void handlers.set(channel, handler),
    },
    menu: {
      buildFromTemplate: (template: unknown[]) =>
        Object.assign(template, { popup: () => tell('poppedUp', template) }),
      setApplicationMenu: (menu: unknown) => tell('menu', menu),
    },
    powerMonitor,
    screen: { getAllDisplays: () => displays.map((workArea) => ({ workArea })) },
    protocol: { registerSchemesAsPrivileged: (schemes: unknown) => tell('schemes', schemes) },
    session: {
      fromPartition: (name: string, options: unknown) => {
        tell('partition', [name, options]);
        return Object.assign(session, {
          protocol: { handle: (scheme: string, handler: unknown) => tell('protocol', [scheme, handler]) },
          webRequest: { onBeforeRequest: (handler: unknown) => tell('onBeforeRequest', handler) },
          setPermissionRequestHandler: (handler: unknown) => tell('permissionRequest', handler),
          setPermissionCheckHandler: (handler: unknown) => tell('permissionCheck', handler),
          setDevicePermissionHandler: (handler: unknown) => tell('devicePermission', handler),
          setSpellCheckerEnabled: (enabled: boolean) => tell('spelling', enabled),
          setSpellCheckerLanguages: (languages: unknown) => tell('spelling', languages),
          setSpellCheckerDictionaryDownloadURL: (url: string) => tell('spelling', url),
        });
      },
    },
    shell: { openPath: async (path: string) => (tell('opened', path), '') },
  };

  return {
    pieces: pieces as unknown as ElectronPieces,
    told,
    tell,
    children,
    app,
    powerMonitor,
    session,
    window,
    contents,
    /** What the window's preload would send; `event` stands for another sender. */
    invoke: async (
      message: unknown,
      event: unknown = { senderFrame: contents.mainFrame, sender: contents },
    ) => JSON.parse((await handlers.get('register:call')?.(event, message)) ?? 'null'),
  };
};
