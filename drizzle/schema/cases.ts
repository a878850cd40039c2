import { sql, type SQL } from 'drizzle-orm';
import {
  blob,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
  type AnySQLiteColumn,
} from 'drizzle-orm/sqlite-core';
import type { Instant, PlainDate } from '../../shared/domain/calendarTypes.ts';
import type { CaseStatus, NextStep, RecordKind } from '../../shared/domain/caseCourse.ts';
import type { Told } from '../../shared/contract/decisions.ts';
import type {
  ChildStatus,
  DecisionOrigin,
  DecisionOutcome,
  OutcomeForChild,
  StageOutcome,
} from '../../shared/domain/codes.ts';
import type { AlikeAnswer, PersonKind } from '../../shared/domain/intake.ts';
import type { PanelMember } from '../../shared/domain/panel.ts';
import { documents } from './documents.ts';
import { agencies, people, procedureVersions } from './register.ts';

export interface StoredAction {
  readonly action: string;
  readonly owner: string;
  readonly dueOn?: PlainDate | undefined;
}

/** Open cases with a date, those without, paused ones; then what is decided, then what is closed. */
export const dueGroup = sql.raw(
  `(CASE status WHEN 'open' THEN 2 * paused + (due_at IS NULL) WHEN 'decided' THEN 4 ELSE 5 END)`,
);
/** Open first, then decided, then closed: what needs somebody comes before what is done. */
export const statusRank = sql.raw(`(CASE status WHEN 'open' THEN 0 WHEN 'decided' THEN 1 ELSE 2 END)`);
const latestFirst = (
  table: Readonly<Record<'status' | 'stageOrder' | 'receivedOn' | 'searchNumber', AnySQLiteColumn>>,
): [SQL, AnySQLiteColumn, AnySQLiteColumn, AnySQLiteColumn, AnySQLiteColumn] => [
  sql`reference_number DESC`,
  table.status,
  table.stageOrder,
  table.receivedOn,
  table.searchNumber,
];

