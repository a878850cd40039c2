import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openMigrated } from '../../../electron/backend/database/openMigrated.ts';
import { closeDatabase } from '../../../electron/backend/database/openDatabase.ts';
import { registerDatabaseFor } from '../../../electron/backend/database/registerDatabase.ts';
import { findAlike, findSameForm } from '../../../electron/backend/features/cases/findAlike.ts';
import { contentDigestOf } from '../../../electron/backend/features/documents/contentDigest.ts';
import { instant } from '../../../shared/domain/calendarTypes.ts';
import { child, filledIn, logForm } from '../../helpers/loggedCase.ts';
import { fillWithCases, madeUpChild } from '../../helpers/manyCases.ts';
import { fixtureForm, openOffice, receive, setUp } from '../../helpers/office.ts';

const on = '2026-05-14';

test('the same form sent again in another file is known, whatever the file', async () => {
  await using office = openOffice();
  const { api } = office;
  await setUp(office);
  const names = ['docx', 'odt', 'rtf', 'pdf'].map((ending) =>
    ending === 'docx'
      ? 'bury-request-for-resolution.docx'
      : `converted/bury-request-for-resolution.${ending}`,
  );
  const [first, ...again] = await Promise.all(
    names.map((name, index) => receive(office, `form ${index}`, fixtureForm(name))),
  );
  const draft = await api.drafts.start({ documentId: first?.document.id ?? '' });
  await api.drafts.save({ draftId: draft.id, revision: 0, form: filledIn(draft.form, on) });
  const { caseId } = await api.drafts.log({ draftId: draft.id, revision: 1 });
  const letter = await receive(office, 'letter.txt', Buffer.from('A letter about somebody else.'));
  const found = async (documentSha256: string) =>
    (await api.cases.findAlike({ people: [], documentSha256 })).sameForm.map((one) => [
      one.caseId,
      ...one.reasons,
    ]);
  expect({
    itself: await found(first?.document.sha256 ?? ''),
    again: await Promise.all(again.map(({ document }) => found(document.sha256))),
    letter: await found(letter.document.sha256),
  }).toEqual({
    itself: [[caseId, 'Logged from this very file']],
    again: again.map(() => [[caseId, 'Logged from another file that says the same']]),
    letter: [],
  });
});

test('spacing, case and punctuation do not make another letter, and a scan is like no other file', () => {
  const letter = (...lines: string[]) =>
    contentDigestOf({
      model: {
        format: 'text',
        headers: [],
        blocks: lines.map((text, index) => ({
          kind: 'paragraph',
          id: `b${index}`,
          style: 'body',
          inlines: [{ text }],
        })),
        formFields: [],
        losses: [],
      },
    });
  expect({
    same: letter('Rowan’s  case: again.') === letter('', 'ROWAN’S case', 'again'),
    other: letter('Rowan’s case') === letter('Ellis’s case'),
    scan: letter('', ' '),
  }).toEqual({ same: true, other: false, scan: null });
});

test('what was said of a case alike is kept: the same child is related, a different one no longer is', async () => {
  await using office = openOffice();
  const { api } = office;
  await setUp(office);
  const born = '2016-04-03';
  const spelt = await logForm(office, on, { people: [child('Rowan Ashdown-Test', born)] });
  const namesake = await logForm(office, on, { people: [child('Rowan Ashdown-Test')] });
  const renamed = await logForm(office, on, { people: [child('Rowan Calder-Test')] });
  const { caseId } = await logForm(office, on, {
    people: [child('Rowan Ashdown-Test', born)],
    alikeAnswers: [
      { caseId: renamed.caseId, answer: 'same' },
      { caseId: namesake.caseId, answer: 'different' },
      { caseId: 'no longer in the register', answer: 'same' },
    ],
  });
  const relatedTo = async (id: string) =>
    (await api.cases.get({ caseId: id })).related.map((one) => [one.caseId, ...one.reasons]);
  expect({
    later: await relatedTo(caseId),
    renamed: await relatedTo(renamed.caseId),
    namesake: (await relatedTo(namesake.caseId)).map(([id]) => id),
  }).toEqual({
    later: [
      [renamed.caseId, 'Same child, as said when it was logged'],
      [spelt.caseId, 'Same name', 'Same date of birth'],
    ],
    renamed: [[caseId, 'Same child, as said when it was logged']],
    namesake: [spelt.caseId],
  });
});

test('a hundred thousand cases are searched by index, while somebody types', () => {
  const folder = mkdtempSync(join(tmpdir(), 'register-'));
  const { connection } = openMigrated(
    { file: join(folder, 'register.db'), key: randomBytes(32), mode: 'create' },
    fileURLToPath(new URL('../../../drizzle/migrations', import.meta.url)),
    instant('2026-03-09T09:00:00Z'),
  );
  const started = performance.now();
  fillWithCases(connection, 100_000);
  const filled = performance.now();
  const asked = new Set<string>();
  const prepare = connection.prepare.bind(connection);
  connection.prepare = ((source: string) => {
    asked.add(source);
    return prepare(source);
  }) as typeof connection.prepare;
  const database = registerDatabaseFor(connection);
  const people = [51_234, 73_003, 99_999].map(madeUpChild);
  const times = people.map((person, index) => {
    const from = performance.now();
    const alike = findAlike(database, [person]);
    const sameForm = findSameForm(database, `file-${index}`, undefined);
    expect([alike.length > 0, sameForm.map(({ caseId }) => caseId)]).toEqual([true, [`case-${index}`]]);
    return performance.now() - from;
  });
  const plans = [...asked].flatMap((source) =>
    prepare(`EXPLAIN QUERY PLAN ${source}`)
      .all(...Array.from(source.matchAll(/\?/g), () => ''))
      .map((row) => (row as { readonly detail: string }).detail),
  );
  closeDatabase(connection);
  rmSync(folder, { recursive: true });
  console.log(
    `100,000 cases put in within ${Math.round(filled - started)} ms; searched in ${times.map((time) => time.toFixed(1)).join(', ')} ms`,
  );
  // The office's own few people are read whole, for their names.
  expect(
    plans.filter(
      (plan) => plan.startsWith('SCAN') && plan !== 'SCAN people' && !plan.startsWith('SCAN json_each'),
    ),
  ).toEqual([]);
  expect(plans).toEqual(
    expect.arrayContaining([
      expect.stringContaining('case_people_by_nhs'),
      expect.stringContaining('case_people_by_birth'),
      expect.stringContaining('case_people_by_name'),
      expect.stringContaining('case_people_by_sound'),
      expect.stringContaining('documents_by_digest'),
      expect.stringContaining('documents_by_content'),
      expect.stringContaining('cases_by_form'),
    ]),
  );
  expect(Math.max(...times)).toBeLessThan(500);
}, 60_000);
