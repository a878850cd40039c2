import { createContext, use } from 'react';
import { officeDayOf, type PlainDate } from '../../shared/domain/calendarTypes.ts';
import { useOperation } from './useOperation.ts';

/** The day where no register can be asked: in a review pack. */
export const GivenToday = createContext<PlainDate | undefined>(undefined);

/** The office's day by the backend's own clock; undefined until it has answered. */
export const useToday = (): PlainDate | undefined => {
  const given = use(GivenToday);
  const { data } = useOperation('settings.get', {}, { enabled: given === undefined });
  return given ?? (data && officeDayOf(data.now));
};
