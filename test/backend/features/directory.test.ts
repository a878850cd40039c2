import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CheckedFile } from '../../../shared/contract/directory.ts';
import { writeSpreadsheet } from '../../../electron/backend/documents/writing/spreadsheet.ts';
import { readTable } from '../../../electron/backend/documents/reading/table.ts';
import { agencyTypes, codesOf } from '../../../shared/domain/codes.ts';
import { emptyDirectory, type Directory, type DirectoryContact } from '../../../shared/domain/directory.ts';
import { openOffice, refusalOf, setUp, type Office } from '../../helpers/office.ts';

/** Sends a file in and leaves it waiting, as the screen does before it asks for a check. */
const upload = async ({ api }: Office, bytes: Uint8Array): Promise<{ uploadId: string }> => {
  const begun = await api.documents.begin({ fileName: 'directory.xlsx', bytes: bytes.length });
  await api.documents.append({ ...begun, index: 0, piece: Buffer.from(bytes).toString('base64') });
  return begun;
};
const uploadText = (office: Office, text: string) => upload(office, Buffer.from(text));

const put = (part: Partial<Directory>) => ({ put: { ...emptyDirectory, ...part }, remove: [] });

const contact = (part: Partial<DirectoryContact>): DirectoryContact => ({
  name: '',
  role: '',
  telephone: '',
  option: '',
  email: '',
  ...part,
});

/** A list such as Salford keeps: several contacts, a copy-to address, an option number, instructions with and without a contact. */
const exampleDirectory = () => {
  const trust = {
    id: randomUUID(),
    name: 'Northmoor Hospital Trust',
    type: 'healthProvider' as const,
    fullMember: true,
    retired: false,
  };
  const services = [
    {
      id: randomUUID(),
      agencyId: trust.id,
      name: 'Safeguarding children team',
      contacts: [
        contact({ name: 'Asha Karim-Test', role: 'Named nurse', telephone: '01632 960101', option: '3' }),
        contact({ role: 'Duty desk', telephone: '+44 1632 960102', email: 'duty@northmoor.example' }),
      ],
      copyTo: 'records@northmoor.example; board@northmoor.example',
      instruction: '',
      retired: false,
    },
    {
      id: randomUUID(),
      agencyId: trust.id,
      name: 'Midwifery',
      contacts: [contact({ telephone: '0161 496 0103' })],
      copyTo: '',
      instruction: 'Always a telephone call first.\nThen an e-mail.',
      retired: true,
    },
    {
      id: randomUUID(),
      name: 'Education',
      contacts: [],
      copyTo: '',
      instruction: 'Ask the school, college or nursery for its designated safeguarding lead.',
      retired: false,
    },
  ];
  return {
    agencies: [trust],
    services,
    decisionMakers: [
      { id: randomUUID(), name: 'Dana Whitlock-Test', bodyId: 'independent-scrutineer', retired: false },
    ],
    panelMembers: [
      {
        id: randomUUID(),
        name: 'Idris Vale-Test',
        role: 'Director of nursing',
        agencyId: trust.id,
        retired: false,
      },
    ],
  };
};

/** A directory without its ids, which no file holds. */
const withoutIds = ({ agencies, services, decisionMakers, panelMembers }: Directory) => {
  const nameOf = (id: string | undefined) => agencies.find((agency) => agency.id === id)?.name;
  return {
    agencies: agencies.map(({ id: _id, ...rest }) => rest),
    services: services.map(({ id: _id, agencyId, ...rest }) => ({ ...rest, agency: nameOf(agencyId) })),
    decisionMakers: decisionMakers.map(({ id: _id, ...rest }) => rest),
    panelMembers: panelMembers.map(({ id: _id, agencyId, ...rest }) => ({
      ...rest,
      agency: nameOf(agencyId),
    })),
  };
};

const headings =
  'Kind,Agency,Agency type,Full member,Service or team,Name,Role,Telephone,Option,E-mail,Copy to,Instruction,Decision body,Retired';

