/** Retention: what is to be reviewed, holds, and erasing a case so that only its statistics stay. */
import { Temporal } from 'temporal-polyfill';
import type { RetentionReview } from '../../../../shared/contract/retention.ts';
import { erasureCertificate } from '../../../../shared/domain/erasureCertificate.ts';
import {
  latestClosureDueBy,
  retentionStanding,
  type RetentionStanding,
} from '../../../../shared/domain/retention.ts';
import { plainDate } from '../../../../shared/domain/calendarTypes.ts';
import { namesInWords } from '../../../../shared/domain/wordsForDates.ts';
import { invalid, notFound, refused } from '../../appFault.ts';
import type { Context } from '../../context.ts';
import { loadNoticeFonts } from '../../documents/writing/noticeFonts.ts';
import { writePaper } from '../../documents/writing/paperPdf.ts';
import type { Handlers } from '../../router.ts';
import { listBreaches } from '../breaches/repository.ts';
import { foldedSearchText, replaceSearchTexts } from '../cases/repository.ts';
import { findDraft } from '../drafts/repository.ts';
import { getSettings } from '../settings/repository.ts';
import {
  eraseCase,
  eraseDraft,
  eraseUnheldDocument,
  findCertificate,
  findCertificateOfCase,
  findClosable,
  insertErasure,
  keepRetention,
  listCertificates,
  listClosedBy,
  listHeld,
  type Certificate,
  type ClosedCase,
} from './repository.ts';
import {
  countUnloggedToReview,
  isDraftToReview,
  listFilesToReview,
  listUnloggedToReview,
} from './unlogged.ts';

const standingOfClosed = (found: ClosedCase, context: Context): RetentionStanding =>
  retentionStanding(
    {
      closedOn: found.closedOn ?? undefined,
      people: found.people.map(({ kind, dateOfBirth, expectedDateOfBirth }) => ({
        kind,
        dateOfBirth: dateOfBirth ?? undefined,
        expectedDateOfBirth: expectedDateOfBirth ?? undefined,
      })),
      keptUntil: found.retention?.keptUntil ?? undefined,
      held: found.retention?.heldAt != null,
    },
    getSettings(context.database).retention,
    context.today,
  );

const holdOf = ({ retention, heldBy }: ClosedCase): RetentionReview['hold'] =>
  retention?.heldAt
    ? { reason: retention.holdReason ?? '', at: retention.heldAt, by: heldBy ?? '' }
    : undefined;

const reviewOf = (found: ClosedCase, standing: RetentionStanding): RetentionReview => {
  const hold = holdOf(found);
  return {
    caseId: found.caseId,
    reference: found.reference,
    people: namesInWords(found.people),
    ...(found.closedOn ? { closedOn: found.closedOn } : {}),
    closedHow: found.closedHow ?? '',
    ...(standing.reviewOn ? { reviewOn: standing.reviewOn } : {}),
    words: standing.words,
    ...(hold ? { hold } : {}),
    ...(found.retention?.keptReason ? { keptReason: found.retention.keptReason } : {}),
  };
};

const reviewsOf = (found: readonly ClosedCase[], context: Context) =>
  found
    .map((one) => {
      const standing = standingOfClosed(one, context);
      return { standing, review: reviewOf(one, standing) };
    })
    .sort((one, other) => (one.review.reviewOn ?? '').localeCompare(other.review.reviewOn ?? ''));

const getClosable = (context: Context, caseId: string): ClosedCase => {
  const found = findClosable(context.database, caseId);
  if (!found) throw notFound('This case is no longer in the register.');
  return found;
};

const refuseErased = (context: Context, caseId: string): void => {
  if (findCertificateOfCase(context.database, caseId)) throw refused('This record was erased already.');
};

const certificateOf = ({ id, reference, erasedAt, erasedBy, reason }: Certificate) => ({
  id,
  reference,
  erasedAt,
  erasedBy,
  reason,
});

const dueReviews = (context: Context) => {
  const rule = getSettings(context.database).retention;
  if (!rule) return [];
  return reviewsOf(listClosedBy(context.database, latestClosureDueBy(rule, context.today)), context).filter(
    ({ standing }) => standing.kind === 'due',
  );
};

