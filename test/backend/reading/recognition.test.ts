import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  buryForm,
  buryLabels,
  cell,
  checkBox,
  docx,
  filledBury,
  paragraph,
  placeholder,
  row,
  run,
  table,
  textParagraph,
  type Layout,
} from '../../helpers/docxBuilder.ts';
import { outcomeOf, readingOf, warningsOf } from '../../helpers/readingOf.ts';

const fixtures = new URL('../../fixtures/forms/', import.meta.url);
const fixture = (name: string): Uint8Array => readFileSync(new URL(name, fixtures));
const expected = JSON.parse(readFileSync(new URL('expected.json', fixtures), 'utf8')) as Record<
  string,
  { procedure: string; warn?: string } & Record<string, unknown>
>;

/** All leaf values with their field paths. */
const leavesOf = (value: unknown, path = ''): readonly (readonly [string, unknown])[] =>
  Array.isArray(value) && path !== 'notificationSentTo'
    ? value.flatMap((each, index) => leavesOf(each, `${path}[${index}]`))
    : typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.entries(value).flatMap(([key, each]) => leavesOf(each, path === '' ? key : `${path}.${key}`))
      : [[path, value]];
const folded = (value: unknown): unknown => JSON.parse(JSON.stringify(value).replace(/(\s|\\n)+/g, ' '));

const fullBury = {
  dateOfNotification: '2026-03-09',
  children: [{ name: 'Rowan Ashdown-Test', dateOfBirth: '2015-06-14' }],
  referrer: {
    name: 'Morgan Ellery-Test',
    role: 'Head Teacher',
    agency: 'Hollybrook Primary School',
    email: 'm.ellery@hollybrook.example',
    phone: '0161 496 0101',
  },
  safeguardingLead: { aware: true, name: 'Sam Birch-Test' },
  summary: 'The threshold was met.\nThe contact was closed.',
  evidence: 'Stage 1 - telephone call.\nStage 2 - managers met.',
  desiredOutcome: 'A strategy discussion.',
};

describe('the forms of the partnerships', () => {
  test.each(Object.keys(expected))('%s is read with every field as it stands', async (name) => {
    const reading = await readingOf(fixture(name));
    const { procedure, warn, ...fields } = expected[name] ?? { procedure: '' };
    expect({ procedure: reading.procedure, fields: folded(reading.fields) }).toEqual({
      procedure,
      fields: folded(fields),
    });
    if (warn !== undefined) expect(warningsOf(reading).join()).toMatch(warn);
    expect(Object.keys(reading.found).sort()).toEqual(
      [
        ...leavesOf(reading.fields).map(([path]) => path),
        ...(reading.fields.notificationSentTo ?? []).map((_one, index) => `notificationSentTo[${index}]`),
      ].sort(),
    );
  });

  test.each(Object.keys(expected))('nothing is returned from %s that does not stand in it', async (name) => {
    const outcome = await outcomeOf(fixture(name));
    if (!outcome.ok || !outcome.reading) throw new Error('Not read');
    const document = JSON.stringify(outcome.model).replace(/"\},\{[^}]*"text":"/g, '');
    for (const [path, value] of leavesOf(outcome.reading.fields)) {
      if (/[dD]ate|aware|stage$|nhsNumber/.test(path)) continue;
      for (const line of String(value).split('\n'))
        for (const part of line.split(',')) expect(document).toContain(part.trim());
    }
  });
});

