/** Forms on their way into the register: kept as typed at every step, checked only when they are logged. */
import { officeTimeOf } from '../../../../shared/domain/calendarTypes.ts';
import {
  emptyIntake,
  checkIntake,
  intakeFromReading,
  type IntakeForm,
} from '../../../../shared/domain/intake.ts';
import type { Draft } from '../../../../shared/contract/drafts.ts';
import { conflict, invalid, notFound } from '../../appFault.ts';
import type { Context } from '../../context.ts';
import type { RegisterDatabase } from '../../database/registerDatabase.ts';
import type { Handlers } from '../../router.ts';
import { logCase, refuseUnknownAgencies } from '../cases/logCase.ts';
import { unitOf } from '../cases/changeCase.ts';
import { insertCaseLinks } from '../cases/repository.ts';
import { findReceived } from '../documents/repository.ts';
import { firstWords } from './firstWords.ts';
import { getCurrentProcedure, getSettings } from '../settings/repository.ts';
import {
  discardDraft,
  findDraft,
  insertDraft,
  listDrafts,
  removeDraft,
  takeDraftBack,
  updateDraft,
  type StoredDraft,
} from './repository.ts';

const getStoredDraft = (database: RegisterDatabase, draftId: string): StoredDraft => {
  const draft = findDraft(database, draftId);
  if (!draft) throw notFound('This draft is gone: it was logged as a case or thrown away.');
  return draft;
};

const viewOf = (database: RegisterDatabase, draft: StoredDraft): Draft => {
  const received = draft.documentId === null ? undefined : findReceived(database, draft.documentId);
  return {
    id: draft.id,
    revision: draft.revision,
    form: draft.form,
    savedAt: draft.savedAt,
    ...(received ? { received } : {}),
  };
};

const about = (draftId: string) => ({ entity: `draft:${draftId}` });

const startForm = (context: Context, documentId: string | undefined): IntakeForm => {
  const { procedure } = getCurrentProcedure(context.database);
  if (documentId === undefined) return emptyIntake(procedure, context.today);
  const received = findReceived(context.database, documentId);
  if (!received) throw notFound('This document is no longer in the register.');
  return received.reading
    ? intakeFromReading(received.reading, procedure, context.today)
    : emptyIntake(procedure, context.today);
};

export const draftsHandlers: Handlers['drafts'] = {
  list: (_input, context) => {
    const drafts = listDrafts(context.database);
    context.recordLook({ entity: 'register', detail: `${drafts.length} found`, sameAs: 'drafts' });
    return {
      drafts: drafts.map(({ draft, savedBy, fileName }) => ({
        id: draft.id,
        savedAt: draft.savedAt,
        savedBy,
        ...firstWords(draft.form),
        ...(fileName === null ? {} : { fileName }),
      })),
    };
  },

  start: ({ documentId }, context) => {
    const draft: StoredDraft = {
      id: context.ports.ids.next(),
      revision: 0,
      form: startForm(context, documentId),
      documentId: documentId ?? null,
      savedAt: context.now,
      savedBy: context.session.userId,
      discardedAt: null,
    };
    context.record(about(draft.id), (database) => insertDraft(database, draft));
    return viewOf(context.database, draft);
  },

  get: ({ draftId }, context) => {
    const draft = getStoredDraft(context.database, draftId);
    context.recordLook(about(draftId));
    return viewOf(context.database, draft);
  },

  save: ({ draftId, revision, form }, context) => {
    getStoredDraft(context.database, draftId);
    context.record(about(draftId), (database) => {
      const saved = updateDraft(database, {
        id: draftId,
        revision,
        form,
        savedAt: context.now,
        savedBy: context.session.userId,
      });
      if (!saved) throw conflict();
    });
    return { revision: revision + 1, savedAt: context.now };
  },

  discard: ({ draftId }, context) => {
    getStoredDraft(context.database, draftId);
    context.record({ ...about(draftId), detail: 'thrown away' }, (database) =>
      discardDraft(database, draftId, context.now),
    );
    return {};
  },

  restore: ({ draftId }, context) => {
    getStoredDraft(context.database, draftId);
    context.record({ ...about(draftId), detail: 'taken back' }, (database) =>
      takeDraftBack(database, draftId, context.now),
    );
    return {};
  },

  log: ({ draftId, revision }, context) => {
    const draft = getStoredDraft(context.database, draftId);
    if (draft.revision !== revision || draft.discardedAt !== null) throw conflict();
    const { versionId, procedure } = getCurrentProcedure(context.database);
    const checked = checkIntake(draft.form, {
      procedure,
      today: context.today,
      timeNow: officeTimeOf(context.now),
    });
    if (!checked.ok) throw invalid('Some details need mending before this can be logged.', checked.issues);
    refuseUnknownAgencies(context.database, checked.details);
    const caseId = context.ports.ids.next();
    const reference = context.record({ entity: `case:${caseId}`, detail: 'logged' }, (database) => {
      const logged = logCase(database, {
        caseId,
        details: checked.details,
        procedureVersionId: versionId,
        prefix: getSettings(database).referencePrefix,
        formDocumentId: draft.documentId,
        personId: context.session.userId,
        unit: unitOf(context),
        ids: context.ports.ids,
      });
      insertCaseLinks(database, caseId, draft.form.alikeAnswers);
      removeDraft(database, draftId);
      return logged;
    });
    return { caseId, reference };
  },
};
