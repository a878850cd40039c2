/**
 * The completed notice as plain content: the procedure's own form with its labels in its order, then the decision.
 * Only what the referrer may see has a place in `NoticeFacts`; how it looks on paper is the writer's business.
 */
import type { PlainDate } from './calendarTypes.ts';
import { codesOf } from './codes.ts';
import { formatNhsNumber } from './nhsNumber.ts';
import { linesOf, PROTECTIVE_MARKING, type PaperBlock, type PaperContent } from './paperContent.ts';
import {
  getStage,
  noticeParts,
  noticePartsOf,
  type FormFieldPath,
  type FormRow,
  type NoticePart,
  type Procedure,
  type Stage,
} from './procedures/procedureSchema.ts';
import { shortDate } from './wordsForDates.ts';

const NOT_KNOWN = 'Not known';
const NOT_GIVEN = 'Not given';
/** Longer evidence leaves the stage table for a paragraph of its own, which flows over pages. */
const LONGEST_CELL = 160;

type Maybe<Value> = Value | undefined;

export type NoticePerson = {
  readonly kind: 'child' | 'unborn' | 'adult';
  readonly name?: Maybe<string>;
  readonly dateOfBirth?: Maybe<PlainDate>;
  readonly expectedDateOfBirth?: Maybe<PlainDate>;
  readonly nhsNumber?: Maybe<string>;
  readonly otherNumber?: Maybe<string>;
};

export type NoticeReferrer = {
  readonly name: string;
  readonly role?: Maybe<string>;
  readonly agency: string;
  readonly email?: Maybe<string>;
  readonly phone?: Maybe<string>;
};

export type NoticeStageOutcome = {
  readonly stageOrder: number;
  /** "Not resolved": printed where the stage has no date of resolution. */
  readonly outcomeLabel?: Maybe<string>;
  readonly resolvedOn?: Maybe<PlainDate>;
  readonly evidence?: Maybe<string>;
};

export type NoticeAction = {
  readonly text: string;
  readonly owner?: Maybe<string>;
  readonly by?: Maybe<PlainDate>;
};

export type NoticeDecision = {
  readonly stageOrder: number;
  /** As it reads after "Final decision of:". */
  readonly bodyLabel: string;
  readonly deciderName: string;
  readonly decidedOn: PlainDate;
  readonly outcomeLabel: string;
  readonly text: string;
  readonly reasons?: Maybe<string>;
  readonly requiredActions: readonly NoticeAction[];
  readonly outcomeForChild?: Maybe<string>;
  readonly widerLearning?: Maybe<string>;
  readonly policyChange?: Maybe<string>;
  /** Who signed it, or who recorded a decision that was made elsewhere. */
  readonly howMade?: Maybe<string>;
};

export type NoticeFacts = {
  readonly reference: string;
  readonly version: number;
  readonly completedOn: PlainDate;
  readonly unitName: string;
  readonly dateOfNotification?: Maybe<PlainDate>;
  readonly people: readonly NoticePerson[];
  readonly referrers: readonly NoticeReferrer[];
  readonly safeguardingLead: { readonly aware?: Maybe<boolean>; readonly name?: Maybe<string> };
  readonly notificationSentTo?: Maybe<string>;
  readonly summary?: Maybe<string>;
  readonly evidence?: Maybe<string>;
  readonly desiredOutcome?: Maybe<string>;
  /** The challenged agency's response, for forms that have a place for it. */
  readonly response?: Maybe<{ readonly text: string; readonly on?: Maybe<PlainDate> }>;
  readonly stageOutcomes: readonly NoticeStageOutcome[];
  readonly decision: NoticeDecision;
};

const dayOr = (day: Maybe<PlainDate>, otherwise: string): string => (day ? shortDate(day) : otherwise);

/** Each line that says something, as a paragraph of its own. */
const paragraphsOf = (text: Maybe<string>, otherwise = NOT_GIVEN): readonly string[] => {
  const lines = linesOf(text ?? '');
  return lines.length > 0 ? lines : [otherwise];
};

const personName = (person: NoticePerson): string => {
  const described = { child: '', unborn: ' (unborn child)', adult: ' (adult at risk)' }[person.kind];
  if (person.name?.trim()) return person.name.trim() + described;
  return {
    child: 'Child, name not known',
    unborn: 'Unborn child, not named',
    adult: 'Adult at risk, name not known',
  }[person.kind];
};

const personBirth = (person: NoticePerson): string =>
  person.kind === 'unborn'
    ? person.expectedDateOfBirth
      ? `Not yet born, expected ${shortDate(person.expectedDateOfBirth)}`
      : 'Not yet born, expected date not known'
    : dayOr(person.dateOfBirth, NOT_KNOWN);

