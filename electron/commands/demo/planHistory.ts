/**
 * Three made-up years of a business unit's work: which cases came, how they went on and how they ended. A plan only;
 * it is pure, and the same for the same seed, day and procedure.
 */
import { officeDayOf, type PlainDate } from '../../../shared/domain/calendarTypes.ts';
import { isOutcomeAgreed } from '../../../shared/domain/caseCourse.ts';
import { stageClock } from '../../../shared/domain/clock.ts';
import {
  codesOf,
  childStatuses,
  type AgencyType,
  type DecisionOutcome,
  type OutcomeForChild,
  type StageOutcome,
} from '../../../shared/domain/codes.ts';
import { boxesOf, type IntakeForm, type IntakePerson } from '../../../shared/domain/intake.ts';
import { signingRoles, maySign } from '../../../shared/domain/signing.ts';
import { getStage, type Procedure, type Stage } from '../../../shared/domain/procedures/procedureSchema.ts';
import {
  addDays,
  englandAndWalesCalendar,
  previousWorkingDayOnOrBefore,
  workingDaysBetween,
} from '../../../shared/domain/workingDays.ts';
import { decisionWords, mattersByTheme, outcomeForChildWords, stageEndWords } from './caseWords.ts';
import { createChance, type Chance } from './chance.ts';
import type { PlannedCase, PlannedStep, TimedStep } from './demoPlan.ts';
import {
  createNhsNumbers,
  madeUpName,
  madeUpPerson,
  madeUpReferrer,
  madeUpSurname,
  type MadeUpAgency,
} from './madeUpPeople.ts';
import { momentOn, workingDaysAfter, workingDaysBefore } from './officeMoments.ts';

const SEED = 19_891_116;
/** Cases that are over; with those under way a register of more than three hundred. */
const PAST_CASES = 300;
const YEARS = 3;
/** How much comes in by month, January first: little in the school holidays. */
const monthWeights = [9, 9, 11, 6, 10, 9, 7, 3, 9, 11, 11, 6];

const raisingWeights: Readonly<Partial<Record<AgencyType, number>>> = {
  school: 8,
  healthProvider: 6,
  police: 4,
  childrensSocialCare: 3,
  earlyYears: 2,
  college: 2,
  probation: 1,
  earlyHelp: 2,
  voluntaryAndCommunity: 2,
  integratedCareBoard: 1,
  housing: 1,
};
const challengedWeights: Readonly<Partial<Record<AgencyType, number>>> = {
  childrensSocialCare: 30,
  healthProvider: 4,
  police: 5,
  earlyHelp: 4,
  school: 1,
  integratedCareBoard: 2,
  adultServices: 2,
  housing: 2,
  probation: 1,
};
const pastOutcomes: readonly (readonly [StageOutcome, number])[] = [
  ['resolved', 58],
  ['notResolved', 28],
  ['understoodNotAgreed', 5],
  ['withdrawn', 6],
  ['redirected', 3],
];
const decisionOutcomeWeights: readonly (readonly [DecisionOutcome, number])[] = [
  ['upheld', 34],
  ['partlyUpheld', 26],
  ['notUpheld', 20],
  ['agreementReached', 17],
  ['referredOutward', 3],
];
const outcomeForChildWeights: readonly (readonly [OutcomeForChild, number])[] = [
  ['achieved', 40],
  ['partly', 25],
  ['notAchieved', 8],
  ['tooEarly', 20],
  ['notKnown', 7],
];

/** The stages at which this procedure sends something to the business unit. */
export const stagesOfTheUnit = (procedure: Procedure): readonly Stage[] =>
  procedure.stages.filter((stage) => stage.businessUnit !== 'none' && !stage.outward);

const decisionStageOf = (procedure: Procedure): Stage => {
  const stage = stagesOfTheUnit(procedure).find((candidate) => candidate.decisionBodies.length > 0);
  if (!stage) throw new RangeError('The procedure has no stage at which the business unit sees a decision');
  return stage;
};

