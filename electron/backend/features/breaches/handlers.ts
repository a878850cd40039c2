/** What reached the wrong person: recorded, followed up and closed with words. */
import type { Breach } from '../../../../shared/contract/breaches.ts';
import {
  breachCloseIssues,
  breachFollowUpIssues,
  breachIssues,
  type BreachFollowUp,
} from '../../../../shared/domain/breaches.ts';
import type { RuleIssue } from '../../../../shared/domain/caseCourse.ts';
import { invalid, notFound, refused } from '../../appFault.ts';
import type { Context } from '../../context.ts';
import type { Handlers } from '../../router.ts';
import { changeCase, getCaseRecord } from '../cases/changeCase.ts';
import { insertEntry, listPeopleNames } from '../cases/repository.ts';
import { emptyEntry } from '../cases/store.ts';
import { isLetterOfCase } from '../letters/repository.ts';
import { findBreach, insertBreach, listBreaches, updateBreach, type StoredBreach } from './repository.ts';

const refuseIssues = (issues: readonly RuleIssue[]): void => {
  if (issues.length > 0) throw invalid('Something needs mending before this can be saved.', issues);
};

const viewOf = (breach: StoredBreach, names: ReadonlyMap<string, string>): Breach => {
  const nameOf = (id: string): string => names.get(id) ?? 'Somebody who has left';
  return {
    id: breach.id,
    ...(breach.letterId ? { letterId: breach.letterId } : {}),
    ...(breach.noticeId ? { noticeId: breach.noticeId } : {}),
    whatHappened: breach.whatHappened,
    happenedOn: breach.happenedOn,
    noticedOn: breach.noticedOn,
    disclosedTo: breach.disclosedTo,
    contained: breach.contained,
    leadName: breach.leadName,
    ...(breach.leadToldOn ? { leadToldOn: breach.leadToldOn } : {}),
    childRisk: breach.childRisk,
    recordedAt: breach.recordedAt,
    recordedBy: nameOf(breach.recordedBy),
    ...(breach.closedOn
      ? { closed: { on: breach.closedOn, by: nameOf(breach.closedBy ?? ''), words: breach.closedWords } }
      : {}),
  };
};

const getOpenBreach = ({ database }: Context, breachId: string): StoredBreach => {
  const breach = findBreach(database, breachId);
  if (!breach) throw notFound('This breach is no longer in the register.');
  if (breach.closedOn !== null) throw refused('This breach is closed. Record a new one if there is more.');
  return breach;
};

const followUpOf = ({ leadToldOn, ...breach }: StoredBreach): BreachFollowUp => ({
  ...breach,
  leadToldOn: leadToldOn ?? undefined,
});

export const breachesHandlers: Handlers['breaches'] = {
  ofCase: ({ caseId }, context) => {
    getCaseRecord(context.database, caseId);
    const names = listPeopleNames(context.database);
    return { breaches: listBreaches(context.database, caseId).map((breach) => viewOf(breach, names)) };
  },

  record: ({ caseId, revision, breach }, context) =>
    changeCase(context, { caseId, revision }, (record) => {
      refuseIssues(breachIssues(breach, context.today));
      const { letterId, noticeId, leadToldOn, ...said } = breach;
      if (
        (letterId !== undefined && !isLetterOfCase(context.database, letterId, caseId)) ||
        (noticeId !== undefined && !record.notices.some(({ id }) => id === noticeId))
      )
        throw notFound('What was sent is no longer in the register. Choose it again.');
      return {
        detail: 'sent to the wrong person',
        change: (database) => {
          insertBreach(database, {
            ...said,
            id: context.ports.ids.next(),
            caseId,
            letterId: letterId ?? null,
            noticeId: noticeId ?? null,
            leadToldOn: leadToldOn ?? null,
            recordedAt: context.now,
            recordedBy: context.session.userId,
            closedOn: null,
            closedWords: '',
            closedBy: null,
          });
          insertEntry(database, {
            ...emptyEntry,
            id: context.ports.ids.next(),
            caseId,
            stageOrder: record.case.stageOrder,
            kind: 'note',
            happenedOn: breach.noticedOn,
            title: 'Breach of personal data recorded',
            words: breach.whatHappened,
            recordedAt: context.now,
            recordedBy: context.session.userId,
          });
        },
      };
    }),

  followUp: ({ breachId, revision, leadToldOn, ...said }, context) => {
    const breach = getOpenBreach(context, breachId);
    return changeCase(context, { caseId: breach.caseId, revision }, () => {
      refuseIssues(breachFollowUpIssues({ ...said, leadToldOn }, breach.noticedOn, context.today));
      return {
        detail: 'breach followed up',
        change: (database) => updateBreach(database, breachId, { ...said, leadToldOn: leadToldOn ?? null }),
      };
    });
  },

  close: ({ breachId, revision, words }, context) => {
    const breach = getOpenBreach(context, breachId);
    return changeCase(context, { caseId: breach.caseId, revision }, () => {
      refuseIssues(breachCloseIssues(followUpOf(breach)));
      return {
        detail: 'breach closed',
        change: (database) =>
          updateBreach(database, breachId, {
            closedOn: context.today,
            closedWords: words,
            closedBy: context.session.userId,
          }),
      };
    });
  },
};