/** One line each; the name stands before the value where there are several. */
const forEachOf = <Item>(
  items: readonly Item[],
  name: (item: Item) => string,
  value: (item: Item) => readonly string[],
): readonly string[] => {
  if (items.length === 0) return [NOT_KNOWN];
  return items.flatMap((item) =>
    value(item).map((line) => (items.length > 1 ? `${name(item)}: ${line}` : line)),
  );
};

const ofPeople = (facts: NoticeFacts, value: (person: NoticePerson) => string): readonly string[] =>
  forEachOf(facts.people, personName, (person) => [value(person)]);

const ofReferrers = (
  facts: NoticeFacts,
  value: (referrer: NoticeReferrer) => readonly Maybe<string>[],
): readonly string[] =>
  forEachOf(
    facts.referrers,
    (referrer) => referrer.name,
    (referrer) => {
      const known = value(referrer).filter((line) => line !== undefined && line.trim() !== '');
      return known.length > 0 ? (known as readonly string[]) : [NOT_GIVEN];
    },
  );

const yesOrNo = (answer: Maybe<boolean>): string =>
  answer === undefined ? NOT_GIVEN : answer ? 'Yes' : 'No';

type FieldValue = { readonly lines: readonly string[]; readonly isText?: true };
const text = (value: Maybe<string>): FieldValue => ({ lines: paragraphsOf(value), isText: true });

const fieldValues: Readonly<Record<FormFieldPath, (facts: NoticeFacts) => FieldValue>> = {
  dateOfNotification: (facts) => ({ lines: [dayOr(facts.dateOfNotification, NOT_GIVEN)] }),
  'child.name': (facts) => ({
    lines: facts.people.length > 0 ? facts.people.map(personName) : [NOT_KNOWN],
  }),
  'child.dateOfBirth': (facts) => ({ lines: ofPeople(facts, personBirth) }),
  'child.nhsNumber': (facts) => ({
    lines: ofPeople(facts, (person) => (person.nhsNumber ? formatNhsNumber(person.nhsNumber) : NOT_KNOWN)),
  }),
  'child.nhsOrOtherNumber': (facts) => ({
    lines: ofPeople(
      facts,
      (person) =>
        [person.nhsNumber && formatNhsNumber(person.nhsNumber), person.otherNumber]
          .filter(Boolean)
          .join(' / ') || NOT_KNOWN,
    ),
  }),
  'referrer.name': (facts) => ({
    lines: facts.referrers.length > 0 ? facts.referrers.map((referrer) => referrer.name) : [NOT_GIVEN],
  }),
  'referrer.role': (facts) => ({ lines: ofReferrers(facts, (referrer) => [referrer.role]) }),
  'referrer.agency': (facts) => ({ lines: ofReferrers(facts, (referrer) => [referrer.agency]) }),
  'referrer.contactDetails': (facts) => ({
    lines: ofReferrers(facts, (referrer) => [referrer.email, referrer.phone]),
  }),
  'safeguardingLead.aware': (facts) => ({ lines: [yesOrNo(facts.safeguardingLead.aware)] }),
  'safeguardingLead.name': (facts) => ({ lines: paragraphsOf(facts.safeguardingLead.name) }),
  notificationSentTo: (facts) => ({ lines: paragraphsOf(facts.notificationSentTo) }),
  summary: (facts) => text(facts.summary),
  evidence: (facts) => text(facts.evidence),
  desiredOutcome: (facts) => text(facts.desiredOutcome),
  'response.text': (facts) => text(facts.response?.text ?? 'No response is recorded.'),
  'response.date': (facts) => ({ lines: [dayOr(facts.response?.on, facts.response ? NOT_GIVEN : 'None')] }),
  'resolution.text': (facts) => text(`${facts.decision.outcomeLabel}. Set out in full under “Decision”.`),
  'resolution.date': (facts) => ({ lines: [shortDate(facts.decision.decidedOn)] }),
};

/** "Stage E", "Level 4": the procedure's word and label, said once. */
export const stageNamed = (procedure: Procedure, stage: Stage): string => {
  const word = procedure.stageWord.charAt(0).toUpperCase() + procedure.stageWord.slice(1);
  return stage.label.toLowerCase().startsWith(procedure.stageWord.toLowerCase())
    ? stage.label
    : `${word} ${stage.label}`;
};

const FINAL_DECISION_OF = 'Final decision of:';

type StageTable = Extract<FormRow, { kind: 'stageTable' }>;