export const cases = sqliteTable(
  'cases',
  {
    id: text('id').primaryKey(),
    reference: text('reference').notNull(),
    revision: integer('revision').notNull(),
    procedureVersionId: text('procedure_version_id')
      .notNull()
      .references(() => procedureVersions.id),
    recordKind: text('record_kind').$type<RecordKind>().notNull(),
    status: text('status').$type<CaseStatus>().notNull(),
    stageOrder: integer('stage_order').notNull(),
    /** Worked out by the domain after every change, so that lists can filter and sort on them. */
    nextStep: text('next_step').$type<NextStep>().notNull(),
    dueOn: text('due_on').$type<PlainDate>(),
    /** The exact moment after which it is overdue. */
    dueAt: text('due_at').$type<Instant>(),
    dueIsChildLed: integer('due_is_child_led', { mode: 'boolean' }).notNull(),
    paused: integer('paused', { mode: 'boolean' }).notNull(),
    dateOfNotification: text('date_of_notification').$type<PlainDate>().notNull(),
    receivedOn: text('received_on').$type<PlainDate>().notNull(),
    safeguardingLeadAware: integer('safeguarding_lead_aware', { mode: 'boolean' }),
    safeguardingLeadName: text('safeguarding_lead_name'),
    notificationSentTo: text('notification_sent_to', { mode: 'json' }).$type<readonly string[]>().notNull(),
    summary: text('summary').notNull(),
    evidence: text('evidence').notNull(),
    desiredOutcome: text('desired_outcome').notNull(),
    sharedConcern: integer('shared_concern', { mode: 'boolean' }).notNull(),
    otherThemeWords: text('other_theme_words'),
    levelOfNeed: text('level_of_need').$type<'1' | '2' | '3' | '4'>(),
    childStatus: text('child_status').$type<ChildStatus>(),
    urgentReason: text('urgent_reason'),
    urgentHow: text('urgent_how'),
    dangerCheckedOn: text('danger_checked_on').$type<PlainDate>().notNull(),
    formDocumentId: text('form_document_id').references(() => documents.id),
    ownerId: text('owner_id').references(() => people.id),
    loggedAt: text('logged_at').$type<Instant>().notNull(),
    loggedBy: text('logged_by')
      .notNull()
      .references(() => people.id),
    closedOn: text('closed_on').$type<PlainDate>(),
    closedHow: text('closed_how'),
    /** How often it was opened again after it had ended. */
    reopened: integer('reopened').notNull().default(0),
    /** Erased: nothing is left of it but what statistics count. */
    erasedAt: text('erased_at').$type<Instant>(),
    /**
     * By what lists are sorted, worked out after every change: 2026000014 of `BURY-2026-014`, and names as
     * shared/domain/sortKey.ts has them.
     */
    referenceNumber: integer('reference_number').notNull().default(0),
    childKey: text('child_key').notNull().default(''),
    raisedByKey: text('raised_by_key').notNull().default(''),
    ownerKey: text('owner_key').notNull().default(''),
    /** Has a theme: worked out after every change as well. */
    coded: integer('coded', { mode: 'boolean' }).notNull().default(false),
    /** Its row in `case_search`: found there by its number, a case costs no look at its words. */
    searchNumber: integer('search_number'),
  },
  (table) => [
    uniqueIndex('cases_reference').on(table.reference),
    index('cases_by_due').on(table.status, table.paused, table.dueAt, table.dueOn),
    index('cases_by_next_step').on(table.nextStep),
    // How many a filter finds is counted from this one alone.
    index('cases_by_status').on(
      table.status,
      table.stageOrder,
      table.recordKind,
      table.nextStep,
      table.receivedOn,
      table.ownerId,
    ),
    // An index for each order of the list; each also holds what most lists are filtered by.
    index('cases_in_order_of_due').on(dueGroup, table.dueAt, ...latestFirst(table)),
    index('cases_in_order_of_due_latest').on(dueGroup, sql`due_at DESC`, ...latestFirst(table)),
    index('cases_in_order_of_reference').on(...latestFirst(table)),
    index('cases_in_order_of_child').on(table.childKey, ...latestFirst(table)),
    index('cases_in_order_of_stage').on(table.stageOrder, ...latestFirst(table)),
    index('cases_in_order_of_raised_by').on(table.raisedByKey, ...latestFirst(table)),
    index('cases_in_order_of_received').on(table.receivedOn, ...latestFirst(table)),
    index('cases_in_order_of_status').on(statusRank, table.nextStep, ...latestFirst(table)),
    index('cases_in_order_of_owner').on(table.ownerKey, ...latestFirst(table)),
    index('cases_by_form').on(table.formDocumentId),
    index('cases_by_closure').on(table.closedOn),
    index('cases_not_coded')
      .on(table.receivedOn)
      .where(sql`${table.coded} = 0`),
    uniqueIndex('cases_by_search_number').on(table.searchNumber),
  ],
);

const caseId = () =>
  text('case_id')
    .notNull()
    .references(() => cases.id, { onDelete: 'cascade' });

/** The children, unborn children and adults that a case is about. */
export const casePeople = sqliteTable(
  'case_people',
  {
    caseId: caseId(),
    position: integer('position').notNull(),
    kind: text('kind').$type<PersonKind>().notNull(),
    name: text('name'),
    /** The name folded for comparison, and its sounds: finds the same child under another spelling. */
    nameKey: text('name_key'),
    soundKey: text('sound_key'),
    dateOfBirth: text('date_of_birth').$type<PlainDate>(),
    expectedDateOfBirth: text('expected_date_of_birth').$type<PlainDate>(),
    nhsNumber: text('nhs_number'),
    otherNumber: text('other_number'),
  },
  (table) => [
    primaryKey({ columns: [table.caseId, table.position] }),
    // Each holds all that two people are compared by.
    index('case_people_by_birth').on(table.dateOfBirth, table.nameKey, table.nhsNumber, table.caseId),
    index('case_people_by_nhs').on(table.nhsNumber, table.nameKey, table.dateOfBirth, table.caseId),
    index('case_people_by_name').on(table.nameKey, table.dateOfBirth, table.nhsNumber, table.caseId),
    index('case_people_by_sound').on(
      table.soundKey,
      table.nameKey,
      table.dateOfBirth,
      table.nhsNumber,
      table.caseId,
    ),
  ],
);

/** What was said of two cases when the later one was logged: whether they are about the same child. */
export const caseLinks = sqliteTable(
  'case_links',
  {
    caseId: caseId(),
    otherCaseId: text('other_case_id')
      .notNull()
      .references(() => cases.id, { onDelete: 'cascade' }),
    answer: text('answer').$type<AlikeAnswer>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.caseId, table.otherCaseId] }),
    index('case_links_back').on(table.otherCaseId),
  ],
);

