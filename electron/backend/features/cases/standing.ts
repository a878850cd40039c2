/** How a case stands: the clock of a stage from what is stored, and what lists filter and sort on. */
import { Temporal } from 'temporal-polyfill';
import type { Settings } from '../../../../shared/contract/settings.ts';
import { OFFICE_TIME_ZONE, type Instant, type PlainDate } from '../../../../shared/domain/calendarTypes.ts';
import { nextStepOf } from '../../../../shared/domain/caseCourse.ts';
import { stageClock, type Due, type StageClock } from '../../../../shared/domain/clock.ts';
import type { DutyFacts } from '../../../../shared/domain/duties.ts';
import {
  getStage,
  type Procedure,
  type TimescaleEvent,
} from '../../../../shared/domain/procedures/procedureSchema.ts';
import { officeCalendar } from '../settings/officeCalendar.ts';
import type { CaseRecord, StoredCase, StoredEntry, StoredStage } from './repository.ts';

/** A time of day in the office, such as `16:00`. */
export const momentInOffice = (on: PlainDate, time: string): Instant =>
  Temporal.PlainDate.from(on)
    .toZonedDateTime({ timeZone: OFFICE_TIME_ZONE, plainTime: time })
    .toInstant()
    .toString({ fractionalSecondDigits: 3 }) as Instant;

/** The first moment of a day in the office. Where only the day is known this is the safe side for rules in hours. */
export const startOfOfficeDay = (on: PlainDate): Instant => momentInOffice(on, '00:00');

/** A day is due until it ends. */
const lastMomentOf = (due: Due): Instant =>
  due.includes('T')
    ? (Temporal.Instant.from(due).toString({ fractionalSecondDigits: 3 }) as Instant)
    : startOfOfficeDay(Temporal.PlainDate.from(due).add({ days: 1 }).toString() as PlainDate);

/** What of a case its clocks are worked out from, beside the stage. */
interface ClockedRecord {
  readonly entries: readonly Pick<
    StoredEntry,
    'stageOrder' | 'kind' | 'happenedOn' | 'timescaleId' | 'recordedAt'
  >[];
}

/** Entries of the stage since it opened: when it is opened again, nothing of an earlier round may start or stop a clock. */
const entriesOfRound = (record: ClockedRecord, stage: StoredStage): ClockedRecord['entries'] =>
  record.entries.filter(
    (entry) =>
      entry.stageOrder === stage.stageOrder && stage.openedAt !== null && entry.recordedAt >= stage.openedAt,
  );

const eventsOf = (
  record: ClockedRecord,
  stage: StoredStage,
  procedure: Procedure,
): Partial<Record<TimescaleEvent, Instant>> => {
  const { openedAt } = stage;
  const entries = entriesOfRound(record, stage);
  const lastMeeting = entries.find((entry) => entry.kind === 'meeting');
  // A thing done that sets others going: the form that was sent on is the formal escalation.
  const started = getStage(procedure, stage.stageOrder).timescales.flatMap(({ id, starts }) => {
    const entry = entries.find(({ timescaleId }) => timescaleId === id);
    return starts && entry ? [[starts, startOfOfficeDay(entry.happenedOn)] as const] : [];
  });
  return {
    ...(openedAt ? { stageOpened: openedAt, referralReceived: openedAt, formalEscalation: openedAt } : {}),
    ...(lastMeeting ? { meetingHeld: startOfOfficeDay(lastMeeting.happenedOn) } : {}),
    ...Object.fromEntries(started),
  };
};

/** The clock of one stage of a case, as the unit counts its days. */
export const clockOf = (
  record: ClockedRecord,
  stage: StoredStage,
  { procedure, settings }: { readonly procedure: Procedure; readonly settings: Settings },
): StageClock => {
  const timescaleIds = new Set(
    getStage(procedure, stage.stageOrder).timescales.map((timescale) => timescale.id),
  );
  return stageClock({
    procedure,
    stageOrder: stage.stageOrder,
    events: eventsOf(record, stage, procedure),
    childLed: stage.childLedOn
      ? { on: stage.childLedOn, reason: stage.childLedReason ?? undefined }
      : undefined,
    agreed: stage.agreedOn ? { on: stage.agreedOn } : undefined,
    extension: stage.extendedOn
      ? {
          on: stage.extendedOn,
          reason: stage.extensionReason ?? '',
          pastCeilingReason: stage.pastCeilingReason ?? undefined,
        }
      : undefined,
    pauses: stage.pauses,
    done: entriesOfRound(record, stage).flatMap(({ timescaleId }) => timescaleId ?? []),
    statedAlternative: settings.statedTimescales.find(({ timescaleId }) => timescaleIds.has(timescaleId))
      ?.timescaleId,
    calendar: officeCalendar(settings),
  });
};

export const findOpenStage = (record: CaseRecord): StoredStage | undefined =>
  record.stages.find((stage) => stage.state === 'open');

/** Ends a pause that still lasts; never before it began, even where the computer's clock has gone back since. */
export const endPauses = (pauses: StoredStage['pauses'], now: Instant): StoredStage['pauses'] =>
  pauses.map((pause) =>
    pause.to === undefined ? { ...pause, to: pause.from > now ? pause.from : now } : pause,
  );

export type Standing = Pick<
  StoredCase,
  'stageOrder' | 'nextStep' | 'dueOn' | 'dueAt' | 'dueIsChildLed' | 'paused'
>;

/** What is needed next and by when: kept with the case after every change. */
export const standingOf = (
  record: CaseRecord,
  unit: { readonly procedure: Procedure; readonly settings: Settings },
): Standing => {
  const open = findOpenStage(record);
  const clock = open ? clockOf(record, open, unit) : undefined;
  const [decision] = record.decisions;
  const [notice] = record.notices;
  const stageOrder = open?.stageOrder ?? record.case.stageOrder;
  return {
    stageOrder,
    nextStep: nextStepOf(
      {
        status: record.case.status,
        stageOrder,
        recordKind: record.case.recordKind,
        ...(decision ? { decisionVersion: decision.version } : {}),
        submitted: record.submission !== undefined,
        ...(notice
          ? {
              notice: {
                decisionVersion: notice.decisionVersion,
                sent: notice.sentOn !== null,
                received: notice.receivedOn !== null,
              },
            }
          : {}),
      },
      unit.procedure,
    ),
    dueOn: clock?.dueOn ?? null,
    dueAt: clock?.due ? lastMomentOf(clock.due) : null,
    dueIsChildLed: clock !== undefined && clock.childLedOn !== null && clock.childLedOn === clock.dueOn,
    paused: clock?.paused != null,
  };
};

/** What the case shows of its duties. */
export const dutyFactsOf = (record: CaseRecord): DutyFacts => {
  const { stages, decisions, notices } = record;
  const decided = decisions.map(({ stageOrder }) => stageOrder);
  return {
    childStatus: record.case.childStatus,
    safeguardingLeadAware: record.case.safeguardingLeadAware,
    entries: record.entries,
    childOutcomeStages: [
      ...stages.filter(({ outcomeForChild }) => outcomeForChild !== null).map(({ stageOrder }) => stageOrder),
      ...decided,
    ],
    confirmedStages: [
      ...stages
        .filter(({ confirmationDocumentId }) => confirmationDocumentId !== null)
        .map(({ stageOrder }) => stageOrder),
      ...(notices.some(({ sentOn }) => sentOn !== null) ? decided : []),
    ],
    panelStages: decisions.filter(({ panel }) => panel.length > 0).map(({ stageOrder }) => stageOrder),
  };
};
