import { createHash } from 'node:crypto';
import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';
import type { WrittenLetter } from '../../../shared/contract/letters.ts';
import type { LetterKind } from '../../../shared/domain/letters/letterKinds.ts';
import { readPdf } from '../writing/pdfText.ts';
import { child, day, logForm, referrer, revisionOf, signInAs } from '../../helpers/loggedCase.ts';
import { openOffice, refusalOf, setUp, type Office } from '../../helpers/office.ts';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const CHILD = 'Rowan Ashdown-Test';

/** A letter as the office would write it: the wording as it stands, to the first who is proposed. */
const letterOf = async (
  { api }: Pick<Office, 'api'>,
  caseId: string,
  kind: LetterKind,
  changes: Partial<WrittenLetter> = {},
): Promise<WrittenLetter> => {
  const { proposals, notice } = await api.letters.start({ caseId, kind });
  const [first] = proposals;
  const outline = {
    kind,
    addressee: first?.name ?? 'Nia Powell-Test',
    addresseeLines: first?.lines ?? '',
    email: first?.email ?? '',
    copyTo: first?.copyTo ?? '',
    ...(notice ? { noticeId: notice.id } : {}),
    ...changes,
  };
  const words = await api.letters.compose({
    caseId,
    kind,
    addressee: outline.addressee,
    ...(outline.replyBy ? { replyBy: outline.replyBy } : {}),
    ...(outline.meeting ? { meeting: outline.meeting } : {}),
  });
  return { ...words, ...outline };
};

const write = async (office: Pick<Office, 'api'>, caseId: string, letter: WrittenLetter) =>
  office.api.letters.write({ caseId, revision: await revisionOf(office, caseId), letter });