/** A ladder may run past its own form: the notice adds the row that the decision needs. */
const stageTableRows = (row: StageTable, procedure: Procedure, decidedAt: number): StageTable['rows'] =>
  row.rows.some((candidate) => candidate.stageOrder === decidedAt)
    ? row.rows
    : [
        ...row.rows,
        {
          stageOrder: decidedAt,
          label: `${stageNamed(procedure, getStage(procedure, decidedAt))}: decision`,
          decisionLabel: FINAL_DECISION_OF,
        },
      ];

const stageTable = (row: StageTable, procedure: Procedure, facts: NoticeFacts): readonly PaperBlock[] => {
  const { decision } = facts;
  const rows = stageTableRows(row, procedure, decision.stageOrder);
  const drawn = rows.map(({ stageOrder, label, decisionLabel }) => {
    const outcome = facts.stageOutcomes.find((candidate) => candidate.stageOrder === stageOrder);
    const evidence = outcome?.evidence?.trim() ?? '';
    const fits = evidence.length <= LONGEST_CELL;
    const inCell = evidence === '' ? [] : fits ? paragraphsOf(evidence) : ['Set out below this table'];
    const below: PaperBlock[] = fits
      ? []
      : [{ kind: 'text', label: `${row.columns[2]}: ${label}`, paragraphs: paragraphsOf(evidence) }];
    const decided = stageOrder === decision.stageOrder;
    const cells = decided
      ? [
          [label],
          [shortDate(decision.decidedOn)],
          [decisionLabel ?? FINAL_DECISION_OF, decision.bodyLabel, decision.deciderName, ...inCell],
        ]
      : [
          [label],
          [dayOr(outcome?.resolvedOn, outcome?.outcomeLabel ?? NOT_GIVEN)],
          [...(decisionLabel ? [`${decisionLabel} not reached`] : []), ...inCell],
        ];
    return { cells: cells.map((cell) => (cell.length > 0 ? cell : [NOT_GIVEN])), below };
  });
  return [
    {
      kind: 'table',
      columns: row.columns.map((label, index) =>
        index === 2 && row.evidenceRemark ? { label, remark: row.evidenceRemark } : { label },
      ),
      rows: drawn.map(({ cells }) => cells),
    },
    ...drawn.flatMap(({ below }) => below),
  ];
};

/** Whether the form has a place for what the challenged agency answered: Staffordshire's and Stoke-on-Trent's, Appendix 1. */
export const asksForResponse = ({ form }: Procedure): boolean =>
  form.rows.some((row) => row.kind === 'field' && row.field === 'response.text');

/** "Practitioner:" asks for a person: a form with no row for the role has it beside the name. */
const withRoles = ({ form }: Procedure, facts: NoticeFacts): NoticeFacts =>
  form.rows.some((row) => row.kind === 'field' && row.field === 'referrer.role')
    ? facts
    : {
        ...facts,
        referrers: facts.referrers.map((referrer) => ({
          ...referrer,
          name: [referrer.name, referrer.role?.trim()].filter(Boolean).join(', '),
        })),
      };

const formBlocks = (procedure: Procedure, facts: NoticeFacts): readonly PaperBlock[] =>
  procedure.form.rows.flatMap((row): readonly PaperBlock[] => {
    if (row.kind === 'heading') return [{ kind: 'heading', level: 3, text: row.label }];
    if (row.kind === 'stageTable') return stageTable(row, procedure, facts);
    const { lines, isText } = fieldValues[row.field](
      row.field === 'referrer.name' ? withRoles(procedure, facts) : facts,
    );
    return isText
      ? [{ kind: 'text', label: row.label, paragraphs: lines }]
      : [{ kind: 'field', label: row.label, lines }];
  });

const actionBlocks = (actions: readonly NoticeAction[]): readonly PaperBlock[] =>
  actions.length === 0
    ? [{ kind: 'text', label: 'Required actions', paragraphs: ['None'] }]
    : actions.map((action, index) => ({
        kind: 'text',
        label: `Required action ${index + 1} of ${actions.length}`,
        paragraphs: [
          ...paragraphsOf(action.text),
          `Owner: ${action.owner?.trim() || NOT_GIVEN}`,
          `By: ${dayOr(action.by, NOT_GIVEN)}`,
        ],
      }));

