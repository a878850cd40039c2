/** Letters: the unit's wording of them, and from a wording to a letter that was written, kept, handed over and sent. */
import type { Letter, WrittenLetter } from '../../../../shared/contract/letters.ts';
import { officeDayOf } from '../../../../shared/domain/calendarTypes.ts';
import { dutiesOf } from '../../../../shared/domain/duties.ts';
import { bundledLetter } from '../../../../shared/domain/letters/bundledLetters.ts';
import { letterIssues } from '../../../../shared/domain/letters/letterIssues.ts';
import { letterKinds, type LetterKind } from '../../../../shared/domain/letters/letterKinds.ts';
import {
  calendarFileName,
  letterEmailBody,
  letterFileName,
  letterPaper,
  letterSubjectWords,
} from '../../../../shared/domain/letters/letterPaper.ts';
import {
  fillIn,
  templateIssues,
  type LetterTemplate,
} from '../../../../shared/domain/letters/letterTemplate.ts';
import { meetingInvitation } from '../../../../shared/domain/letters/meetingInvitation.ts';
import { noticeSubject } from '../../../../shared/domain/noticeEmail.ts';
import { PROTECTIVE_MARKING } from '../../../../shared/domain/paperContent.ts';
import type { Procedure } from '../../../../shared/domain/procedures/procedureSchema.ts';
import { conflict, invalid, notFound, refused } from '../../appFault.ts';
import type { Context } from '../../context.ts';
import { paperPages } from '../../documents/drawing/paperPages.ts';
import { sha256Of } from '../../documents/sha256Of.ts';
import { writeEmailDraft } from '../../documents/writing/emailDraft.ts';
import { loadNoticeFonts } from '../../documents/writing/noticeFonts.ts';
import { writePaper } from '../../documents/writing/paperPdf.ts';
import type { Handlers } from '../../router.ts';
import { changeCase, getCaseRecord, procedureOf, unitOf } from '../cases/changeCase.ts';
import { insertEntry, listPeopleNames, type CaseRecord, type StoredEntry } from '../cases/repository.ts';
import { dutyFactsOf } from '../cases/standing.ts';
import { emptyEntry } from '../cases/store.ts';
import { getDirectory } from '../directory/repository.ts';
import { findNotice, updateNotice } from '../notices/repository.ts';
import { getSettings } from '../settings/repository.ts';
import { sendingWays } from '../../../../shared/contract/cases.ts';
import { letterFactsOf } from './letterFacts.ts';
import { proposalsFor } from './proposals.ts';
import {
  countLetters,
  findLetter,
  insertLetter,
  insertTemplate,
  listLetters,
  listTemplates,
  updateLetter,
  type ListedLetter,
  type StoredLetter,
  type StoredTemplate,
} from './repository.ts';

const allKinds = Object.keys(letterKinds) as LetterKind[];
const addressesOf = (line: string): string[] =>
  line
    .split(';')
    .map((one) => one.trim())
    .filter((one) => one !== '');

/** The wording in force, and its version: 0 for the one that comes with the register. */
const wordingOf = (
  { database }: Context,
  kind: LetterKind,
): {
  readonly wording: LetterTemplate;
  readonly version: number;
  readonly stored: StoredTemplate | undefined;
} => {
  const [stored] = listTemplates(database, kind);
  if (!stored) return { wording: bundledLetter(kind), version: 0, stored };
  const { title, body, mayNameChild, version } = stored;
  return { wording: { kind, title, body, mayNameChild }, version, stored };
};

const isBundled = ({ kind, title, body, mayNameChild }: LetterTemplate): boolean => {
  const own = bundledLetter(kind);
  return own.title === title && own.body === body && own.mayNameChild === mayNameChild;
};

const templateView = (wording: LetterTemplate, stored: StoredTemplate | undefined, context: Context) => ({
  ...wording,
  version: stored?.version ?? 0,
  bundled: isBundled(wording),
  ...(stored
    ? {
        keptAt: stored.keptAt,
        keptBy: listPeopleNames(context.database).get(stored.keptBy) ?? 'Somebody who has left',
      }
    : {}),
});

