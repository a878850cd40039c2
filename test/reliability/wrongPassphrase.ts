import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AppError } from '../../shared/contract/errors.ts';
import { waitSecondsAfter } from '../../electron/backend/vault/attempts.ts';
import { openOffice, PASSPHRASE, setUp } from '../helpers/office.ts';
import { below, chanceOf, type Row } from './row.ts';

const opened = Date.parse('2026-05-14T09:30:00Z');

/** Near misses for the most part: a letter changed, words exchanged, left out or doubled, another's spelling. */
const wrongPassphrase = (chance: () => number): string => {
  const words = PASSPHRASE.split(' ');
  const at = below(chance, words.length);
  const letter = below(chance, PASSPHRASE.length);
  const candidates = [
    PASSPHRASE.slice(0, letter) + String.fromCodePoint(97 + below(chance, 26)) + PASSPHRASE.slice(letter + 1),
    PASSPHRASE.slice(0, letter) + PASSPHRASE.slice(letter + 1),
    PASSPHRASE.slice(0, letter),
    words.toSpliced(at, 1).join(' '),
    words.toSpliced(at, 0, words[at] ?? '').join(' '),
    words.toReversed().join(' '),
    PASSPHRASE.toUpperCase(),
    // Not a NUL, with which scrypt's HMAC pads every passphrase anyway.
    `${PASSPHRASE}\u0001`,
    `${PASSPHRASE} ${below(chance, 1_000_000)}`,
    Array.from({ length: 20 }, () => String.fromCodePoint(33 + below(chance, 90))).join(''),
  ];
  const candidate = candidates[below(chance, candidates.length)] ?? '';
  return candidate === PASSPHRASE || candidate === '' ? 'not this one at all' : candidate;
};

export const wrongPassphraseRow: Row = {
  name: 'wrong-passphrase',
  target: '0/1,000 unlock; back-off kept over restarts',
  promise: 'no wrong passphrase opens the register, and the wait between tries outlasts a restart',
  seed: 20260417,
  run: async (size, say) => {
    const tries = size === 'full' ? 1_000 : 40;
    const chance = chanceOf(wrongPassphraseRow.seed);
    const root = mkdtempSync(join(tmpdir(), 'reliability-passphrase-'));
    let now = opened;
    const clock = { now: () => new Date(now).toISOString() as never };
    const restart = () => openOffice({ directory: root, ports: { clock } });
    let office = restart();
    try {
      await setUp(office);
      await office.backend.close();
      office = restart();
      const slotId = (await office.api.vault.status({})).people[0]?.slotId ?? '';
      const answerTo = async (passphrase: string): Promise<string> => {
        try {
          await office.api.vault.unlock({ slotId, passphrase });
          return 'opened';
        } catch (error) {
          return (error as AppError).code;
        }
      };
      let [unlocked, waitsKept, waitsAsked, restarts, rightRefusedInWait] = [0, 0, 0, 0, 0];
      for (let time = 1; time <= tries; time += 1) {
        const code = await answerTo(wrongPassphrase(chance));
        if (code === 'opened') unlocked += 1;
        else if (code !== 'wrong-passphrase') throw new Error(`A wrong passphrase was answered with ${code}`);
        const wait = waitSecondsAfter(time);
        if (time % 10 === 0) {
          await office.backend.close();
          office = restart();
          restarts += 1;
        }
        if (wait > 0 && (time % 10 === 0 || size === 'short')) {
          // A second before its end even the right one has to wait.
          waitsAsked += 1;
          now += (wait - 1) * 1_000;
          const early = await answerTo(PASSPHRASE);
          if (early === 'wait') waitsKept += 1;
          if (early === 'wait') rightRefusedInWait += 1;
          now += 1_000;
        } else now += wait * 1_000;
        if (time % 250 === 0) say(`${time} tries, ${unlocked} opened`);
      }
      const control = await answerTo(PASSPHRASE);
      const again =
        control === 'opened' ? await office.api.vault.lock({}).then(() => answerTo('not this one')) : '';
      return {
        measured:
          `${unlocked}/${tries} unlock; after ${restarts} restarts the wait was kept ${waitsKept} of ${waitsAsked} times, ` +
          `up to ${waitSecondsAfter(tries) / 60} minutes`,
        control: `the right passphrase after the wait: ${control}`,
        ok:
          unlocked === 0 &&
          waitsAsked > 0 &&
          waitsKept === waitsAsked &&
          rightRefusedInWait === waitsAsked &&
          control === 'opened' &&
          again === 'wrong-passphrase',
      };
    } finally {
      await office.backend.close();
      rmSync(root, { recursive: true, force: true });
    }
  },
};
