import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findDatabaseFault } from '../../electron/backend/database/databaseFault.ts';
import { findDamagedPages } from '../../electron/backend/database/findDamagedPages.ts';
import { databaseFileName, type OpenRegister } from '../../electron/backend/register.ts';
import { bareKeys, countNumbered, integrityOf, openBareRegister } from './bareRegister.ts';
import { createReplayedDisk, readDiskLog, type Survival } from './diskReplay.ts';
import { buildShim, missingForShim, shimEnvironment } from './diskShim.ts';
import type { WritingOrder } from './processes/writeNumbered.ts';
import { below, chanceOf, type Row, type Say } from './row.ts';

const writer = fileURLToPath(new URL('./processes/writeNumbered.ts', import.meta.url));
const acknowledgements = 'acknowledged';

interface Losses {
  states: number;
  /** States in which an acknowledged row is not there. */
  losing: number;
  /** States that do not open, or that are not sound when opened. */
  corrupt: number;
  /** Sound states that the walk at unlocking calls damaged. */
  falseAlarms: number;
  /** States in which rows are gone and the audit anchor told of it. */
  told: number;
}

/** Whether the app's own code ends with a fault that it explains; any other error is thrown. */
const isFault = (act: () => void): boolean => {
  try {
    act();
    return false;
  } catch (error) {
    if (!findDatabaseFault(error)) throw error;
    return true;
  }
};

/** Opens what a power cut left, by the app's own opening, and compares it with what had been acknowledged. */
const lookAt = (directory: string, seed: number, acknowledged: number, figures: Losses): void => {
  figures.states += 1;
  const file = join(directory, databaseFileName);
  const key = bareKeys(seed).database;
  // As unlocking looks first: what the log beside the file makes whole must not be called damaged.
  const calledDamaged = findDamagedPages(file, key).length > 0;
  let register: OpenRegister | undefined;
  let sound = !isFault(() => {
    register = openBareRegister(directory, seed, 'open');
  });
  if (register) {
    const opened = register;
    const couldNotLook = isFault(() => {
      const reaches = opened.auditLog.reachesAnchor();
      if (countNumbered(opened) < acknowledged) {
        figures.losing += 1;
        if (!reaches) figures.told += 1;
      } else if (!reaches || !opened.auditLog.check().ok) sound = false;
      if (integrityOf(opened) !== '') sound = false;
    });
    const couldNotClose = isFault(() => opened.close());
    if (couldNotLook || couldNotClose || findDamagedPages(file, key).length > 0) sound = false;
  }
  if (!sound) figures.corrupt += 1;
  else if (calledDamaged) figures.falseAlarms += 1;
};

/** Writes `rows` rows under the shim and opens the register in `states` states of its disk. */
const losePower = (options: {
  readonly shim: string;
  readonly seed: number;
  readonly rows: number;
  readonly states: number;
  readonly synchronous?: WritingOrder['synchronous'];
  readonly say: Say;
}): Losses => {
  const { shim, seed, rows, states, synchronous, say } = options;
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'reliability-power-')));
  const directory = join(root, 'register');
  const figures: Losses = { states: 0, losing: 0, corrupt: 0, falseAlarms: 0, told: 0 };
  try {
    mkdirSync(directory);
    const order: WritingOrder = {
      directory,
      seed,
      mode: 'create',
      first: 1,
      last: rows,
      acknowledge: 'afterwards',
      foldEvery: 9,
      acknowledgeTo: join(directory, acknowledgements),
      ...(synchronous ? { synchronous } : {}),
    };
    execFileSync(process.execPath, [writer, JSON.stringify(order)], {
      env: shimEnvironment(shim, directory, join(root, 'log')),
      stdio: 'inherit',
    });
    const steps = readDiskLog(readFileSync(join(root, 'log')));
    const own = steps.find((step) => step.kind === 'name' && step.name === acknowledgements);
    const acknowledgementFile = own?.kind === 'name' ? own.file : 0;
    const isAcknowledgement = (index: number): boolean => {
      const step = steps[index];
      return step?.kind === 'write' && step.file === acknowledgementFile;
    };
    const first = steps.findIndex((_step, index) => isAcknowledgement(index));
    if (first === -1) throw new Error('The shim saw no acknowledgement');
    const chance = chanceOf(seed);
    const cuts = Array.from({ length: states }, () => first + 1 + below(chance, steps.length - first)).sort(
      (one, other) => one - other,
    );
    say(`${steps.length} steps of the disk for ${rows} rows${synchronous ? ` with ${synchronous}` : ''}`);
    const disk = createReplayedDisk();
    let taken = 0;
    let acknowledged = 0;
    for (const cut of cuts) {
      for (; taken < cut; taken += 1) {
        const step = steps[taken];
        if (isAcknowledgement(taken)) acknowledged += 1;
        else if (step) disk.take(step);
      }
      const lot = below(chance, 4);
      const survival: Survival = lot === 0 ? 'none' : lot === 1 ? 'all' : 'some';
      const left = join(root, 'left');
      disk.leave(left, survival, chance);
      lookAt(left, seed, acknowledged, figures);
      rmSync(left, { recursive: true });
      if (figures.states % 250 === 0)
        say(`${figures.states} states, ${figures.losing} losing, ${figures.corrupt} corrupt`);
    }
    return figures;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
};

export const powerLossReplay: Row = {
  name: 'power-loss-replay',
  target: '1,000 states, 0 acknowledged lost, 0 corrupt',
  promise: 'a power cut at any step of the disk loses nothing acknowledged and leaves a sound register',
  seed: 20260412,
  missing: missingForShim,
  run: async (size, say) => {
    const { seed } = powerLossReplay;
    const shim = buildShim();
    try {
      const rows = size === 'full' ? 400 : 40;
      const run = (states: number, synchronous?: WritingOrder['synchronous']): Losses =>
        losePower({ shim, seed, rows, states, say, ...(synchronous ? { synchronous } : {}) });
      const ours = run(size === 'full' ? 1_000 : 30);
      const normal = run(size === 'full' ? 300 : 15, 'NORMAL');
      const off = run(size === 'full' ? 300 : 30, 'OFF');
      return {
        measured: `${ours.states} states, ${ours.losing} lose an acknowledged write, ${ours.corrupt} corrupt, ${ours.falseAlarms} sound ones called damaged`,
        control:
          `NORMAL: ${normal.losing} of ${normal.states} states lose (the anchor tells of ${normal.told}), ` +
          `${normal.corrupt} corrupt; OFF: ${off.corrupt} of ${off.states} corrupt, ${off.losing} lose`,
        ok: ours.losing + ours.corrupt + ours.falseAlarms === 0 && normal.losing > 0 && off.corrupt > 0,
      };
    } finally {
      rmSync(shim);
    }
  },
};
