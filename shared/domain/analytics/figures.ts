/**
 * Every figure of the screen and the report, counted from the facts of cases. A figure says where each case stands in
 * its table; its numbers and the list of cases behind a number both come from that one place, so that they agree.
 * Pure: the day, the calendar and the lists are handed in.
 */
import type { PlainDate } from '../calendarTypes.ts';
import { caseStatuses, recordKinds } from '../caseCourse.ts';
import {
  childStatuses,
  commonThemes,
  decisionOutcomes,
  outcomesForChild,
  stageOutcomes,
  tiers,
  type CommonTheme,
  type Tier,
} from '../codes.ts';
import type { Procedure } from '../procedures/procedureSchema.ts';
import { shortDate } from '../wordsForDates.ts';
import {
  addWorkingDays,
  workingDayCounter,
  workingDaysBetween,
  type WorkingCalendar,
} from '../workingDays.ts';
import type { AnalyticsFilter, CountedIn } from './analyticsFilter.ts';
import type { CaseFacts, StageFacts } from './caseFacts.ts';
import { earlierCasesOf, type ChildAnswer } from './earlierCases.ts';
import { figureIds, type FigureId } from './figureIds.ts';
import type { FigureCell, FigureColumn, FigureRow, FigureTable } from './figureTable.ts';
import { measures } from './measures.ts';
import { medianOf, rangeOf } from './medianOf.ts';
import {
  quarterAfter,
  quarterOf,
  quartersBetween,
  type NamedPeriod,
  type QuarterCalendar,
} from './quarters.ts';

/** What figures need to know beside the cases. */
export interface FigureUnit {
  readonly today: PlainDate;
  readonly quarters: QuarterCalendar;
  readonly calendar: WorkingCalendar;
  readonly noticeWithinWorkingDays: number;
  /** Every version that a case may have been opened under, in the order in which they were adopted. */
  readonly procedures: ReadonlyMap<string, Procedure>;
  readonly agencies: readonly { readonly id: string; readonly name: string; readonly retired: boolean }[];
  /** What was said of pairs of cases that seemed to be about one child. */
  readonly childAnswers: readonly ChildAnswer[];
}

/** The key of what is not known or not coded. */
const MISSING = 'missing';
const missing = (label: string): FigureRow => ({ key: MISSING, label, mark: 'missing' });

type Column = FigureColumn & {
  /** What a share is of: all `cases` of the figure, or the same row in the column of that key. */
  readonly of?: string;
};

type Put = (row: string, column: string, workingDays?: number) => void;

interface Plan {
  /** Those that it may be about. */
  readonly cases: readonly CaseFacts[];
  readonly rows: readonly FigureRow[];
  readonly columns: readonly Column[];
  readonly period: Span;
  /** Puts a case where it belongs, once in each place, and says whether the figure is about it. */
  readonly place: (facts: CaseFacts, put: Put) => boolean;
}

interface Span {
  readonly firstOn: PlainDate;
  readonly lastOn: PlainDate;
}

const isWithin = (day: PlainDate | undefined, { firstOn, lastOn }: Span): boolean =>
  day !== undefined && firstOn <= day && day <= lastOn;

const linesOf = (labels: Readonly<Record<string, string>>): readonly FigureRow[] =>
  Object.entries(labels).map(([key, label]) => ({ key, label }));

const counted: readonly Column[] = [{ key: 'cases', label: 'Cases', shows: 'count' }];
const shared: readonly Column[] = [{ key: 'cases', label: 'Cases', shows: 'share', of: 'cases' }];

/** The numbers of working days, both included, by which open cases are told apart. */
const ageBands: readonly { readonly key: string; readonly label: string; readonly upTo: number }[] = [
  { key: 'upTo5', label: '0 to 5', upTo: 5 },
  { key: 'upTo10', label: '6 to 10', upTo: 10 },
  { key: 'upTo20', label: '11 to 20', upTo: 20 },
  { key: 'upTo40', label: '21 to 40', upTo: 40 },
  { key: 'over40', label: '41 and more', upTo: Infinity },
];