/** When the stage would be due if it opened on this day; undefined where the people involved must say. */
const dueOf = (procedure: Procedure, stageOrder: number, openedOn: PlainDate): PlainDate | undefined =>
  stageClock({
    procedure,
    stageOrder,
    events: {
      stageOpened: momentOn(openedOn, '00:00'),
      referralReceived: momentOn(openedOn, '00:00'),
      formalEscalation: momentOn(openedOn, '00:00'),
    },
    calendar: englandAndWalesCalendar,
  }).dueOn ?? undefined;

export interface HistoryOptions {
  readonly procedure: Procedure;
  readonly agencies: readonly MadeUpAgency[];
  /** The day on which somebody looks at the register. */
  readonly today: PlainDate;
  readonly seed?: number;
}

interface Workshop extends HistoryOptions {
  readonly chance: Chance;
  readonly nextNhsNumber: () => string;
  /** Families that came before, for some come again. */
  readonly families: (readonly IntakePerson[])[];
}

const pickAgency = (
  { chance, agencies }: Workshop,
  weights: Readonly<Partial<Record<AgencyType, number>>>,
  except: readonly string[] = [],
): MadeUpAgency =>
  chance.weighted(
    agencies
      .filter((agency) => !except.includes(agency.id))
      .map((agency) => [agency, weights[agency.type] ?? 0] as const),
  );

const planPeople = (shop: Workshop, on: PlainDate): readonly IntakePerson[] => {
  const { chance, families, procedure, nextNhsNumber } = shop;
  const earlier = families.length > 20 && chance.in(0.06) ? chance.pick(families) : undefined;
  if (earlier) return earlier;
  const surname = madeUpSurname(chance);
  const person = (kind: 'child' | 'unborn' | 'adult') =>
    madeUpPerson(chance, { kind, surname, on, nextNhsNumber });
  const first = chance.weighted([
    ['child' as const, 94],
    ['unborn' as const, 4],
    ['adult' as const, procedure.concerns === 'childrenOrAdults' ? 2 : 0],
  ]);
  const others =
    first === 'child'
      ? chance.weighted([
          [0, 80],
          [1, 15],
          [2, 5],
        ])
      : 0;
  const people = [person(first), ...Array.from({ length: others }, () => person('child'))];
  if (first === 'child') families.push(people);
  return people;
};

/** A whole form as it would be typed in or confirmed, received on the day it is logged. */
const planForm = (
  shop: Workshop,
  on: PlainDate,
  stageOrder: number,
  changes: Partial<IntakeForm> = {},
): ((started: IntakeForm) => IntakeForm) => {
  const { chance, procedure } = shop;
  const raising = pickAgency(shop, raisingWeights);
  const challenged = pickAgency(shop, challengedWeights, [raising.id]);
  const second = chance.in(0.1)
    ? pickAgency(shop, challengedWeights, [raising.id, challenged.id])
    : undefined;
  const primary = chance.weighted(
    procedure.themes.map((theme, index) => [theme, theme.common === 'other' ? 1 : 12 - index] as const),
  );
  const another = chance.in(0.2) ? chance.pick(procedure.themes) : primary;
  const coded = chance.in(0.95);
  const people = planPeople(shop, on);
  const matter = mattersByTheme[primary.common];
  const aware = chance.in(0.9);
  const form: Partial<IntakeForm> = {
    dangerAnswer: 'no',
    dateOfNotification: boxesOf(workingDaysBefore(on, chance.whole(0, 2))),
    receivedOn: boxesOf(on),
    people: [...people],
    referrers: [
      madeUpReferrer(chance, raising),
      ...(chance.in(0.08)
        ? [madeUpReferrer(chance, pickAgency(shop, raisingWeights, [raising.id, challenged.id]))]
        : []),
    ],
    safeguardingLeadAware: aware ? 'yes' : 'no',
    safeguardingLeadName: aware ? madeUpName(chance) : '',
    summary: matter.summary,
    evidence: matter.evidence,
    desiredOutcome: matter.desiredOutcome,
    stageOrder,
    stageOpenedOn: boxesOf(on),
    stageOpenedTime: '09:00',
    ...(coded
      ? {
          challengedAgencyIds: [challenged.id, ...(second ? [second.id] : [])],
          themeIds: [...new Set([primary.id, another.id])],
          primaryThemeId: primary.id,
          otherThemeWords: [primary, another].some((theme) => theme.common === 'other')
            ? 'Transport to contact'
            : '',
          levelOfNeed: chance.weighted([
            ['2', 1],
            ['3', 4],
            ['4', 5],
          ] as const),
          childStatus:
            people[0]?.kind === 'unborn'
              ? ('unborn' as const)
              : chance.pick(codesOf(childStatuses).slice(0, 5)),
        }
      : {}),
    ...changes,
  };
  return (started) => ({ ...started, ...form });
};

