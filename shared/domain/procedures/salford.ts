import type { Procedure, Stage, Timescale } from './procedureSchema.ts';
import { routesNotNamed, sourceIn } from './ruleSource.ts';

const source = sourceIn(
  'Salford Safeguarding Children Partnership: Effective Challenge and Escalation Procedure',
);

const safeguardsTheChild = (letter: string, action: string): Timescale => ({
  id: `stage-${letter.toLowerCase()}-agreed`,
  action,
  event: 'stageOpened',
  kind: 'due',
  length: {
    unit: 'agreed',
    question: `What day has been set for stage ${letter}, so that the child is safeguarded?`,
  },
  source:
    letter === 'A'
      ? source(
          'Part A',
          'within a timescale that safeguards the child, prevents things from getting worse',
          'No number of days is given; the register asks and never fills one in.',
        )
      : source(
          'Principles in practice',
          "resolved in a timely manner, framed around meeting the child's needs",
          'No number of days is given; the timescale of part A, one that safeguards the child, is asked for here too.',
        ),
});

const confirmInWriting: Stage['duties'][number] = {
  id: 'confirm-in-writing',
  kind: 'confirmInWriting',
  label: 'Confirm in writing the disagreement and how outstanding issues will be pursued',
  required: true,
  source: source(
    'Part B',
    'written confirmation between the parties about the nature of the disagreement and how any outstanding issues will be pursued',
  ),
};

const outcomeOnRecord = "The agreed outcome, on each agency's case record";