const TREND_QUARTERS = 8;

/** Stages that the case went through in the register. */
const isWorked = ({ state }: StageFacts): boolean => state === 'open' || state === 'ended';

/** Everything that figures over the same cases share, worked out once. */
interface Sight {
  readonly unit: FigureUnit;
  /** All cases of the register, for what a case has in common with earlier ones. */
  readonly register: readonly CaseFacts[];
  /** The cases that the filter leaves, of whatever day. */
  readonly cases: readonly CaseFacts[];
  /** Of these, the ones received in the period. */
  readonly received: readonly CaseFacts[];
  readonly period: Span;
  readonly trend: readonly NamedPeriod[];
  /** The procedures that cases were opened under, by id: the version adopted last. */
  readonly procedures: ReadonlyMap<string, Procedure>;
  readonly stages: StageLines;
}

interface StageLines {
  readonly rows: readonly FigureRow[];
  keyOf(versionId: string, order: number): string;
}

const stageLinesOf = (versions: ReadonlyMap<string, Procedure>, isOneProcedure: boolean): StageLines => {
  const keys = new Map<string, Map<number, string>>();
  const lines = new Map<string, { readonly row: FigureRow; readonly order: number }>();
  for (const [versionId, procedure] of versions) {
    const ofVersion = new Map<number, string>();
    keys.set(versionId, ofVersion);
    for (const { order, label, name, tier, outward } of procedure.stages) {
      const key = isOneProcedure ? `${order} ${label}` : tier;
      ofVersion.set(order, key);
      if (!outward && !lines.has(key))
        lines.set(
          key,
          isOneProcedure
            ? { row: { key, label: `${label}: ${name}` }, order }
            : { row: { key, label: tiers[tier] }, order: Object.keys(tiers).indexOf(tier) },
        );
    }
  }
  return {
    rows: [...lines.values()].sort((one, other) => one.order - other.order).map(({ row }) => row),
    keyOf: (versionId, order) => keys.get(versionId)?.get(order) ?? '',
  };
};

const tierOf = (unit: FigureUnit, facts: CaseFacts): Tier | undefined =>
  unit.procedures.get(facts.versionId)?.stages.find(({ order }) => order === facts.order)?.tier;

const isChosen = <Item>(chosen: readonly Item[] | undefined, item: Item | undefined): boolean =>
  chosen === undefined || chosen.length === 0 || (item !== undefined && chosen.includes(item));

const hasChosen = <Item>(chosen: readonly Item[] | undefined, items: readonly Item[]): boolean =>
  chosen === undefined || chosen.length === 0 || items.some((item) => chosen.includes(item));

/** Themes on the list that procedures share. */
const commonThemesOf = (unit: FigureUnit) => {
  const common = new Map(
    [...unit.procedures].map(
      ([versionId, { themes }]) =>
        [versionId, new Map<string, CommonTheme>(themes.map((theme) => [theme.id, theme.common]))] as const,
    ),
  );
  const mainOf = ({ versionId, themes }: CaseFacts): CommonTheme | undefined =>
    common.get(versionId)?.get(themes[0] ?? '');
  return {
    mainOf,
    /** Each once; the main one stays first. */
    allOf: (facts: CaseFacts): readonly CommonTheme[] => {
      const { versionId, themes } = facts;
      if (themes.length < 2) {
        const main = mainOf(facts);
        return main === undefined ? [] : [main];
      }
      const list = common.get(versionId);
      return [...new Set(themes.flatMap((theme) => list?.get(theme) ?? []))];
    },
  };
};

