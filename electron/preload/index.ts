/**
 * Runs in the window's sandbox before the page: one way to ask, one way to listen, and nothing else of Electron.
 * Imports only Electron and types of shared.
 */
import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import type { RegisterBridge } from '../../shared/contract/bridge.ts';

const bridge: RegisterBridge = {
  call: (name, inputJson) => ipcRenderer.invoke('register:call', { name, inputJson }),
  subscribe: (listener) => {
    const hear = (_event: IpcRendererEvent, json: string): void => listener(json);
    ipcRenderer.on('register:event', hear);
    return () => void ipcRenderer.off('register:event', hear);
  },
};

contextBridge.exposeInMainWorld('register', bridge);