export const salford: Procedure = {
  id: 'salford',
  version: 1,
  title: 'Effective Challenge and Escalation Procedure',
  partnershipName: 'Salford Safeguarding Children Partnership',
  shortName: 'Salford',
  referencePrefix: 'SALFORD',
  stageWord: 'stage',
  concerns: 'children',
  sharedConcern: false,
  immediateDanger: {
    door: 'the Bridge',
    advice:
      'If a child may be in immediate danger, this is not the way. Report it to the Bridge now, or call 999.',
    source: source(
      'Principles in practice',
      'an immediate concern regarding the safety of a child, this should be reported to the Bridge',
    ),
  },
  otherRoutes: [
    {
      id: 'whistleblowing',
      label: 'Whistleblowing',
      source: source('Closing list of procedures', 'Whistleblowing Guidance'),
    },
    {
      id: 'agency-quality-mechanism',
      label: "The agency's own mechanism for the quality of help",
      source: source(
        'Resolving differences of opinion in individual cases',
        'there are other mechanisms to address this within individual agencies',
      ),
    },
    ...routesNotNamed(source, ['complaint']),
  ],
  urgentEntry: {
    fromOrder: 3,
    how: 'By telephone to the relevant senior manager in the other agency, not by waiting for a reply to an e-mail',
    source: source(
      'Principles in practice',
      'begin the resolution process at senior management level ... by telephone rather than awaiting a response to an email',
    ),
  },
  neverSkip: [],
  notificationOnly: [],
  childLedDates: source('Part A', 'when needed, protects the child from harm'),
  stages: [
    {
      order: 1,
      label: 'A',
      formLabel: 'Stage 1',
      name: 'Practitioner to Practitioner',
      who: 'Practitioner with practitioner: what is expected, why, and what needs to be done',
      tier: 'practitioner',
      businessUnit: 'none',
      inWriting: [outcomeOnRecord],
      timescales: [safeguardsTheChild('A', 'the practitioners resolve it')],
      decisionBodies: [],
      duties: [
        {
          id: 'expectation-stated',
          kind: 'other',
          label: 'State what is expected, why, and what needs to be done',
          required: true,
          source: source('Part A', 'must identify explicitly what is expected'),
        },
      ],
      outward: false,
      source: source('Part A', 'at a practitioner/ case worker level between agencies'),
    },
    {
      order: 2,
      label: 'B',
      formLabel: 'Stage 2',
      name: 'Line Manager to Line Manager',
      who: 'Line manager with line manager, straight away',
      tier: 'lineManager',
      businessUnit: 'none',
      inWriting: ['The nature of the disagreement and how outstanding issues will be pursued'],
      timescales: [safeguardsTheChild('B', 'the line managers resolve it')],
      decisionBodies: [],
      duties: [confirmInWriting],
      outward: false,
      source: source('Part B', 'referred straight away by each worker to their respective line manager'),
    },
    {
      order: 3,
      label: 'C',
      formLabel: 'Stage 3',
      name: 'Senior Manager to Senior Manager',
      who: 'Senior manager with senior manager; they agree the next steps',
      tier: 'seniorManager',
      businessUnit: 'logged',
      inWriting: ['The next steps', outcomeOnRecord],
      timescales: [safeguardsTheChild('C', 'the senior managers resolve it')],
      decisionBodies: [],
      duties: [
        {
          id: 'next-steps',
          kind: 'other',
          label: 'Agree and record the next steps',
          required: true,
          source: source('Part C', 'They will agree the next steps to resolve the issues.'),
        },
        confirmInWriting,
      ],
      outward: false,
      source: source('Part C', 'further escalated to senior managers within each organisation'),
    },
    {
      order: 4,
      label: 'D',
      formLabel: 'Stage 4',
      name: 'Multi Agency Review of the Case',
      who: 'The practitioners, supervisors or managers involved, under a chair whom the senior managers agree',
      tier: 'seniorManager',
      businessUnit: 'logged',
      inWriting: [
        "Key areas of discussion, disagreement, agreements and actions, kept on the child's case file",
      ],
      timescales: [safeguardsTheChild('D', 'the multi-agency review resolves it')],
      decisionBodies: [],
      duties: [
        {
          id: 'multi-agency-review',
          kind: 'multiAgencyReview',
          label: 'Hold the multi-agency review under an agreed chair and keep its written record',
          required: true,
          source: source(
            'Part D',
            'agree who will chair the meeting ... A written record will be made of the key areas of discussion',
          ),
        },
        confirmInWriting,
      ],
      outward: false,
      source: source(
        'Part D',
        'a multi-agency discussion to review the case',
        'Run by the senior managers, so compared with senior managers elsewhere.',
      ),
    },
    {
      order: 5,
      label: 'E',
      name: 'Safeguarding Partners and the Independent Chair/ Scrutineer',
      who: 'The safeguarding partners, and the Independent Chair or Scrutineer, who may hold a mediation meeting',
      tier: 'partnership',
      businessUnit: 'facilitates',
      inWriting: ['The outcome, to those involved'],
      timescales: [safeguardsTheChild('E', 'the partnership resolves it')],
      decisionBodies: ['safeguarding-partners', 'independent-chair-or-scrutineer'],
      duties: [
        {
          id: 'mediation',
          kind: 'mediation',
          label: 'Hold a mediation meeting',
          required: false,
          source: source('Part E', 'may be requested to facilitate a mediation meeting'),
        },
        confirmInWriting,
      ],
      outward: false,
      source: source(
        'Part E',
        'refer it to the Salford Safeguarding Children Partnership for their discussion and resolution',
      ),
    },
  ],
  decisionBodies: [
    {
      id: 'safeguarding-partners',
      label: 'The safeguarding partners',
      kind: 'partners',
      source: source('Part E', 'for their discussion and resolution'),
    },
    {
      id: 'independent-chair-or-scrutineer',
      label: 'Independent Chair or Scrutineer',
      kind: 'chairOrScrutineer',
      source: source('Part E, heading', 'Safeguarding Partners and the Independent Chair/ Scrutineer'),
    },
  ],
  beyondLastStage: [],
  themes: [
    { id: 'assessment', label: 'Assessment', common: 'assessmentOutcome' },
    { id: 'planning', label: 'Planning', common: 'planProgress' },
    { id: 'intervention', label: 'Intervention', common: 'services' },
    { id: 'reviewing', label: 'Reviewing work with children and families', common: 'planProgress' },
    { id: 'legislation', label: 'Application of legislation', common: 'legislation' },
    { id: 'quality-of-help', label: 'Quality and effectiveness of help', common: 'practiceQuality' },
    { id: 'other', label: 'Other', common: 'other' },
  ],
  themesSource: source(
    'Resolving differences of opinion in individual cases',
    'during assessment, planning or intervention, or reviewing work with children and their families or the application of legislation',
    'The document says that its list is not exhaustive; "Other" is the register\'s own.',
  ),
  form: {
    title: 'Professional Challenge / Outcome Resolution Notice',
    appendix: 'APPENDIX 1',
    securityNotice: 'THIS DOCUMENT MUST BE SENT/STORED SECURELY',
    rows: [
      {
        kind: 'field',
        field: 'dateOfNotification',
        label: 'Date of Notification',
      },
      {
        kind: 'field',
        field: 'child.name',
        label: 'Name of Child/Young Person',
      },
      { kind: 'field', field: 'child.dateOfBirth', label: 'D.O.B' },
      {
        kind: 'field',
        field: 'child.nhsOrOtherNumber',
        label: 'NHS Number/ P Number',
      },
      { kind: 'heading', label: 'Outcome Resolution Notice Completed by:' },
      { kind: 'field', field: 'referrer.name', label: 'Name' },
      { kind: 'field', field: 'referrer.role', label: 'Role' },
      { kind: 'field', field: 'referrer.agency', label: 'Agency/Team' },
      { kind: 'field', field: 'referrer.contactDetails', label: 'Contact Details' },
      {
        kind: 'field',
        field: 'notificationSentTo',
        label: 'Notification has been sent to:',
      },
      {
        kind: 'field',
        field: 'summary',
        label: 'Summary of disagreement',
      },
      {
        kind: 'field',
        field: 'evidence',
        label:
          'Evidence of the informal challenge that has taken place at stages 1-2 and the outcome of this challenge',
      },
      {
        kind: 'field',
        field: 'desiredOutcome',
        label:
          'Desired outcome for the child and / or family. Please include details of what it is you are requesting happens as a result of this challenge',
      },
      {
        kind: 'stageTable',
        columns: ['Stage', 'Date Outcome Resolved', 'Supporting Evidence'],
        evidenceRemark: 'Embed written confirmation between parties about the agreed outcome',
        rows: [
          { stageOrder: 3, label: 'Stage 3' },
          { stageOrder: 4, label: 'Stage 4' },
          {
            stageOrder: 5,
            label: 'Stage E: decision',
            decisionLabel: 'Final decision of:',
            noticeOnly: true,
          },
        ],
      },
    ],
    laidDown: true,
    acceptedAtStages: [3, 4, 5],
    source: source(
      'Appendix 1',
      'Professional Challenge / Outcome Resolution Notice',
      'The ladder has letters and the form numbers: C is Stage 3, D is Stage 4. The form has no row for E; the notice adds one.',
    ),
  },
  notice: {
    title: 'Professional Challenge / Outcome Resolution Notice',
    source: source(
      'Appendix 1',
      'Date Outcome Resolved',
      'The document does not say that a completed notice goes back; the outcome in writing does.',
    ),
  },
  toState: [],
};