export const retentionHandlers: Handlers['retention'] = {
  queue: (_input, context) => {
    const rule = getSettings(context.database).retention;
    const inAYear = plainDate(Temporal.PlainDate.from(context.today).add({ years: 1 }).toString());
    const closed = rule
      ? reviewsOf(listClosedBy(context.database, latestClosureDueBy(rule, inAYear)), context)
      : [];
    context.recordLook({ entity: 'register', detail: 'retention reviews' });
    return {
      hasRule: rule !== undefined,
      due: closed.filter(({ standing }) => standing.kind === 'due').map(({ review }) => review),
      comingUp: closed
        .filter(({ standing }) => standing.kind === 'later' && (standing.reviewOn ?? inAYear) <= inAYear)
        .map(({ review }) => review),
      held: reviewsOf(listHeld(context.database), context).map(({ review }) => review),
      unlogged: [...listUnloggedToReview(context)],
    };
  },

  dueCount: (_input, context) => ({
    due: dueReviews(context).length,
    unlogged: countUnloggedToReview(context),
  }),

  ofCase: ({ caseId }, context) => {
    const certificate = findCertificateOfCase(context.database, caseId);
    if (certificate)
      return {
        kind: 'erased',
        words: 'This record was erased. What is left of it is what statistics count.',
        certificate: certificateOf(certificate),
      };
    const found = getClosable(context, caseId);
    const hold = holdOf(found);
    return { ...standingOfClosed(found, context), ...(hold ? { hold } : {}) };
  },

  keep: ({ caseId, until, reason }, context) => {
    refuseErased(context, caseId);
    getClosable(context, caseId);
    if (until <= context.today)
      throw invalid('The next review must lie ahead.', [
        { path: 'until', message: 'Give a day in the future for the next review' },
      ]);
    context.record({ entity: `case:${caseId}`, detail: `kept until ${until}` }, (database) =>
      keepRetention(database, caseId, { keptUntil: until, keptReason: reason }),
    );
    return {};
  },

  hold: ({ caseId, reason }, context) => {
    refuseErased(context, caseId);
    if (getClosable(context, caseId).retention?.heldAt)
      throw refused('This case is already held. Release it first, if the reason has changed.');
    context.record({ entity: `case:${caseId}`, detail: 'legal hold' }, (database) =>
      keepRetention(database, caseId, {
        holdReason: reason,
        heldAt: context.now,
        heldBy: context.session.userId,
      }),
    );
    return {};
  },

  release: ({ caseId, reason }, context) => {
    if (!getClosable(context, caseId).retention?.heldAt) throw refused('This case is not held.');
    context.record({ entity: `case:${caseId}`, detail: 'legal hold released' }, (database) =>
      keepRetention(database, caseId, {
        holdReason: null,
        heldAt: null,
        heldBy: null,
        keptReason: `Hold released: ${reason}`,
      }),
    );
    return {};
  },

  erase: ({ caseId, reference, reason }, context) => {
    refuseErased(context, caseId);
    const found = getClosable(context, caseId);
    const standing = standingOfClosed(found, context);
    if (standing.kind === 'open')
      throw refused('Only a closed case can be erased. Close it first, or withdraw it with a reason.');
    if (standing.kind === 'held')
      throw refused('This case is on hold and must be kept. Release the hold first, with its reason.');
    if (listBreaches(context.database, caseId).some(({ closedOn }) => closedOn === null))
      throw refused('A breach of this case is still being followed up. Close it first, on the case.');
    if (reference.toUpperCase() !== found.reference.toUpperCase())
      throw invalid('The reference does not match. Nothing was erased.', [
        { path: 'reference', message: `Type the reference ${found.reference} to confirm` },
      ]);
    const id = context.ports.ids.next();
    context.record({ entity: `case:${caseId}`, detail: `certificate ${id}` }, (database) => {
      const gone = eraseCase(database, caseId, context.now);
      replaceSearchTexts(database, [
        foldedSearchText({ caseId, reference: found.reference, names: '', words: '' }),
      ]);
      insertErasure(database, {
        id,
        caseId,
        reference: found.reference,
        erasedAt: context.now,
        erasedBy: context.session.userId,
        reason,
        rule: standing.words,
        ...gone,
      });
    });
    const certificate = findCertificate(context.database, id);
    if (!certificate) throw new Error('An erasure left no certificate');
    return { certificate: certificateOf(certificate) };
  },

  eraseUnlogged: ({ kind, id }, context) => {
    if (kind === 'draft') {
      const draft = findDraft(context.database, id);
      if (!draft) throw notFound('This draft is gone: it was logged as a case or erased.');
      if (!isDraftToReview({ draft }, context))
        throw refused('Somebody worked on this draft lately. Discard it first, under Log a form.');
      context.record({ entity: `draft:${id}`, detail: 'draft and its file' }, (database) =>
        eraseDraft(database, draft),
      );
      return {};
    }
    if (!listFilesToReview(context).some((file) => file.id === id))
      throw notFound('This file is gone, or a draft or a case holds it by now.');
    context.record({ entity: `document:${id}`, detail: 'file' }, (database) =>
      eraseUnheldDocument(database, id),
    );
    return {};
  },

  certificates: (page, { database }) => {
    const { certificates, total } = listCertificates(database, page);
    return { certificates: certificates.map(certificateOf), total };
  },

  saveCertificate: async ({ certificateId }, context) => {
    const certificate = findCertificate(context.database, certificateId);
    if (!certificate) throw notFound('This certificate is not in the register.');
    const bytes = await writePaper(
      erasureCertificate({ ...certificate, unitName: getSettings(context.database).unitName }),
      await loadNoticeFonts(context.ports.paths.fonts),
    );
    return context.handOver(
      { entity: `case:${certificate.caseId}`, detail: 'certificate of erasure' },
      { suggestedName: `erasure-${certificate.reference}.pdf`, bytes, action: 'save' },
    );
  },
};