export const caseReferrers = sqliteTable(
  'case_referrers',
  {
    caseId: caseId(),
    position: integer('position').notNull(),
    name: text('name').notNull(),
    role: text('role'),
    /** As written on the form. */
    agency: text('agency').notNull(),
    agencyId: text('agency_id').references(() => agencies.id),
    email: text('email'),
    phone: text('phone'),
  },
  (table) => [
    primaryKey({ columns: [table.caseId, table.position] }),
    index('case_referrers_by_agency').on(table.agencyId, table.caseId),
  ],
);

export const caseChallengedAgencies = sqliteTable(
  'case_challenged_agencies',
  {
    caseId: caseId(),
    agencyId: text('agency_id')
      .notNull()
      .references(() => agencies.id),
    position: integer('position').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.caseId, table.agencyId] }),
    index('case_challenged_by_agency').on(table.agencyId, table.caseId),
  ],
);

export const caseThemes = sqliteTable(
  'case_themes',
  {
    caseId: caseId(),
    themeId: text('theme_id').notNull(),
    isPrimary: integer('is_primary', { mode: 'boolean' }).notNull(),
    position: integer('position').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.caseId, table.themeId] }),
    index('case_themes_by_theme').on(table.themeId, table.caseId),
  ],
);

/**
 * A stage that the case has been at. Earlier stages known only from the form have state `evidenceOnly`; one left out
 * has state `skipped` and its reason as words.
 */
export const caseStages = sqliteTable(
  'case_stages',
  {
    id: text('id').primaryKey(),
    caseId: caseId(),
    stageOrder: integer('stage_order').notNull(),
    state: text('state').$type<'evidenceOnly' | 'skipped' | 'open' | 'ended'>().notNull(),
    openedAt: text('opened_at').$type<Instant>(),
    openedOn: text('opened_on').$type<PlainDate>(),
    endedOn: text('ended_on').$type<PlainDate>(),
    outcome: text('outcome').$type<StageOutcome>(),
    words: text('words').notNull(),
    /** An earlier stage: said to have taken place when the case was logged. */
    tookPlace: integer('took_place', { mode: 'boolean' }).notNull(),
    outcomeForChild: text('outcome_for_child').$type<OutcomeForChild>(),
    outcomeForChildWords: text('outcome_for_child_words').notNull(),
    childLedOn: text('child_led_on').$type<PlainDate>(),
    childLedReason: text('child_led_reason'),
    agreedOn: text('agreed_on').$type<PlainDate>(),
    extendedOn: text('extended_on').$type<PlainDate>(),
    extensionReason: text('extension_reason'),
    /** Why the extension may pass the furthest day that the procedure allows. */
    pastCeilingReason: text('past_ceiling_reason'),
    pauses: text('pauses', { mode: 'json' })
      .$type<readonly { readonly from: Instant; readonly to?: Instant; readonly reason: string }[]>()
      .notNull(),
    confirmationDocumentId: text('confirmation_document_id').references(() => documents.id),
  },
  (table) => [
    uniqueIndex('case_stages_once').on(table.caseId, table.stageOrder),
    index('case_stages_by_document')
      .on(table.confirmationDocumentId)
      .where(sql`${table.confirmationDocumentId} IS NOT NULL`),
  ],
);

/** The timeline: contacts, meetings, notes, evidence, duties done. */
export const caseEntries = sqliteTable(
  'case_entries',
  {
    id: text('id').primaryKey(),
    caseId: caseId(),
    stageOrder: integer('stage_order').notNull(),
    kind: text('kind').$type<'contact' | 'meeting' | 'note' | 'evidence' | 'dutyDone'>().notNull(),
    happenedOn: text('happened_on').$type<PlainDate>().notNull(),
    title: text('title').notNull(),
    words: text('words').notNull(),
    attendees: text('attendees', { mode: 'json' }).$type<readonly string[]>().notNull(),
    agreements: text('agreements').notNull(),
    disagreements: text('disagreements').notNull(),
    actions: text('actions', { mode: 'json' }).$type<readonly StoredAction[]>().notNull(),
    chair: text('chair').notNull(),
    told: text('told', { mode: 'json' }).$type<readonly string[]>().notNull(),
    alikeCaseIds: text('alike_case_ids', { mode: 'json' }).$type<readonly string[]>().notNull(),
    dutyId: text('duty_id'),
    timescaleId: text('timescale_id'),
    documentId: text('document_id').references(() => documents.id),
    recordedAt: text('recorded_at').$type<Instant>().notNull(),
    recordedBy: text('recorded_by')
      .notNull()
      .references(() => people.id),
  },
  (table) => [
    index('case_entries_by_case').on(table.caseId, table.stageOrder, table.happenedOn),
    index('case_entries_by_document')
      .on(table.documentId)
      .where(sql`${table.documentId} IS NOT NULL`),
  ],
);