describe('a letter', () => {
  test('to the referrer is previewed, kept to the byte, handed over, sent, and received', async () => {
    await using office = openOffice({ at: '2026-05-14T09:30:00Z' });
    const { api, delivered } = office;
    await setUp(office);
    const { caseId, reference } = await logForm(office, '2026-05-12');
    const letter = await letterOf(office, caseId, 'acknowledgement');
    const preview = await api.letters.preview({ caseId, letter });
    const { letterId } = await write(office, caseId, letter);
    await api.letters.savePdf({ letterId });
    await api.letters.showPdf({ letterId });
    await api.letters.draftEmail({ letterId });
    const [saved, shown, draft] = delivered;
    const mail = await PostalMime.parse(draft!.bytes);
    await api.letters.markSent({
      letterId,
      revision: await revisionOf(office, caseId),
      to: 'm.ellery@hollybrook.example',
      how: 'secureEmail',
      on: day('2026-05-14'),
    });
    await api.letters.confirmReceipt({
      letterId,
      revision: await revisionOf(office, caseId),
      on: day('2026-05-14'),
      words: 'Replied by e-mail',
    });
    const [kept] = (await api.letters.ofCase({ caseId })).letters;
    const digest = sha256(saved!.bytes);
    const { pages } = await readPdf(saved!.bytes);
    const entry = (await api.cases.get({ caseId })).stages.flatMap(({ entries }) => entries)[0];
    expect({
      digests: [
        preview.sha256,
        kept?.sha256,
        sha256(shown!.bytes),
        (await api.letters.pages({ letterId })).sha256,
      ],
      files: delivered.map(({ suggestedName, action }) => [suggestedName, action]),
      subject: mail.subject,
      to: mail.to?.map(({ address }) => address),
      attached: mail.attachments.map(({ filename, content }) => [
        filename,
        sha256(new Uint8Array(content as ArrayBuffer)),
      ]),
      saysTheReference: pages[0]?.body.includes(`Its reference is ${reference}`),
      namesTheChild: JSON.stringify([pages, mail.text, mail.subject]).includes(CHILD),
      sent: kept?.sent,
      receipt: kept?.receipt,
      timeline: [entry?.kind, entry?.title, entry?.words],
    }).toEqual({
      digests: [digest, digest, digest, digest],
      files: [
        ['BURY-2026-001 letter 1.pdf', 'save'],
        ['BURY-2026-001 letter 1.pdf', 'open'],
        ['BURY-2026-001 letter 1.eml', 'open'],
      ],
      subject: 'OFFICIAL-SENSITIVE: BURY-2026-001 acknowledgement of receipt',
      to: ['m.ellery@hollybrook.example'],
      attached: [['BURY-2026-001 letter 1.pdf', digest]],
      saysTheReference: true,
      namesTheChild: false,
      sent: {
        to: 'm.ellery@hollybrook.example',
        how: 'secureEmail',
        on: '2026-05-14',
        by: 'Priya Nair-Test',
      },
      receipt: { on: '2026-05-14', words: 'Replied by e-mail' },
      timeline: [
        'contact',
        'Acknowledgement of receipt: sent',
        `Secure e-mail to m.ellery@hollybrook.example. Letter 1, SHA-256 ${digest}.`,
      ],
    });
    const log = await api.audit.ofCase({ caseId, offset: 0, limit: 100 });
    expect(log.entries.filter(({ kind }) => kind === 'disclosure').map(({ action }) => action)).toEqual([
      'letters.markSent',
      'letters.draftEmail',
      'letters.showPdf',
      'letters.savePdf',
    ]);
  });

  test('without an address says so when a draft is asked for, and takes the one that is given', async () => {
    await using office = openOffice();
    const { api, delivered } = office;
    await setUp(office);
    const { caseId } = await logForm(office, '2026-05-12', {
      referrers: [{ ...referrer('Hollybrook Primary School'), email: '' }],
    });
    const { letterId } = await write(office, caseId, await letterOf(office, caseId, 'acknowledgement'));
    expect(await refusalOf(api.letters.draftEmail({ letterId }))).toMatchObject({
      code: 'invalid',
      issues: [{ path: 'to' }],
    });
    expect(delivered).toEqual([]);
    await api.letters.draftEmail({ letterId, to: 'a@hollybrook.example; b@hollybrook.example' });
    expect((await PostalMime.parse(delivered[0]!.bytes)).to?.map(({ address }) => address)).toEqual([
      'a@hollybrook.example',
      'b@hollybrook.example',
    ]);
  });

  test('to an agency goes to its contacts, with what the directory says to do first', async () => {
    await using office = openOffice();
    const { api } = office;
    await setUp(office);
    const police = await api.directory.addAgency({ name: 'Made-up Police', type: 'police' });
    await api.directory.change({
      put: {
        agencies: [],
        decisionMakers: [],
        panelMembers: [],
        services: [
          {
            id: '6b0a2f0a-8f59-4f5e-9d3a-1b6c3d9e0f11',
            agencyId: police.id,
            name: 'Protecting vulnerable people',
            contacts: [
              { name: '', role: 'Detective inspector', telephone: '0161 496 0101', option: '2', email: '' },
              {
                name: 'Dee Marsh-Test',
                role: 'Sergeant',
                telephone: '',
                option: '',
                email: 'd.marsh@police.example',
              },
            ],
            copyTo: 'copy@police.example',
            instruction: 'Always a telephone call first',
            retired: false,
          },
        ],
      },
      remove: [],
    });
    const { caseId } = await logForm(office, '2026-05-12', { challengedAgencyIds: [police.id] });
    const { proposals } = await api.letters.start({ caseId, kind: 'responseRequest' });
    expect(proposals).toEqual([
      {
        label: 'Made-up Police: Protecting vulnerable people: Detective inspector',
        name: 'Detective inspector',
        lines: 'Protecting vulnerable people\nMade-up Police',
        email: '',
        copyTo: 'copy@police.example',
        telephone: '0161 496 0101, option 2',
        instruction: 'Always a telephone call first',
      },
      {
        label: 'Made-up Police: Protecting vulnerable people: Dee Marsh-Test',
        name: 'Dee Marsh-Test',
        lines: 'Sergeant\nProtecting vulnerable people\nMade-up Police',
        email: 'd.marsh@police.example',
        copyTo: 'copy@police.example',
        telephone: '',
        instruction: 'Always a telephone call first',
      },
    ]);
    const asks = { replyBy: day('2026-05-20') };
    const request = await letterOf(office, caseId, 'responseRequest', asks);
    const chaser = await letterOf(office, caseId, 'chaser', asks);
    expect([request.text.includes(CHILD), chaser.text.includes(CHILD)]).toEqual([true, false]);
    expect(
      await refusalOf(
        write(office, caseId, { ...chaser, text: `${chaser.text}\n\nIt is about rowan ashdown test.` }),
      ),
    ).toMatchObject({ code: 'invalid', issues: [{ path: 'text' }] });
    const { replyBy: _none, ...open } = chaser;
    expect(await refusalOf(write(office, caseId, open))).toMatchObject({ issues: [{ path: 'replyBy' }] });
  });

  test('of invitation goes with a calendar file that names nobody', async () => {
    await using office = openOffice({ at: '2026-05-14T09:30:00Z' });
    const { api, delivered } = office;
    await setUp(office);
    const { caseId } = await logForm(office, '2026-05-12');
    const meeting = {
      on: day('2026-05-19'),
      from: '10:00',
      to: '11:30',
      place: 'Room 2; Town Hall, Zoë wing',
    };
    const { letterId } = await write(
      office,
      caseId,
      await letterOf(office, caseId, 'meetingInvitation', { meeting }),
    );
    await api.letters.draftEmail({ letterId });
    const mail = await PostalMime.parse(delivered[0]!.bytes);
    // Taken out by hand: the reader of e-mails rewrites the line ends of a calendar.
    const source = Buffer.from(delivered[0]!.bytes).toString('latin1');
    const part = source.slice(source.indexOf('text/calendar')).split('\r\n\r\n')[1]?.split('\r\n--')[0] ?? '';
    const calendar = Buffer.from(part, 'base64').toString();
    expect({
      type: mail.attachments[1]?.mimeType,
      digest: sha256(Buffer.from(calendar)),
      lines: calendar
        .replaceAll('\r\n ', '')
        .split('\r\n')
        .filter((line) => /^(DTSTART;|DTEND|SUMMARY|LOCATION)/.test(line)),
      namesTheChild: calendar.includes('Rowan'),
    }).toEqual({
      type: 'text/calendar',
      digest: (await api.letters.ofCase({ caseId })).letters[0]?.calendar?.sha256,
      lines: [
        'DTSTART;TZID=Europe/London:20260519T100000',
        'DTEND;TZID=Europe/London:20260519T113000',
        'SUMMARY:Escalation meeting BURY-2026-001',
        'LOCATION:Room 2\\; Town Hall\\, Zoë wing',
      ],
      namesTheChild: false,
    });
  });

  test('to the Independent Reviewing Officer does the duty of the procedure once it is sent', async () => {
    await using office = openOffice({ at: '2026-05-14T09:30:00Z' });
    const { api } = office;
    await setUp(office, 'gloucestershire');
    const { caseId } = await logForm(office, '2026-05-12', {
      stageOrder: 3,
      childStatus: 'lookedAfter',
      people: [child(CHILD, '2016-04-03')],
    });
    const dutyOf = async () =>
      (await api.cases.get({ caseId })).stages
        .flatMap(({ duties }) => duties)
        .filter(({ kind }) => kind === 'tellReviewingOfficer')
        .map(({ done }) => done);
    const before = await dutyOf();
    const { letterId } = await write(office, caseId, await letterOf(office, caseId, 'reviewingOfficer'));
    await api.letters.markSent({
      letterId,
      revision: await revisionOf(office, caseId),
      to: 'Nia Powell-Test',
      how: 'post',
      on: day('2026-05-14'),
    });
    const told = (await api.cases.get({ caseId })).stages.flatMap(({ entries }) => entries)[0]?.told;
    expect([before, await dutyOf(), told]).toEqual([[false], [true], ['Nia Powell-Test']]);
  });

  test('that was never sent is set aside and taken up again, and one that was sent cannot be', async () => {
    await using office = openOffice();
    const { api } = office;
    await setUp(office);
    const { caseId } = await logForm(office, '2026-05-12');
    const { letterId } = await write(office, caseId, await letterOf(office, caseId, 'acknowledgement'));
    const aside = async (to: boolean) => {
      await api.letters.setAside({ letterId, revision: await revisionOf(office, caseId), aside: to });
      return (await api.letters.ofCase({ caseId })).letters[0]?.setAsideAt;
    };
    expect([await aside(true), await aside(false)]).toEqual(['2026-05-14T09:30:00.000Z', undefined]);
    await api.letters.markSent({
      letterId,
      revision: await revisionOf(office, caseId),
      to: 'x',
      how: 'hand',
      on: day('2026-05-14'),
    });
    expect(await refusalOf(aside(true))).toMatchObject({ code: 'refused' });
  });
});

