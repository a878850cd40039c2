import type { Agency } from '../../../shared/contract/directory.ts';
import type { Person } from '../../../shared/contract/people.ts';
import { measures } from '../../../shared/domain/analytics/measures.ts';
import { caseStatuses, nextSteps, recordKinds } from '../../../shared/domain/caseCourse.ts';
import type { Procedure } from '../../../shared/domain/procedures/procedureSchema.ts';
import { shortDate } from '../../../shared/domain/wordsForDates.ts';
import { Chips, type Chip } from '../../components/Chips.tsx';
import type { RegisterSearch } from '../../../shared/contract/savedViews.ts';

export interface FilterNames {
  readonly procedure: Procedure | undefined;
  readonly agencies: readonly Agency[];
  readonly people: readonly Person[];
  /** The cell of a figure that the list was opened from, in words. */
  readonly countedInWords?: string | undefined;
}

const either = (values: readonly string[]): string => values.join(' or ');

/** Each filter in words. What its code stands for is unknown only until the names have been fetched. */
const chipsOf = (
  search: RegisterSearch,
  { procedure, agencies, people, countedInWords }: FilterNames,
): readonly Chip<keyof RegisterSearch>[] => {
  const agency = (id: string): string => agencies.find((one) => one.id === id)?.name ?? 'an agency';
  const chips: (Chip<keyof RegisterSearch> | undefined)[] = [
    search.status && {
      key: 'status',
      about: 'Status is',
      value: either(search.status.map((status) => caseStatuses[status].toLowerCase())),
    },
    search.due && {
      key: 'due',
      about: 'Due',
      value: search.due === 'overdue' ? 'overdue' : 'today or in the next two working days',
    },
    search.nextStep && {
      key: 'nextStep',
      about: 'Next',
      value: either(search.nextStep.map((step) => nextSteps[step].toLowerCase())),
    },
    search.recordKinds && {
      key: 'recordKinds',
      about: 'Recorded as',
      value: either(search.recordKinds.map((kind) => recordKinds[kind].toLowerCase())),
    },
    search.stageOrders && {
      key: 'stageOrders',
      about: 'Stage is',
      value: either(
        search.stageOrders.map(
          (order) => procedure?.stages.find((stage) => stage.order === order)?.label ?? String(order),
        ),
      ),
    },
    search.raisedByAgencyId && {
      key: 'raisedByAgencyId',
      about: 'Raised by',
      value: either(search.raisedByAgencyId.map(agency)),
    },
    search.challengedAgencyId && {
      key: 'challengedAgencyId',
      about: 'Challenged',
      value: either(search.challengedAgencyId.map(agency)),
    },
    search.themeIds && {
      key: 'themeIds',
      about: 'Theme is',
      value: either(
        search.themeIds.map((id) => procedure?.themes.find((theme) => theme.id === id)?.label ?? id),
      ),
    },
    search.awaitingMe ? { key: 'awaitingMe', about: 'Waiting for', value: 'your decision' } : undefined,
    search.overdueActions ? { key: 'overdueActions', about: 'Actions', value: 'overdue' } : undefined,
    search.overdueRequests ? { key: 'overdueRequests', about: 'Answers', value: 'overdue' } : undefined,
    search.notCoded ? { key: 'notCoded', about: 'Themes', value: 'not coded' } : undefined,
    search.openBreach ? { key: 'openBreach', about: 'Breach', value: 'to follow up' } : undefined,
    search.ownerId && {
      key: 'ownerId',
      about: 'Owner is',
      value: people.find((person) => person.id === search.ownerId)?.name ?? 'a colleague',
    },
    search.receivedFrom && {
      key: 'receivedFrom',
      about: 'Received',
      value: `${shortDate(search.receivedFrom)} or later`,
    },
    search.receivedTo && {
      key: 'receivedTo',
      about: 'Received',
      value: `${shortDate(search.receivedTo)} or earlier`,
    },
    search.countedIn && {
      key: 'countedIn',
      about: 'Counted in',
      value: countedInWords ?? measures[search.countedIn.figure].title,
    },
  ].map((chip) => (chip ? (chip as Chip<keyof RegisterSearch>) : undefined));
  return chips.filter((chip) => chip !== undefined);
};

/** The filters as a sentence has them: "Status is open; Owner is Priya Nair". */
export const filtersInWords = (search: RegisterSearch, names: FilterNames): string =>
  chipsOf(search, names)
    .map(({ about, value }) => `${about} ${value}`)
    .join('; ');

export const FilterChips = ({
  search,
  names,
  onRemove,
}: {
  readonly search: RegisterSearch;
  readonly names: FilterNames;
  readonly onRemove: (key: keyof RegisterSearch) => void;
}) => <Chips chips={chipsOf(search, names)} onRemove={onRemove} />;
