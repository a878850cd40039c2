import { createHmac, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  auditMac,
  firstPrevious,
  readAnchor,
  sealAnchor,
  verifyChain,
  writeAnchor,
  type SealedAuditEntry,
} from '../../../electron/backend/audit/chain.ts';

const seed = 20_260_309;
const key = randomBytes(32);

const makeRows = (count: number): readonly SealedAuditEntry[] => {
  const rows: SealedAuditEntry[] = [];
  let previous = firstPrevious;
  for (let seq = 1; seq <= count; seq += 1) {
    const utc = `2026-03-09T09:00:${String(seq).padStart(2, '0')}.000Z`;
    const entry = {
      seq,
      utc,
      user: 'user-1',
      action: 'consultation',
      entity: `case-${seq}`,
      detail: '{}',
      previous,
    };
    previous = auditMac(entry, key);
    rows.push({ ...entry, mac: previous });
  }
  return rows;
};
const rows = makeRows(30);
const last = rows.at(-1)!;
const anchor = sealAnchor(30, last.mac, key);

describe('the audit log', () => {
  test('a row’s seal is HMAC-SHA256 over its fields, each after its length', () => {
    const entry = { seq: 1, utc: 't', user: 'u', action: 'a', entity: 'é', detail: '', previous: 'p' };
    const bytes = Buffer.concat(
      ['row', '1', 't', 'u', 'a', 'é', '', 'p'].map((field) =>
        Buffer.concat([Buffer.from([0, 0, 0, Buffer.byteLength(field)]), Buffer.from(field)]),
      ),
    );
    expect(auditMac(entry, key)).toBe(createHmac('sha256', key).update(bytes).digest('hex'));
  });

  test('untouched is sound, also when empty or a row ahead of its anchor after a power cut', () => {
    const behind = sealAnchor(29, rows[28]!.mac, key);
    expect([
      verifyChain(rows, key, anchor),
      verifyChain(rows, key, behind),
      verifyChain([], key, sealAnchor(0, firstPrevious, key)),
    ]).toEqual([
      { ok: true, seq: 30, head: last.mac },
      { ok: true, seq: 30, head: last.mac },
      { ok: true, seq: 0, head: firstPrevious },
    ]);
  });

  test('any row changed, dropped, swapped or cut off is found', () => {
    const change = (at: number, field: keyof SealedAuditEntry): SealedAuditEntry[] =>
      rows.map((row, index) => {
        if (index !== at) return row;
        return { ...row, [field]: field === 'seq' ? row.seq + 1 : `${row[field]}x` };
      });
    fc.assert(
      fc.property(
        fc.nat(28),
        fc.constantFrom('seq', 'utc', 'user', 'action', 'entity', 'detail', 'previous', 'mac'),
        (at, field) => {
          const swapped = rows.with(at, rows[at + 1]!).with(at + 1, rows[at]!);
          const tampered = [change(at, field), rows.toSpliced(at, 1), swapped, rows.slice(0, at + 1)];
          expect(tampered.map((list) => verifyChain(list, key, anchor).ok)).toEqual([
            false,
            false,
            false,
            false,
          ]);
        },
      ),
      { seed, numRuns: 200 },
    );
  });

  test('says what is wrong and where', () => {
    const rewritten = makeRows(30).map((row) => ({ ...row, mac: auditMac(row, randomBytes(32)) }));
    expect([
      verifyChain(rows.toSpliced(4, 1), key, anchor),
      verifyChain(rows.with(4, { ...rows[4]!, user: 'user-2' }), key, anchor),
      verifyChain(rewritten, key, anchor),
      verifyChain(rows.slice(0, 20), key, anchor),
      verifyChain(rows, key, { ...anchor, seq: 20 }),
      verifyChain(rows, key, undefined),
    ]).toEqual([
      { ok: false, problem: 'row-missing', seq: 5 },
      { ok: false, problem: 'row-changed', seq: 5 },
      { ok: false, problem: 'row-changed', seq: 1 },
      { ok: false, problem: 'older-than-anchor', seq: 20 },
      { ok: false, problem: 'anchor-changed', seq: 20 },
      { ok: false, problem: 'anchor-missing', seq: 0 },
    ]);
  });

  test('the anchor is read back as it was written; a damaged one is none', () => {
    const folder = mkdtempSync(join(tmpdir(), 'register-'));
    const file = join(folder, 'anchor.json');
    const before = readAnchor(file);
    writeAnchor(file, anchor);
    const written = readAnchor(file);
    writeFileSync(file, '{"seq":');
    const damaged = readAnchor(file);
    rmSync(folder, { recursive: true });
    expect({ before, written, damaged }).toEqual({ before: undefined, written: anchor, damaged: undefined });
  });
});
