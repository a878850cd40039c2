import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AppError } from '../../shared/contract/errors.ts';
import { projectDirectory } from '../../electron/preview/nodeHost.ts';
import { logForm, signIn } from '../helpers/loggedCase.ts';
import { openOffice, setUp, type Office } from '../helpers/office.ts';
import type { Row } from './row.ts';

const digestOf = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

export const newerDatabase: Row = {
  name: 'newer-database',
  target: 'refused, bytes unchanged',
  promise:
    'a register that a newer version has used is refused by an older one, and not a byte of it changes',
  seed: 20260419,
  run: async () => {
    const root = mkdtempSync(join(tmpdir(), 'reliability-newer-'));
    const directory = join(root, 'office');
    const migrations = join(root, 'migrations');
    try {
      cpSync(join(projectDirectory, 'drizzle', 'migrations'), migrations, { recursive: true });
      const count = readdirSync(migrations).filter((name) => name.endsWith('.sql')).length;
      const update = (text: string): void =>
        writeFileSync(join(migrations, `${String(count).padStart(4, '0')}_newer.sql`), text);
      const officeOf = (folder = join(projectDirectory, 'drizzle', 'migrations')): Office =>
        openOffice({
          directory,
          ports: {
            paths: {
              register: join(directory, 'register'),
              migrations: folder,
              fonts: join(projectDirectory, 'out', 'fonts'),
            },
          },
        });
      const answerOf = async (office: Office): Promise<string> => {
        try {
          await signIn(office);
          return 'opened';
        } catch (error) {
          return (error as AppError).code;
        } finally {
          await office.backend.close();
        }
      };
      const first = officeOf();
      await setUp(first);
      await logForm(first, '2026-05-14');
      await first.backend.close();
      update('CREATE TABLE of_a_newer_version (id INTEGER PRIMARY KEY) STRICT;\n');
      const newer = await answerOf(officeOf(migrations));

      const file = join(first.directory, 'register.db');
      const files = ['register.db', 'slots.json', 'slots.json.bak', 'anchor.json'];
      const digests = (): string => files.map((name) => digestOf(join(first.directory, name))).join();
      const before = digests();
      const older: string[] = [];
      for (let time = 0; time < 5; time += 1) older.push(await answerOf(officeOf()));
      const unchanged =
        digests() === before && readdirSync(first.directory).every((name) => !name.endsWith('-wal'));
      const newerAgain = await answerOf(officeOf(migrations));
      const changedByOpening = digestOf(file) !== before.split(',')[0];
      const refusals = older.filter((code) => code === 'newer-version').length;
      return {
        measured: `${refusals}/5 refused, ${unchanged ? 'bytes unchanged' : 'BYTES CHANGED'}`,
        control: `the newer version itself: ${newer}, and afterwards ${newerAgain}, which ${changedByOpening ? 'changes' : 'does not change'} the file`,
        ok: refusals === 5 && unchanged && newer === 'opened' && newerAgain === 'opened' && changedByOpening,
      };
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  },
};