/** Decisions are never changed, and triggers see to it: an amendment is the next version, with its reason. */
export const decisions = sqliteTable(
  'decisions',
  {
    id: text('id').primaryKey(),
    caseId: caseId(),
    version: integer('version').notNull(),
    stageOrder: integer('stage_order').notNull(),
    bodyId: text('body_id').notNull(),
    deciderName: text('decider_name').notNull(),
    panel: text('panel', { mode: 'json' }).$type<readonly PanelMember[]>().notNull(),
    decidedOn: text('decided_on').$type<PlainDate>().notNull(),
    outcome: text('outcome').$type<DecisionOutcome>().notNull(),
    decision: text('decision').notNull(),
    reasons: text('reasons').notNull(),
    requiredActions: text('required_actions', { mode: 'json' }).$type<readonly StoredAction[]>().notNull(),
    outcomeForChild: text('outcome_for_child').$type<OutcomeForChild>().notNull(),
    outcomeForChildWords: text('outcome_for_child_words').notNull(),
    widerLearning: text('wider_learning').notNull(),
    dissent: text('dissent').notNull(),
    referredOutwardTo: text('referred_outward_to').notNull(),
    amendmentReason: text('amendment_reason'),
    policyChange: text('policy_change').notNull().default(''),
    /** Who had been told what when it was decided. */
    told: text('told', { mode: 'json' }).$type<readonly Told[]>().notNull().default([]),
    how: text('how').$type<DecisionOrigin>().notNull().default('recorded'),
    /** The written evidence of a decision made elsewhere. */
    evidenceDocumentId: text('evidence_document_id').references(() => documents.id),
    /** SHA-256 of the decision's canonical text, in hexadecimal; absent in those recorded before there were signatures. */
    digest: text('digest'),
    /** Ed25519 over the digest's message, and the key that checks it; both in base64. */
    signature: text('signature'),
    publicKey: text('public_key'),
    signedAt: text('signed_at').$type<Instant>(),
    /** Nobody of this register where a review pack brought the decision. */
    signedBy: text('signed_by').references(() => people.id),
    signerName: text('signer_name'),
    recordedAt: text('recorded_at').$type<Instant>().notNull(),
    recordedBy: text('recorded_by')
      .notNull()
      .references(() => people.id),
  },
  (table) => [
    uniqueIndex('decisions_version').on(table.caseId, table.version),
    index('decisions_by_document')
      .on(table.evidenceDocumentId)
      .where(sql`${table.evidenceDocumentId} IS NOT NULL`),
  ],
);

/** Completed notices, byte for byte as they were made. */
export const notices = sqliteTable(
  'notices',
  {
    id: text('id').primaryKey(),
    caseId: caseId(),
    version: integer('version').notNull(),
    decisionVersion: integer('decision_version').notNull(),
    fileName: text('file_name').notNull(),
    content: blob('content', { mode: 'buffer' }).notNull(),
    sha256: text('sha256').notNull(),
    completedAt: text('completed_at').$type<Instant>().notNull(),
    completedBy: text('completed_by')
      .notNull()
      .references(() => people.id),
    sentTo: text('sent_to'),
    sentHow: text('sent_how').$type<'secureEmail' | 'post' | 'hand' | 'portal'>(),
    sentOn: text('sent_on').$type<PlainDate>(),
    sentBy: text('sent_by').references(() => people.id),
    receivedOn: text('received_on').$type<PlainDate>(),
    receiptWords: text('receipt_words'),
  },
  (table) => [uniqueIndex('notices_version').on(table.caseId, table.version)],
);