/** The cases that the filter bar leaves, of whatever day. */
const filteredBy = (
  register: readonly CaseFacts[],
  filter: AnalyticsFilter,
  unit: FigureUnit,
): readonly CaseFacts[] => {
  const { allOf } = commonThemesOf(unit);
  const part = filter.agencyPart ?? 'either';
  return register.filter(
    (facts) =>
      (filter.procedureId === undefined || unit.procedures.get(facts.versionId)?.id === filter.procedureId) &&
      (filter.procedureVersionId === undefined || facts.versionId === filter.procedureVersionId) &&
      isChosen(filter.stageOrders, facts.order) &&
      (filter.tiers === undefined || isChosen(filter.tiers, tierOf(unit, facts))) &&
      isChosen(filter.status, facts.status) &&
      (filter.agencyIds === undefined ||
        hasChosen(filter.agencyIds, [
          ...(part === 'challenged' ? [] : facts.raising),
          ...(part === 'raising' ? [] : facts.challenged),
        ])) &&
      hasChosen(filter.themeIds, facts.themes) &&
      (filter.commonThemes === undefined || hasChosen(filter.commonThemes, allOf(facts))),
  );
};

const earliestOf = (cases: readonly CaseFacts[], otherwise: PlainDate): PlainDate =>
  cases.reduce((earliest, { receivedOn }) => (receivedOn < earliest ? receivedOn : earliest), otherwise);

const sightOf = (register: readonly CaseFacts[], filter: AnalyticsFilter, unit: FigureUnit): Sight => {
  const cases = filteredBy(register, filter, unit);
  const lastOn = filter.to ?? unit.today;
  const earliest = earliestOf(cases, lastOn);
  const firstOn = filter.from ?? earliest;
  const period = { firstOn, lastOn };
  // Quarters that have not begun have nothing to show, however far ahead the period is set.
  const trendTo = lastOn < unit.today ? lastOn : unit.today;
  const lastQuarter = quarterOf(trendTo, unit.quarters);
  const eighthLast = quarterAfter(trendTo, 1 - TREND_QUARTERS, unit.quarters);
  const reachesBack = firstOn > earliest ? firstOn : earliest;
  const trendFrom = reachesBack < eighthLast.from ? reachesBack : eighthLast.from;
  const versionIds = new Set(cases.map(({ versionId }) => versionId));
  const versions = new Map([...unit.procedures].filter(([versionId]) => versionIds.has(versionId)));
  const lastAdopted = [...unit.procedures].at(-1);
  if (versions.size === 0 && lastAdopted) versions.set(...lastAdopted);
  const procedures = new Map<string, Procedure>();
  const ids = new Set([...versions.values()].map(({ id }) => id));
  for (const procedure of unit.procedures.values())
    if (ids.has(procedure.id)) procedures.set(procedure.id, procedure);
  return {
    unit,
    register,
    cases,
    received: cases.filter(({ receivedOn }) => isWithin(receivedOn, period)),
    period,
    trend: quartersBetween(trendFrom, lastQuarter.to, unit.quarters),
    procedures,
    stages: stageLinesOf(versions, procedures.size === 1),
  };
};

/** Where a figure is about the cases received in the period. */
const receivedPlan =
  ({ received, period }: Sight) =>
  (
    rows: readonly FigureRow[],
    columns: readonly Column[],
    place: (facts: CaseFacts, put: Put) => void,
  ): Plan => ({
    cases: received,
    rows,
    columns,
    period,
    place: (facts, put) => {
      place(facts, put);
      return true;
    },
  });

const trendOf = ({ trend, period }: Sight): Span => ({
  firstOn: trend[0]?.from ?? period.firstOn,
  lastOn: trend.at(-1)?.to ?? period.lastOn,
});

/** The quarter's key by the day, each worked out once. */
const quarterKeysOf = ({ unit }: Sight) => {
  const known = new Map<PlainDate, string>();
  return (day: PlainDate): string => {
    let key = known.get(day);
    if (key === undefined) known.set(day, (key = quarterOf(day, unit.quarters).key));
    return key;
  };
};

const quarterRows = ({ trend }: Sight): readonly FigureRow[] =>
  trend.map(({ key, months }) => ({ key, label: months }));