const meeting = (shop: Workshop, stageOrder: number): PlannedStep => {
  const { chance, procedure } = shop;
  const stage = getStage(procedure, stageOrder);
  return {
    kind: 'record',
    entry: {
      stageOrder,
      kind: 'meeting',
      title: `Meeting at ${stage.label}`,
      words: `${stage.who}. The chronology was gone through together.`,
      attendees: [madeUpName(chance), madeUpName(chance), madeUpName(chance)],
      agreements: 'The facts and their dates are agreed.',
      disagreements: 'What follows from them is not.',
      actions: [{ action: 'Send the chronology to everybody who met', owner: madeUpName(chance) }],
    },
  };
};

const duty = ({ chance, procedure }: Workshop, stageOrder: number): readonly PlannedStep[] => {
  const [first] = getStage(procedure, stageOrder).duties.filter(({ required }) => required);
  return first
    ? [
        {
          kind: 'record',
          entry: {
            stageOrder,
            kind: 'dutyDone',
            title: first.label,
            words: 'Done as the procedure asks.',
            attendees: [madeUpName(chance), madeUpName(chance)],
            agreements: 'Who does what next.',
            disagreements: '',
            actions: [],
            dutyId: first.id,
            told: [madeUpName(chance), madeUpName(chance)],
            chair: madeUpName(chance),
          },
        },
      ]
    : [];
};

const decide = (
  shop: Workshop,
  on: PlainDate,
  how: { readonly kind: 'decide'; readonly by: 'signature' | 'minutes' } | { readonly kind: 'submit' },
): PlannedStep => {
  const { chance, procedure } = shop;
  const outcome = chance.weighted(
    decisionOutcomeWeights.filter(
      ([candidate]) => candidate !== 'referredOutward' || procedure.beyondLastStage.length > 0,
    ),
  );
  const outcomeForChild = chance.weighted(outcomeForChildWeights);
  // A panel needs an officer of each agency concerned, whom no made-up directory has.
  const bodies = procedure.decisionBodies.filter(
    ({ id, kind }) => kind !== 'panel' && decisionStageOf(procedure).decisionBodies.includes(id),
  );
  const signing = bodies.filter((one) => signingRoles.some((role) => maySign(role, one)));
  const isSigned = how.kind === 'submit' || how.by === 'signature';
  const body = chance.pick(isSigned && signing.length > 0 ? signing : bodies);
  return {
    ...how,
    withRepresentatives: body.kind === 'chairWithRepresentatives',
    decision: {
      bodyId: body.id,
      deciderName: madeUpName(chance),
      outcome,
      ...decisionWords[outcome],
      requiredActions:
        outcome === 'notUpheld'
          ? []
          : [
              {
                action: chance.pick(Object.values(mattersByTheme)).action,
                owner: madeUpName(chance),
                dueOn: workingDaysAfter(on, 5),
              },
            ],
      outcomeForChild,
      outcomeForChildWords: outcomeForChildWords[outcomeForChild],
      widerLearning: chance.in(0.25) ? 'How decisions at the front door are explained to referrers.' : '',
      dissent: '',
      referredOutwardTo: outcome === 'referredOutward' ? chance.pick(procedure.beyondLastStage).label : '',
    },
  };
};

const childOutcome = ({ chance }: Workshop) => {
  const outcomeForChild = chance.weighted(outcomeForChildWeights);
  return {
    outcomeForChild,
    outcomeForChildWords: outcomeForChildWords[outcomeForChild] || 'It is too early to say.',
  };
};