describe('the directory', () => {
  test('holds agencies, their teams with several contacts, decision makers and panel members', async () => {
    await using office = openOffice();
    await setUp(office);
    const before = await office.api.directory.get({});
    const example = exampleDirectory();
    await office.api.directory.change(put(example));
    const after = await office.api.directory.get({});
    expect(withoutIds(after)).toEqual({
      agencies: [...before.agencies, ...example.agencies]
        .map(({ id: _id, ...rest }) => rest)
        .sort((one, other) => (one.name < other.name ? -1 : 1)),
      services: expect.arrayContaining(withoutIds(example).services) as unknown,
      decisionMakers: withoutIds(example).decisionMakers,
      panelMembers: withoutIds(example).panelMembers,
    });
    expect(after.bodies).toEqual([
      { id: 'executive', label: 'Executive of the Partnership' },
      { id: 'independent-scrutineer', label: 'Independent Scrutineer' },
    ]);
  });

  test('a new register ships nobody’s details', async () => {
    await using office = openOffice();
    await setUp(office);
    const { services, decisionMakers, panelMembers } = await office.api.directory.get({});
    expect([services, decisionMakers, panelMembers]).toEqual([[], [], []]);
  });

  test('an addition, a change and a retirement are each taken back by their undo', async () => {
    await using office = openOffice();
    await setUp(office);
    const { api } = office;
    const example = exampleDirectory();
    const start = await api.directory.get({});
    const added = await api.directory.change(put(example));
    const full = await api.directory.get({});
    const changed = await api.directory.change(
      put({ agencies: [{ ...example.agencies[0]!, name: 'Renamed Trust', retired: true }] }),
    );
    await api.directory.change(changed.undo);
    expect(await api.directory.get({})).toEqual(full);
    await api.directory.change(added.undo);
    expect(await api.directory.get({})).toEqual(start);
  });

  test('an agency that a case or a service names is retired and never taken out', async () => {
    await using office = openOffice();
    await setUp(office);
    const { api } = office;
    const example = exampleDirectory();
    await api.directory.change(put(example));
    const refusal = await refusalOf(api.directory.change({ ...put({}), remove: [example.agencies[0]!.id] }));
    expect(refusal).toEqual({
      code: 'refused',
      message:
        'A case or another entry still names this agency, so it cannot be taken out. Retire it instead.',
    });
  });

  test.each([
    [
      'two agencies of one name',
      () => put({ agencies: [{ ...exampleDirectory().agencies[0]!, name: 'POLICE' }] }),
      { path: 'put.agencies.0.name', message: 'There is already an agency of this name' },
    ],
    [
      'an option without its number',
      () =>
        put({
          services: [
            { ...exampleDirectory().services[2]!, contacts: [contact({ name: 'Jo-Test', option: '2' })] },
          ],
        }),
      { path: 'put.services.0.contacts.0.telephone', message: 'Give the number that this option belongs to' },
    ],
    [
      'a service of no agency that leads to nobody',
      () => put({ services: [{ ...exampleDirectory().services[2]!, instruction: '' }] }),
      { path: 'put.services.0.instruction', message: 'Add a contact, or say what to do' },
    ],
    [
      'a contact that says nothing',
      () => put({ services: [{ ...exampleDirectory().services[2]!, contacts: [contact({})] }] }),
      {
        path: 'put.services.0.contacts.0.name',
        message: 'Give a name, a role, a telephone number or an e-mail',
      },
    ],
    [
      'a number whose first 0 a spreadsheet dropped',
      () =>
        put({
          services: [
            { ...exampleDirectory().services[2]!, contacts: [contact({ telephone: '1632960104' })] },
          ],
        }),
      {
        path: 'put.services.0.contacts.0.telephone',
        message: 'Start the number with 0 or +: its first 0 seems to be lost',
      },
    ],
    [
      'a decision maker of a body that the procedure does not have',
      () => put({ decisionMakers: [{ ...exampleDirectory().decisionMakers[0]!, bodyId: 'panel' }] }),
      { path: 'put.decisionMakers.0.bodyId', message: 'The procedure has no such decision body' },
    ],
  ])('%s cannot be saved', async (_what, change, issue) => {
    await using office = openOffice();
    await setUp(office);
    const refusal = await refusalOf(office.api.directory.change(change()));
    expect([refusal.code, refusal.issues]).toEqual(['invalid', [issue]]);
  });

  test('everybody may look, and only the unit may change it, bring files in or take them out', async () => {
    await using office = openOffice();
    await setUp(office);
    const { person, passphrase } = await office.api.people.add({ name: 'Rae Olsen-Test', role: 'reader' });
    await office.api.vault.lock({});
    const { people } = await office.api.vault.status({});
    const slot = people.find(({ name }) => name === person.name)!;
    await office.api.vault.unlock({ slotId: slot.slotId, passphrase });
    const answers = await Promise.all([
      office.try('directory.get', {}),
      office.try('directory.change', put({})),
      office.try('directory.checkFile', { uploadId: randomUUID() }),
      office.try('directory.importFile', { uploadId: randomUUID() }),
      office.try('directory.exportFile', { format: 'csv' }),
    ]);
    expect(answers.map((answer) => (answer.ok ? 'ok' : answer.error.code))).toEqual([
      'ok',
      'forbidden',
      'forbidden',
      'forbidden',
      'forbidden',
    ]);
  });
});

