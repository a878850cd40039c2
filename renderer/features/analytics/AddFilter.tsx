import { useState } from 'react';
import type { AnalyticsFilter } from '../../../shared/domain/analytics/analyticsFilter.ts';
import { caseStatuses, type CaseStatus } from '../../../shared/domain/caseCourse.ts';
import type { CommonTheme, Tier } from '../../../shared/domain/codes.ts';
import { emptyDate, readDateBoxes } from '../../../shared/domain/intake.ts';
import { DateBoxes } from '../../components/DateBoxes.tsx';
import { FilterPopover, type Choice } from '../../components/FilterPopover.tsx';
import { procedureOf, type AnalyticsOptions } from './filterChips.ts';

const filters = {
  period: 'Period',
  procedure: 'Procedure and version',
  stage: 'Stage',
  tier: 'Level of management',
  either: 'Agency, raising or challenged',
  raising: 'Agency, raising',
  challenged: 'Agency, challenged',
  theme: "Theme, in the procedure's words",
  commonTheme: 'Theme, on the common list',
  status: 'Status',
} as const;
type Offered = keyof typeof filters;

/** Days that somebody types are asked for; other periods are in the list. */
const OWN_DAYS = 'days';

const choicesOf = (
  offered: Offered,
  filter: AnalyticsFilter,
  options: AnalyticsOptions,
): readonly Choice[] => {
  const procedure = procedureOf(filter, options);
  const codes = (list: readonly { readonly code: string; readonly label: string }[]): readonly Choice[] =>
    list.map(({ code, label }) => ({ value: code, label }));
  switch (offered) {
    case 'period':
      return [
        ...[...options.quarters, ...options.years].map(({ from, to, label }) => ({
          value: `${from} ${to}`,
          label,
        })),
        { value: OWN_DAYS, label: 'Other days' },
      ];
    case 'procedure':
      return options.procedures.flatMap(({ procedureId, label, versions }) => [
        { value: `procedure ${procedureId}`, label: `${label}, every version` },
        ...versions.map((version) => ({
          value: `version ${version.versionId}`,
          label: `${label}, ${version.label.toLocaleLowerCase('en-GB')}`,
        })),
      ]);
    case 'stage':
      return (
        (
          procedure?.versions.find(({ versionId }) => versionId === filter.procedureVersionId) ??
          procedure?.versions[0]
        )?.stages ?? []
      ).map(({ order, label }) => ({ value: String(order), label }));
    case 'tier':
      return codes(options.tiers);
    case 'either':
    case 'raising':
    case 'challenged':
      return options.agencies.map(({ id, name, retired }) => ({
        value: id,
        label: retired ? `${name} (retired)` : name,
      }));
    case 'theme':
      return (procedure ? [procedure] : options.procedures).flatMap(({ themes }) =>
        themes.map(({ id, label, retired }) => ({
          value: id,
          label: retired ? `${label} (no longer in the list)` : label,
        })),
      );
    case 'commonTheme':
      return codes(options.commonThemes);
    case 'status':
      return Object.entries(caseStatuses).map(([value, label]) => ({ value, label }));
  }
};

const filterWith = (offered: Offered, value: string): AnalyticsFilter => {
  const [first = '', second = ''] = value.split(' ');
  switch (offered) {
    case 'period':
      return { from: first, to: second } as AnalyticsFilter;
    case 'procedure':
      return first === 'procedure' ? { procedureId: second } : { procedureVersionId: second };
    case 'stage':
      return { stageOrders: [Number(value)] };
    case 'tier':
      return { tiers: [value as Tier] };
    case 'either':
    case 'raising':
    case 'challenged':
      return { agencyIds: [value], agencyPart: offered };
    case 'theme':
      return { themeIds: [value] };
    case 'commonTheme':
      return { commonThemes: [value as CommonTheme] };
    case 'status':
      return { status: [value as CaseStatus] };
  }
};

/** One filter at a time: what about, and which. */
export const AddFilter = ({
  filter,
  options,
  onAdd,
}: {
  readonly filter: AnalyticsFilter;
  readonly options: AnalyticsOptions;
  readonly onAdd: (added: AnalyticsFilter) => void;
}) => {
  const [offered, setOffered] = useState<Offered>('period');
  const [picked, setPicked] = useState<string | undefined>();
  const [from, setFrom] = useState(emptyDate);
  const [to, setTo] = useState(emptyDate);
  const [error, setError] = useState<{ readonly from?: string; readonly to?: string }>({});
  // A stage's number means something within one procedure alone.
  const shownFilters = Object.entries(filters).filter(
    ([key]) => key !== 'stage' || procedureOf(filter, options) !== undefined,
  );
  const choices = choicesOf(offered, filter, options);
  const value = picked ?? choices[0]?.value;
  const isOwnDays = offered === 'period' && value === OWN_DAYS;

  const add = (): boolean => {
    if (isOwnDays) {
      const [first, last] = [readDateBoxes(from), readDateBoxes(to)];
      if (!first.ok || !last.ok || !first.on || !last.on || first.on > last.on) {
        setError({
          ...(first.ok && first.on ? {} : { from: first.ok ? 'Give the day' : first.message }),
          ...(last.ok && last.on
            ? first.ok && first.on && first.on > last.on
              ? { to: 'The last day lies before the first' }
              : {}
            : { to: last.ok ? 'Give the day' : last.message }),
        });
        return false;
      }
      onAdd({ from: first.on, to: last.on });
    } else if (value !== undefined) onAdd(filterWith(offered, value));
    setPicked(undefined);
    setError({});
    return true;
  };

  return (
    <FilterPopover
      filters={shownFilters.map(([key, label]) => ({ value: key, label }))}
      offered={offered}
      onOffer={(other: Offered) => {
        setOffered(other);
        setPicked(undefined);
      }}
      choices={choices}
      value={value}
      onPick={setPicked}
      onAdd={add}
    >
      {isOwnDays && (
        <>
          <DateBoxes
            label="First day"
            path="period-from"
            value={from}
            onChange={setFrom}
            {...(error.from === undefined ? {} : { error: error.from })}
          />
          <DateBoxes
            label="Last day"
            path="period-to"
            value={to}
            onChange={setTo}
            {...(error.to === undefined ? {} : { error: error.to })}
          />
        </>
      )}
    </FilterPopover>
  );
};
