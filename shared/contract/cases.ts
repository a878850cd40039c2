import { z } from 'zod';
import { countedInSchema } from '../domain/analytics/analyticsFilter.ts';
import { instantSchema, plainDateSchema } from '../domain/calendarTypes.ts';
import { caseStatuses, nextSteps, recordKinds } from '../domain/caseCourse.ts';
import { codesOf, outcomesForChild, stageOutcomes } from '../domain/codes.ts';
import { intakeFormSchema, personKinds } from '../domain/intake.ts';
import { procedureSchema, stageDutySchema } from '../domain/procedures/procedureSchema.ts';
import { listedActionSchema, trackedActionSchema } from './actions.ts';
import {
  dueStatusSchema,
  idSchema,
  lineSchema,
  nothing,
  requiredTextSchema,
  revisionSchema,
  textSchema,
} from './common.ts';
import { decisionSchema, submissionSchema, toldRecordSchema } from './decisions.ts';
import { documentMetaSchema, handedOverSchema } from './documents.ts';
import { mutation, query } from './operation.ts';
import { chosenColumnsSchema } from './registerColumns.ts';
import { informationRequestSchema } from './reviews.ts';

const optionalLineSchema = z.string().trim().max(300, 'Use 300 characters or fewer').default('');
const caseRef = z.strictObject({ caseId: idSchema });
const changedCase = z.strictObject({ revision: revisionSchema });
const change = { caseId: idSchema, revision: revisionSchema };

const concernedSchema = z.strictObject({
  kind: z.enum(codesOf(personKinds)),
  /** "Name not known" where it is not. */
  name: z.string(),
  /** "7 years", "expected 9 July", "age not known". */
  age: z.string(),
});

const themeSchema = z.strictObject({ id: z.string(), label: z.string(), primary: z.boolean() });

const rowSchema = z.strictObject({
  caseId: idSchema,
  reference: z.string(),
  recordKind: z.enum(codesOf(recordKinds)),
  people: z.array(concernedSchema),
  stage: z.strictObject({ order: z.int(), label: z.string(), of: z.int() }),
  raisedBy: z.array(z.string()),
  challenged: z.array(z.string()),
  sharedConcern: z.boolean(),
  themes: z.array(themeSchema),
  receivedOn: plainDateSchema,
  dueOn: plainDateSchema.optional(),
  childLed: z.boolean(),
  due: dueStatusSchema,
  status: z.enum(codesOf(caseStatuses)),
  nextStep: z.enum(codesOf(nextSteps)),
  /** What is needed, in words: "Decision of the Executive or the Independent Scrutineer". */
  needed: z.string(),
  ownerName: z.string().optional(),
});
export type CaseRow = z.infer<typeof rowSchema>;

export const sortKeys = [
  'due',
  'reference',
  'child',
  'stage',
  'raisedBy',
  'received',
  'status',
  'owner',
] as const;

export const caseFilterSchema = z.strictObject({
  search: z.string().max(200).optional(),
  status: z.array(z.enum(codesOf(caseStatuses))).optional(),
  recordKinds: z.array(z.enum(codesOf(recordKinds))).optional(),
  nextStep: z.array(z.enum(codesOf(nextSteps))).optional(),
  due: z.enum(['overdue', 'soon']).optional(),
  stageOrders: z.array(z.int()).optional(),
  raisedByAgencyId: z.array(z.string()).optional(),
  challengedAgencyId: z.array(z.string()).optional(),
  themeIds: z.array(z.string()).optional(),
  notCoded: z.boolean().optional(),
  /** Waiting for a decision that the signed-in person's role makes. */
  awaitingMe: z.boolean().optional(),
  overdueActions: z.boolean().optional(),
  overdueRequests: z.boolean().optional(),
  /** With a breach of personal data that is still followed up. */
  openBreach: z.boolean().optional(),
  ownerId: idSchema.optional(),
  receivedFrom: plainDateSchema.optional(),
  receivedTo: plainDateSchema.optional(),
  /** The cases that one cell of a figure counts. */
  countedIn: countedInSchema.optional(),
});
export type CaseFilter = z.infer<typeof caseFilterSchema>;

