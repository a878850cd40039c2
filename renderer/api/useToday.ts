import { officeDayOf, type PlainDate } from '../../shared/domain/calendarTypes.ts';
import { useOperation } from './useOperation.ts';

/** The office's day by the backend's own clock; undefined until it has answered. */
export const useToday = (): PlainDate | undefined => {
  const { data } = useOperation('settings.get', {});
  return data && officeDayOf(data.now);
};