const themePlan = (sight: Sight, isMainOnly: boolean): Plan => {
  const { mainOf, allOf } = commonThemesOf(sight.unit);
  const rows = [...linesOf(commonThemes), missing('Not coded')];
  if (isMainOnly)
    return receivedPlan(sight)(rows, shared, (facts, put) => put(mainOf(facts) ?? MISSING, 'cases'));
  return receivedPlan(sight)(rows, shared, (facts, put) => {
    const themes = allOf(facts);
    if (themes.length === 0) put(MISSING, 'cases');
    for (const theme of themes) put(theme, 'cases');
  });
};

const ownThemePlan = (sight: Sight, isMainOnly: boolean): Plan => {
  const { unit, procedures } = sight;
  const rows = new Map<string, FigureRow>();
  // Later versions come later and put their own words in the place of earlier ones.
  for (const { id, shortName, themes } of unit.procedures.values()) {
    const inForce = procedures.get(id);
    if (!inForce) continue;
    for (const theme of themes) {
      const isKept = inForce.themes.some((kept) => kept.id === theme.id);
      const label = procedures.size === 1 ? theme.label : `${theme.label} (${shortName})`;
      rows.set(`${id} ${theme.id}`, {
        key: `${id} ${theme.id}`,
        label: isKept ? label : `${label}, no longer in the list`,
        ...(isKept ? {} : { mark: 'retired' as const }),
      });
    }
  }
  const known = new Map<string, Map<string, string>>();
  const keyOf = (versionId: string, theme: string): string => {
    let ofVersion = known.get(versionId);
    if (!ofVersion) known.set(versionId, (ofVersion = new Map<string, string>()));
    let key = ofVersion.get(theme);
    if (key === undefined)
      ofVersion.set(theme, (key = `${unit.procedures.get(versionId)?.id ?? ''} ${theme}`));
    return key;
  };
  return receivedPlan(sight)([...rows.values(), missing('Not coded')], shared, (facts, put) => {
    const { themes, versionId } = facts;
    if (themes.length === 0) put(MISSING, 'cases');
    for (const theme of isMainOnly ? themes.slice(0, 1) : themes) put(keyOf(versionId, theme), 'cases');
  });
};

const agencyRows = ({ unit }: Sight): readonly FigureRow[] =>
  unit.agencies.map(({ id, name, retired }) => ({
    key: id,
    label: retired ? `${name}, no longer in the directory` : name,
    ...(retired ? { mark: 'retired' as const } : {}),
  }));

const raisedBy = ({ raising, gaps }: CaseFacts): readonly string[] =>
  gaps.includes('raisingAgency') || raising.length === 0 ? [...raising, MISSING] : raising;

const courseRows = {
  reopened: 'Opened again after it had ended',
  skipped: 'A stage left out',
  urgent: 'Urgent entry',
  repeat: 'Repeat: a child of an earlier case',
  related: 'Related: same agencies and main theme as an earlier case',
} as const;

const gapRows = {
  themes: 'No theme coded',
  levelOfNeed: 'Level of need not coded',
  childStatus: "Child's status not coded",
  raisingAgency: 'Raising agency not in the directory',
  challenged: 'No challenged agency, and not a shared concern',
  outcomeForChild: 'Ended, and the outcome for the child not recorded',
  birth: 'Date of birth not known',
  nhsNumber: 'NHS number not known',
  endedOn: 'Ended, and the day not known',
  leadAware: 'Not said whether the safeguarding lead is aware',
} as const satisfies Readonly<Record<string, string>>;

const placeGaps = (facts: CaseFacts, put: (gap: keyof typeof gapRows) => void): void => {
  if (facts.themes.length === 0) put('themes');
  if (facts.levelOfNeed === undefined) put('levelOfNeed');
  if (facts.childStatus === undefined) put('childStatus');
  if (facts.challenged.length === 0 && !facts.shared) put('challenged');
  if (facts.status !== 'open' && facts.outcomeForChild === undefined) put('outcomeForChild');
  if (facts.status !== 'open' && facts.endedOn === undefined) put('endedOn');
  for (const gap of facts.gaps) put(gap);
};