describe('the wording of a letter', () => {
  const change = { kind: 'chaser', title: 'Answer: {reference}', mayNameChild: false } as const;

  test('is the unit’s own from the next letter on, and comes back to the bundled text', async () => {
    await using office = openOffice();
    const { api } = office;
    await setUp(office);
    const { caseId } = await logForm(office, '2026-05-12');
    const bundled = await letterOf(office, caseId, 'chaser', { replyBy: day('2026-05-20') });
    await api.letters.keepTemplate({
      ...change,
      body: 'Please answer {REFERENCE} by { reply  by }.',
      insteadOfVersion: 0,
    });
    const own = await letterOf(office, caseId, 'chaser', { replyBy: day('2026-05-20') });
    expect(
      await refusalOf(api.letters.keepTemplate({ ...change, body: 'x', insteadOfVersion: 0 })),
    ).toMatchObject({ code: 'conflict' });
    await api.letters.restoreTemplate({ kind: 'chaser', insteadOfVersion: 1 });
    const again = await letterOf(office, caseId, 'chaser', { replyBy: day('2026-05-20') });
    const { versions } = await api.letters.templateHistory({ kind: 'chaser' });
    expect([
      own.title,
      own.text,
      again.text === bundled.text,
      versions.map(({ version, bundled: isBundled }) => [version, isBundled]),
    ]).toEqual([
      'Answer: BURY-2026-001',
      'Please answer BURY-2026-001 by 20 May 2026.',
      true,
      [
        [2, true],
        [1, false],
        [0, true],
      ],
    ]);
  });

  test('is refused where it names a field that is unknown or not for its reader, and the fields are listed', async () => {
    await using office = openOffice();
    const { api } = office;
    await setUp(office);
    const refusal = await refusalOf(
      api.letters.keepTemplate({ ...change, body: 'About {child} of {shoe size}.', insteadOfVersion: 0 }),
    );
    const list =
      'These can be used: {reference}, {today}, {addressee}, {writer}, {unit}, {partnership}, {procedure}, {stage}, {received}, {referring agency}, {referrer}, {challenged agency}, {themes}, {due date}, {reply by}.';
    expect(refusal.issues).toEqual([
      { path: 'body', message: `There is no field called {shoe size}. ${list}` },
      {
        path: 'body',
        message: `{child} has no place in this letter: the challenged agency may not see it here. ${list}`,
      },
    ]);
    expect((await api.letters.templates({})).templates.map(({ version }) => version)).toEqual([
      0, 0, 0, 0, 0, 0,
    ]);
  });

  test('is changed by the business manager alone', async () => {
    await using office = openOffice();
    await setUp(office);
    await signInAs(office, 'coordinator');
    expect(
      await refusalOf(office.api.letters.keepTemplate({ ...change, body: 'x', insteadOfVersion: 0 })),
    ).toMatchObject({ code: 'forbidden' });
  });
});
