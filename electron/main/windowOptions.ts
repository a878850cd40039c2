import type { BrowserWindowConstructorOptions, Session } from 'electron';

/** The window: sandboxed, isolated, without Node and without developer tools. */
export const windowOptions = (preload: string, session: Session): BrowserWindowConstructorOptions => ({
  title: 'Escalation Register',
  width: 1440,
  height: 900,
  minWidth: 800,
  minHeight: 600,
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
    spellcheck: false,
    devTools: false,
  },
});