describe('the same form as different people send it', () => {
  const wordings: Partial<Record<keyof typeof buryLabels, readonly string[]>> = {
    date: ['Date of notification:', 'DATE OF NOTIFICATION', 'Date  of Notification'],
    child: [
      'Name of child / young person',
      'NAME OF CHILD/YOUNG PERSON:',
      'Name of Child or Young Person',
      'Child\u2019s name',
    ],
    dateOfBirth: ['DOB', 'D.O.B.', 'Date of Birth:', 'd.o.b'],
    agency: ['Agency / Team', 'AGENCY/TEAM:', 'Agency'],
    contact: ['Contact details:', 'CONTACT DETAILS'],
    aware: [
      'Designated Safeguarding Lead aware of this notice',
      'Designated safeguarding lead aware of this notice ?',
    ],
    summary: ['SUMMARY OF DISAGREEMENT:', 'Summary of the disagreement'],
    evidence: [
      'Evidence of the challenge that has taken place at stages 1, 2 and 3 and the outcome at each stage:',
    ],
    outcome: ['Desired outcome for the child and/or family:', 'Desired Outcome'],
  };
  const labels = fc.record(
    Object.fromEntries(
      Object.entries(buryLabels).map(([key, label]) => [
        key,
        fc.constantFrom(label, ...(wordings[key as keyof typeof buryLabels] ?? [])),
      ]),
    ),
  ) as unknown as fc.Arbitrary<typeof buryLabels>;

  test('wording, case, punctuation and layout change nothing that is read', async () => {
    await fc.assert(
      fc.asyncProperty(
        labels,
        fc.constantFrom<Layout>('beside', 'above', 'inOneCell', 'paragraphs'),
        fc.boolean(),
        async (chosen, layout, titled) => {
          const reading = await readingOf(
            buryForm(filledBury, {
              layout,
              labels: chosen,
              title: titled ? 'Request for Resolution Document' : '',
            }),
          );
          expect({ procedure: reading.procedure, fields: reading.fields }).toEqual({
            procedure: 'bury',
            fields: fullBury,
          });
        },
      ),
      { numRuns: 150, seed: 20260309 },
    );
  });

  test('children in a table of their own, a row each, are read', async () => {
    const reading = await readingOf(
      docx(
        textParagraph('Request for Resolution Document') +
          table(
            row(cell('Name of Child/Young Person'), cell('D.O.B'), cell('NHS Number')),
            row(cell('Rowan Ashdown-Test'), cell('14/06/2015'), cell('999 000 0018')),
            row(cell('Ivy Ashdown-Test'), cell('01/02/2018'), cell('P123456')),
          ) +
          table(
            row(cell('Role'), cell('Practitioner')),
            row(cell('Agency/Team'), cell('Team')),
            row(cell('Summary of disagreement'), cell('It began so.\nDate: 3/3/26, a call.')),
          ),
      ),
    );
    expect(reading.fields).toEqual({
      children: [
        { name: 'Rowan Ashdown-Test', dateOfBirth: '2015-06-14', nhsNumber: '9990000018' },
        { name: 'Ivy Ashdown-Test', dateOfBirth: '2018-02-01', otherNumber: 'P123456' },
      ],
      referrer: { role: 'Practitioner', agency: 'Team' },
      summary: 'It began so.\nDate: 3/3/26, a call.',
    });
  });

  test('several referrers are read apart, each with the contact details of the same line', async () => {
    const reading = await readingOf(
      buryForm({
        ...filledBury,
        name: 'Jo Alder-Test\nAl Beech-Test',
        role: 'Nurse\nTeacher',
        agency: 'Trust\nSchool',
        contact: 'Tel: 01632 960001 / jo@trust.example\nal@school.example 01632 960002 ext 4',
      }),
    );
    expect([reading.fields.referrer, reading.fields.jointReferrers]).toEqual([
      {
        name: 'Jo Alder-Test',
        role: 'Nurse',
        agency: 'Trust',
        email: 'jo@trust.example',
        phone: '01632 960001',
      },
      [
        {
          name: 'Al Beech-Test',
          role: 'Teacher',
          agency: 'School',
          email: 'al@school.example',
          phone: '01632 960002 ext 4',
        },
      ],
    ]);
  });

  test('a form pasted into a plain text file is read', async () => {
    const text = `Request for Resolution Document\r\nDate of Notification: 9 March 2026\r\nName of Child/Young Person: Rowan Ashdown-Test\r\nD.O.B: 14.06.2015\r\nName: Morgan Ellery-Test\r\nRole: Head Teacher\r\nAgency/Team: Hollybrook Primary School\r\nContact Details: m.ellery@hollybrook.example, tel. 0161 496 0101 (mornings)\r\nSummary of disagreement\r\nThe threshold was met.\r\n\r\nDesired outcome: A strategy discussion.`;
    const reading = await readingOf(new TextEncoder().encode(text));
    expect(reading.fields).toEqual({
      ...fullBury,
      safeguardingLead: undefined,
      evidence: undefined,
      summary: 'The threshold was met.',
    });
    expect(warningsOf(reading)).toEqual(['missing evidence', 'missing safeguardingLead.aware']);
  });
});