/** What is left to do once a case is decided. */
const afterDecision: readonly PlannedStep[] = [
  { kind: 'completeNotice' },
  { kind: 'markSent', to: 'The referrer, at the address on the form' },
  { kind: 'close' },
  { kind: 'confirmReceipt' },
];

/** Up to nine steps of one day, one an hour after the post has been opened. */
const stepsOn = (day: PlainDate, steps: readonly PlannedStep[]): readonly TimedStep[] =>
  steps.map((step, index) => ({ at: momentOn(day, `${11 + index}:15`), step }));

const loggedMoment = ({ chance }: Workshop, day: PlainDate) =>
  momentOn(day, `09:${String(chance.whole(0, 55)).padStart(2, '0')}`);

/** When a stage that opens on this day is due, and the day that was stated where the procedure leaves it open. */
const termOf = (shop: Workshop, stageOrder: number, openedOn: PlainDate) => {
  const dueOn = dueOf(shop.procedure, stageOrder, openedOn);
  const agreedOn = dueOn === undefined ? workingDaysAfter(openedOn, shop.chance.whole(4, 10)) : undefined;
  return { dueOn: dueOn ?? agreedOn ?? openedOn, agreedOn };
};

const agreedBoxes = (agreedOn: PlainDate | undefined): Partial<IntakeForm> =>
  agreedOn === undefined ? {} : { agreedOn: boxesOf(agreedOn) };

/** A case from the day it is logged until nothing is left to do. Most stages end in time. */
const planWholeCase = (shop: Workshop, loggedOn: PlainDate): PlannedCase => {
  const { chance, procedure } = shop;
  const entry = chance.weighted(
    stagesOfTheUnit(procedure).map((stage, index) => [stage.order, index === 0 ? 8 : 1] as const),
  );
  const entryTerm = termOf(shop, entry, loggedOn);
  const steps: TimedStep[] = [];
  let order = entry;
  let openedOn = loggedOn;
  let { dueOn } = entryTerm;
  for (;;) {
    const late = chance.in(0.2) ? chance.whole(1, 5) : -chance.whole(0, 2);
    const endedOn = workingDaysAfter(
      openedOn,
      Math.max(1, workingDaysBetween(openedOn, dueOn, englandAndWalesCalendar) + late),
    );
    const done = [...(chance.in(0.4) ? [meeting(shop, order)] : []), ...duty(shop, order)];
    const decides = getStage(procedure, order).decisionBodies.length > 0;
    if (decides && chance.in(0.9)) {
      steps.push(...stepsOn(endedOn, [...done, decide(shop, endedOn, { kind: 'decide', by: 'minutes' })]));
      const sentOn = workingDaysAfter(endedOn, chance.whole(1, 4));
      const [complete, send, close, receipt] = afterDecision as [
        PlannedStep,
        PlannedStep,
        PlannedStep,
        PlannedStep,
      ];
      steps.push(...stepsOn(sentOn, [complete, send, close]));
      steps.push(...stepsOn(workingDaysAfter(sentOn, chance.whole(1, 3)), [receipt]));
      break;
    }
    const outcome = decides
      ? ('withdrawn' as const)
      : chance.weighted(
          pastOutcomes.filter(
            ([candidate]) => candidate !== 'redirected' || procedure.otherRoutes.length > 0,
          ),
        );
    const nextTerm = outcome === 'notResolved' ? termOf(shop, order + 1, endedOn) : undefined;
    steps.push(
      ...stepsOn(endedOn, [
        ...done,
        {
          kind: 'endStage',
          outcome,
          words: stageEndWords[outcome],
          ...(isOutcomeAgreed(outcome) ? childOutcome(shop) : {}),
          ...(outcome === 'redirected' ? { routeId: chance.pick(procedure.otherRoutes).id } : {}),
          ...(nextTerm?.agreedOn === undefined ? {} : { nextAgreedOn: nextTerm.agreedOn }),
        },
      ]),
    );
    if (!nextTerm) break;
    order += 1;
    openedOn = endedOn;
    dueOn = nextTerm.dueOn;
  }
  // Owners answer within days of the end; the last of them have not yet.
  const lastOn = officeDayOf(steps.at(-1)?.at ?? momentOn(loggedOn, '09:00'));
  return {
    loggedAt: loggedMoment(shop, loggedOn),
    fillIn: planForm(shop, loggedOn, entry, agreedBoxes(entryTerm.agreedOn)),
    steps: steps.some(({ step }) => step.kind === 'record' || step.kind === 'decide')
      ? [...steps, ...stepsOn(workingDaysAfter(lastOn, 2), [{ kind: 'doActions' }])]
      : steps,
  };
};

