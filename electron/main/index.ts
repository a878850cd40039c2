/**
 * The Electron host: window, protocol, menus, dialogs, one gateway, and the processes of the backend and of the
 * reader. Imports electron/window and shared; of the backend only types, since it runs in a process of its own.
 * Only this file loads Electron: the rest takes its pieces as parameters.
 */
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  powerMonitor,
  protocol,
  screen,
  session,
  shell,
  utilityProcess,
} from 'electron';
import { localPlaces } from '../window/localPlaces.ts';
import { wireApp } from './wireApp.ts';

const local = localPlaces(process.platform, process.env, homedir());
const chosenRegister = app.commandLine.getSwitchValue('register');

void wireApp(
  {
    app,
    createWindow: (options) => new BrowserWindow(options),
    dialog,
    fork: utilityProcess.fork,
    ipcMain,
    menu: Menu,
    powerMonitor,
    protocol,
    screen,
    session,
    shell,
  },
  {
    places: {
      local: chosenRegister ? { ...local, register: resolve(chosenRegister) } : local,
      app: app.getAppPath(),
    },
    platform: process.platform,
  },
);
