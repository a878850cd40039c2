import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const command = fileURLToPath(new URL('../../electron/commands/due.ts', import.meta.url));
const run = async (...options: readonly string[]) => {
  const { stdout } = await promisify(execFile)(process.execPath, [command, ...options]);
  return JSON.parse(stdout) as Record<string, unknown>[];
};
const refusal = (...options: readonly string[]) =>
  run(...options).catch((error: unknown) => {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, stdout, stderr };
  });

test('the due command prints a row for each timescale of a stage', async () => {
  const rows = await run('--procedure', 'stoke-on-trent', '--stage', '5', '--from', '2026-04-02T16:00');
  expect(
    rows.map(({ timescale, kind, rule, timescaleDue, due, question }) => [
      timescale,
      kind,
      rule,
      timescaleDue,
      due,
      question,
    ]),
  ).toEqual([
    ['stage-5-two-working-days', 'due', '2 working days', '2026-04-08', '2026-04-08', null],
    [
      'stage-5-seventy-two-hours',
      'due',
      '72 hours',
      '2026-04-05T16:00:00+01:00',
      '2026-04-05T16:00:00+01:00',
      null,
    ],
  ]);
});

test('a stage may be named by its own label, and what must be asked stays open until the child has a date', async () => {
  const where = ['--procedure', 'salford', '--stage', 'C', '--from', '2026-04-02T16:00'];
  const [asked] = await run(...where);
  const [given] = await run(...where, '--child-led', '2026-04-08');
  expect([asked?.['due'], asked?.['question'], given?.['timescaleDue'], given?.['due']]).toEqual([
    null,
    'What day has been set for stage C, so that the child is safeguarded?',
    null,
    '2026-04-08',
  ]);
});

test('bank holidays can be left out of the reckoning', async () => {
  const rows = await run(
    '--procedure',
    'bury',
    '--stage',
    'Level 4',
    '--from',
    '2026-04-02T16:00',
    '--no-bank-holidays',
  );
  expect(rows.map(({ kind, due }) => [kind, due])).toEqual([
    ['due', '2026-04-09'],
    ['ceiling', '2026-04-16'],
  ]);
});

test('the list has every procedure with its stages, themes, decision bodies and form fields', async () => {
  const list = await run('--list');
  expect(list.map((procedure) => Object.keys(procedure))).toEqual(
    Array.from({ length: 6 }, () => ['id', 'title', 'stages', 'themes', 'decisionBodies', 'formFields']),
  );
});

test('what is typed wrong is answered with one line', async () => {
  const answers = [
    await refusal('--procedure', 'burry', '--stage', '3', '--from', '2026-04-02T16:00'),
    await refusal('--procedure', 'bury', '--stage', '3', '--from', '2026-02-30T16:00'),
    await refusal('--procedure', 'bury'),
  ];
  expect(answers).toEqual([
    {
      code: 1,
      stdout: '',
      stderr:
        'There is no procedure called "burry". Choose one of: bury, gloucestershire, staffordshire, stoke-on-trent, west-sussex, salford.\n',
    },
    {
      code: 1,
      stdout: '',
      stderr: '--from is not a real date and time: "2026-02-30T16:00". Write it as 2026-04-02T16:00.\n',
    },
    {
      code: 1,
      stdout: '',
      stderr:
        'Give --procedure, --stage and --from, such as: --procedure bury --stage 3 --from 2026-04-02T16:00. Or give --list.\n',
    },
  ]);
});
