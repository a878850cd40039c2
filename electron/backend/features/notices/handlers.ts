/** The completed notice: written from the recorded decision, kept byte for byte, handed over, sent, received. */
import { officeDayOf } from '../../../../shared/domain/calendarTypes.ts';
import { asksForResponse, noticeContent } from '../../../../shared/domain/noticeContent.ts';
import { noticeEmailBody, noticeFileName, noticeSubject } from '../../../../shared/domain/noticeEmail.ts';
import { PROTECTIVE_MARKING } from '../../../../shared/domain/paperContent.ts';
import {
  noticeParts,
  noticePartsOf,
  type NoticePart,
  type Procedure,
} from '../../../../shared/domain/procedures/procedureSchema.ts';
import { conflict, invalid, notFound, refused } from '../../appFault.ts';
import type { Context } from '../../context.ts';
import { paperPages } from '../../documents/drawing/paperPages.ts';
import { sha256Of } from '../../documents/sha256Of.ts';
import { writeEmailDraft } from '../../documents/writing/emailDraft.ts';
import { loadNoticeFonts } from '../../documents/writing/noticeFonts.ts';
import { writePaper } from '../../documents/writing/paperPdf.ts';
import { protectPdf } from '../../documents/writing/protectPdf.ts';
import type { Handlers } from '../../router.ts';
import { changeCase, getCaseRecord, procedureOf, unitOf } from '../cases/changeCase.ts';
import { listPeopleNames, type CaseRecord } from '../cases/repository.ts';
import type { Unit } from '../cases/views.ts';
import { getSettings } from '../settings/repository.ts';
import { noticeFactsOf, type GivenResponse } from './noticeFacts.ts';
import { generatePassphrase } from '../../vault/passphrases.ts';
import {
  findNotice,
  insertNotice,
  insertProtectedCopy,
  listProtectedCopies,
  updateNotice,
  type StoredNoticeWithContent,
} from './repository.ts';

const writeNoticeOf = async (
  context: Context,
  record: CaseRecord,
  unit: Unit & { readonly procedure: Procedure },
  {
    parts,
    response,
  }: {
    readonly parts?: readonly NoticePart[] | undefined;
    readonly response?: GivenResponse | undefined;
  },
) => {
  if (response?.on !== undefined && response.on > context.today)
    throw invalid('The response has a day that is still to come.', [
      { path: 'response.on', message: 'The response cannot be of a later day than today' },
    ]);
  if (record.case.erasedAt !== null)
    throw refused('This record was erased, and the words of its decision with it.');
  const [decision] = record.decisions;
  if (!decision || record.case.status === 'open')
    throw refused('There is no decision to write a notice from. Record the final decision first.');
  const version = (record.notices[0]?.version ?? 0) + 1;
  const facts = noticeFactsOf(record, decision, {
    procedure: unit.procedure,
    unitName: unit.settings.unitName,
    version,
    completedOn: context.today,
    recordedBy: listPeopleNames(context.database).get(decision.recordedBy) ?? '',
    response: asksForResponse(unit.procedure) ? response : undefined,
  });
  const bytes = await writePaper(
    noticeContent({ procedure: unit.procedure, facts, parts }),
    await loadNoticeFonts(context.ports.paths.fonts),
  );
  return { bytes, version, decisionVersion: decision.version };
};

const getNotice = ({ database }: Context, noticeId: string): StoredNoticeWithContent => {
  const notice = findNotice(database, noticeId);
  if (!notice) throw notFound('This notice is no longer in the register.');
  if (notice.content.length === 0)
    throw refused('This record was erased, and the words of its notice with it.');
  return notice;
};

/**
 * The bytes that go out. Under a password they are another file: the notice is kept as it is, and of the copy its
 * digest, so that it can be told apart later. The passphrase is told to the person alone.
 */
