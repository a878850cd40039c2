/**
 * Entry of the utility process that runs the backend, so that the database and the documents never block a window.
 * Imports the backend but not Electron: all that it needs of Electron is the port to its parent.
 */
import { randomUUID } from 'node:crypto';
import { createBackend } from '../backend/createBackend.ts';
import { createFileLogger } from '../window/fileLogger.ts';
import { systemClock } from '../window/systemClock.ts';
import type { ToBackend } from './backendMessages.ts';
import { serveBackend } from './serveBackend.ts';

const { parentPort } = process;

serveBackend(
  {
    post: (message) => parentPort.postMessage(message),
    onMessage: (listener) => void parentPort.on('message', ({ data }) => listener(data as ToBackend)),
  },
  ({ places: { log, ...paths }, outbox, folders, printer, parser, drawing, copies }) =>
    createBackend({
      clock: systemClock,
      ids: { next: randomUUID },
      logger: createFileLogger(log, systemClock),
      paths,
      parser,
      drawing,
      copies,
      outbox,
      folders,
      printer,
    }),
);
