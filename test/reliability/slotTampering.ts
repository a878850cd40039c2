import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AppError } from '../../shared/contract/errors.ts';
import { signIn } from '../helpers/loggedCase.ts';
import { openOffice, PASSPHRASE, setUp, type Office } from '../helpers/office.ts';
import { below, chanceOf, type Row } from './row.ts';

type Fields = Record<string, unknown>;

/** Every place in a value that holds a text or a number. */
const leavesOf = (
  value: unknown,
  path: readonly (string | number)[] = [],
): readonly (readonly (string | number)[])[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) =>
        leavesOf(inner, [...path, Array.isArray(value) ? Number(key) : key]),
      )
    : [path];

const holderOf = (root: unknown, path: readonly (string | number)[]): Fields =>
  path.slice(0, -1).reduce<unknown>((holder, key) => (holder as Fields)[key], root) as Fields;

const changedLeaf = (value: unknown, chance: () => number): unknown => {
  if (typeof value === 'number') return value === 4096 ? 8192 : value + 1;
  const text = String(value);
  if (text === '' || chance() < 0.2) return `${text}A`;
  const at = below(chance, text.length);
  const other = text[at] === 'B' ? 'C' : 'B';
  return text.slice(0, at) + other + text.slice(at + 1);
};

/** Somebody at the folder with an editor: the file stays readable, and says something else. */
const edit = (text: string, other: string, chance: () => number): string => {
  const file = JSON.parse(text) as Fields;
  const foreign = JSON.parse(other) as Fields;
  const slots = file['slots'] as Fields[];
  const foreignSlots = foreign['slots'] as Fields[];
  const leaves = leavesOf(file);
  const leaf = leaves[below(chance, leaves.length)] ?? [];
  const key = String(leaf.at(-1));
  const one = slots[below(chance, slots.length)] ?? {};
  switch (below(chance, 9)) {
    case 0:
      one['role'] = one['role'] === 'businessManager' ? 'reader' : 'businessManager';
      break;
    case 1:
      one['name'] = 'Somebody Else-Test';
      break;
    case 2: {
      // A field moved from one person to another.
      const field = ['id', 'userId', 'salt', 'signingKey', 'boxKey', 'nonce', 'wrapped', 'tag', 'master'][
        below(chance, 9)
      ] as string;
      [slots[0]![field], slots[1]![field]] = [slots[1]![field], slots[0]![field]];
      break;
    }
    case 3:
      slots.splice(below(chance, slots.length), 1);
      break;
    case 4:
      slots.push({ ...one, id: '00000000-0000-4000-8000-000000000001' });
      break;
    case 5:
      slots.push(foreignSlots[0] ?? {});
      break;
    case 6:
      file['recovery'] = foreign['recovery'];
      break;
    case 7:
      file['registerId'] = foreign['registerId'];
      break;
    default:
      holderOf(file, leaf)[key] = changedLeaf(holderOf(file, leaf)[key], chance);
  }
  return JSON.stringify(file);
};

/** A bit or a byte changed, a stretch wiped, cut off or doubled. */
const damage = (text: string, chance: () => number): Buffer => {
  const bytes = Buffer.from(text);
  const at = below(chance, bytes.length);
  switch (below(chance, 5)) {
    case 0:
      return bytes.subarray(0, at);
    case 1:
      return bytes.fill(0x20, at, Math.min(bytes.length, at + 1 + below(chance, 40)));
    case 2:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(Math.max(0, at - 20))]);
    default:
      bytes.writeUInt8(bytes.readUInt8(at) ^ (1 + below(chance, 255)), at);
      return bytes;
  }
};

const refusals = ['wrong-passphrase', 'damaged', 'not-found', 'refused'];