const sortSchema = z.strictObject({ by: z.enum(sortKeys), direction: z.enum(['up', 'down']) });

const actionSchema = z.strictObject({
  action: z.string(),
  owner: z.string(),
  dueOn: plainDateSchema.optional(),
});

/** A line of the timeline: what was done at a stage, by whom and when. */
const entryKinds = ['contact', 'meeting', 'note', 'evidence', 'dutyDone'] as const;
const entrySchema = z.strictObject({
  id: idSchema,
  kind: z.enum(entryKinds),
  happenedOn: plainDateSchema,
  title: z.string(),
  words: z.string(),
  attendees: z.array(z.string()),
  agreements: z.string(),
  disagreements: z.string(),
  actions: z.array(actionSchema),
  /** Who chaired it. */
  chair: z.string(),
  /** Who was told: the Independent Reviewing Officer, an agency's board representative. */
  told: z.array(z.string()),
  /** Cases of a similar concern that were looked at. */
  alike: z.array(z.strictObject({ caseId: idSchema, reference: z.string() })),
  dutyId: z.string().optional(),
  /** The timescale whose action this was. */
  timescaleId: z.string().optional(),
  document: documentMetaSchema.optional(),
  recordedBy: z.string(),
  recordedAt: instantSchema,
});
export type CaseEntry = z.infer<typeof entrySchema>;

const sourceSchema = z.strictObject({
  document: z.string(),
  place: z.string(),
  quote: z.string().optional(),
  remark: z.string().optional(),
});

const clockRowSchema = z.strictObject({
  timescaleId: z.string(),
  action: z.string(),
  kind: z.enum(['due', 'ceiling']),
  rule: z.string(),
  /** A day, or a moment with its offset where the rule counts hours; null where it must be asked. */
  due: z.string().nullable(),
  question: z.string().optional(),
  explanation: z.string(),
  /** Recorded as done. */
  done: z.boolean(),
  /** Whether an entry can record it as done while the stage goes on. */
  doneByEntry: z.boolean(),
  source: sourceSchema,
});

const stripDaySchema = z.strictObject({
  on: plainDateSchema,
  weekday: z.string(),
  kind: z.enum(['working', 'weekend', 'bankHoliday']),
  number: z.int().optional(),
  marks: z.array(z.enum(['opened', 'today', 'childLed', 'limit', 'ceiling', 'due', 'extended'])),
});

const clockSchema = z.strictObject({
  dueOn: plainDateSchema.optional(),
  due: dueStatusSchema,
  /** What must have happened by then. */
  action: z.string().optional(),
  explanation: z.string(),
  question: z.string().optional(),
  warnings: z.array(z.string()),
  rows: z.array(clockRowSchema),
  days: z.array(stripDaySchema),
});

const stageSchema = z.strictObject({
  id: idSchema.optional(),
  order: z.int(),
  state: z.enum(['notReached', 'evidenceOnly', 'skipped', 'open', 'ended']),
  openedOn: plainDateSchema.optional(),
  endedOn: plainDateSchema.optional(),
  outcome: z.enum(codesOf(stageOutcomes)).optional(),
  words: z.string(),
  /** Said of an earlier stage when the case was logged. */
  tookPlace: z.boolean(),
  outcomeForChild: z.enum(codesOf(outcomesForChild)).optional(),
  outcomeForChildWords: z.string(),
  childLed: z.strictObject({ on: plainDateSchema, reason: z.string() }).optional(),
  agreedOn: plainDateSchema.optional(),
  extension: z.strictObject({ on: plainDateSchema, reason: z.string() }).optional(),
  pauses: z.array(z.strictObject({ from: instantSchema, to: instantSchema.optional(), reason: z.string() })),
  entries: z.array(entrySchema),
  /** What the procedure asks for at this stage beside resolving it. */
  duties: z.array(
    z.strictObject({
      id: z.string(),
      kind: stageDutySchema.shape.kind,
      label: z.string(),
      required: z.boolean(),
      done: z.boolean(),
      source: sourceSchema,
    }),
  ),
  clock: clockSchema.optional(),
});
export type CaseStage = z.infer<typeof stageSchema>;

