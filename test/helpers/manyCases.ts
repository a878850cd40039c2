/** A register with very many cases, put in by one statement a table: only for measuring how quickly it is searched. */
import type { Connection } from '../../electron/backend/database/openDatabase.ts';
import { nameKey, soundKey } from '../../electron/backend/features/cases/alike.ts';
import { caseReference } from '../../shared/domain/reference.ts';

const firstNames = 'Amira Rowan Catherine Tobias Zofia Idris Niamh Kofi Ellis Saoirse Mateusz Priya'.split(
  ' ',
);
const surnames = 'Ashdown Calder Núñez Whitlock Łukasik Osei Marlow Hale Adeyemi Reid Oyelaran Nair'.split(
  ' ',
);

/** Child number `index`: a name that some hundreds share, a birthday that a few share, a number of their own. */
export const madeUpChild = (index: number) => {
  const middle = String.fromCodePoint(97 + (index % 26), 97 + (Math.floor(index / 26) % 26));
  const first = firstNames[index % firstNames.length] ?? '';
  const last = surnames[Math.floor(index / firstNames.length) % surnames.length] ?? '';
  const born = new Date(Date.UTC(2008, 0, 1 + ((index * 7) % 6500))).toISOString().slice(0, 10);
  return {
    name: `${first} ${middle} ${last}-Test`,
    dateOfBirth: born,
    nhsNumber: String(9_990_000_000 + index),
  };
};

/**
 * Fills the register with `count` cases, each about one child and with the file that it came in. The digest of the
 * file of case `index` is `file-<index>`, that of what it says `content-<index>`.
 */
export const fillWithCases = (connection: Connection, count: number): void => {
  const now = '2026-03-09T09:00:00Z';
  const person = connection.prepare(
    `INSERT INTO people VALUES ('clerk', 'Priya Nair-Test', 'businessManager', NULL, ?, NULL)`,
  );
  const version = connection.prepare(
    `INSERT INTO procedure_versions (id, procedure_id, version, definition, adopted_at) VALUES ('v', 'bury', 1, '{}', ?)`,
  );
  const file = connection.prepare(
    `INSERT INTO documents (id, file_name, byte_count, sha256, content_digest, content, received_at, received_by)
     VALUES (?, 'form.docx', 1, ?, ?, x'00', '${now}', 'clerk')`,
  );
  const oneCase = connection.prepare(
    `INSERT INTO cases (id, reference, revision, procedure_version_id, record_kind, status, stage_order, next_step,
       due_is_child_led, paused, date_of_notification, received_on, notification_sent_to, summary, evidence,
       desired_outcome, shared_concern, danger_checked_on, form_document_id, logged_at, logged_by)
     VALUES (?, ?, 0, 'v', 'case', 'open', 4, 'workStage', 0, 0, '2026-03-09', '2026-03-09', '[]', '', '', '', 0,
       '2026-03-09', ?, '${now}', 'clerk')`,
  );
  const child = connection.prepare(
    `INSERT INTO case_people (case_id, position, kind, name, name_key, sound_key, date_of_birth, nhs_number)
     VALUES (?, 0, 'child', ?, ?, ?, ?, ?)`,
  );
  connection.transaction(() => {
    person.run(now);
    version.run(now);
    for (let index = 0; index < count; index += 1) {
      const { name, dateOfBirth, nhsNumber } = madeUpChild(index);
      const id = `case-${index}`;
      file.run(`document-${index}`, `file-${index}`, `content-${index}`);
      oneCase.run(id, caseReference('BURY', 2026, index + 1), `document-${index}`);
      child.run(id, name, nameKey(name), soundKey(name), dateOfBirth, nhsNumber);
    }
  })();
};
