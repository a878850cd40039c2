import type { IpcMain } from 'electron';
import type { Gateway } from '../window/gateway.ts';

export const CALL_CHANNEL = 'register:call';
export const EVENT_CHANNEL = 'register:event';

/** The only place where the main process listens to a window. */
export const wireGateway = (ipcMain: Pick<IpcMain, 'handle'>, gateway: Gateway): void => {
  ipcMain.handle(CALL_CHANNEL, ({ senderFrame, sender }, message: unknown) =>
    gateway.handle(message, {
      // A frame that has gone meanwhile is null, and no sender.
      isMainFrame: senderFrame !== null && senderFrame === sender.mainFrame,
      url: senderFrame?.url ?? '',
    }),
  );
};