/** Where each figure puts a case. */
const plans: Readonly<Record<FigureId, (sight: Sight) => Plan>> = {
  volumeByQuarter: (sight) => {
    const keyOf = quarterKeysOf(sight);
    const period = trendOf(sight);
    return {
      cases: sight.cases,
      rows: quarterRows(sight),
      columns: linesOf(recordKinds).map((line) => ({ ...line, shows: 'count' })),
      period,
      place: ({ receivedOn, kind }, put) => {
        if (!isWithin(receivedOn, period)) return false;
        put(keyOf(receivedOn), kind);
        return true;
      },
    };
  },

  rollingYear: (sight) => {
    const { unit, trend } = sight;
    const keyOf = quarterKeysOf(sight);
    const trendSpan = trendOf(sight);
    const firstOn = quarterAfter(trendSpan.firstOn, -3, unit.quarters).from;
    const place = new Map(trend.map(({ key }, index) => [key, index]));
    const before = [-3, -2, -1].map(
      (count) => [quarterAfter(trendSpan.firstOn, count, unit.quarters).key, count] as const,
    );
    const indexOf = new Map([...before, ...place]);
    const period = { firstOn, lastOn: trendSpan.lastOn };
    return {
      cases: sight.cases,
      rows: quarterRows(sight),
      columns: counted,
      period,
      place: ({ receivedOn }, put) => {
        if (!isWithin(receivedOn, period)) return false;
        const index = indexOf.get(keyOf(receivedOn)) ?? 0;
        for (const quarter of trend.slice(Math.max(0, index), index + 4)) put(quarter.key, 'cases');
        return true;
      },
    };
  },

  standing: (sight) =>
    receivedPlan(sight)(linesOf(caseStatuses), shared, ({ status }, put) => put(status, 'cases')),

  openByAge: ({ unit, cases, period }) => {
    const on = period.lastOn < unit.today ? period.lastOn : unit.today;
    return {
      cases,
      rows: ageBands.map(({ key, label }) => ({ key, label })),
      columns: shared,
      period: { firstOn: earliestOf(cases, on), lastOn: on },
      place: ({ receivedOn, endedOn, status }, put) => {
        const isOver = endedOn === undefined ? status !== 'open' : endedOn <= on;
        if (receivedOn > on || isOver) return false;
        const age = workingDaysBetween(receivedOn, on, unit.calendar);
        put(ageBands.find(({ upTo }) => age <= upTo)?.key ?? 'over40', 'cases');
        return true;
      },
    };
  },

  stageReached: (sight) =>
    receivedPlan(sight)(sight.stages.rows, shared, ({ versionId, order, stages }, put) => {
      let furthest = order;
      for (const stage of stages) if (stage.order > furthest && isWorked(stage)) furthest = stage.order;
      put(sight.stages.keyOf(versionId, furthest), 'cases');
    }),

  stageResolved: (sight) =>
    receivedPlan(sight)(
      sight.stages.rows,
      [
        { key: 'reached', label: 'Reached it', shows: 'count' },
        ...linesOf(stageOutcomes).map((line) => ({ ...line, shows: 'share' as const, of: 'reached' })),
        { key: 'open', label: 'Still there', shows: 'share', of: 'reached' },
        { ...missing('Not recorded'), shows: 'share', of: 'reached' },
      ],
      (facts, put) => {
        const { versionId, stages } = facts;
        const lineOf = ({ order }: StageFacts): string => sight.stages.keyOf(versionId, order);
        stages.forEach((stage, index) => {
          if (!isWorked(stage)) return;
          const line = lineOf(stage);
          // Of two at one level, the later counts.
          for (let later = index + 1; later < stages.length; later += 1) {
            const other = stages[later];
            if (other && isWorked(other) && lineOf(other) === line) return;
          }
          put(line, 'reached');
          put(line, stage.state === 'open' ? 'open' : (stage.outcome ?? MISSING));
        });
      },
    ),

  workingDays: ({ unit, cases, period, stages }) => {
    const workingDays = workingDayCounter(unit.calendar);
    const daysFrom = (from: PlainDate, to: PlainDate): number => Math.max(0, workingDays(from, to));
    const isEnded = (
      stage: StageFacts,
    ): stage is StageFacts & { readonly openedOn: PlainDate; readonly endedOn: PlainDate } =>
      stage.state === 'ended' && stage.openedOn !== undefined && isWithin(stage.endedOn, period);
    return {
      cases,
      rows: [...stages.rows, { key: 'all', label: 'Whole case, from receipt to end' }],
      columns: [
        { key: 'days', label: 'Median working days', shows: 'median' },
        { key: 'timed', label: 'Had a date', shows: 'count' },
        { key: 'within', label: 'Within its date', shows: 'share', of: 'timed' },
        { key: 'over', label: 'After its date', shows: 'share', of: 'timed' },
      ],
      period,
      place: (facts, put) => {
        const ended = facts.stages.filter(isEnded);
        const lines = ended.map(({ order }) => stages.keyOf(facts.versionId, order));
        lines.forEach((line, index) => {
          if (lines.indexOf(line) < index) return; // was added to the first one of this line
          let [days, isTimed, isWithinDate] = [0, false, true];
          ended.forEach(({ openedOn, endedOn, dueOn }, other) => {
            if (lines[other] !== line) return;
            days += daysFrom(openedOn, endedOn);
            if (dueOn === undefined) return;
            isTimed = true;
            if (endedOn > dueOn) isWithinDate = false;
          });
          put(line, 'days', days);
          if (!isTimed) return;
          put(line, 'timed');
          put(line, isWithinDate ? 'within' : 'over');
        });
        const { receivedOn, endedOn } = facts;
        if (endedOn === undefined || !isWithin(endedOn, period)) return ended.length > 0;
        put('all', 'days', daysFrom(receivedOn, endedOn));
        return true;
      },
    };
  },

  noticesOnTime: ({ unit, cases, period }) => {
    const lastDays = new Map<PlainDate, PlainDate>();
    const lastDayFor = (decidedOn: PlainDate): PlainDate => {
      const known =
        lastDays.get(decidedOn) ?? addWorkingDays(decidedOn, unit.noticeWithinWorkingDays, unit.calendar);
      lastDays.set(decidedOn, known);
      return known;
    };
    return {
      cases,
      rows: [
        { key: 'onTime', label: 'Sent on time' },
        { key: 'late', label: 'Sent late' },
        { key: 'waiting', label: 'Not sent yet, still in time' },
        { key: 'overdue', label: 'Not sent, and its day has passed' },
      ],
      columns: shared,
      period,
      place: ({ decision }, put) => {
        if (!decision || !isWithin(decision.decidedOn, period)) return false;
        const lastDay = lastDayFor(decision.decidedOn);
        const { noticeSentOn } = decision;
        if (noticeSentOn !== undefined) put(noticeSentOn <= lastDay ? 'onTime' : 'late', 'cases');
        else put(unit.today <= lastDay ? 'waiting' : 'overdue', 'cases');
        return true;
      },
    };
  },

  themesByQuarter: (sight) => {
    const { mainOf } = commonThemesOf(sight.unit);
    const keyOf = quarterKeysOf(sight);
    const period = trendOf(sight);
    return {
      cases: sight.cases,
      rows: [...linesOf(commonThemes), missing('Not coded')],
      columns: quarterRows(sight).map((row) => ({ ...row, shows: 'count' })),
      period,
      place: (facts, put) => {
        if (!isWithin(facts.receivedOn, period)) return false;
        put(mainOf(facts) ?? MISSING, keyOf(facts.receivedOn));
        return true;
      },
    };
  },

  themesPrimary: (sight) => themePlan(sight, true),
  themesAll: (sight) => themePlan(sight, false),
  ownThemesPrimary: (sight) => ownThemePlan(sight, true),
  ownThemesAll: (sight) => ownThemePlan(sight, false),

  agencies: (sight) =>
    receivedPlan(sight)(
      [...agencyRows(sight), missing('Not in the directory')],
      [
        { key: 'raised', label: 'Raised', shows: 'share', of: 'cases' },
        { key: 'challenged', label: 'Challenged', shows: 'share', of: 'cases' },
      ],
      (facts, put) => {
        for (const id of raisedBy(facts)) put(id, 'raised');
        for (const id of facts.challenged) put(id, 'challenged');
      },
    ),

  raisingByChallenged: (sight) =>
    receivedPlan(sight)(
      [...agencyRows(sight), missing('Not in the directory')],
      [
        ...agencyRows(sight),
        { key: 'shared', label: 'Shared concern, nobody challenged' },
        missing('Not said'),
      ].map((line) => ({ ...line, shows: 'count' })),
      (facts, put) => {
        const challenged =
          facts.challenged.length > 0 ? facts.challenged : [facts.shared ? 'shared' : MISSING];
        for (const row of raisedBy(facts)) for (const column of challenged) put(row, column);
      },
    ),

  outcomeForChild: ({ cases, period }) => ({
    cases,
    rows: [...linesOf(outcomesForChild), missing('Not recorded')],
    columns: shared,
    period,
    place: ({ endedOn, outcomeForChild }, put) => {
      if (!isWithin(endedOn, period)) return false;
      put(outcomeForChild ?? MISSING, 'cases');
      return true;
    },
  }),

  decisionOutcomes: ({ cases, period }) => ({
    cases,
    rows: linesOf(decisionOutcomes),
    columns: shared,
    period,
    place: ({ decision }, put) => {
      if (!decision || !isWithin(decision.decidedOn, period)) return false;
      put(decision.outcome, 'cases');
      return true;
    },
  }),

  unresolved: ({ cases, period }) => ({
    cases,
    rows: [
      { key: 'within', label: 'Within the partnership' },
      { key: 'outward', label: 'Referred out of it, unresolved' },
    ],
    columns: shared,
    period,
    place: ({ endedOn, outward }, put) => {
      if (!isWithin(endedOn, period)) return false;
      put(outward ? 'outward' : 'within', 'cases');
      return true;
    },
  }),

  levelOfNeed: (sight) =>
    receivedPlan(sight)(
      [...['1', '2', '3', '4'].map((key) => ({ key, label: `Level ${key}` })), missing('Not coded')],
      shared,
      ({ levelOfNeed }, put) => put(levelOfNeed ?? MISSING, 'cases'),
    ),

  childStatus: (sight) =>
    receivedPlan(sight)([...linesOf(childStatuses), missing('Not coded')], shared, ({ childStatus }, put) =>
      put(childStatus ?? MISSING, 'cases'),
    ),

  course: (sight) => {
    const { repeat, related } = earlierCasesOf(sight.register, sight.unit.childAnswers);
    return receivedPlan(sight)(linesOf(courseRows), shared, (facts, put) => {
      if (facts.reopened > 0) put('reopened', 'cases');
      if (facts.stages.some(({ state }) => state === 'skipped')) put('skipped', 'cases');
      if (facts.urgent) put('urgent', 'cases');
      if (repeat.has(facts.id)) put('repeat', 'cases');
      if (related.has(facts.id)) put('related', 'cases');
    });
  },

  dataQuality: (sight) =>
    receivedPlan(sight)(linesOf(gapRows), shared, (facts, put) => {
      placeGaps(facts, (gap) => put(gap, 'cases'));
    }),
};

