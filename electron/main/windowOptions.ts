import type { BrowserWindowConstructorOptions, Session } from 'electron';
import { smallestWindow } from './windowPlace.ts';

/** The window: sandboxed, isolated, without Node and without developer tools. */
export const windowOptions = (
  preload: string,
  session: Session,
  spellcheck: boolean,
): BrowserWindowConstructorOptions => ({
  title: 'Escalation Register',
  width: 1440,
  height: 900,
  minWidth: smallestWindow.width,
  minHeight: smallestWindow.height,
  show: false,
  webPreferences: {
    preload,
    session,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck,
    devTools: false,
  },
});