/** A stage and the day it opened that make a case due on `dueOn`; undefined where no stage could be. */
const findOpening = (
  { procedure, today }: Workshop,
  dueOn: PlainDate,
  stages: readonly Stage[],
): { readonly order: number; readonly openedOn: PlainDate; readonly agreedOn?: PlainDate } | undefined => {
  for (const { order } of stages) {
    if (dueOf(procedure, order, today) === undefined)
      return { order, openedOn: workingDaysBefore(dueOn < today ? dueOn : today, 4), agreedOn: dueOn };
    for (let back = 0; back <= 30; back += 1) {
      const openedOn = workingDaysBefore(today, back);
      if (dueOf(procedure, order, openedOn) === dueOn) return { order, openedOn };
    }
  }
  return undefined;
};

/** In working days from today: below nought is over. */
const dueDaysUnderWay = [-7, -4, -2, -1, 0, 0, 1, 1, 2, 2, 3, 4, 5, 5, 6, 8];

const planUnderWay = (
  shop: Workshop,
  dueIn: number,
  options: {
    readonly at?: 'decision';
    readonly steps?: readonly PlannedStep[];
    readonly form?: Partial<IntakeForm>;
  } = {},
): readonly PlannedCase[] => {
  const { procedure, today } = shop;
  const units = stagesOfTheUnit(procedure);
  const turn = shop.chance.whole(0, units.length - 1);
  const last = decisionStageOf(procedure);
  const dueOn = dueIn < 0 ? workingDaysBefore(today, -dueIn) : workingDaysAfter(today, dueIn);
  const opening = findOpening(
    shop,
    dueOn,
    options.at === 'decision' ? [last] : [...units.slice(turn), ...units.slice(0, turn)],
  );
  if (!opening) return [];
  const { order, openedOn, agreedOn } = opening;
  const nextDay = workingDaysAfter(openedOn, 1);
  return [
    {
      loggedAt: loggedMoment(shop, openedOn),
      fillIn: planForm(shop, openedOn, order, { ...agreedBoxes(agreedOn), ...options.form }),
      steps: [
        ...stepsOn(openedOn, openedOn < today && shop.chance.in(0.5) ? [{ kind: 'assign' }] : []),
        ...(nextDay < today
          ? stepsOn(nextDay, [
              ...(shop.chance.in(0.5) ? [meeting(shop, order)] : []),
              ...(options.steps ?? []),
            ])
          : []),
      ],
    },
  ];
};

/** Decided a few days ago, with only the first of what is left to do done. */
const planDecided = (shop: Workshop, daysAgo: number, stepsDone: number): PlannedCase => {
  const { order } = decisionStageOf(shop.procedure);
  const decidedOn = workingDaysBefore(shop.today, daysAgo);
  const loggedOn = workingDaysBefore(decidedOn, 2);
  return {
    loggedAt: loggedMoment(shop, loggedOn),
    fillIn: planForm(shop, loggedOn, order, agreedBoxes(termOf(shop, order, loggedOn).agreedOn)),
    steps: [
      ...stepsOn(decidedOn, [
        meeting(shop, order),
        decide(shop, decidedOn, { kind: 'decide', by: daysAgo % 2 === 0 ? 'signature' : 'minutes' }),
      ]),
      ...stepsOn(workingDaysAfter(decidedOn, 1), afterDecision.slice(0, stepsDone)),
    ],
  };
};

const letter = [
  'Made-up Safeguarding Children Partnership',
  '',
  'Summary of the meeting of the senior managers',
  '',
  'The chronology was agreed. The senior managers did not agree that the threshold is met.',
  'Each agency keeps its own record of this meeting.',
].join('\n');

