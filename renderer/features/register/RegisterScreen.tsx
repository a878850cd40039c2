/**
 * The table of all cases: search, filters, sorting and columns. This feature imports the window's api and
 * components; Today shares its search box and the addresses of its filters.
 */
import { Anchor, Button, Checkbox, Popover, SegmentedControl } from '@mantine/core';
import { useDebouncedValue, useHotkeys, useLocalStorage, useMediaQuery } from '@mantine/hooks';
import { IconColumns3 } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import type { RegisterSearch } from '../../../shared/contract/savedViews.ts';
import { useMayDo, useSession } from '../../api/session.tsx';
import { useOperation } from '../../api/useOperation.ts';
import { useAnnounce } from '../../components/Announcer.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { Empty, Failed, Loading } from '../../components/ScreenState.tsx';
import { SavedViews } from '../savedViews/SavedViews.tsx';
import { AddFilter } from './AddFilter.tsx';
import { createRegisterColumns, narrowColumns } from './columns.tsx';
import { FilterChips, type FilterNames } from './FilterChips.tsx';
import { KeysHelp } from './KeysHelp.tsx';
import { QuickViews } from './QuickViews.tsx';
import { filterOfSearch } from './registerSearch.ts';
import styles from './RegisterScreen.module.css';
import { densities, RegisterTable, type Density, type Sort } from './RegisterTable.tsx';
import { SearchBox } from './SearchBox.tsx';
import { setSearchText, useSearchText } from './searchText.ts';
import { useCaseRows } from './useCaseRows.ts';

const densityNames: Readonly<Record<Density, string>> = {
  compact: 'Compact',
  regular: 'Regular',
  roomy: 'Roomy',
};

const allColumns = createRegisterColumns('').map((column) => ({
  id: column.id ?? '',
  label: typeof column.header === 'string' ? column.header : '',
  canHide: column.enableHiding !== false,
}));

const caseCount = (count: number): string => `${count} ${count === 1 ? 'case' : 'cases'}`;