describe('forms that are not filled in as they should be', () => {
  test('a half-filled form is read, and says what is missing', async () => {
    const reading = await readingOf(
      buryForm({ child: 'Rowan Ashdown-Test', summary: 'The threshold was met.' }),
    );
    expect(reading.fields).toEqual({
      children: [{ name: 'Rowan Ashdown-Test' }],
      summary: 'The threshold was met.',
    });
    expect(warningsOf(reading)).toEqual(
      [
        'children[0].dateOfBirth',
        'dateOfNotification',
        'desiredOutcome',
        'evidence',
        'referrer.agency',
        'referrer.email',
        'referrer.name',
        'referrer.role',
        'safeguardingLead.aware',
      ].map((field) => `missing ${field}`),
    );
  });

  test.each(['beside', 'above', 'inOneCell', 'paragraphs'] as const)(
    'a blank form set %s gives nothing and says so',
    async (layout) => {
      const reading = await readingOf(buryForm({}, { layout }));
      expect([reading.fields, warningsOf(reading)]).toEqual([{}, ['empty-form']]);
    },
  );

  test('placeholders that nobody filled in are no answers', async () => {
    const reading = await readingOf(
      buryForm({
        ...filledBury,
        child: paragraph(placeholder('Click to enter name')),
        role: 'Click or tap here to enter text.',
      }),
    );
    expect([reading.fields.children, reading.fields.referrer?.role]).toEqual([
      [{ dateOfBirth: '2015-06-14' }],
      undefined,
    ]);
    expect(warningsOf(reading)).toEqual(['missing children[0].name', 'missing referrer.role']);
  });

  test('a document that is no form is drawn and said to be none', async () => {
    const outcome = await outcomeOf(
      docx(textParagraph('Minutes of the meeting') + table(row(cell('Name'), cell('Role')))),
    );
    expect(outcome).toMatchObject({ ok: true, readingError: { code: 'not-a-form' } });
  });

  test('an impossible date is left out and said', async () => {
    const reading = await readingOf(
      buryForm({ ...filledBury, dateOfBirth: '31/02/2015', date: '09/03/2027' }),
    );
    expect([reading.fields.children, reading.fields.dateOfNotification, warningsOf(reading)]).toEqual([
      [{ name: 'Rowan Ashdown-Test' }],
      '2027-03-09',
      ['future-date dateOfNotification', 'impossible-date children[0].dateOfBirth'],
    ]);
  });

  test('two children are kept apart, each with the date that stands by the name or beneath it', async () => {
    const apart = await readingOf(
      buryForm({
        ...filledBury,
        child: 'Rowan Ashdown-Test\nIvy Ashdown-Test',
        dateOfBirth: '14/06/2015\n01/02/2018',
      }),
    );
    const together = await readingOf(
      buryForm({
        ...filledBury,
        child: 'Rowan Ashdown-Test (14/06/2015) and Ivy Ashdown-Test DOB 01/02/2018',
        dateOfBirth: '',
      }),
    );
    const children = [
      { name: 'Rowan Ashdown-Test', dateOfBirth: '2015-06-14' },
      { name: 'Ivy Ashdown-Test', dateOfBirth: '2018-02-01' },
    ];
    expect([apart.fields.children, together.fields.children]).toEqual([children, children]);
    expect([warningsOf(apart), warningsOf(together)]).toEqual([
      ['several-children children'],
      ['several-children children'],
    ]);
  });

  test('one date of birth for two children belongs to neither until somebody says', async () => {
    const reading = await readingOf(
      buryForm({ ...filledBury, child: 'Rowan Ashdown-Test\nIvy Ashdown-Test' }),
    );
    expect([reading.fields.children, warningsOf(reading)]).toEqual([
      [{ name: 'Rowan Ashdown-Test' }, { name: 'Ivy Ashdown-Test' }],
      [
        'missing children[0].dateOfBirth',
        'several-children children',
        'unclear-child children[0].dateOfBirth',
      ].slice(1),
    ]);
  });

  test('an unborn child has an expected date and no date of birth', async () => {
    const reading = await readingOf(
      buryForm({ ...filledBury, child: 'Unborn baby Ashdown-Test', dateOfBirth: 'EDD 09/07/2026' }),
    );
    expect([reading.fields.children, warningsOf(reading)]).toEqual([
      [{ name: 'Unborn baby Ashdown-Test', expectedDateOfBirth: '2026-07-09' }],
      [],
    ]);
  });
});

describe('Yes / No', () => {
  const strike = '<w:strike/>';
  test.each([
    ['the other is struck out', paragraph(run('Yes / '), run('No', strike)), true],
    ['the first is struck out', paragraph(run('Yes', strike), run(' / No')), false],
    [
      'a box before it is ticked',
      paragraph(checkBox(false), run(' Yes '), checkBox(true), run(' No')),
      false,
    ],
    ['a typed box behind it is ticked', textParagraph('Yes \u2612 No \u2610'), true],
    ['it is bold', paragraph(run('Yes', '<w:b/>'), run(' / No')), true],
    ['it is underlined', paragraph(run('Yes / '), run('No', '<w:u w:val="single"/>')), false],
    [
      'the other was deleted in a tracked change',
      paragraph(run('Yes'), `<w:del w:id="1">${run(' / No').replaceAll('w:t', 'w:delText')}</w:del>`),
      true,
    ],
    ['the other was taken away', textParagraph('No'), false],
    ['neither is marked', textParagraph('Yes / No'), undefined],
    ['both are struck out', paragraph(run('Yes / No', strike)), undefined],
  ])('is read when %s', async (_how, aware, meant) => {
    const reading = await readingOf(buryForm({ ...filledBury, aware }));
    expect([reading.fields.safeguardingLead, warningsOf(reading)]).toEqual([
      meant === undefined ? { name: 'Sam Birch-Test' } : { aware: meant, name: 'Sam Birch-Test' },
      meant === undefined ? [expect.stringMatching(/^(unclear-choice|missing) safeguardingLead.aware$/)] : [],
    ]);
  });
});

