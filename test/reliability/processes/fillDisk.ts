// Works at the desk while the disk fills up again and again (shim/disk.c), and says what became of it.
import { join } from 'node:path';
import { logForm, signIn } from '../../helpers/loggedCase.ts';
import { openOffice, setUp, type Office } from '../../helpers/office.ts';
import { appendFileSync } from 'node:fs';
import type { AppError } from '../../../shared/contract/errors.ts';
import { below, chanceOf } from '../row.ts';

export interface FilledDisk {
  readonly points: number;
  readonly acknowledged: number;
  /** Acknowledged cases that were not there afterwards. */
  readonly lost: number;
  /** Points at which a change was refused with the code and the words of a full disk. */
  readonly toldPlainly: number;
  /** What else was said, each once. */
  readonly otherWords: readonly string[];
  /** Points at which cases could still be read while there was no room. */
  readonly readable: number;
  /** Points after which work went on once there was room. */
  readonly cameBack: number;
  /** Of the changes that were refused, those whose case is there all the same. */
  readonly refusedButThere: number;
  readonly refused: number;
  /** How often the register was unlocked while there was no room, and how often cases could be read then. */
  readonly opened: number;
  readonly openedToRead: number;
  readonly sound: boolean;
}

const [folder = '', pointsText = '10', seedText = '1'] = process.argv.slice(2);
const points = Number(pointsText);
const chance = chanceOf(Number(seedText));
const on = '2026-05-14';
const everyCase = { filter: {}, sort: { by: 'reference', direction: 'down' }, offset: 0, limit: 5 } as const;
const order = (text: string): void => appendFileSync(join(folder, 'register', 'disk-orders'), `${text}\n`);
const isDiskFull = (error: unknown): boolean => {
  const { code, message } = error as AppError;
  return code === 'disk-full' && /disk is full/i.test(message);
};

let office: Office = openOffice({ directory: folder });
await setUp(office);
const acknowledged: string[] = [];
const otherWords = new Set<string>();
let [toldPlainly, readable, cameBack, refused, opened, openedToRead] = [0, 0, 0, 0, 0, 0];

const work = async (): Promise<void> => {
  const { caseId } = await logForm(office, on, { summary: `Case ${acknowledged.length} of the full disk` });
  acknowledged.push(caseId);
};

for (let point = 0; point < points; point += 1) {
  await work();
  order(`full ${below(chance, 120)}`);
  try {
    for (let tries = 0; tries < 40; tries += 1) await work();
    otherWords.add('never refused');
  } catch (error) {
    refused += 1;
    if (isDiskFull(error)) toldPlainly += 1;
    else otherWords.add(JSON.stringify(error));
  }
  try {
    const some = acknowledged[below(chance, acknowledged.length)] ?? '';
    const { total } = await office.api.cases.list(everyCase);
    if ((await office.api.cases.get({ caseId: some })).row.caseId === some && total >= acknowledged.length)
      readable += 1;
  } catch (error) {
    otherWords.add(`reading: ${JSON.stringify(error)}`);
  }
  if (point % 10 === 4) {
    // Locked and left while there is no room, and opened again: to read, and changes are still refused plainly.
    await office.backend.close();
    office = openOffice({ directory: folder });
    opened += 1;
    try {
      await signIn(office);
      const { total } = await office.api.cases.list(everyCase);
      if (total >= acknowledged.length) openedToRead += 1;
      await work();
      otherWords.add('opened on a full disk and not refused');
    } catch (error) {
      if (!isDiskFull(error)) otherWords.add(`opening: ${JSON.stringify(error)}`);
    }
  }
  order('room');
  try {
    await work();
    cameBack += 1;
  } catch (error) {
    otherWords.add(`afterwards: ${JSON.stringify(error)}`);
  }
}
await office.backend.close();

office = openOffice({ directory: folder });
await signIn(office);
let lost = 0;
for (const caseId of acknowledged)
  await office.api.cases.get({ caseId }).catch(() => {
    lost += 1;
  });
const { total } = await office.api.cases.list(everyCase);
const { intact } = await office.api.audit.check({});
await office.backend.close();
const found: FilledDisk = {
  points,
  acknowledged: acknowledged.length,
  lost,
  toldPlainly,
  otherWords: [...otherWords],
  readable,
  cameBack,
  refusedButThere: total - acknowledged.length + lost,
  refused,
  opened,
  openedToRead,
  sound: intact && office.faults.length === 0,
};
console.log(JSON.stringify(found));
process.exit(0);
