import type {
  App,
  BrowserWindow,
  BrowserWindowConstructorOptions,
  CommandLine,
  Dialog,
  IpcMain,
  Menu,
  PowerMonitor,
  Protocol,
  Screen,
  session,
  Shell,
  utilityProcess,
} from 'electron';

/** What the app uses of Electron, handed in so that the wiring can be driven in Node by stand-ins. */
export interface ElectronPieces {
  readonly app: Pick<
    App,
    | 'enableSandbox'
    | 'getPath'
    | 'on'
    | 'quit'
    | 'requestSingleInstanceLock'
    | 'setAppUserModelId'
    | 'setPath'
    | 'whenReady'
  > & { readonly commandLine: Pick<CommandLine, 'appendSwitch'> };
  readonly createWindow: (options: BrowserWindowConstructorOptions) => BrowserWindow;
  readonly dialog: Pick<Dialog, 'showErrorBox' | 'showMessageBox' | 'showOpenDialog' | 'showSaveDialog'>;
  readonly fork: typeof utilityProcess.fork;
  readonly ipcMain: Pick<IpcMain, 'handle'>;
  readonly menu: Pick<typeof Menu, 'buildFromTemplate' | 'setApplicationMenu'>;
  readonly powerMonitor: Pick<PowerMonitor, 'on'>;
  readonly protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>;
  readonly screen: Pick<Screen, 'getAllDisplays'>;
  readonly session: Pick<typeof session, 'fromPartition'>;
  readonly shell: Pick<Shell, 'openPath'>;
}
