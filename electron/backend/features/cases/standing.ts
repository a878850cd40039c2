/** How a case stands: the clock of a stage from what is stored, and what lists filter and sort on. */
import { Temporal } from 'temporal-polyfill';
import type { Settings } from '../../../../shared/contract/settings.ts';
import { OFFICE_TIME_ZONE, type Instant, type PlainDate } from '../../../../shared/domain/calendarTypes.ts';
import { nextStepOf } from '../../../../shared/domain/caseCourse.ts';
import { stageClock, type Due, type StageClock } from '../../../../shared/domain/clock.ts';
import {
  getStage,
  type Procedure,
  type TimescaleEvent,
} from '../../../../shared/domain/procedures/procedureSchema.ts';
import { officeCalendar } from '../settings/officeCalendar.ts';
import type { CaseRecord, StoredCase, StoredStage } from './repository.ts';

/** The first moment of a day in the office. Where only the day is known this is the safe side for rules in hours. */
export const startOfOfficeDay = (on: PlainDate): Instant =>
  Temporal.PlainDate.from(on)
    .toZonedDateTime(OFFICE_TIME_ZONE)
    .toInstant()
    .toString({ fractionalSecondDigits: 3 }) as Instant;

/** A day is due until it ends. */
const lastMomentOf = (due: Due): Instant =>
  due.includes('T')
    ? (Temporal.Instant.from(due).toString({ fractionalSecondDigits: 3 }) as Instant)
    : startOfOfficeDay(Temporal.PlainDate.from(due).add({ days: 1 }).toString() as PlainDate);

const eventsOf = (record: CaseRecord, stage: StoredStage): Partial<Record<TimescaleEvent, Instant>> => {
  const { openedAt } = stage;
  const lastMeeting = record.entries.find(
    (entry) => entry.kind === 'meeting' && entry.stageOrder === stage.stageOrder,
  );
  return {
    ...(openedAt ? { stageOpened: openedAt, referralReceived: openedAt, formalEscalation: openedAt } : {}),
    ...(lastMeeting ? { meetingHeld: startOfOfficeDay(lastMeeting.happenedOn) } : {}),
  };
};

/** The clock of one stage of a case, as the unit counts its days. */
export const clockOf = (
  record: CaseRecord,
  stage: StoredStage,
  { procedure, settings }: { readonly procedure: Procedure; readonly settings: Settings },
): StageClock => {
  const timescaleIds = new Set(
    getStage(procedure, stage.stageOrder).timescales.map((timescale) => timescale.id),
  );
  return stageClock({
    procedure,
    stageOrder: stage.stageOrder,
    events: eventsOf(record, stage),
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
    statedAlternative: settings.statedTimescales.find(({ timescaleId }) => timescaleIds.has(timescaleId))
      ?.timescaleId,
    calendar: officeCalendar(settings),
  });
};

export const findOpenStage = (record: CaseRecord): StoredStage | undefined =>
  record.stages.find((stage) => stage.state === 'open');

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
        ...(decision ? { decisionVersion: decision.version } : {}),
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
