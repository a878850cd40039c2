import { instant, plainDate } from '../../shared/domain/calendarTypes.ts';
import { stageClock, type Due } from '../../shared/domain/clock.ts';
import {
  timescaleEvents,
  type Procedure,
  type TimescaleEvent,
} from '../../shared/domain/procedures/procedureSchema.ts';
import { englandAndWalesCalendar } from '../../shared/domain/workingDays.ts';

export interface StageWalked {
  readonly stage: number;
  /** When each event happened; those not named happened when the stage was opened. */
  readonly openedAt: string;
  readonly events?: Partial<Record<TimescaleEvent, string>>;
  readonly childLedOn?: string;
  readonly agreedOn?: string;
}

/** One stage of a case: what each timescale gives, and what the stage is due for. */
export const walkStage = (
  procedure: Procedure,
  { stage, openedAt, events = {}, childLedOn, agreedOn }: StageWalked,
): { readonly dates: Readonly<Record<string, Due | null>>; readonly due: Due | null } => {
  const clock = stageClock({
    procedure,
    stageOrder: stage,
    events: Object.fromEntries(
      (Object.keys(timescaleEvents) as TimescaleEvent[]).map((event) => [
        event,
        instant(events[event] ?? openedAt),
      ]),
    ),
    ...(childLedOn === undefined ? {} : { childLed: { on: plainDate(childLedOn) } }),
    ...(agreedOn === undefined ? {} : { agreed: { on: plainDate(agreedOn) } }),
    calendar: englandAndWalesCalendar,
  });
  return {
    dates: Object.fromEntries(clock.rows.map((row) => [row.timescaleId, row.timescaleDue])),
    due: clock.due,
  };
};
