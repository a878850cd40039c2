/**
 * A disk as a power cut may leave it. What was synced is there; of what was written since, each write is there, is not
 * there, or is there in part, by sectors of 512 bytes and in any order. Names made, changed and taken away since the
 * folder was last synced are there up to some point, as a journalling file system keeps them.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { below } from './row.ts';

const SECTOR = 512;
const kinds = { name: 1, write: 2, length: 3, sync: 4, rename: 5, unlink: 6, syncFolder: 7 } as const;

export type DiskStep =
  | { readonly kind: 'name'; readonly file: number; readonly name: string }
  | { readonly kind: 'write'; readonly file: number; readonly offset: number; readonly bytes: Buffer }
  | { readonly kind: 'length'; readonly file: number; readonly length: number }
  | { readonly kind: 'sync'; readonly file: number }
  | { readonly kind: 'rename'; readonly file: number; readonly from: string; readonly to: string }
  | { readonly kind: 'unlink'; readonly name: string }
  | { readonly kind: 'syncFolder' };

/** The steps of the shim's log, in order. */
export const readDiskLog = (log: Buffer): readonly DiskStep[] => {
  const steps: DiskStep[] = [];
  for (let at = 0; at + 24 <= log.length;) {
    const kind = log.readUInt32LE(at);
    const file = log.readUInt32LE(at + 4);
    const offset = Number(log.readBigUInt64LE(at + 8));
    const length = Number(log.readBigUInt64LE(at + 16));
    const bytes = log.subarray(at + 24, at + 24 + length);
    at += 24 + length;
    const text = (): string => bytes.toString('utf8');
    if (kind === kinds.name) steps.push({ kind: 'name', file, name: text() });
    else if (kind === kinds.write) steps.push({ kind: 'write', file, offset, bytes });
    else if (kind === kinds.length) steps.push({ kind: 'length', file, length: offset });
    else if (kind === kinds.sync) steps.push({ kind: 'sync', file });
    else if (kind === kinds.unlink) steps.push({ kind: 'unlink', name: text() });
    else if (kind === kinds.syncFolder) steps.push({ kind: 'syncFolder' });
    else if (kind === kinds.rename) {
      const [from = '', to = ''] = text().split('\n');
      steps.push({ kind: 'rename', file, from, to });
    }
  }
  return steps;
};

type Content = Extract<DiskStep, { kind: 'write' | 'length' }>;
type Naming = Extract<DiskStep, { kind: 'name' | 'rename' | 'unlink' }>;

const applyTo = (content: Buffer, step: Content): Buffer => {
  if (step.kind === 'length') {
    if (step.length <= content.length) return content.subarray(0, step.length);
    return Buffer.concat([content, Buffer.alloc(step.length - content.length)]);
  }
  const end = step.offset + step.bytes.length;
  const grown = end > content.length ? Buffer.concat([content, Buffer.alloc(end - content.length)]) : content;
  step.bytes.copy(grown, step.offset);
  return grown;
};

const applyName = (names: Map<string, number>, step: Naming): void => {
  if (step.kind === 'unlink') names.delete(step.name);
  else if (step.kind === 'name') names.set(step.name, step.file);
  else {
    names.delete(step.from);
    names.set(step.to, step.file);
  }
};

/** What of the unsynced writes has reached the disk. */
export type Survival = 'none' | 'some' | 'all';

export interface ReplayedDisk {
  /** Takes the next step. */
  take(step: DiskStep): void;
  /** Writes the folder as the power cut leaves it now. */
  leave(folder: string, survival: Survival, chance: () => number): void;
}

export const createReplayedDisk = (): ReplayedDisk => {
  const synced = new Map<number, Buffer>();
  const since = new Map<number, Content[]>();
  const syncedNames = new Map<string, number>();
  let namings: Naming[] = [];

  const contentOf = (file: number): Buffer => synced.get(file) ?? Buffer.alloc(0);

  const survivorsOf = (
    steps: readonly Content[],
    survival: Survival,
    chance: () => number,
  ): readonly Content[] => {
    if (survival !== 'some') return survival === 'all' ? steps : [];
    return steps.flatMap((step): readonly Content[] => {
      const lot = below(chance, 3);
      if (lot === 0) return [];
      if (lot === 1 || step.kind === 'length') return [step];
      const sectors: Content[] = [];
      for (let at = 0; at < step.bytes.length;) {
        const end = Math.min(step.bytes.length, at + SECTOR - ((step.offset + at) % SECTOR));
        if (chance() < 0.5)
          sectors.push({ ...step, offset: step.offset + at, bytes: step.bytes.subarray(at, end) });
        at = end;
      }
      return sectors;
    });
  };

  return {
    take: (step) => {
      switch (step.kind) {
        case 'write':
        case 'length': {
          const steps = since.get(step.file) ?? [];
          steps.push(step);
          since.set(step.file, steps);
          return;
        }
        case 'sync': {
          let content = contentOf(step.file);
          for (const change of since.get(step.file) ?? []) content = applyTo(content, change);
          synced.set(step.file, content);
          since.delete(step.file);
          return;
        }
        case 'syncFolder':
          for (const naming of namings) applyName(syncedNames, naming);
          namings = [];
          return;
        default:
          namings.push(step);
      }
    },
    leave: (folder, survival, chance) => {
      const names = new Map(syncedNames);
      const kept =
        survival === 'all' ? namings.length : survival === 'none' ? 0 : below(chance, namings.length + 1);
      for (const naming of namings.slice(0, kept)) applyName(names, naming);
      mkdirSync(folder, { recursive: true });
      for (const [name, file] of names) {
        let content: Buffer = Buffer.from(contentOf(file));
        for (const step of survivorsOf(since.get(file) ?? [], survival, chance))
          content = applyTo(content, step);
        writeFileSync(join(folder, name), content);
      }
    },
  };
};
