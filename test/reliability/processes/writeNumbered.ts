// Opens a register, writes one numbered row after another and acknowledges each, until it is killed or has written all.
import { openSync, writeSync } from 'node:fs';
import { connectionOf, openBareRegister, writeNumbered } from '../bareRegister.ts';

export interface WritingOrder {
  readonly directory: string;
  readonly seed: number;
  readonly mode: 'create' | 'open';
  readonly first: number;
  readonly last: number;
  /** `early` is the mistake that the control makes: it acknowledges before COMMIT, and takes {@link earlyBy} to it. */
  readonly acknowledge: 'afterwards' | 'early';
  /** As the app has it unless said otherwise. */
  readonly synchronous?: 'NORMAL' | 'OFF';
  /** Fold the write-ahead log in after every so many rows. */
  readonly foldEvery?: number;
  /** Where acknowledgements go; standard output unless said otherwise. */
  readonly acknowledgeTo?: string;
}

/** Milliseconds. On a fast disk COMMIT is over before a kill can arrive, and the mistake would show by chance alone. */
const earlyBy = 50;

/** Halts this process, as a slow disk would. */
const halt = (milliseconds: number): void =>
  void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);

const order = JSON.parse(process.argv[2] ?? '{}') as WritingOrder;
const register = openBareRegister(order.directory, order.seed, order.mode);
const connection = connectionOf(register);
if (order.synchronous) connection.pragma(`synchronous=${order.synchronous}`);
const to = order.acknowledgeTo === undefined ? 1 : openSync(order.acknowledgeTo, 'a');
const acknowledge = (number: number): void => void writeSync(to, `${number}\n`);
for (let number = order.first; number <= order.last; number += 1) {
  if (order.acknowledge === 'early')
    writeNumbered(register, number, () => {
      acknowledge(number);
      halt(earlyBy);
    });
  else {
    writeNumbered(register, number);
    acknowledge(number);
  }
  if (order.foldEvery && number % order.foldEvery === 0) connection.pragma('wal_checkpoint(TRUNCATE)');
}
if (order.acknowledgeTo !== undefined) process.exit(0); // as a power cut would end it: nothing is closed