describe('a file of the directory', () => {
  test.each(['xlsx', 'csv'] as const)('saved as %s is brought in whole by another office', async (format) => {
    await using office = openOffice();
    await setUp(office);
    await office.api.directory.change(put(exampleDirectory()));
    await office.api.directory.exportFile({ format });
    const { bytes, suggestedName } = office.delivered[0]!;

    await using other = openOffice();
    await setUp(other);
    const begun = await upload(other, bytes);
    const checked = await other.api.directory.checkFile(begun);
    const { undo } = await other.api.directory.importFile(begun);
    expect(suggestedName).toBe(`directory.${format}`);
    expect(checked).toEqual({
      problems: [],
      counts: [
        { kind: 'Agency', added: 1, changed: 0, unchanged: 11 },
        { kind: 'Service or team', added: 3, changed: 0, unchanged: 0 },
        { kind: 'Decision maker', added: 1, changed: 0, unchanged: 0 },
        { kind: 'Panel member', added: 1, changed: 0, unchanged: 0 },
      ],
    });
    expect(withoutIds(await other.api.directory.get({}))).toEqual(
      withoutIds(await office.api.directory.get({})),
    );
    await other.api.directory.change(undo);
    expect((await other.api.directory.get({})).agencies).toHaveLength(11);
  });

  test('is checked row by row, and nothing of it is saved while one row is wrong', async () => {
    await using office = openOffice();
    await setUp(office);
    const start = await office.api.directory.get({});
    const file = [
      headings,
      'Agency,Made-up Housing,Housing,Yes,,,,,,,,,,',
      'Agency,Made-up School,Academy,perhaps,,,,,,,,,,',
      'Agency,made-up housing,Housing,,,,,,,,,,,',
      'Service or team,Nowhere,,,Duty team,,,,,,,,,',
      'Service or team,Made-up Housing,,,Lettings,,,,,,not an address,,,',
      'Contact,Made-up Housing,,,Repairs,Sam Ode-Test,,,,,,,,',
      'Decision maker,,,,,Dana Whitlock-Test,,,,,,,The Mayor,',
      'Panel member,,,,,Idris Vale-Test,,1632960104,,,,,,',
      'Helper,,,,,,,,,,,,,',
      ',,,,,,,,,,,,,',
      'Service or team,,,,Education,,,,,,,,,',
    ].join('\r\n');
    const begun = await uploadText(office, file);
    const { problems } = await office.api.directory.checkFile(begun);
    const refusal = await refusalOf(office.api.directory.importFile(begun));
    expect(problems).toEqual([
      { row: 3, column: 'Full member', message: 'Use Yes or No' },
      {
        row: 3,
        column: 'Agency type',
        message: `Use one of: ${Object.values(agencyTypes).join(', ')}`,
      },
      { row: 4, column: 'Agency', message: 'This is the same as row 2' },
      {
        row: 5,
        column: 'Agency',
        message: 'This agency is neither in the directory nor in a row of its own that is right',
      },
      {
        row: 6,
        column: 'Copy to',
        message: 'Give an e-mail address, or several with a semicolon between them',
      },
      {
        row: 7,
        column: 'Service or team',
        message: 'The file needs a row of the kind “Service or team” for this one, with the same agency',
      },
      {
        row: 8,
        column: 'Decision body',
        message: expect.stringMatching(/^Use one of the procedure's: /) as string,
      },
      {
        row: 9,
        column: 'Telephone',
        message: 'A row of the kind “Panel member” does not use this column: leave it empty',
      },
      { row: 9, column: 'Agency', message: 'Choose the agency' },
      {
        row: 10,
        column: 'Kind',
        message: 'Use one of: Agency, Service or team, Contact, Decision maker, Panel member',
      },
      { row: 12, column: 'Instruction', message: 'Add a contact, or say what to do' },
    ] satisfies CheckedFile['problems']);
    expect([refusal.code, await office.api.directory.get({})]).toEqual(['refused', start]);
  });

  test('without its headings, or that is no spreadsheet, says so', async () => {
    await using office = openOffice();
    await setUp(office);
    const { problems } = await office.api.directory.checkFile(
      await uploadText(office, 'Name,Phone\r\nA,B\r\n'),
    );
    const refusal = await refusalOf(
      office.api.directory.checkFile(await upload(office, Buffer.from('%PDF-1.7 made up'))),
    );
    expect([problems.map(({ column }) => column), refusal.message]).toEqual([
      ['Phone', 'Kind'],
      'This is not an Excel file (.xlsx), an OpenDocument spreadsheet (.ods) or a CSV file. Save it as one of these and choose it again.',
    ]);
  });

  test('keeps awkward text, formulas among it, through both formats and never as a formula', async () => {
    const awkward = fc.oneof(
      fc.constantFrom(
        '=1+1',
        "'=1+1",
        '+44',
        '-',
        '@SUM(A1)',
        "''-x",
        '_x000D_',
        '_x005F_x0041_',
        '__proto__',
        'constructor',
        'toString',
        'a\nb',
        '"q",;',
        '007',
        '＝1',
        "'",
      ),
      fc.string({ unit: 'grapheme', maxLength: 30 }),
    );
    // What the directory accepts: trimmed, and nothing that cannot be printed but a line end.
    const text = awkward
      .map((raw) => raw.replaceAll(/[\p{Cs}\uFFFE\uFFFF]|(?!\n)\p{Cc}/gu, '').trim())
      .filter((line) => line !== '');
    const line = text.map((raw) => raw.replaceAll('\n', ' ').trim()).filter((raw) => raw !== '');
    const seed = 20260514;
    console.log(`seed ${seed}`);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(line, fc.option(text, { nil: '' })), { minLength: 1, maxLength: 12 }),
        fc.constantFrom('xlsx' as const, 'csv' as const),
        async (pairs, format) => {
          const rows = [['Name', 'Instruction'], ...pairs];
          const bytes = await writeSpreadsheet(rows, format);
          if (format === 'csv') expect(Buffer.from(bytes).toString()).not.toMatch(/(^|[,\n])"?[=+\-@\t]/);
          expect((await readTable(bytes))[0]?.rows.map((row) => [row[0] ?? '', row[1] ?? ''])).toEqual(rows);
        },
      ),
      { seed, numRuns: 300 },
    );
  });

  test('round-trips through an office whatever its names and instructions hold', async () => {
    await using office = openOffice();
    await setUp(office);
    const { api } = office;
    const name = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
      .map((raw) => `${raw.replaceAll(/[\p{Cs}\p{Cc}\uFFFE\uFFFF]/gu, '').trim()} =x`);
    const seed = 20260515;
    console.log(`seed ${seed}`);
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(name, {
          minLength: 1,
          maxLength: 4,
          selector: (one) => one.normalize('NFC').toLocaleLowerCase('en-GB').trim(),
        }),
        fc.constantFrom(...codesOf(agencyTypes)),
        fc.boolean(),
        fc.constantFrom('xlsx' as const, 'csv' as const),
        async (names, type, fullMember, format) => {
          const [first = ''] = names;
          const agency = { id: randomUUID(), name: first, type, fullMember, retired: false };
          const change = put({
            agencies: [agency],
            services: names.map((each) => ({
              id: randomUUID(),
              agencyId: agency.id,
              name: each,
              contacts: [
                contact({ name: each, role: `@${each}` }),
                contact({ telephone: '+44 1632 960105' }),
              ],
              copyTo: '',
              instruction: `-${each}\n=${each}`,
              retired: !fullMember,
            })),
          });
          const { undo } = await api.directory.change(change);
          const before = withoutIds(await api.directory.get({}));
          await api.directory.exportFile({ format });
          await api.directory.change(undo);
          const begun = await upload(office, office.delivered.pop()!.bytes);
          const imported = await api.directory.importFile(begun);
          expect(withoutIds(await api.directory.get({}))).toEqual(before);
          await api.directory.change(imported.undo);
        },
      ),
      { seed, numRuns: 40 },
    );
  });
});
