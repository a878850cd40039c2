import { DocumentRefusal, KEEP_AS_EVIDENCE } from './documentRefusal.ts';

const NEXT_TABLE_SLOTS = 109;

/**
 * Refuses an old Office file whose chains of sectors lead round in a ring, which would keep the libraries that read
 * such files busy until their memory is full. Everything else that may be wrong with it is left to them.
 */
export const refuseRings = (bytes: Uint8Array): void => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const numberAt = (offset: number): number =>
    offset >= 0 && offset + 4 <= view.byteLength ? view.getInt32(offset, true) : -1;
  const sectorBytes = 1 << Math.min(numberAt(30) & 0xffff, 16);
  const perSector = sectorBytes / 4;
  const sectorCount = Math.ceil(bytes.length / sectorBytes);
  const sectorAt = (sector: number): number => (sector + 1) * sectorBytes;

  const tableSectors: number[] = [];
  for (let slot = 0; slot < NEXT_TABLE_SLOTS; slot += 1) tableSectors.push(numberAt(76 + slot * 4));
  let further = numberAt(68);
  for (let steps = 0; further >= 0; steps += 1) {
    if (steps > sectorCount) throw ring();
    for (let slot = 0; slot < perSector - 1; slot += 1)
      tableSectors.push(numberAt(sectorAt(further) + slot * 4));
    further = numberAt(sectorAt(further) + sectorBytes - 4);
  }
  const table = tableSectors
    .filter((sector) => sector >= 0)
    .flatMap((sector) =>
      Array.from({ length: perSector }, (_slot, slot) => numberAt(sectorAt(sector) + slot * 4)),
    );
  refuseRing(table);

  const small: number[] = [];
  for (let sector = numberAt(60), steps = 0; sector >= 0 && steps <= sectorCount; steps += 1) {
    for (let slot = 0; slot < perSector; slot += 1) small.push(numberAt(sectorAt(sector) + slot * 4));
    sector = table[sector] ?? -1;
  }
  refuseRing(small);
};

/** Follows every chain once: one that comes back to itself never ends. */
const refuseRing = (next: readonly number[]): void => {
  const seenIn = new Int32Array(next.length).fill(-1);
  for (let start = 0; start < next.length; start += 1)
    for (let at = start; at >= 0 && at < next.length; at = next[at] ?? -1) {
      if (seenIn[at] === start) throw ring();
      if (seenIn[at] !== -1) break;
      seenIn[at] = start;
    }
};

const ring = (): DocumentRefusal =>
  new DocumentRefusal(
    'damaged',
    `This file is damaged: its parts lead round in a ring. Ask the sender for it again. ${KEEP_AS_EVIDENCE}`,
  );
