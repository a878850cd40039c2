import { useState } from 'react';
import {
  caseStatuses,
  nextSteps,
  recordKinds,
  type CaseStatus,
  type NextStep,
  type RecordKind,
} from '../../../shared/domain/caseCourse.ts';
import { emptyDate, readDateBoxes } from '../../../shared/domain/intake.ts';
import { DateBoxes } from '../../components/DateBoxes.tsx';
import { FilterPopover, type Choice } from '../../components/FilterPopover.tsx';
import type { FilterNames } from './FilterChips.tsx';
import type { RegisterSearch } from '../../../shared/contract/savedViews.ts';

type Filter = keyof Omit<RegisterSearch, 'sortBy' | 'sortDirection' | 'columns'>;

const filters = {
  status: 'Status',
  nextStep: 'What is next',
  recordKinds: 'What is recorded',
  due: 'Due',
  stageOrders: 'Stage',
  raisedByAgencyId: 'Raised by',
  challengedAgencyId: 'Challenged',
  themeIds: 'Theme',
  openBreach: 'Breach',
  ownerId: 'Owner',
  receivedFrom: 'Received on or after',
  receivedTo: 'Received on or before',
} as const satisfies Partial<Record<Filter, string>>;
type Offered = keyof typeof filters;

const labelled = (labels: Readonly<Record<string, string>>): readonly Choice[] =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

const choicesOf = (filter: Offered, { procedure, agencies, people }: FilterNames): readonly Choice[] => {
  const named = agencies.map(({ id, name, retired }) => ({
    value: id,
    label: retired ? `${name} (retired)` : name,
  }));
  switch (filter) {
    case 'status':
      return labelled(caseStatuses);
    case 'nextStep':
      return labelled(nextSteps);
    case 'recordKinds':
      return labelled(recordKinds);
    case 'due':
      return labelled({ overdue: 'Overdue', soon: 'Today or in the next two working days' });
    case 'stageOrders':
      return (procedure?.stages ?? []).map(({ order, label }) => ({ value: String(order), label }));
    case 'raisedByAgencyId':
    case 'challengedAgencyId':
      return named;
    case 'themeIds':
      return [
        ...(procedure?.themes ?? []).map(({ id, label }) => ({ value: id, label })),
        { value: '', label: 'Not coded' },
      ];
    case 'openBreach':
      return [{ value: 'open', label: 'To follow up' }];
    case 'ownerId':
      return people.map(({ id, name }) => ({ value: id, label: name }));
    case 'receivedFrom':
    case 'receivedTo':
      return [];
  }
};

const searchWith = (filter: Offered, value: string): RegisterSearch => {
  switch (filter) {
    case 'status':
      return { status: [value as CaseStatus] };
    case 'nextStep':
      return { nextStep: [value as NextStep] };
    case 'recordKinds':
      return { recordKinds: [value as RecordKind] };
    case 'due':
      return { due: value as 'overdue' | 'soon' };
    case 'stageOrders':
      return { stageOrders: [Number(value)] };
    case 'themeIds':
      return value === '' ? { notCoded: true } : { themeIds: [value] };
    case 'openBreach':
      return { openBreach: true };
    case 'ownerId':
      return { ownerId: value };
    case 'raisedByAgencyId':
    case 'challengedAgencyId':
      return { [filter]: [value] };
    case 'receivedFrom':
    case 'receivedTo':
      return {};
  }
};

/** One filter at a time: what about, and which. */
export const AddFilter = ({
  names,
  onAdd,
}: {
  readonly names: FilterNames;
  readonly onAdd: (added: RegisterSearch) => void;
}) => {
  const [filter, setFilter] = useState<Offered>('status');
  const choices = choicesOf(filter, names);
  const [picked, setPicked] = useState<string | undefined>();
  const value = picked ?? choices[0]?.value;
  const [boxes, setBoxes] = useState(emptyDate);
  const [error, setError] = useState<string | undefined>();
  const isDate = filter === 'receivedFrom' || filter === 'receivedTo';

  const add = (): boolean => {
    if (isDate) {
      const reading = readDateBoxes(boxes);
      if (!reading.ok || !reading.on) {
        setError(reading.ok ? 'Give the day' : reading.message);
        return false;
      }
      onAdd({ [filter]: reading.on });
    } else if (value !== undefined) onAdd(searchWith(filter, value));
    setPicked(undefined);
    setBoxes(emptyDate);
    setError(undefined);
    return true;
  };

  return (
    <FilterPopover
      filters={Object.entries(filters).map(([key, label]) => ({ value: key, label }))}
      offered={filter}
      onOffer={(other: Offered) => {
        setFilter(other);
        setPicked(undefined);
      }}
      choices={choices}
      value={value}
      onPick={setPicked}
      onAdd={add}
    >
      {isDate && (
        <DateBoxes
          label="Day"
          path="filter-day"
          value={boxes}
          onChange={setBoxes}
          {...(error === undefined ? {} : { error })}
        />
      )}
    </FilterPopover>
  );
};