export const sendingWays = {
  secureEmail: 'Secure e-mail',
  post: 'Post',
  hand: 'By hand',
  portal: 'Secure portal',
} as const;

const noticeSchema = z.strictObject({
  id: idSchema,
  version: z.int().min(1),
  fileName: z.string(),
  bytes: z.int(),
  sha256: z.string(),
  completedAt: instantSchema,
  completedBy: z.string(),
  decisionVersion: z.int(),
  sent: z
    .strictObject({
      to: z.string(),
      how: z.enum(codesOf(sendingWays)),
      on: plainDateSchema,
      by: z.string(),
    })
    .optional(),
  receipt: z.strictObject({ on: plainDateSchema, words: z.string() }).optional(),
});
export type Notice = z.infer<typeof noticeSchema>;

const alikeSchema = z.strictObject({
  caseId: idSchema,
  reference: z.string(),
  people: z.string(),
  status: z.string(),
  receivedOn: plainDateSchema,
  /** Why it is shown, in words: "Same date of birth", "Name alike". */
  reasons: z.array(z.string()),
});
export type Alike = z.infer<typeof alikeSchema>;

export const caseDetailSchema = z.strictObject({
  row: rowSchema,
  revision: revisionSchema,
  /** The case as a form again: what "correct the details" opens. */
  form: intakeFormSchema,
  ownerId: idSchema.optional(),
  procedure: procedureSchema,
  procedureVersionId: idSchema,
  loggedAt: instantSchema,
  loggedBy: z.string(),
  dangerChecked: z.strictObject({ on: plainDateSchema, by: z.string() }),
  /** Highest stage first, as the timeline shows them. */
  stages: z.array(stageSchema),
  decision: decisionSchema.optional(),
  earlierDecisions: z.array(decisionSchema),
  /** Made ready by the unit, waiting for its signer. */
  submission: submissionSchema.optional(),
  /** Who was told once the decision stood, latest first. */
  told: z.array(toldRecordSchema),
  /** What the decision requires and meetings agreed, in the order in which they were asked for. */
  actions: z.array(trackedActionSchema),
  /** What was asked for before deciding, latest first. */
  requests: z.array(informationRequestSchema),
  notices: z.array(noticeSchema),
  /** By when the notice should be with the referrer, while it is not. */
  noticeDue: z.strictObject({ on: plainDateSchema, due: dueStatusSchema }).optional(),
  closed: z.strictObject({ on: plainDateSchema, how: z.string() }).optional(),
  formDocument: documentMetaSchema.optional(),
  /** Same child, and same pair of agencies with the same theme. */
  related: z.array(alikeSchema),
  challengedAgencies: z.array(z.strictObject({ id: idSchema, name: z.string() })),
});
export type CaseDetail = z.infer<typeof caseDetailSchema>;

