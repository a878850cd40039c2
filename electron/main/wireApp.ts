import { join } from 'node:path';
import type { BrowserWindow } from 'electron';
import { createGateway } from '../window/gateway.ts';
import type { LocalPlaces } from '../window/localPlaces.ts';
import { quietSwitches } from '../window/quietSwitches.ts';
import { createRendererFiles } from '../window/rendererFiles.ts';
import { connectBackend } from './backendClient.ts';
import type { BackendEvent } from './backendMessages.ts';
import { createDialogFolders } from './dialogFolders.ts';
import { createDialogOutbox } from './dialogOutbox.ts';
import type { ElectronPieces } from './electronPieces.ts';
import { APP_ORIGIN, APP_SCHEME, hardenContents, hardenSession } from './hardenSession.ts';
import { contextMenu } from './contextMenu.ts';
import { registerMenu } from './registerMenu.ts';
import { canCheckSpelling, setUpSpelling } from './spelling.ts';
import { keepWindowPlace, placeOnDisplays, readWindowPlace } from './windowPlace.ts';
import { createWindowPrinter } from './windowPrinter.ts';
import { windowOptions } from './windowOptions.ts';
import { EVENT_CHANNEL, wireGateway } from './wireGateway.ts';

export interface AppPlaces {
  readonly local: LocalPlaces;
  /** The folder that holds `out` and `drizzle`: the project, or the packaged archive. */
  readonly app: string;
}

export interface AppSettings {
  readonly places: AppPlaces;
  readonly platform: NodeJS.Platform;
}

/** As electron-builder.yml names it: Windows groups the window and its installer's shortcuts by it. */
const APP_ID = 'org.escalation-register.app';

/** How long, in milliseconds, quitting waits for the register to close before it goes anyway. */
const CLOSING_LIMIT = 10_000;

/** As the system's list of processes shows them. */
const workerNames = {
  parserWorker: 'Reader of received files',
  drawingWorker: 'Drawing of pages',
  copyWorker: 'Checking of copies',
} as const;

/**
 * Starts the app: one instance, one window, one backend in its own process. Resolves when the window is being
 * loaded, or at once where another instance has the register.
 */
export const wireApp = async (electron: ElectronPieces, settings: AppSettings): Promise<void> => {
  const { app, dialog } = electron;
  const { places, platform } = settings;
  let window: BrowserWindow | undefined;

  app.setPath('userData', places.local.window);
  app.setAppUserModelId(APP_ID);
  if (!app.requestSingleInstanceLock()) return app.quit();
  app.enableSandbox();
  for (const quiet of quietSwitches) {
    const [name = quiet, value] = quiet.split('=', 2);
    app.commandLine.appendSwitch(name, value);
  }
  electron.protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true } },
  ]);
  app.on('web-contents-created', (_event, contents) => hardenContents(contents));
  app.on('window-all-closed', () => app.quit());
  app.on('second-instance', () => {
    if (!window) return;
    if (window.isMinimized()) window.restore();
    window.focus();
    void dialog.showMessageBox(window, {
      type: 'info',
      message: 'Escalation Register is already open. This is its window.',
    });
  });

  await app.whenReady();

  const outFile = (...parts: readonly string[]): string => join(places.app, 'out', ...parts);
  const session = electron.session.fromPartition('register', { cache: false });
  hardenSession(session, createRendererFiles(outFile('renderer')));
  const checksSpelling = canCheckSpelling(platform, places.local.window);
  setUpSpelling(session, checksSpelling);
  const ownWindow = () => windowOptions(outFile('preload', 'index.cjs'), session, checksSpelling);
  const backend = connectBackend({
    child: electron.fork(outFile('electron', 'backendProcess.js'), [], { serviceName: 'Register' }),
    places: {
      register: places.local.register,
      log: places.local.log,
      migrations: join(places.app, 'drizzle', 'migrations'),
      fonts: outFile('fonts'),
    },
    startWorker: (entry) =>
      electron.fork(outFile('electron', `${entry}.js`), [], {
        serviceName: workerNames[entry],
        execArgv: ['--max-old-space-size=512'],
        // Nothing of the person's own environment; Windows starts no program without its folder.
        env: platform === 'win32' ? { SystemRoot: process.env['SystemRoot'] ?? 'C:\\Windows' } : {},
        stdio: 'ignore',
      }),
    outbox: createDialogOutbox(electron, () => window),
    folders: createDialogFolders(electron, () => window),
    printer: createWindowPrinter(() => electron.createWindow(ownWindow())),
    onGone: () => {
      dialog.showErrorBox(
        'The register has stopped',
        'It stopped unexpectedly. Nothing that was saved is lost. Open Escalation Register again.',
      );
      app.quit();
    },
  });
  const lock = (because: 'person' | 'suspend') => (): void => {
    // A backend that has gone holds no key any more.
    backend.lock(because).catch(() => undefined);
  };

  const tell = (event: BackendEvent): void => window?.webContents.send(EVENT_CHANNEL, JSON.stringify(event));

  wireGateway(electron.ipcMain, createGateway({ call: backend.call, allowedOrigin: APP_ORIGIN }));
  electron.menu.setApplicationMenu(
    electron.menu.buildFromTemplate([
      ...registerMenu(platform, {
        lock: lock('person'),
        ask: (request) => tell({ name: 'menu.asked', payload: { request } }),
      }),
    ]),
  );
  electron.powerMonitor.on('suspend', lock('suspend'));
  electron.powerMonitor.on('lock-screen', lock('suspend'));

  let closed = false;
  app.on('before-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    const limit = new Promise<void>((resolve) => setTimeout(resolve, CLOSING_LIMIT).unref());
    void Promise.race([backend.close(), limit])
      .catch(() => undefined)
      .then(() => {
        closed = true;
        app.quit();
      });
  });

  const placeFile = join(places.local.window, 'window-place.json');
  const kept = readWindowPlace(placeFile);
  const place =
    kept &&
    placeOnDisplays(
      kept,
      electron.screen.getAllDisplays().map(({ workArea }) => workArea),
    );
  const { maximised = false, ...bounds } = place ?? {};
  const opened = electron.createWindow({ ...ownWindow(), ...bounds });
  window = opened;
  keepWindowPlace(opened, placeFile);
  opened.once('ready-to-show', () => {
    if (maximised) opened.maximize();
    opened.show();
  });
  opened.once('closed', () => {
    window = undefined;
  });
  // The page's title never becomes the window's: screen sharing and task bars show it.
  opened.on('page-title-updated', (event) => event.preventDefault());
  opened.webContents.on('context-menu', (_event, pointed) => {
    const items = contextMenu(pointed, (word) => opened.webContents.replaceMisspelling(word));
    if (items.length > 0) electron.menu.buildFromTemplate([...items]).popup({ window: opened });
  });
  opened.webContents.on('render-process-gone', () => opened.webContents.reload());
  backend.subscribe(tell);
  await opened.loadURL(`${APP_ORIGIN}/index.html`);
};