const basisWords: Readonly<Record<FigureTable['basis'], string>> = {
  received: 'received',
  ended: 'ended',
  stageEnded: 'with a stage that ended',
  decided: 'decided',
  asAt: 'open',
};

const baseInWords = (cases: number, basis: FigureTable['basis'], { firstOn, lastOn }: Span): string => {
  const when =
    basis === 'asAt'
      ? `on ${shortDate(lastOn)}`
      : firstOn === lastOn
        ? `on ${shortDate(firstOn)}`
        : `from ${shortDate(firstOn)} to ${shortDate(lastOn)}`;
  return `${cases} ${cases === 1 ? 'case' : 'cases'} ${basisWords[basis]} ${when}`;
};

interface Tally {
  count: number;
  days: number[] | undefined;
}

const tableOf = (id: FigureId, sight: Sight): FigureTable => {
  const { cases: looked, rows: allRows, columns: allColumns, period, place } = plans[id](sight);
  const measure = measures[id];
  const tallies = new Map<string, Map<string, Tally>>();
  let cases = 0;
  const put: Put = (row, column, workingDays) => {
    let line = tallies.get(row);
    if (!line) tallies.set(row, (line = new Map<string, Tally>()));
    let tally = line.get(column);
    if (!tally) line.set(column, (tally = { count: 0, days: undefined }));
    tally.count += 1;
    if (workingDays !== undefined) (tally.days ??= []).push(workingDays);
  };
  for (const facts of looked) if (place(facts, put)) cases += 1;

  // What has left its list is named only while something is counted there.
  const rows = allRows.filter(({ key, mark }) => mark !== 'retired' || tallies.has(key));
  const used = new Set([...tallies.values()].flatMap((line) => [...line.keys()]));
  const columns = allColumns.filter(({ key, mark }) => mark !== 'retired' || used.has(key));
  const countAt = (row: string, column: string): number => tallies.get(row)?.get(column)?.count ?? 0;
  const cellAt = (row: string, { key, of }: Column): FigureCell => {
    const days = tallies.get(row)?.get(key)?.days;
    return {
      count: countAt(row, key),
      ...(of === undefined ? {} : { base: of === 'cases' ? cases : countAt(row, of) }),
      ...(days === undefined ? {} : { median: medianOf(days), range: rangeOf(days) }),
    };
  };
  return {
    id,
    ...measure,
    base: baseInWords(cases, measure.basis, period),
    cases,
    period,
    rows,
    columns: columns.map(({ of: _of, ...column }) => column),
    cells: rows.map(({ key }) => columns.map((column) => cellAt(key, column))),
  };
};

