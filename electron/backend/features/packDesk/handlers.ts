/**
 * A review pack on its reviewer's computer: opened, read, answered, signed and sent back. These operations reach the
 * pack in hand and nothing of a register, which must be locked meanwhile.
 */
import { PAGES_AT_ONCE } from '../../../../shared/contract/documents.ts';
import type { ReviewAnswer } from '../../../../shared/contract/packDesk.ts';
import type { Instant, PlainDate } from '../../../../shared/domain/calendarTypes.ts';
import { decisionIssues } from '../../../../shared/domain/caseCourse.ts';
import { panelIssues } from '../../../../shared/domain/panel.ts';
import { getStage } from '../../../../shared/domain/procedures/procedureSchema.ts';
import { lastDayOf, returnFileName } from '../../../../shared/domain/reviewPack.ts';
import { signingMessage } from '../../../../shared/domain/signing.ts';
import { listInWords } from '../../../../shared/domain/wordsForDates.ts';
import { invalid, notFound, refused } from '../../appFault.ts';
import type { PackManifest } from '../../packs/packFile.ts';
import { signStatement, writeReturn } from '../../packs/returnFile.ts';
import type { OpenPack, PackDesk } from '../../packs/packDesk.ts';
import type { ReviewWork } from '../../packs/workFile.ts';
import type { Handlers } from '../../router.ts';
import { signWith } from '../../vault/keyPairs.ts';
import { digestOf } from '../decisions/decisionSeal.ts';
import { copyName } from '../documents/copyName.ts';
import type { Uploads } from '../documents/uploads.ts';

/** Twice a pane's width, so that small print is sharp when it is made larger. */
const PAGE_WIDTH_PX = 1100;

type PackedCase = PackManifest['cases'][number];

export const createPackDeskHandlers = (options: {
  readonly desk: PackDesk;
  readonly uploads: Uploads;
  readonly isRegisterOpen: () => boolean;
  readonly touch: () => void;
  readonly lock: () => void;
}): Handlers['packDesk'] => {
  const { desk, uploads, isRegisterOpen, touch, lock } = options;

  const refuseBesideRegister = (): void => {
    if (isRegisterOpen()) throw refused('Lock the register first. Then open the review pack.');
  };

  const getCase = (caseId: string): PackedCase => {
    const found = desk.get().content.manifest.cases.find(({ detail }) => detail.row.caseId === caseId);
    if (!found) throw notFound('This case is not in the pack.');
    return found;
  };

  const getDocument = (documentId: string) => {
    const { manifest, files } = desk.get().content;
    const found = manifest.cases
      .flatMap(({ documents }) => documents)
      .find(({ received }) => received.document.id === documentId);
    if (!found) throw notFound('This document is not in the pack.');
    const { received, start } = found;
    return { received, bytes: files.subarray(start, start + received.document.bytes) };
  };

  const changeWork = (now: Instant, change: (work: ReviewWork) => ReviewWork): void => {
    const { work } = desk.get();
    touch();
    desk.keep({ ...change(work), lastSeenAt: now > work.lastSeenAt ? now : work.lastSeenAt });
  };

  const refuseSigned = ({ work }: OpenPack): void => {
    if (work.signed) throw refused('Your answer is signed. Choose “Change the answer” first.');
  };

  const getSigned = ({ work }: OpenPack) => {
    if (!work.signed) throw refused('Sign your answer first.');
    return work.signed;
  };

  return {
    status: () => ({
      state: desk.state,
      ...(desk.expiresAt ? { expiresOn: lastDayOf(desk.expiresAt) } : {}),
      ...(desk.lockedBecause ? { lockedBecause: desk.lockedBecause } : {}),
    }),

    begin: ({ bytes }, { ports }) => {
      refuseBesideRegister();
      const uploadId = ports.ids.next();
      uploads.begin(uploadId, '', bytes);
      return { uploadId };
    },

    append: ({ uploadId, index, piece }) => {
      uploads.append(uploadId, index, Buffer.from(piece, 'base64'));
      return {};
    },

    choose: ({ uploadId }) => {
      refuseBesideRegister();
      desk.choose(uploads.take(uploadId).content);
      return {};
    },

    open: async ({ passphrase }) => {
      refuseBesideRegister();
      await desk.open(passphrase);
      touch();
      return {};
    },

    close: () => {
      desk.close();
      return {};
    },

    get: (_input, { today }) => {
      const { content, work } = desk.get();
      const { packId, unitName, marking, createdBy, createdAt, expiresAt, reviewer, agencies, cases } =
        content.manifest;
      return {
        packId,
        unitName,
        marking,
        createdBy,
        createdAt,
        expiresOn: lastDayOf(expiresAt),
        reviewer,
        agencies,
        cases: cases.map(({ detail: { row } }) => {
          const answer = work.cases[row.caseId]?.answer;
          return {
            caseId: row.caseId,
            reference: row.reference,
            people: listInWords(row.people.map(({ name }) => name)),
            ...(answer ? { answer } : {}),
          };
        }),
        today,
        ...(work.signed ? { signedAt: work.signed.at } : {}),
      };
    },

    case: ({ caseId }) => ({ detail: getCase(caseId).detail }),

    document: ({ documentId }) => getDocument(documentId).received,

    pages: async ({ documentId, first }, { pageDrawer }) => {
      const { pageCount, pages } = await pageDrawer.draw(getDocument(documentId).bytes, {
        widthPx: PAGE_WIDTH_PX,
        pages: Array.from({ length: PAGES_AT_ONCE }, (_page, index) => first + index),
      });
      return {
        pageCount,
        pages: pages.map(({ png, text }) => ({ png: Buffer.from(png).toString('base64'), text })),
      };
    },

    saveCopy: ({ documentId }, { ports }) => {
      const { received, bytes } = getDocument(documentId);
      return ports.outbox.deliver({ suggestedName: copyName(received.document), bytes, action: 'save' });
    },

    findWork: ({ caseId }) => {
      const { value, keptAt } = desk.get().work.cases[caseId] ?? {};
      return { ...(value === undefined ? {} : { value }), ...(keptAt ? { keptAt } : {}) };
    },

    keepWork: ({ caseId, value }, { now }) => {
      getCase(caseId);
      changeWork(now, (work) => ({
        ...work,
        cases: { ...work.cases, [caseId]: { ...work.cases[caseId], value, keptAt: now } },
      }));
      return { keptAt: now };
    },

    setAnswer: ({ caseId, answer: typed }, { now, today }) => {
      const { manifest } = desk.get().content;
      refuseSigned(desk.get());
      // Whatever name was typed, the one who signs decides.
      const answer = typed && {
        ...typed,
        ...(typed.decision ? { decision: { ...typed.decision, deciderName: manifest.reviewer.name } } : {}),
      };
      if (answer) refuseUnfit(getCase(caseId), manifest, answer, today);
      changeWork(now, (work) => {
        const { answer: _before, ...kept } = work.cases[caseId] ?? {};
        return { ...work, cases: { ...work.cases, [caseId]: answer ? { ...kept, answer } : kept } };
      });
      return {};
    },

    sign: async ({ passphrase }, { now }) => {
      refuseSigned(desk.get());
      await desk.checkPassphrase(passphrase);
      const { content, work, sha256 } = desk.get();
      const { registerId, packId, reviewer, signingSeed, returnKey } = content.manifest;
      const seed = Buffer.from(signingSeed, 'base64');
      /** As every decision of the register is signed: over the digest of its canonical text. */
      const signatureOf = ({ detail, signing }: PackedCase, answer: ReviewAnswer, at: Instant) => {
        if (!answer.decision) return {};
        const digest = digestOf({
          ...signing,
          caseId: detail.row.caseId,
          reference: detail.row.reference,
          decision: answer.decision,
          amendmentReason: signing.version > 1 ? answer.amendmentReason : null,
          signer: { name: reviewer.name, at },
          recorder: null,
        });
        return { signature: signWith(seed, Buffer.from(signingMessage(digest), 'utf8')).toString('base64') };
      };
      const statements = Object.entries(work.cases).flatMap(([caseId, { answer }]) =>
        answer
          ? signStatement(
              {
                registerId,
                packId,
                packSha256: sha256,
                caseId,
                reviewer: reviewer.name,
                openedAt: work.openedAt,
                signedAt: now,
                answer: { ...answer, ...signatureOf(getCase(caseId), answer, now) },
              },
              seed,
            )
          : [],
      );
      seed.fill(0);
      if (statements.length === 0)
        throw refused('Nothing is ready to be signed. Finish the answer to at least one case first.');
      const file = writeReturn({ registerId, packId }, Buffer.from(returnKey, 'base64'), statements);
      changeWork(now, (before) => ({ ...before, signed: { at: now, file: file.toString('base64') } }));
      return { signedAt: now };
    },

    saveReturn: (_input, { ports }) => {
      const pack = desk.get();
      return ports.outbox.deliver({
        suggestedName: returnFileName(pack.content.manifest.packId),
        bytes: Buffer.from(getSigned(pack).file, 'base64'),
        action: 'save',
      });
    },

    reopen: (_input, { now }) => {
      getSigned(desk.get());
      changeWork(now, ({ signed: _signed, ...work }) => work);
      return {};
    },

    lock: () => {
      lock();
      return {};
    },

    touch: () => {
      desk.get();
      touch();
      return {};
    },
  };
};