const keepWording = (
  context: Context,
  wording: LetterTemplate,
  insteadOfVersion: number,
  restored: boolean,
): { readonly version: number } => {
  const { version } = wordingOf(context, wording.kind);
  if (version !== insteadOfVersion) throw conflict();
  const next = version + 1;
  context.record({ entity: 'letters', detail: `${wording.kind} version ${next}` }, (database) =>
    insertTemplate(database, {
      id: context.ports.ids.next(),
      ...wording,
      version: next,
      restored,
      keptAt: context.now,
      keptBy: context.session.userId,
    }),
  );
  return { version: next };
};

const letterView = (letter: ListedLetter, reference: string, names: ReadonlyMap<string, string>): Letter => {
  const nameOf = (id: string): string => names.get(id) ?? 'Somebody who has left';
  return {
    id: letter.id,
    number: letter.number,
    kind: letter.kind as LetterKind,
    title: letter.title,
    addressee: letter.addressee,
    addresseeLines: letter.addresseeLines,
    email: letter.email,
    copyTo: letter.copyTo,
    ...(letter.replyBy ? { replyBy: letter.replyBy } : {}),
    fileName: letterFileName(reference, letter.number),
    bytes: letter.byteCount,
    sha256: letter.sha256,
    ...(letter.calendarSha256
      ? {
          calendar: {
            fileName: calendarFileName(reference, letter.number),
            sha256: letter.calendarSha256,
          },
        }
      : {}),
    ...(letter.noticeId ? { noticeId: letter.noticeId } : {}),
    templateVersion: letter.templateVersion,
    writtenAt: letter.writtenAt,
    writtenBy: nameOf(letter.writtenBy),
    ...(letter.setAsideAt ? { setAsideAt: letter.setAsideAt } : {}),
    ...(letter.sentOn && letter.sentHow
      ? {
          sent: {
            to: letter.sentTo ?? '',
            how: letter.sentHow,
            on: letter.sentOn,
            by: nameOf(letter.sentBy ?? ''),
          },
        }
      : {}),
    ...(letter.receivedOn ? { receipt: { on: letter.receivedOn, words: letter.receiptWords ?? '' } } : {}),
  };
};

const getLetter = ({ database }: Context, letterId: string): StoredLetter => {
  const letter = findLetter(database, letterId);
  if (!letter) throw notFound('This letter is no longer in the register.');
  return letter;
};

/** Writes the letter as it would go; the number is the next of its case. */
const writeLetterOf = async (
  context: Context,
  record: CaseRecord,
  letter: WrittenLetter,
): Promise<{ readonly bytes: Uint8Array; readonly number: number; readonly templateVersion: number }> => {
  const { wording, version } = wordingOf(context, letter.kind);
  const issues = letterIssues(letter, {
    today: context.today,
    mayNameChild: wording.mayNameChild,
    people: record.people.map(({ name, nhsNumber }) => ({
      name: name ?? undefined,
      nhsNumber: nhsNumber ?? undefined,
    })),
  });
  if (issues.length > 0) throw invalid('Something needs mending before this letter can be written.', issues);
  if (
    letter.noticeId !== undefined &&
    findNotice(context.database, letter.noticeId)?.caseId !== record.case.id
  )
    throw notFound('The notice that goes with this letter is no longer in the register.');
  const unit = unitOf(context);
  const number = countLetters(context.database, record.case.id) + 1;
  const bytes = await writePaper(
    letterPaper({
      reference: record.case.reference,
      number,
      writtenOn: context.today,
      partnershipName: procedureOf(record, unit).partnershipName,
      unitName: unit.settings.unitName,
      unitEmail: unit.settings.unitEmail,
      title: letter.title,
      addressee: letter.addressee,
      addresseeLines: letter.addresseeLines,
      text: letter.text,
    }),
    await loadNoticeFonts(context.ports.paths.fonts),
  );
  return { bytes, number, templateVersion: version };
};

