import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { CaseFacts, DecisionFacts, Gap, StageFacts } from '../../shared/domain/analytics/caseFacts.ts';
import type { PlainDate } from '../../shared/domain/calendarTypes.ts';
import type { StageOutcome } from '../../shared/domain/codes.ts';
import { cases } from './cases.ts';

/** A stage's order, state, day opened, day ended, outcome and day due: without names, since a row is read at each count. */
export type PackedStage = readonly [
  StageFacts['order'],
  StageFacts['state'],
  PlainDate | null,
  PlainDate | null,
  StageOutcome | null,
  PlainDate | null,
];

/**
 * What figures are counted from, worked out by the domain after every change of a case: one small row a case, so that
 * all figures are one scan of this table. A case without a row gets it when figures are next counted. A migration that
 * changes what the facts hold must carry the rows over: those of an erased case cannot be worked out again.
 */
export const caseFacts = sqliteTable('case_facts', {
  caseId: text('case_id')
    .primaryKey()
    .references(() => cases.id, { onDelete: 'cascade' }),
  receivedOn: text('received_on').$type<PlainDate>().notNull(),
  kind: text('kind').$type<CaseFacts['kind']>().notNull(),
  status: text('status').$type<CaseFacts['status']>().notNull(),
  versionId: text('version_id').notNull(),
  stageOrder: integer('stage_order').notNull(),
  endedOn: text('ended_on').$type<PlainDate>(),
  levelOfNeed: text('level_of_need').$type<CaseFacts['levelOfNeed']>(),
  childStatus: text('child_status').$type<CaseFacts['childStatus']>(),
  shared: integer('shared', { mode: 'boolean' }).notNull(),
  urgent: integer('urgent', { mode: 'boolean' }).notNull(),
  reopened: integer('reopened').notNull(),
  outward: integer('outward', { mode: 'boolean' }).notNull(),
  outcomeForChild: text('outcome_for_child').$type<CaseFacts['outcomeForChild']>(),
  decisionOrder: integer('decision_order'),
  decidedOn: text('decided_on').$type<PlainDate>(),
  decisionOutcome: text('decision_outcome').$type<DecisionFacts['outcome']>(),
  noticeSentOn: text('notice_sent_on').$type<PlainDate>(),
  raising: text('raising', { mode: 'json' }).$type<readonly string[]>().notNull(),
  challenged: text('challenged', { mode: 'json' }).$type<readonly string[]>().notNull(),
  themes: text('themes', { mode: 'json' }).$type<readonly string[]>().notNull(),
  gaps: text('gaps', { mode: 'json' }).$type<readonly Gap[]>().notNull(),
  stages: text('stages', { mode: 'json' }).$type<readonly PackedStage[]>().notNull(),
  children: text('children', { mode: 'json' }).$type<readonly string[]>().notNull(),
});