/** The rules that the register will hold the decision to, as far as the pack knows them. */
const refuseUnfit = (
  { detail }: PackedCase,
  { agencies, reviewer }: PackManifest,
  { decision, notes, undoneDutiesReason, amendmentReason }: ReviewAnswer,
  today: PlainDate,
): void => {
  if (!decision) {
    if (notes === '') throw refused('Write a decision, or a note for the file, first.');
    return;
  }
  const stored = detail.stages.find(({ order }) => order === detail.row.stage.order);
  const stage = getStage(detail.procedure, detail.row.stage.order);
  const issues = [
    ...decisionIssues(decision, { stage, openedOn: stored?.openedOn ?? detail.row.receivedOn, today }),
    ...panelIssues(
      detail.procedure.decisionBodies.find(({ id }) => id === decision.bodyId),
      decision.panel,
      {
        challengedAgencyIds: detail.challengedAgencies.map(({ id }) => id),
        raisingAgencyIds: detail.form.referrers.flatMap(({ agencyId }) => (agencyId === '' ? [] : agencyId)),
        raisingNotInDirectory: detail.form.referrers.flatMap(({ agency, agencyId }) =>
          agencyId === '' ? agency : [],
        ),
        agencies,
      },
    ),
  ].map(({ path, message }) => ({ path: `answer.decision.${path}`, message }));
  if (!reviewer.bodyIds.includes(decision.bodyId))
    issues.push({ path: 'answer.decision.bodyId', message: 'You were not asked to decide for this body' });
  if (detail.decision && amendmentReason === '')
    issues.push({
      path: 'answer.amendmentReason',
      message: 'There is a decision already: say why it is replaced',
    });
  const undone = stored?.duties.some(
    ({ required, done, kind }) => required && !done && kind !== 'confirmInWriting' && kind !== 'childOutcome',
  );
  if (undone && undoneDutiesReason === '')
    issues.push({
      path: 'answer.undoneDutiesReason',
      message: 'Say why required steps are left undone',
    });
  if (issues.length > 0) throw invalid('Something needs mending before this can be signed.', issues);
};