/** The first stage that the case has come to and whose duty the letter does, where one is still to be done. */
const dutyDoneBy = (
  kind: LetterKind,
  record: CaseRecord,
  procedure: Procedure,
): { readonly dutyId: string; readonly stageOrder: number } | undefined => {
  const { does } = letterKinds[kind];
  if (does === undefined) return undefined;
  const facts = dutyFactsOf(record);
  const reached = new Set(
    record.stages
      .filter(({ state }) => state === 'open' || state === 'ended')
      .map(({ stageOrder }) => stageOrder),
  );
  for (const stage of procedure.stages.filter(({ order }) => reached.has(order))) {
    const found = dutiesOf(stage, facts).find(({ duty, done }) => duty.kind === does && !done);
    if (found) return { dutyId: found.duty.id, stageOrder: stage.order };
  }
  return undefined;
};

const handPdf = (context: Context, letterId: string, action: 'save' | 'open') => {
  const letter = getLetter(context, letterId);
  const { reference } = getCaseRecord(context.database, letter.caseId).case;
  return context.handOver(
    { entity: `case:${letter.caseId}`, detail: `letter ${letter.number}` },
    { suggestedName: letterFileName(reference, letter.number), bytes: letter.content, action },
  );
};

export const lettersHandlers: Handlers['letters'] = {
  templates: (_input, context) => ({
    templates: allKinds.map((kind) => {
      const { wording, stored } = wordingOf(context, kind);
      return templateView(wording, stored, context);
    }),
  }),

  templateHistory: ({ kind }, context) => ({
    versions: [
      ...listTemplates(context.database, kind).map((stored) => {
        const { title, body, mayNameChild } = stored;
        return templateView({ kind, title, body, mayNameChild }, stored, context);
      }),
      templateView(bundledLetter(kind), undefined, context),
    ],
  }),

  keepTemplate: ({ insteadOfVersion, ...wording }, context) => {
    const issues = templateIssues(wording);
    if (issues.length > 0) throw invalid('Some fields need mending before this wording can be kept.', issues);
    return keepWording(context, wording, insteadOfVersion, false);
  },

  restoreTemplate: ({ kind, insteadOfVersion }, context) =>
    keepWording(context, bundledLetter(kind), insteadOfVersion, true),

  ofCase: ({ caseId }, context) => {
    const { reference } = getCaseRecord(context.database, caseId).case;
    context.recordLook({ entity: `case:${caseId}`, detail: 'letters' });
    const names = listPeopleNames(context.database);
    return {
      letters: listLetters(context.database, caseId).map((letter) => letterView(letter, reference, names)),
    };
  },

  start: ({ caseId, kind }, context) => {
    const record = getCaseRecord(context.database, caseId);
    const { wording, version } = wordingOf(context, kind);
    const [decision] = record.decisions;
    const notice = record.notices.find(({ decisionVersion }) => decisionVersion === decision?.version);
    return {
      proposals: [...proposalsFor(letterKinds[kind].reader, record, getDirectory(context.database))],
      ...(letterKinds[kind].asks === 'notice' && notice
        ? { notice: { id: notice.id, version: notice.version } }
        : {}),
      mayNameChild: wording.mayNameChild,
      templateVersion: version,
    };
  },

  compose: ({ caseId, kind, addressee, replyBy, meeting }, context) => {
    const record = getCaseRecord(context.database, caseId);
    const unit = unitOf(context);
    const { wording } = wordingOf(context, kind);
    context.recordLook({ entity: `case:${caseId}`, detail: 'letter begun' });
    const facts = letterFactsOf(record, {
      procedure: procedureOf(record, unit),
      settings: unit.settings,
      today: context.today,
      writer: context.session.name,
      addressee,
      replyBy,
      meeting,
    });
    return { title: fillIn(wording.title, facts), text: fillIn(wording.body, facts) };
  },

  preview: async ({ caseId, letter }, context) => {
    const { bytes } = await writeLetterOf(context, getCaseRecord(context.database, caseId), letter);
    context.recordLook({ entity: `case:${caseId}`, detail: 'letter previewed' });
    return paperPages(context.pageDrawer, bytes);
  },

  write: async ({ caseId, revision, letter }, context) => {
    const record = getCaseRecord(context.database, caseId);
    if (record.case.revision !== revision) throw conflict();
    const unit = unitOf(context);
    const { bytes, number, templateVersion } = await writeLetterOf(context, record, letter);
    const letterId = context.ports.ids.next();
    const calendar = letter.meeting
      ? Buffer.from(
          meetingInvitation({
            id: letterId,
            reference: record.case.reference,
            unitName: unit.settings.unitName,
            meeting: letter.meeting,
            writtenAt: context.now,
          }),
        )
      : null;
    const changed = changeCase(context, { caseId, revision }, () => ({
      detail: `letter ${number}`,
      change: (database) =>
        insertLetter(database, {
          id: letterId,
          caseId,
          number,
          kind: letter.kind,
          templateVersion,
          stageOrder: record.case.stageOrder,
          addressee: letter.addressee,
          addresseeLines: letter.addresseeLines,
          email: letter.email,
          copyTo: letter.copyTo,
          title: letter.title,
          text: letter.text,
          replyBy: letter.replyBy ?? null,
          content: Buffer.from(bytes),
          sha256: sha256Of(bytes),
          calendar,
          calendarSha256: calendar && sha256Of(calendar),
          noticeId: letter.noticeId ?? null,
          writtenAt: context.now,
          writtenBy: context.session.userId,
          setAsideAt: null,
          sentTo: null,
          sentHow: null,
          sentOn: null,
          sentBy: null,
          receivedOn: null,
          receiptWords: null,
        }),
    }));
    return { letterId, ...changed };
  },

  pages: ({ letterId }, context) => {
    const letter = getLetter(context, letterId);
    context.recordLook({ entity: `case:${letter.caseId}`, detail: `letter ${letter.number}` });
    return paperPages(context.pageDrawer, letter.content);
  },

  savePdf: ({ letterId }, context) => handPdf(context, letterId, 'save'),
  showPdf: ({ letterId }, context) => handPdf(context, letterId, 'open'),

  draftEmail: async ({ letterId, to }, context) => {
    const letter = getLetter(context, letterId);
    const { reference } = getCaseRecord(context.database, letter.caseId).case;
    const settings = getSettings(context.database);
    const addresses = addressesOf(to === '' ? letter.email : to);
    if (addresses.length === 0)
      throw invalid('This letter has no e-mail address.', [
        { path: 'to', message: 'Give the address that it goes to, or send the letter another way' },
      ]);
    const notice = letter.noticeId === null ? undefined : findNotice(context.database, letter.noticeId);
    const bytes = await writeEmailDraft({
      to: addresses,
      copyTo: addressesOf(letter.copyTo),
      from: settings.unitEmail === '' ? undefined : settings.unitEmail,
      unitName: settings.unitName,
      reference,
      marking: PROTECTIVE_MARKING,
      what: letterSubjectWords(letter.kind as LetterKind),
      bodyText: letterEmailBody({
        reference,
        addressee: letter.addressee,
        unitName: settings.unitName,
        also: [
          ...(notice ? ['The completed notice goes with it.'] : []),
          ...(letter.calendar ? ['A calendar file for the meeting goes with it.'] : []),
        ],
      }),
      attachments: [
        { fileName: letterFileName(reference, letter.number), bytes: letter.content, kind: 'pdf' },
        ...(notice ? [{ fileName: notice.fileName, bytes: notice.content, kind: 'pdf' } as const] : []),
        ...(letter.calendar
          ? [
              {
                fileName: calendarFileName(reference, letter.number),
                bytes: letter.calendar,
                kind: 'calendar',
              } as const,
            ]
          : []),
      ],
      secureKeyword: settings.secureKeyword === '' ? undefined : settings.secureKeyword,
      date: context.now,
    }).catch((error: unknown) => {
      if (error instanceof RangeError) throw refused(error.message);
      throw error;
    });
    return context.handOver(
      { entity: `case:${letter.caseId}`, detail: `e-mail draft with letter ${letter.number}` },
      { suggestedName: `${reference} letter ${letter.number}.eml`, bytes, action: 'open' },
    );
  },

  emailText: ({ letterId }, context) => {
    const letter = getLetter(context, letterId);
    const { reference } = getCaseRecord(context.database, letter.caseId).case;
    context.recordLook({ entity: `case:${letter.caseId}`, detail: 'words of the e-mail' });
    return {
      to: addressesOf(letter.email),
      subject: noticeSubject(
        reference,
        getSettings(context.database).secureKeyword,
        PROTECTIVE_MARKING,
        letterSubjectWords(letter.kind as LetterKind),
      ),
      body: letter.text,
    };
  },

  markSent: ({ letterId, revision, to, how, on }, context) => {
    const letter = getLetter(context, letterId);
    return changeCase(context, { caseId: letter.caseId, revision }, (record, { procedure }) => {
      if (letter.sentOn !== null) throw refused('This letter is marked as sent already.');
      if (on > context.today)
        throw invalid('Check the date.', [{ path: 'on', message: 'This day is still to come' }]);
      if (on < officeDayOf(letter.writtenAt))
        throw invalid('Check the date.', [
          { path: 'on', message: 'The letter was written after this day: check the date' },
        ]);
      const kind = letter.kind as LetterKind;
      const duty = dutyDoneBy(kind, record, procedure);
      const sending = {
        sentTo: to,
        sentHow: how,
        sentOn: on,
        sentBy: context.session.userId,
      };
      const notice = record.notices.find(({ id, sentOn }) => id === letter.noticeId && sentOn === null);
      const entry: StoredEntry = {
        ...emptyEntry,
        id: context.ports.ids.next(),
        caseId: letter.caseId,
        stageOrder: duty?.stageOrder ?? record.case.stageOrder,
        kind: duty ? 'dutyDone' : 'contact',
        happenedOn: on,
        title: `${letterKinds[kind].label}: sent`,
        words: `${sendingWays[how]} to ${to}. Letter ${letter.number}${notice ? ', with the notice' : ''}, SHA-256 ${letter.sha256}.`,
        told: duty ? [letter.addressee] : [],
        dutyId: duty?.dutyId ?? null,
        recordedAt: context.now,
        recordedBy: context.session.userId,
      };
      return {
        detail: `letter ${letter.number} sent, ${how}`,
        change: (database) => {
          updateLetter(database, letterId, { ...sending, setAsideAt: null });
          if (notice) updateNotice(database, notice.id, sending);
          insertEntry(database, entry);
        },
      };
    });
  },

  confirmReceipt: ({ letterId, revision, on, words }, context) => {
    const letter = getLetter(context, letterId);
    return changeCase(context, { caseId: letter.caseId, revision }, () => {
      if (letter.sentOn === null) throw refused('Mark the letter as sent before its receipt is confirmed.');
      if (on > context.today || on < letter.sentOn)
        throw invalid('Check the date.', [
          { path: 'on', message: 'Give a day from the day it was sent until today' },
        ]);
      return {
        detail: `receipt of letter ${letter.number}`,
        change: (database) => updateLetter(database, letterId, { receivedOn: on, receiptWords: words }),
      };
    });
  },

  setAside: ({ letterId, revision, aside }, context) => {
    const letter = getLetter(context, letterId);
    return changeCase(context, { caseId: letter.caseId, revision }, () => {
      if (letter.sentOn !== null) throw refused('This letter was sent: it can no longer be set aside.');
      return {
        detail: `letter ${letter.number} ${aside ? 'set aside' : 'taken up again'}`,
        change: (database) => updateLetter(database, letterId, { setAsideAt: aside ? context.now : null }),
      };
    });
  },
};