/** The case that shows most at once: moved on from one stage to the next, with a meeting, a letter and a child's date. */
const planShowcase = (shop: Workshop): PlannedCase => {
  const { procedure, today } = shop;
  const last = decisionStageOf(procedure);
  const movedOn = workingDaysBefore(today, 3);
  const loggedOn = workingDaysBefore(movedOn, 5);
  const first = last.order - 1;
  return {
    loggedAt: loggedMoment(shop, loggedOn),
    fillIn: planForm(shop, loggedOn, first, agreedBoxes(termOf(shop, first, loggedOn).agreedOn)),
    steps: [
      ...stepsOn(movedOn, [
        meeting(shop, first),
        ...duty(shop, first),
        {
          kind: 'record',
          entry: {
            stageOrder: first,
            kind: 'evidence',
            title: 'Summary of the meeting, as it was sent round',
            words: '',
            attendees: [],
            agreements: '',
            disagreements: '',
            actions: [],
          },
          attachment: { fileName: 'summary-of-meeting.txt', bytes: Buffer.from(letter) },
        },
        {
          kind: 'endStage',
          outcome: 'notResolved',
          words: stageEndWords.notResolved,
          ...(dueOf(procedure, last.order, movedOn) === undefined
            ? { nextAgreedOn: workingDaysAfter(today, 5) }
            : {}),
        },
        {
          kind: 'setChildLedDate',
          on: workingDaysAfter(today, 1),
          reason: 'The child is due to move to another address on this day.',
        },
      ]),
      ...stepsOn(workingDaysBefore(today, 1), [
        { kind: 'assign' },
        meeting(shop, last.order),
        ...duty(shop, last.order),
      ]),
    ],
  };
};

export interface History {
  readonly cases: readonly PlannedCase[];
  /** One of `cases`. */
  readonly showcase: PlannedCase;
}

export const planHistory = ({ seed = SEED, ...options }: HistoryOptions): History => {
  const shop: Workshop = {
    ...options,
    chance: createChance(seed),
    nextNhsNumber: createNhsNumbers(),
    families: [],
  };
  const { chance, today } = shop;
  const firstDay = addDays(today, -YEARS * 365);
  // Cases of the last weeks are planned one by one below.
  const days = Array.from({ length: YEARS * 365 - 45 }, (_, index) => addDays(firstDay, index))
    .filter((day) => previousWorkingDayOnOrBefore(day, englandAndWalesCalendar) === day)
    .map((day) => [day, monthWeights[Number(day.slice(5, 7)) - 1] ?? 1] as const);
  const past = Array.from({ length: PAST_CASES }, () => chance.weighted(days))
    .toSorted()
    .map((day) => planWholeCase(shop, day));
  const showcase = planShowcase(shop);
  const notCoded: Partial<IntakeForm> = { challengedAgencyIds: [], themeIds: [], primaryThemeId: '' };
  return {
    cases: [
      ...past,
      ...dueDaysUnderWay.flatMap((dueIn) => planUnderWay(shop, dueIn)),
      ...[1, 3, 4].flatMap((dueIn) => planUnderWay(shop, dueIn, { at: 'decision' })),
      ...planUnderWay(shop, -1, {
        at: 'decision',
        steps: [decide(shop, workingDaysBefore(today, 1), { kind: 'submit' })],
      }),
      ...[2, 4].flatMap((dueIn) =>
        planUnderWay(shop, dueIn, {
          steps: [
            { kind: 'pause', reason: 'Waiting for the paediatric report, with everybody’s agreement.' },
          ],
        }),
      ),
      ...[3, 5].flatMap((dueIn) => planUnderWay(shop, dueIn, { form: notCoded })),
      ...[
        [1, 0],
        [3, 0],
        [2, 1],
        [4, 1],
        [3, 2],
        [2, 3],
        [5, 3],
        [6, 3],
        [7, 3],
        [9, 4],
      ].map(([daysAgo = 0, stepsDone = 0]) => planDecided(shop, daysAgo, stepsDone)),
      showcase,
    ],
    showcase,
  };
};
