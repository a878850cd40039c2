import {
  analyticsFilterSchema,
  type AnalyticsFilter,
} from '../../../shared/domain/analytics/analyticsFilter.ts';

/** What the figures are counted over, as the address holds it; an address that does not fit leaves nothing out. */
export const readAnalyticsSearch = (search: Record<string, unknown>): AnalyticsFilter => {
  const read = analyticsFilterSchema.safeParse(search);
  return read.success ? read.data : {};
};