/** Every figure over the cases that the filter leaves, one after the other. Cells of no case are shown as nought. */
export function* countFigures(
  register: readonly CaseFacts[],
  filter: AnalyticsFilter,
  unit: FigureUnit,
): Generator<FigureTable> {
  const sight = sightOf(register, filter, unit);
  for (const id of figureIds) yield tableOf(id, sight);
}

/** All of them at once. */
export const figuresOf = (
  register: readonly CaseFacts[],
  filter: AnalyticsFilter,
  unit: FigureUnit,
): readonly FigureTable[] => [...countFigures(register, filter, unit)];

/**
 * The ids of the cases that a figure or one cell of it counts, and what it is called; nothing where the figure has no
 * such cell.
 */
export const casesCountedIn = (
  register: readonly CaseFacts[],
  { figure, row, column, filter }: CountedIn,
  unit: FigureUnit,
): { readonly ids: readonly string[]; readonly words: string } => {
  const sight = sightOf(register, filter, unit);
  const plan = plans[figure](sight);
  const ids: string[] = [];
  for (const facts of plan.cases) {
    let isInCell = false;
    const isInFigure = plan.place(facts, (itsRow, itsColumn) => {
      if (itsRow === row && itsColumn === column) isInCell = true;
    });
    if (row === undefined ? isInFigure : isInCell) ids.push(facts.id);
  }
  const rowLabel = plan.rows.find(({ key }) => key === row)?.label;
  const columnLabel =
    row !== undefined && plan.columns.length > 1
      ? plan.columns.find(({ key }) => key === column)?.label
      : undefined;
  const { title } = measures[figure];
  const place = [rowLabel, columnLabel].filter((label) => label !== undefined).join(', ');
  return { ids, words: place === '' ? title : `${title}: ${place}` };
};