const copyOf = async (
  context: Context,
  notice: StoredNoticeWithContent,
  protect: boolean,
): Promise<{ readonly bytes: Uint8Array; readonly passphrase?: string }> => {
  if (!protect) return { bytes: notice.content };
  const passphrase = generatePassphrase();
  const bytes = await protectPdf(notice.content, passphrase);
  context.record({ entity: `case:${notice.caseId}`, detail: 'copy under a password made' }, (database) =>
    insertProtectedCopy(database, {
      id: context.ports.ids.next(),
      noticeId: notice.id,
      byteCount: bytes.length,
      sha256: sha256Of(bytes),
      madeAt: context.now,
      madeBy: context.session.userId,
    }),
  );
  return { bytes, passphrase };
};

const addressesOf = (record: CaseRecord): string[] =>
  record.referrers.flatMap((referrer) => (referrer.email ? [referrer.email] : []));

/** The reference is no identifier of a child: it may stand in an entry, a subject line and a file's name. */
const emailOf = (context: Context, notice: StoredNoticeWithContent) => {
  const record = getCaseRecord(context.database, notice.caseId);
  const settings = getSettings(context.database);
  return {
    to: addressesOf(record),
    subject: noticeSubject(record.case.reference, settings.secureKeyword),
    body: noticeEmailBody({
      reference: record.case.reference,
      referrerNames: record.referrers.map((referrer) => referrer.name),
      unitName: settings.unitName,
    }),
    reference: record.case.reference,
    settings,
  };
};