describe('marks that Word leaves in a document', () => {
  test('tracked changes are read as accepted, and said', async () => {
    const outcome = await outcomeOf(
      buryForm({
        ...filledBury,
        child: paragraph(
          `<w:ins w:id="1">${run('Rowan')}</w:ins><w:del w:id="2"><w:r><w:delText>Robin</w:delText></w:r></w:del>`,
          run(' Ashdown-Test'),
        ),
      }),
    );
    if (!outcome.ok) throw new Error('Not read');
    expect([
      outcome.reading?.fields.children?.[0]?.name,
      outcome.model.losses.map((loss) => loss.code),
    ]).toEqual(['Rowan Ashdown-Test', ['tracked-changes']]);
  });

  test('a text box is read once, not once for each version of Word', async () => {
    const box = `<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>${textParagraph('In the box')}</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>${textParagraph('In the box')}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>`;
    const outcome = await outcomeOf(docx(paragraph(box)));
    expect(outcome.ok && JSON.stringify(outcome.model).split('In the box').length - 1).toBe(1);
  });

  test('a decision and resolved stages already on the form are read', async () => {
    const bury = fixture('bury-request-for-resolution.docx');
    expect((await readingOf(bury)).fields.finalDecision).toBeUndefined();
    const reading = await readingOf(
      docx(
        textParagraph('Request for Resolution Document') +
          table(
            ...(['date', 'child', 'dateOfBirth', 'name', 'summary'] as const).map((key) =>
              row(cell(buryLabels[key]), cell(filledBury[key])),
            ),
            row(cell('Stage'), cell('Date Outcome Resolved') + cell('Supporting Evidence')),
            row(cell('Stage 3'), cell('06/03/2026'), cell('Letter of 6 March.')),
            row(
              cell('Stage 4'),
              cell(''),
              cell('Final decision of: Independent Scrutineer\nThe challenge is upheld.'),
            ),
          ),
      ),
    );
    expect([reading.fields.stageOutcomes, reading.fields.finalDecision]).toEqual([
      [{ stage: 3, dateResolved: '2026-03-06', evidence: 'Letter of 6 March.' }],
      { by: 'Independent Scrutineer', text: 'The challenge is upheld.' },
    ]);
  });
});

describe('an e-mail with a form attached', () => {
  const email = (form: Uint8Array): Uint8Array =>
    new TextEncoder().encode(
      [
        'From: "Robin Sender-Test" <robin@office.example>',
        'To: unit@partnership.example',
        'Subject: Form',
        'Date: Tue, 10 Mar 2026 09:00:00 +0000',
        'MIME-Version: 1.0',
        'Content-Type: multipart/mixed; boundary="b"',
        '',
        '--b',
        'Content-Type: text/plain',
        '',
        'Please find the form attached.',
        '--b',
        'Content-Type: application/octet-stream; name="form.docx"',
        'Content-Disposition: attachment; filename="form.docx"',
        'Content-Transfer-Encoding: base64',
        '',
        Buffer.from(form).toString('base64').replace(/.{76}/g, '$&\r\n'),
        '--b--',
        '',
      ].join('\r\n'),
    );

  test('gives the fields of the form', async () => {
    const reading = await readingOf(email(buryForm(filledBury)));
    expect([reading.fields, reading.found['summary']?.part, warningsOf(reading)]).toEqual([
      fullBury,
      'attachment \u201cform.docx\u201d, table 1, row 11, column 2',
      [],
    ]);
  });

  test('offers the sender where the form is silent, and fills nothing in', async () => {
    const reading = await readingOf(email(buryForm({ ...filledBury, name: '', contact: '' })));
    expect(reading.fields.referrer).toEqual({ role: 'Head Teacher', agency: 'Hollybrook Primary School' });
    expect(warningsOf(reading)).toEqual([
      'missing referrer.email',
      'missing referrer.name',
      'sender-offered referrer.email',
      'sender-offered referrer.name',
    ]);
  });
});
