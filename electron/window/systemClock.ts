import { Temporal } from 'temporal-polyfill';
import { instant } from '../../shared/domain/calendarTypes.ts';
import type { Ports } from '../backend/ports.ts';

/** The computer's clock. Only hosts read it; everything behind them is told the time. */
export const systemClock: Ports['clock'] = { now: () => instant(Temporal.Now.instant().toString()) };
