import childProcess from 'node:child_process';
import dgram from 'node:dgram';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import workerThreads from 'node:worker_threads';

/** No arrow: some of what it stands for is called with `new`. */
function refuse(): never {
  throw Object.assign(new Error('A process that reads other people’s files may not do this.'), {
    code: 'ERR_ACCESS_DENIED',
  });
}

const refuseAll = (holder: object, names: readonly string[]): void => {
  for (const name of names) if (name in holder) Object.defineProperty(holder, name, { value: refuse });
};

const writing = [
  'appendFile chmod chown copyFile cp fchmod fchown ftruncate futimes lchmod lchown link lutimes mkdir mkdtemp rename rm',
  'rmdir symlink truncate unlink utimes write writeFile writev',
].flatMap((names) => names.split(' '));

/** `fs.open` and its like open to read only. */
const readOnly = (holder: object, name: string): void => {
  const open = (holder as Record<string, (...asked: unknown[]) => unknown>)[name];
  if (!open) return;
  Object.defineProperty(holder, name, {
    value: (path: unknown, ...rest: unknown[]) => {
      const [flags] = rest;
      const reads = flags === undefined || typeof flags === 'function' || flags === 'r' || flags === 0;
      return reads ? open.call(holder, path, ...rest) : refuse();
    },
  });
};

/**
 * What a process that opens other people's files does without: the network, other programs, threads and writing. For
 * Electron's utility processes, which have no Node permission model; where there is one, it has said all this already.
 * It stands against a library that does something of the kind by itself, not against native code that was taken over.
 */
export const giveUpRights = (): void => {
  if ('permission' in process && process.permission !== undefined) return;
  refuseAll(net.Socket.prototype, ['connect']);
  refuseAll(net.Server.prototype, ['listen']);
  refuseAll(dgram.Socket.prototype, ['bind', 'connect', 'send']);
  refuseAll(childProcess.ChildProcess.prototype, ['spawn']);
  refuseAll(childProcess, ['exec', 'execFile', 'execFileSync', 'execSync', 'fork', 'spawn', 'spawnSync']);
  refuseAll(workerThreads, ['Worker']);
  refuseAll(globalThis, ['fetch', 'WebSocket', 'EventSource']);
  refuseAll(fs, [...writing, ...writing.map((name) => `${name}Sync`), 'createWriteStream', 'WriteStream']);
  refuseAll(fs.promises, writing);
  for (const name of ['open', 'openSync']) readOnly(fs, name);
  readOnly(fs.promises, 'open');
  syncBuiltinESMExports();
};
