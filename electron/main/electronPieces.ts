import type * as Electron from 'electron';

/** What the app uses of Electron, handed in so that the wiring can be driven in Node by stand-ins. */
export interface ElectronPieces {
  readonly app: Pick<
    Electron.App,
    'enableSandbox' | 'getPath' | 'on' | 'quit' | 'requestSingleInstanceLock' | 'setPath' | 'whenReady'
  > & { readonly commandLine: Pick<Electron.CommandLine, 'appendSwitch'> };
  readonly createWindow: (options: Electron.BrowserWindowConstructorOptions) => Electron.BrowserWindow;
  readonly dialog: Pick<Electron.Dialog, 'showErrorBox' | 'showMessageBox' | 'showSaveDialog'>;
  readonly fork: typeof Electron.utilityProcess.fork;
  readonly ipcMain: Pick<Electron.IpcMain, 'handle'>;
  readonly menu: Pick<typeof Electron.Menu, 'buildFromTemplate' | 'setApplicationMenu'>;
  readonly powerMonitor: Pick<Electron.PowerMonitor, 'on'>;
  readonly protocol: Pick<Electron.Protocol, 'registerSchemesAsPrivileged'>;
  readonly session: Pick<typeof Electron.session, 'fromPartition'>;
  readonly shell: Pick<Electron.Shell, 'openPath'>;
}