export const cases = {
  /** How many cases a filter finds: a number shows nothing of a case, so that no line of the log is written. */
  count: query({
    allow: 'cases.view',
    input: z.strictObject({ filter: caseFilterSchema.omit({ countedIn: true }) }),
    output: z.strictObject({ count: z.int() }),
  }),
  list: query({
    allow: 'cases.view',
    audit: 'consultation',
    input: z.strictObject({
      filter: caseFilterSchema,
      sort: sortSchema,
      offset: z.int().min(0),
      limit: z.int().min(1).max(200),
    }),
    output: z.strictObject({
      rows: z.array(rowSchema),
      total: z.int(),
      totalOpen: z.int(),
      /** The figure's cell that the filter names, in words: "Main theme: Inaction, April to June 2026". */
      countedIn: z.string().optional(),
    }),
  }),
  /** How many of the filter's open cases are overdue, due in the next days and later: the headings of their list. */
  countByDue: query({
    allow: 'cases.view',
    input: z.strictObject({ filter: caseFilterSchema }),
    output: z.strictObject({ overdue: z.int(), soon: z.int(), later: z.int() }),
  }),
  /** The list as it is shown, as a file that is not encrypted any more. */
  exportList: mutation({
    allow: 'cases.export',
    audit: 'disclosure',
    input: z.strictObject({
      filter: caseFilterSchema,
      sort: sortSchema,
      columns: chosenColumnsSchema,
      format: z.enum(['xlsx', 'csv']),
    }),
    output: handedOverSchema,
  }),
  today: query({
    allow: 'cases.view',
    audit: 'consultation',
    input: z.strictObject({}),
    output: z.strictObject({
      today: plainDateSchema,
      /** Each count with the filter that opens exactly those cases. */
      counts: z.array(
        z.strictObject({
          id: z.enum([
            'awaitingMe',
            'overdue',
            'soon',
            'decision',
            'noticeToSend',
            'receipt',
            'actions',
            'requests',
            'breach',
            'notCoded',
          ]),
          count: z.int(),
          filter: caseFilterSchema,
        }),
      ),
      drafts: z.int(),
      groups: z.array(
        z.strictObject({
          id: z.enum(['awaitingMe', 'overdue', 'soon', 'decision', 'unfinished']),
          rows: z.array(rowSchema),
          total: z.int(),
        }),
      ),
      /** Required actions past their day, and what was asked for and has not come; the longest overdue first. */
      overdueActions: z.array(listedActionSchema),
      overdueRequests: z.array(
        z.strictObject({
          caseId: idSchema,
          reference: z.string(),
          people: z.string(),
          askedOf: z.string(),
          question: z.string(),
          due: dueStatusSchema,
        }),
      ),
      /** The next three weeks, Monday to Friday: how many dates fall on each day. */
      ahead: z.array(
        z.strictObject({
          on: plainDateSchema,
          count: z.int(),
          closedBecause: z.string().optional(),
          overdue: z.int(),
        }),
      ),
      /** The nearest date still ahead, where nothing is overdue. */
      nextDueOn: plainDateSchema.optional(),
    }),
  }),
  /** The cases that the signed-in person opened last, the latest first. */
  recent: query({
    allow: 'cases.view',
    input: nothing,
    output: z.strictObject({
      cases: z.array(z.strictObject({ caseId: idSchema, reference: z.string(), people: z.string() })),
    }),
  }),
  get: query({ allow: 'cases.view', audit: 'consultation', input: caseRef, output: caseDetailSchema }),
  findAlike: query({
    allow: 'cases.log',
    audit: 'combination',
    input: z.strictObject({
      people: z
        .array(
          z.strictObject({
            name: z.string().max(300),
            dateOfBirth: z.string().max(10),
            nhsNumber: z.string().max(40),
          }),
        )
        .max(30),
      documentSha256: z.string().max(64).optional(),
      exceptCaseId: idSchema.optional(),
    }),
    output: z.strictObject({ sameForm: z.array(alikeSchema), alike: z.array(alikeSchema) }),
  }),
  correct: mutation({
    allow: 'cases.work',
    audit: 'alteration',
    input: z.strictObject({ ...change, form: intakeFormSchema, reason: lineSchema }),
    output: changedCase,
  }),
  assign: mutation({
    allow: 'cases.work',
    audit: 'alteration',
    input: z.strictObject({ ...change, ownerId: idSchema.nullable() }),
    output: changedCase,
  }),
  recordEntry: mutation({
    allow: 'cases.work',
    audit: 'collection',
    input: z.strictObject({
      ...change,
      stageOrder: z.int(),
      kind: z.enum(entryKinds),
      happenedOn: plainDateSchema,
      title: lineSchema,
      words: textSchema,
      attendees: z.array(lineSchema).max(60),
      agreements: textSchema,
      disagreements: textSchema,
      actions: z
        .array(
          z.strictObject({
            action: requiredTextSchema,
            owner: lineSchema,
            dueOn: plainDateSchema.optional(),
          }),
        )
        .max(40),
      chair: optionalLineSchema,
      told: z.array(lineSchema).max(60).default([]),
      alikeCaseIds: z.array(idSchema).max(60).default([]),
      dutyId: z.string().max(80).optional(),
      timescaleId: z.string().max(80).optional(),
      documentId: idSchema.optional(),
    }),
    output: changedCase,
  }),
  /** `on: null` takes the child's own date away again, with the reason. */
  setChildLedDate: mutation({
    allow: 'cases.work',
    audit: 'alteration',
    input: z.strictObject({ ...change, on: plainDateSchema.nullable(), reason: lineSchema }),
    output: changedCase,
  }),
  setAgreedDate: mutation({
    allow: 'cases.work',
    audit: 'alteration',
    input: z.strictObject({ ...change, on: plainDateSchema }),
    output: changedCase,
  }),
  extend: mutation({
    allow: 'cases.work',
    audit: 'alteration',
    input: z.strictObject({
      ...change,
      on: plainDateSchema,
      reason: lineSchema,
      /** Needed where the new date lies past the furthest day that the procedure allows. */
      beyondCeilingReason: z.string().trim().max(300),
    }),
    output: changedCase,
  }),
  pause: mutation({
    allow: 'cases.work',
    audit: 'alteration',
    input: z.strictObject({ ...change, reason: lineSchema }),
    output: changedCase,
  }),
  resume: mutation({
    allow: 'cases.work',
    audit: 'alteration',
    input: z.strictObject(change),
    output: changedCase,
  }),
  /** Ends the open stage. Not resolved opens the next stage; anything else closes the case. */
  endStage: mutation({
    allow: 'cases.work',
    audit: 'alteration',
    input: z.strictObject({
      ...change,
      outcome: z.enum(codesOf(stageOutcomes), { error: 'Choose how the stage ended' }),
      endedOn: plainDateSchema,
      words: requiredTextSchema,
      /** The written confirmation between the parties; or why there is none. */
      confirmationDocumentId: idSchema.optional(),
      noConfirmationReason: z.string().trim().max(300),
      /** Re-directed: which other route. */
      routeId: z.string().max(80).optional(),
      /** Resolved or understood: what it changed for the child. */
      outcomeForChild: z.enum(codesOf(outcomesForChild)).optional(),
      outcomeForChildWords: textSchema.default(''),
      /** Why required duties of the stage are left undone. */
      undoneDutiesReason: optionalLineSchema,
      /** Not resolved: the stage that opens; the next one where none is given. */
      nextStageOrder: z.int().optional(),
      /** Why the stages between are left out. */
      skipReason: optionalLineSchema,
      /** `16:00`, where the next stage counts hours and does not open now. */
      nextOpenedTime: z
        .string()
        .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Give the time in hours and minutes, such as 09:30')
        .optional(),
      /** For the next stage, where its timescale must be stated. */
      nextAgreedOn: plainDateSchema.optional(),
    }),
    output: changedCase,
  }),
  reopen: mutation({
    allow: 'cases.reopen',
    audit: 'alteration',
    input: z.strictObject({ ...change, stageOrder: z.int(), reason: lineSchema }),
    output: changedCase,
  }),
  /** Records that a case still unresolved after the decision went out of the partnership, and closes it. */
  referOutward: mutation({
    allow: 'cases.work',
    audit: 'alteration',
    input: z.strictObject({
      ...change,
      /** The id of one of the procedure's outward doors. */
      to: z.string().max(80),
      on: plainDateSchema,
      words: requiredTextSchema,
    }),
    output: changedCase,
  }),
  close: mutation({
    allow: 'cases.work',
    audit: 'alteration',
    input: z.strictObject(change),
    output: changedCase,
  }),
};
