import type { OutputOf } from '../../../shared/contract/index.ts';
import type { AnalyticsFilter } from '../../../shared/domain/analytics/analyticsFilter.ts';
import { caseStatuses } from '../../../shared/domain/caseCourse.ts';
import { commonThemes, tiers } from '../../../shared/domain/codes.ts';
import { shortDate } from '../../../shared/domain/wordsForDates.ts';
import type { Chip } from '../../components/Chips.tsx';

export type AnalyticsOptions = OutputOf<'analytics.options'>;

const either = (values: readonly string[]): string => values.join(' or ');

/** "April to June 2026" where the days are a quarter's or a year's, and the days themselves otherwise. */
const periodInWords = ({ from, to }: AnalyticsFilter, options: AnalyticsOptions | undefined): string => {
  const named = [...(options?.quarters ?? []), ...(options?.years ?? [])].find(
    (period) => period.from === from && period.to === to,
  );
  if (named) return named.label;
  if (from && to) return `${shortDate(from)} to ${shortDate(to)}`;
  return from ? `from ${shortDate(from)}` : to ? `to ${shortDate(to)}` : '';
};

export const procedureOf = (
  filter: AnalyticsFilter,
  options: AnalyticsOptions | undefined,
): AnalyticsOptions['procedures'][number] | undefined =>
  options?.procedures.find(
    ({ procedureId, versions }) =>
      procedureId === filter.procedureId ||
      versions.some(({ versionId }) => versionId === filter.procedureVersionId),
  ) ?? (options?.procedures.length === 1 ? options.procedures[0] : undefined);

const agencyWords = {
  either: 'Raising or challenged',
  raising: 'Raised by',
  challenged: 'Challenged',
} as const;

/** Each filter in words; `key` is what taking it away takes out of the address. */
export const chipsOf = (
  filter: AnalyticsFilter,
  options: AnalyticsOptions | undefined,
): readonly Chip<keyof AnalyticsFilter>[] => {
  const procedure = procedureOf(filter, options);
  const version = procedure?.versions.find(({ versionId }) => versionId === filter.procedureVersionId);
  const theme = (id: string): string =>
    options?.procedures.flatMap(({ themes }) => themes).find((one) => one.id === id)?.label ?? id;
  const chips: (Chip<keyof AnalyticsFilter> | undefined | false)[] = [
    (filter.from ?? filter.to) !== undefined && {
      key: 'from',
      about: 'Period',
      value: periodInWords(filter, options),
    },
    filter.procedureId !== undefined && {
      key: 'procedureId',
      about: 'Procedure',
      value: procedure?.label ?? filter.procedureId,
    },
    filter.procedureVersionId !== undefined && {
      key: 'procedureVersionId',
      about: 'Procedure',
      value: version?.label ?? 'one version',
    },
    filter.stageOrders && {
      key: 'stageOrders',
      about: 'Stands at',
      value: either(
        filter.stageOrders.map(
          (order) =>
            (version ?? procedure?.versions[0])?.stages.find((stage) => stage.order === order)?.label ??
            `stage ${order}`,
        ),
      ),
    },
    filter.tiers && {
      key: 'tiers',
      about: 'Stands with',
      value: either(filter.tiers.map((tier) => tiers[tier].toLocaleLowerCase('en-GB'))),
    },
    filter.agencyIds && {
      key: 'agencyIds',
      about: agencyWords[filter.agencyPart ?? 'either'],
      value: either(
        filter.agencyIds.map(
          (id) => options?.agencies.find((agency) => agency.id === id)?.name ?? 'an agency',
        ),
      ),
    },
    filter.themeIds && { key: 'themeIds', about: 'Theme', value: either(filter.themeIds.map(theme)) },
    filter.commonThemes && {
      key: 'commonThemes',
      about: 'Common theme',
      value: either(filter.commonThemes.map((code) => commonThemes[code])),
    },
    filter.status && {
      key: 'status',
      about: 'Status',
      value: either(filter.status.map((status) => caseStatuses[status].toLocaleLowerCase('en-GB'))),
    },
  ];
  return chips.filter((chip) => chip !== undefined && chip !== false);
};

const partsOf: Readonly<Partial<Record<keyof AnalyticsFilter, readonly (keyof AnalyticsFilter)[]>>> = {
  from: ['from', 'to'],
  agencyIds: ['agencyIds', 'agencyPart'],
};

/** The filter without one chip's part. */
export const withoutChip = (filter: AnalyticsFilter, key: keyof AnalyticsFilter): AnalyticsFilter =>
  Object.fromEntries(
    Object.entries(filter).filter(
      ([name]) => !(partsOf[key] ?? [key]).includes(name as keyof AnalyticsFilter),
    ),
  );