const partBlocks: Readonly<Record<NoticePart, (decision: NoticeDecision) => readonly PaperBlock[]>> = {
  reasons: ({ reasons }) => [{ kind: 'text', label: noticeParts.reasons, paragraphs: paragraphsOf(reasons) }],
  requiredActions: ({ requiredActions }) => actionBlocks(requiredActions),
  outcomeForChild: ({ outcomeForChild }) => [
    {
      kind: 'text',
      label: noticeParts.outcomeForChild,
      paragraphs: paragraphsOf(outcomeForChild, NOT_KNOWN),
    },
  ],
  widerLearning: ({ widerLearning }) => whereSaid(noticeParts.widerLearning, widerLearning),
  policyChange: ({ policyChange }) => whereSaid(noticeParts.policyChange, policyChange),
};

const whereSaid = (label: string, words: Maybe<string>): readonly PaperBlock[] =>
  words?.trim() ? [{ kind: 'text', label, paragraphs: paragraphsOf(words) }] : [];

const decisionBlocks = (
  decision: NoticeDecision,
  procedure: Procedure,
  parts: readonly NoticePart[],
): readonly PaperBlock[] => [
  { kind: 'heading', level: 2, text: 'Decision' },
  {
    kind: 'field',
    // The form's own words stand in its stage table where it has one.
    label: procedure.form.rows.some(({ kind }) => kind === 'stageTable') ? 'Decided by' : FINAL_DECISION_OF,
    lines: [decision.bodyLabel, decision.deciderName],
  },
  {
    kind: 'field',
    label: 'Decided at',
    lines: [stageNamed(procedure, getStage(procedure, decision.stageOrder))],
  },
  { kind: 'field', label: 'Date of decision', lines: [shortDate(decision.decidedOn)] },
  ...(decision.howMade === undefined
    ? []
    : [{ kind: 'field', label: 'How it was made', lines: [decision.howMade] } as const]),
  { kind: 'field', label: 'Outcome', lines: [decision.outcomeLabel] },
  { kind: 'text', label: 'The decision in plain words', paragraphs: paragraphsOf(decision.text) },
  ...codesOf(noticeParts).flatMap((part) => (parts.includes(part) ? partBlocks[part](decision) : [])),
];

/** The labels of the procedure's own form as its notice has them, in their order, to the place of the decision. */
export const noticeLabels = (procedure: Procedure, decidedAt: number): readonly string[] => {
  const { rows } = procedure.form;
  return [
    ...rows.flatMap((row) =>
      row.kind === 'stageTable'
        ? [
            ...row.columns,
            ...stageTableRows(row, procedure, decidedAt).flatMap(({ stageOrder, label, decisionLabel }) =>
              stageOrder === decidedAt
                ? [label, decisionLabel ?? FINAL_DECISION_OF]
                : decisionLabel === undefined
                  ? [label]
                  : [label, decisionLabel],
            ),
          ]
        : [row.label],
    ),
    ...(rows.some(({ kind }) => kind === 'stageTable') ? [] : [FINAL_DECISION_OF]),
  ];
};

/**
 * Lays out the completed notice. Throws a RangeError where a day is no real day or the decision names a stage
 * that the procedure does not have. Follows `form.rows` and `notice` of the procedure (Bury, Appendix 1: "the
 * escalation notice will be completed, and a copy of the notice will be sent to the referrer").
 */
export const noticeContent = (input: {
  readonly procedure: Procedure;
  readonly facts: NoticeFacts;
  /** What it says besides the decision; as the procedure has it unless told. */
  readonly parts?: Maybe<readonly NoticePart[]>;
}): PaperContent => {
  const { procedure, facts, parts = noticePartsOf(procedure) } = input;
  const { decision } = facts;
  const { form } = procedure;
  return {
    foot: `${facts.reference}  ·  Version ${facts.version}`,
    completedOn: facts.completedOn,
    marking: PROTECTIVE_MARKING,
    documentTitle: `Escalation notice ${facts.reference}`,
    issuer: procedure.partnershipName,
    title: procedure.notice.title,
    particulars: [
      { label: 'Reference', value: facts.reference },
      { label: 'Version', value: String(facts.version) },
      { label: 'Completed', value: shortDate(facts.completedOn) },
      { label: 'Sent by', value: facts.unitName },
    ],
    lead: `${decision.outcomeLabel}. Decided on ${shortDate(decision.decidedOn)} by: ${decision.bodyLabel}. The decision follows in full after the form.`,
    blocks: [
      { kind: 'heading', level: 2, text: form.title },
      ...(form.securityNotice ? [{ kind: 'remark', text: form.securityNotice } as const] : []),
      ...formBlocks(procedure, facts),
      ...(form.closing ? [{ kind: 'remark', text: form.closing } as const] : []),
      ...decisionBlocks(decision, procedure, parts),
    ],
  };
};