export const RegisterScreen = ({ search }: { readonly search: RegisterSearch }) => {
  const navigate = useNavigate();
  const announce = useAnnounce();
  const { name } = useSession();
  const mayLog = useMayDo('cases.log');
  const text = useSearchText();
  const [settledText] = useDebouncedValue(text, 150);
  const [density, setDensity] = useLocalStorage<Density>({
    key: 'register-density',
    defaultValue: 'regular',
    getInitialValueInEffect: false,
  });
  const [chosenColumns, setChosenColumns] = useLocalStorage<readonly string[]>({
    key: 'register-columns',
    defaultValue: [],
    getInitialValueInEffect: false,
  });
  const narrow = useMediaQuery('(max-width: 1100px)', false, { getInitialValueInEffect: false });
  const [keysShown, setKeysShown] = useState(false);
  useHotkeys([['shift+?', () => setKeysShown(true)]]);

  const settings = useOperation('settings.get', {});
  const agencies = useOperation('directory.listAgencies', {});
  const people = useOperation('people.list', {});
  const names: FilterNames = {
    procedure: settings.data?.procedure.procedure,
    agencies: agencies.data?.agencies ?? [],
    people: people.data?.people ?? [],
  };

  const filter = useMemo(() => filterOfSearch(search, settledText), [search, settledText]);
  const sort = useMemo<Sort>(
    () => ({ by: search.sortBy ?? 'due', direction: search.sortDirection ?? 'up' }),
    [search.sortBy, search.sortDirection],
  );
  const found = useCaseRows(filter, sort);
  const shownColumns =
    chosenColumns.length > 0 ? chosenColumns : narrow ? narrowColumns : allColumns.map(({ id }) => id);

  const total = found.data?.rows.length;
  useEffect(() => {
    if (total !== undefined && !found.isPlaceholderData)
      announce({ text: `${caseCount(total)} found`, quiet: true });
  }, [announce, total, found.isPlaceholderData]);

  const show = (next: RegisterSearch): void => void navigate({ to: '/register', search: next });
  const clear = (): void => {
    setSearchText('');
    show({});
  };
  const { sortBy: _by, sortDirection: _direction, ...filters } = search;
  const isFiltered = Object.keys(filters).length > 0 || text !== '';

  return (
    <div className={styles['screen']}>
      <PageHeader
        title="Register"
        actions={
          <>
            <SearchBox />
            <SavedViews look={{ screen: 'register', search }} />
            <SegmentedControl
              aria-label="Height of the rows"
              value={density in densities ? density : 'regular'}
              data={Object.entries(densityNames).map(([value, label]) => ({ value, label }))}
              onChange={(value) => setDensity(value as Density)}
            />
            <Popover position="bottom-end" trapFocus>
              <Popover.Target>
                <Button
                  variant="default"
                  leftSection={<IconColumns3 size={18} stroke={1.75} aria-hidden="true" />}
                >
                  Columns
                </Button>
              </Popover.Target>
              <Popover.Dropdown>
                <fieldset className={styles['columns']}>
                  <legend>Columns to show</legend>
                  {allColumns.map(({ id, label, canHide }) => (
                    <Checkbox
                      key={id}
                      label={label}
                      disabled={!canHide}
                      checked={shownColumns.includes(id)}
                      onChange={({ currentTarget: { checked } }) =>
                        setChosenColumns(
                          allColumns
                            .map((column) => column.id)
                            .filter((other) => (other === id ? checked : shownColumns.includes(other))),
                        )
                      }
                    />
                  ))}
                  <Button variant="subtle" onClick={() => setChosenColumns([])}>
                    Show the usual columns
                  </Button>
                </fieldset>
              </Popover.Dropdown>
            </Popover>
          </>
        }
      />
      <QuickViews filter={filters} />
      <div className={`${styles['filters']} noPrint`}>
        <FilterChips
          search={search}
          names={{ ...names, countedInWords: found.data?.countedIn }}
          onRemove={(key) => {
            const { [key]: _removed, ...kept } = search;
            show(kept);
          }}
        />
        <AddFilter names={names} onAdd={(added) => show({ ...search, ...added })} />
        {isFiltered && (
          <Anchor component="button" type="button" underline="always" onClick={clear}>
            Clear filters
          </Anchor>
        )}
        {found.data && (
          <span className={styles['result']}>
            <strong>{found.data.rows.length}</strong>
            {filter.status?.length === 1 && filter.status[0] === 'open'
              ? ` of ${found.data.totalOpen} open cases`
              : ` ${found.data.rows.length === 1 ? 'case' : 'cases'}`}
            {sort.by === 'due' && (sort.direction === 'up' ? ', overdue first' : ', overdue last')}
          </span>
        )}
      </div>
      {found.isError ? (
        <Failed fault={found.error} onRetry={() => void found.refetch()} />
      ) : !found.data ? (
        <Loading what="the cases" />
      ) : found.data.rows.length > 0 ? (
        <RegisterTable
          key={name}
          rows={found.data.rows}
          sort={sort}
          onSort={(next) => show({ ...filters, sortBy: next.by, sortDirection: next.direction })}
          density={density in densities ? density : 'regular'}
          shownColumns={shownColumns}
        />
      ) : isFiltered ? (
        <Empty
          title="No case fits."
          action={
            <Button variant="default" onClick={clear}>
              Clear filters
            </Button>
          }
        >
          {text === ''
            ? 'None of the cases has what the filters ask for.'
            : 'Every word of the search must be in the names, the reference or the text.'}
        </Empty>
      ) : (
        <Empty
          title="There is no case in the register yet."
          action={mayLog ? <Link to="/log">Log the first form</Link> : undefined}
        >
          Every escalation that reaches the business unit belongs here, from the form that comes in to the
          notice that goes out.
        </Empty>
      )}
      <footer className={`${styles['footer']} noPrint`}>
        <span>Days are working days.</span>
        <span className={styles['keys']}>
          <kbd>↑</kbd> <kbd>↓</kbd> move <kbd>Enter</kbd> open <kbd>/</kbd> search{' '}
          <Anchor component="button" type="button" onClick={() => setKeysShown(true)}>
            <kbd>?</kbd> all keys
          </Anchor>
        </span>
      </footer>
      <KeysHelp opened={keysShown} onClose={() => setKeysShown(false)} />
    </div>
  );
};