export const noticesHandlers: Handlers['notices'] = {
  preview: async ({ caseId, ...said }, context) => {
    const record = getCaseRecord(context.database, caseId);
    const unit = unitOf(context);
    const { bytes } = await writeNoticeOf(
      context,
      record,
      { ...unit, procedure: procedureOf(record, unit) },
      said,
    );
    context.recordLook({ entity: `case:${caseId}`, detail: 'notice previewed' });
    return paperPages(context.pageDrawer, bytes);
  },

  complete: async ({ caseId, revision, ...said }, context) => {
    const record = getCaseRecord(context.database, caseId);
    if (record.case.revision !== revision) throw conflict();
    const unit = unitOf(context);
    const procedure = procedureOf(record, unit);
    const { bytes, version, decisionVersion } = await writeNoticeOf(
      context,
      record,
      { ...unit, procedure },
      said,
    );
    const told = (said.parts ?? noticePartsOf(procedure)).map((part) => noticeParts[part].toLowerCase());
    const noticeId = context.ports.ids.next();
    const changed = changeCase(context, { caseId, revision }, () => ({
      detail: `notice version ${version}: the decision${told.map((part) => `, ${part}`).join('')}`,
      change: (database) =>
        insertNotice(database, {
          id: noticeId,
          caseId,
          version,
          decisionVersion,
          fileName: noticeFileName(record.case.reference),
          content: Buffer.from(bytes),
          sha256: sha256Of(bytes),
          completedAt: context.now,
          completedBy: context.session.userId,
          sentTo: null,
          sentHow: null,
          sentOn: null,
          sentBy: null,
          receivedOn: null,
          receiptWords: null,
        }),
    }));
    return { noticeId, ...changed };
  },

  pages: async ({ noticeId }, context) => {
    const notice = getNotice(context, noticeId);
    context.recordLook({ entity: `case:${notice.caseId}`, detail: `notice version ${notice.version}` });
    return paperPages(context.pageDrawer, notice.content);
  },

  savePdf: async ({ noticeId, protect }, context) => {
    const notice = getNotice(context, noticeId);
    const { bytes, ...told } = await copyOf(context, notice, protect);
    const handed = await context.handOver(
      { entity: `case:${notice.caseId}`, detail: protect ? 'notice under a password' : 'notice' },
      { suggestedName: notice.fileName, bytes, action: 'save' },
    );
    return { ...handed, ...told };
  },

  showPdf: ({ noticeId }, context) => {
    const notice = getNotice(context, noticeId);
    return context.handOver(
      { entity: `case:${notice.caseId}`, detail: 'notice' },
      { suggestedName: notice.fileName, bytes: notice.content, action: 'open' },
    );
  },

  draftEmail: async ({ noticeId, to: typed, protect }, context) => {
    const notice = getNotice(context, noticeId);
    const { to: known, body, reference, settings } = emailOf(context, notice);
    const to = typed === '' ? known : typed.split(';').map((one) => one.trim());
    if (to.length === 0)
      throw invalid('The case has no e-mail address of a referrer.', [
        { path: 'to', message: 'Give the address that the notice goes to, or send it another way' },
      ]);
    const { bytes: copy, ...told } = await copyOf(context, notice, protect);
    const bytes = await writeEmailDraft({
      to,
      from: settings.unitEmail === '' ? undefined : settings.unitEmail,
      unitName: settings.unitName,
      reference,
      marking: PROTECTIVE_MARKING,
      bodyText: body,
      attachments: [{ fileName: notice.fileName, bytes: copy, kind: 'pdf' }],
      secureKeyword: settings.secureKeyword === '' ? undefined : settings.secureKeyword,
      date: context.now,
    }).catch((error: unknown) => {
      if (error instanceof RangeError) throw refused(error.message);
      throw error;
    });
    const handed = await context.handOver(
      {
        entity: `case:${notice.caseId}`,
        detail: protect ? 'e-mail draft with the notice under a password' : 'e-mail draft with the notice',
      },
      { suggestedName: `${reference} notice.eml`, bytes, action: 'open' },
    );
    return { ...handed, ...told };
  },

  protectedCopies: ({ noticeId }, context) => {
    getNotice(context, noticeId);
    const names = listPeopleNames(context.database);
    return {
      copies: listProtectedCopies(context.database, noticeId).map(
        ({ sha256, byteCount, madeAt, madeBy }) => ({
          sha256,
          bytes: byteCount,
          madeAt,
          madeBy: names.get(madeBy) ?? 'Somebody who has left',
        }),
      ),
    };
  },

  emailText: ({ noticeId }, context) => {
    const notice = getNotice(context, noticeId);
    context.recordLook({ entity: `case:${notice.caseId}`, detail: 'words of the e-mail' });
    const { to, subject, body } = emailOf(context, notice);
    return { to, subject, body };
  },

  markSent: ({ noticeId, revision, to, how, on }, context) => {
    const notice = getNotice(context, noticeId);
    return changeCase(context, { caseId: notice.caseId, revision }, () => {
      if (notice.sentOn !== null) throw refused('This notice is marked as sent already.');
      if (on > context.today)
        throw invalid('Check the date.', [{ path: 'on', message: 'This day is still to come' }]);
      if (on < officeDayOf(notice.completedAt))
        throw invalid('Check the date.', [
          { path: 'on', message: 'The notice was completed after this day: check the date' },
        ]);
      return {
        detail: `notice version ${notice.version} sent, ${how}`,
        change: (database) =>
          updateNotice(database, noticeId, {
            sentTo: to,
            sentHow: how,
            sentOn: on,
            sentBy: context.session.userId,
          }),
      };
    });
  },

  confirmReceipt: ({ noticeId, revision, on, words }, context) => {
    const notice = getNotice(context, noticeId);
    return changeCase(context, { caseId: notice.caseId, revision }, () => {
      const { sentOn } = notice;
      if (sentOn === null) throw refused('Mark the notice as sent before its receipt is confirmed.');
      if (on > context.today || on < sentOn)
        throw invalid('Check the date.', [
          { path: 'on', message: 'Give a day from the day it was sent until today' },
        ]);
      return {
        detail: `receipt of notice version ${notice.version}`,
        change: (database) => updateNotice(database, noticeId, { receivedOn: on, receiptWords: words }),
      };
    });
  },
};
