import { expect, test } from 'vitest';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { child, day, filledIn, logForm, referrer, revisionOf, signInAs } from '../../helpers/loggedCase.ts';
import { fixtureForm, openOffice, receive, refusalOf, setUp, type Office } from '../../helpers/office.ts';

const ROWAN = child('Rowan Ashdown-Test', '2016-04-03');
const BROTHER = child('Toby Ashdown-Test', '2018-01-09', { nhsNumber: '999 000 0018' });

/** Two cases of Rowan, one with a brother in it, and one of somebody else. */
const family = async (office: Office) => {
  const { document } = await receive(
    office,
    'MorganEllery.docx',
    fixtureForm('bury-request-for-resolution.docx'),
  );
  const { api } = office;
  const draft = await api.drafts.start({ documentId: document.id });
  const { revision } = await api.drafts.save({
    draftId: draft.id,
    revision: draft.revision,
    form: filledIn(draft.form, '2026-05-14', {
      people: [ROWAN, BROTHER],
      referrers: [referrer('Hollybrook Primary School', 'Morgan Ellery-Test')],
      summary:
        'Rowan told Mrs Ellery that Toby is afraid. Write to m.ellery@hollybrook.example or 01632 960123.',
    }),
  });
  const first = await api.drafts.log({ draftId: draft.id, revision });
  await api.cases.recordEntry({
    caseId: first.caseId,
    revision: await revisionOf(office, first.caseId),
    stageOrder: 4,
    kind: 'meeting',
    happenedOn: day('2026-05-14'),
    title: 'Meeting',
    words: 'Sally Aunt-Test spoke for the family.',
    attendees: ['Dr Imogen Farrow-Test'],
    agreements: 'A visit.',
    disagreements: '',
    actions: [],
  });
  await api.reviews.ask({
    caseId: first.caseId,
    revision: await revisionOf(office, first.caseId),
    askedOf: 'Nurse Hal Oduya-Test',
    question: 'Ask what NURSE\nODUYA saw of Rowan.',
    dueOn: day('2026-05-20'),
  });
  await api.letters.write({
    caseId: first.caseId,
    revision: await revisionOf(office, first.caseId),
    letter: {
      kind: 'acknowledgement',
      addressee: 'Morgan Ellery-Test',
      addresseeLines: '',
      email: '',
      copyTo: '',
      title: 'We have your form',
      text: 'Dear Morgan\nEllery-Test, thank you.',
    },
  });
  const second = await logForm(office, '2026-05-13', {
    people: [ROWAN],
    summary: 'An earlier worry about Rowan.',
  });
  await logForm(office, '2026-05-12', { people: [child('Ines Calder-Test', '2011-02-03')] });
  return { first, second };
};

const read = async (bytes: Uint8Array, password: string) => {
  const pdf = await getDocument({ data: new Uint8Array(bytes), password, verbosity: 0 }).promise;
  const pages = await Promise.all(
    Array.from({ length: pdf.numPages }, async (_, index) => {
      const { items } = await (await pdf.getPage(index + 1)).getTextContent();
      return items.map((item) => ('str' in item ? item.str : '')).join(' ');
    }),
  );
  const attachments = await Promise.all(
    [...((await pdf.getAttachments()) ?? [])].map(async ([id, { filename }]) => ({
      filename,
      content: await pdf.getAttachmentContent(id),
    })),
  );
  return { text: pages.join(' ').replace(/\s+/g, ' '), attachments };
};

test('one child’s records are found under their name, whoever else has the surname', async () => {
  await using office = openOffice({ at: '2026-05-14T09:30:00Z' });
  await setUp(office);
  const { first, second } = await family(office);
  const { found } = await office.api.subjectAccess.find({ name: 'Rowan Ashdown-Test', nhsNumber: '' });
  expect(new Map(found.map(({ reference, name }) => [reference, name]))).toEqual(
    new Map([
      [first.reference, 'Rowan Ashdown-Test'],
      [second.reference, 'Rowan Ashdown-Test'],
    ]),
  );
  expect(await refusalOf(office.api.subjectAccess.find({ name: ' ', nhsNumber: '' }))).toMatchObject({
    code: 'invalid',
    issues: [{ path: 'name' }],
  });
});

test('the copy for review marks third parties and carries the files, and the copy to give withholds them', async () => {
  await using office = openOffice({ at: '2026-05-14T09:30:00Z' });
  const { api } = office;
  await setUp(office);
  const { first } = await family(office);
  const subject = [{ caseId: first.caseId, position: 0 }];
  const { thirdParties } = await api.subjectAccess.thirdParties({ subject });
  const names = Object.fromEntries(thirdParties.map(({ name, mentions }) => [name, mentions]));
  const review = await api.subjectAccess.export({ subject, copy: 'review', show: [], alsoWithhold: [] });
  const give = await api.subjectAccess.export({
    subject,
    copy: 'give',
    show: ['Dr Imogen Farrow-Test'],
    alsoWithhold: ['Sally Aunt-Test'],
  });
  const [reviewFile, giveFile] = office.delivered;
  const reviewed = await read(reviewFile?.bytes ?? new Uint8Array(), review.passphrase);
  const given = await read(giveFile?.bytes ?? new Uint8Array(), give.passphrase);
  const opensWithout = await getDocument({
    data: new Uint8Array(giveFile?.bytes ?? []),
    verbosity: 0,
  }).promise.then(
    () => true,
    () => false,
  );
  expect({
    names: [names['Toby Ashdown-Test'], names['Morgan Ellery-Test'], names['Dr Imogen Farrow-Test']].map(
      (mentions) => (mentions ?? 0) > 0,
    ),
    own: names['Rowan Ashdown-Test'],
    marked: [
      '[THIRD PARTY: Ellery]',
      '[THIRD PARTY: Toby]',
      '[THIRD PARTY: m.ellery@hollybrook.example]',
    ].filter((words) => !reviewed.text.includes(words)),
    files: reviewed.attachments.map(({ filename }) => filename),
    sameBytes: Buffer.from(reviewed.attachments[0]?.content ?? []).equals(
      fixtureForm('bury-request-for-resolution.docx'),
    ),
    leaked: [
      'Ellery',
      'Toby',
      '2018',
      '0018',
      'Oduya',
      'ODUYA',
      'hollybrook.example',
      '01632',
      'Sally',
      'Aunt-Test',
    ].filter((word) => given.text.includes(word)),
    kept: [
      'Rowan Ashdown-Test',
      '3 April 2016',
      'Imogen Farrow-Test',
      'A visit.',
      'saw of Rowan',
      'thank you',
    ].filter((word) => !given.text.includes(word)),
    filesGiven: given.attachments.length,
    opensWithout,
  }).toEqual({
    names: [true, true, true],
    own: undefined,
    marked: [],
    files: [`${first.reference}-file-1.docx`, `${first.reference}-letter-1.pdf`],
    sameBytes: true,
    leaked: [],
    kept: [],
    filesGiven: 0,
    opensWithout: false,
  });
  const { entries } = await api.audit.ofCase({ caseId: first.caseId, offset: 0, limit: 50 });
  expect(
    entries.filter(({ action }) => action === 'subjectAccess.export').map(({ detail }) => detail),
  ).toEqual(['subject access, copy to give', 'subject access, copy to review']);
});

test('only a business manager makes such a package', async () => {
  await using office = openOffice();
  await setUp(office);
  await signInAs(office, 'coordinator');
  expect(await refusalOf(office.api.subjectAccess.find({ name: 'Rowan', nhsNumber: '' }))).toMatchObject({
    code: 'forbidden',
  });
});
