/**
 * The words that a unit codes with: what no partnership's form asks for and every quarterly report needs.
 * Codes are stored; labels are what people read. Procedures' own themes map onto `commonThemes`.
 */
type Labels<Code extends string> = Readonly<Record<Code, string>>;

export const childStatuses = {
  noneKnown: 'None known',
  earlyHelp: 'Early help',
  childInNeed: 'Child in need',
  childProtectionPlan: 'On a child protection plan',
  lookedAfter: 'Looked after',
  careLeaver: 'Care leaver',
  unborn: 'Unborn',
} as const satisfies Labels<string>;
export type ChildStatus = keyof typeof childStatuses;

export const agencyTypes = {
  childrensSocialCare: "Children's social care",
  healthProvider: 'Health provider',
  integratedCareBoard: 'Integrated care board',
  police: 'Police',
  school: 'School',
  college: 'College',
  earlyYears: 'Early years',
  probation: 'Probation',
  housing: 'Housing',
  adultServices: 'Adult services',
  voluntaryAndCommunity: 'Voluntary and community',
  earlyHelp: 'Early help',
  other: 'Other',
} as const satisfies Labels<string>;
export type AgencyType = keyof typeof agencyTypes;

export const stageOutcomes = {
  resolved: 'Resolved',
  understoodNotAgreed: 'Understood, not agreed',
  notResolved: 'Not resolved',
  withdrawn: 'Withdrawn',
  redirected: 'Re-directed',
} as const satisfies Labels<string>;
export type StageOutcome = keyof typeof stageOutcomes;

export const decisionOutcomes = {
  upheld: 'Upheld',
  partlyUpheld: 'Partly upheld',
  notUpheld: 'Not upheld',
  agreementReached: 'Agreement reached',
  referredOutward: 'Referred outward',
} as const satisfies Labels<string>;
export type DecisionOutcome = keyof typeof decisionOutcomes;

/** How a decision came into the register. */
export const decisionOrigins = {
  signed: 'Signed',
  reviewPack: 'Signed in a review pack',
  recordedElsewhere: 'Made elsewhere, and recorded from its written evidence',
  recorded: 'Recorded before decisions were signed',
} as const satisfies Labels<string>;
export type DecisionOrigin = keyof typeof decisionOrigins;

/** Who is told of a decision. */
export const toldParties = {
  raisingAgency: 'The agency that raised it',
  challengedAgency: 'The agency that was challenged',
  family: 'The child or the family',
  other: 'Somebody else',
} as const satisfies Labels<string>;
export type ToldParty = keyof typeof toldParties;

export const outcomesForChild = {
  achieved: 'Achieved',
  partly: 'Partly achieved',
  notAchieved: 'Not achieved',
  tooEarly: 'Too early to say',
  notKnown: 'Not known',
} as const satisfies Labels<string>;
export type OutcomeForChild = keyof typeof outcomesForChild;

export const commonThemes = {
  threshold: 'Threshold or level of need',
  referralResponse: 'Response to a referral, or closure',
  assessmentOutcome: 'Outcome of an assessment',
  needForAction: 'Need for action',
  inaction: 'Inaction',
  planProgress: 'Progress of a plan, drift and delay',
  conference: 'Conference, or dissent at one',
  roles: 'Roles and responsibilities',
  informationSharing: 'Information sharing and communication',
  services: 'Provision of services',
  timeliness: 'Timeliness',
  legislation: 'Application of legislation or procedure',
  attendance: 'Attendance at meetings',
  practiceQuality: 'Quality of practice',
  other: 'Other',
} as const satisfies Labels<string>;
export type CommonTheme = keyof typeof commonThemes;

/** Stage numbers do not compare between procedures; tiers do. */
export const tiers = {
  practitioner: 'Practitioner',
  lineManager: 'Line manager',
  seniorManager: 'Senior manager',
  director: 'Director',
  partnership: 'Partnership',
  outward: 'Outward',
} as const satisfies Labels<string>;
export type Tier = keyof typeof tiers;

/** The codes of a list in its own order, for a zod enum or a select box. */
export const codesOf = <Code extends string>(labels: Labels<Code>): readonly [Code, ...Code[]] =>
  Object.keys(labels) as unknown as readonly [Code, ...Code[]];