export const slotTampering: Row = {
  name: 'slot-tampering',
  target: '1,000/1,000 refused',
  promise: 'a file of keys that something else has changed opens nothing',
  seed: 20260420,
  run: async (size, say) => {
    const { seed } = slotTampering;
    const times = size === 'full' ? 1_000 : 40;
    const chance = chanceOf(seed);
    const root = mkdtempSync(join(tmpdir(), 'reliability-slots-'));
    const officeIn = (name: string, ports = {}): Office => openOffice({ directory: join(root, name), ports });
    /** The register's two slot files get this text, and both people try to get in. */
    const tryWith = async (
      office: Office,
      bytes: Uint8Array | string,
      person: string,
      passphrase: string,
    ) => {
      for (const name of ['slots.json', 'slots.json.bak']) writeFileSync(join(office.directory, name), bytes);
      rmSync(join(office.directory, 'attempts.json'), { force: true });
      try {
        const { people } = await office.api.vault.status({});
        const slotId = people.find(({ name }) => name === person)?.slotId ?? people[0]?.slotId;
        if (slotId === undefined) return 'damaged';
        const session = await office.api.vault.unlock({ slotId, passphrase });
        await office.api.vault.lock({});
        return `opened as ${session.role}`;
      } catch (error) {
        return (error as AppError).code;
      }
    };
    try {
      await using other = officeIn('other');
      await setUp(other);
      const foreign = readFileSync(join(other.directory, 'slots.json'), 'utf8');
      await using office = officeIn('office');
      await setUp(office);
      const { passphrase } = await office.api.people.add({ name: 'Joy Adeyemi-Test', role: 'reader' });
      await office.api.vault.lock({});
      const sound = readFileSync(join(office.directory, 'slots.json'), 'utf8');
      const people = [
        ['Priya Nair-Test', PASSPHRASE],
        ['Joy Adeyemi-Test', passphrase],
      ] as const;
      const answers: Record<string, number> = {};
      let [refused, control, controls] = [0, 0, 0];
      for (let time = 0; time < times; time += 1) {
        let changed: Buffer | string = sound;
        while (changed.toString() === sound)
          changed = chance() < 0.5 ? edit(sound, foreign, chance) : damage(sound, chance);
        const [person, words] = people[time % 2] ?? people[0];
        const code = await tryWith(office, changed, person, words);
        answers[code] = (answers[code] ?? 0) + 1;
        if (refusals.includes(code)) refused += 1;
        else say(`${code} with ${changed.toString().slice(0, 400)}`);
        if (time % 50 === 0) {
          controls += 1;
          if ((await tryWith(office, sound, person, words)).startsWith('opened')) control += 1;
        }
      }

      // A file that was right once: of before a passphrase was changed.
      for (const name of ['slots.json', 'slots.json.bak']) writeFileSync(join(office.directory, name), sound);
      await signIn(office);
      const joy = (await office.api.people.list({})).people.find(({ name }) => name === 'Joy Adeyemi-Test');
      await office.api.people.resetPassphrase({ personId: joy?.id ?? '' });
      await office.api.vault.lock({});
      const older = await tryWith(office, sound, 'Joy Adeyemi-Test', passphrase);

      // At the cost that offices have.
      await using dear = officeIn('dear', { scryptCost: undefined });
      await setUp(dear);
      await dear.api.vault.lock({});
      const dearFile = readFileSync(join(dear.directory, 'slots.json'), 'utf8');
      const dearRefused = await tryWith(dear, dearFile.replace('"N":131072', '"N":65536'), '', PASSPHRASE);
      const dearOpened = await tryWith(dear, dearFile, '', PASSPHRASE);
      const told = Object.entries(answers).map(([code, count]) => `${code} ${count}`);
      return {
        measured:
          `${refused}/${times} refused (${told.join(', ')}); a file of before a new passphrase: ${older}; ` +
          `at N = 2^17, changed to 2^16: ${dearRefused}`,
        control: `untouched: ${control} of ${controls} opened; at N = 2^17: ${dearOpened}`,
        ok:
          refused === times &&
          refusals.includes(older) &&
          refusals.includes(dearRefused) &&
          control === controls &&
          dearOpened.startsWith('opened'),
      };
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  },
};
