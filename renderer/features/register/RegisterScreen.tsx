/**
 * The table of all cases: search, filters, sorting and columns, and the list as a file or on paper. This feature imports the window's
 * api and components; Today shares its search box and the addresses of its filters.
 */
import { Button, Menu } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconChevronDown, IconDownload, IconPrinter } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import type { RegisterSearch } from '../../../shared/contract/savedViews.ts';
import { shortDate } from '../../../shared/domain/wordsForDates.ts';
import type { AppFault } from '../../api/client.ts';
import { useMayDo, useSession } from '../../api/session.tsx';
import { useOperation } from '../../api/useOperation.ts';
import { usePreferences } from '../../api/usePreferences.ts';
import { useToday } from '../../api/useToday.ts';
import { askHelp } from '../../components/askHelp.ts';
import { useAnnounce } from '../../components/Announcer.tsx';
import { LinkButton } from '../../components/LinkButton.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { usePrintPage } from '../../components/printPage.ts';
import { Empty, Failed, Loading } from '../../components/ScreenState.tsx';
import { SavedViews } from '../savedViews/SavedViews.tsx';
import { AddFilter } from './AddFilter.tsx';
import { caseCount } from './caseCount.ts';
import { ColumnChooser } from './ColumnChooser.tsx';
import { narrowColumns, usualColumns } from './columns.tsx';
import { ExportDialog } from './ExportDialog.tsx';
import { FilterChips, filtersInWords, type FilterNames } from './FilterChips.tsx';
import { PrintedList } from './PrintedList.tsx';
import { QuickViews } from './QuickViews.tsx';
import { filterOfSearch } from './registerSearch.ts';
import styles from './RegisterScreen.module.css';
import { RegisterTable } from './RegisterTable.tsx';
import { SearchBox } from './SearchBox.tsx';
import { setSearchText, useSettledSearchText } from './searchText.ts';
import { useCaseList, type Sort } from './useCaseList.ts';
import { usePrintedList } from './usePrintedList.ts';

export const RegisterScreen = ({ search }: { readonly search: RegisterSearch }) => {
  const navigate = useNavigate();
  const announce = useAnnounce();
  const { name } = useSession();
  const mayLog = useMayDo('cases.log');
  const text = useSettledSearchText();
  const mayExport = useMayDo('cases.export');
  const { preferences, keep } = usePreferences();
  const today = useToday();
  const narrow = useMediaQuery('(max-width: 1100px)', false, { getInitialValueInEffect: false });
  const [exporting, setExporting] = useState(false);

  const settings = useOperation('settings.get', {});
  const agencies = useOperation('directory.listAgencies', {});
  const people = useOperation('people.list', {});
  const names: FilterNames = {
    procedure: settings.data?.procedure.procedure,
    agencies: agencies.data?.agencies ?? [],
    people: people.data?.people ?? [],
  };

  const filter = useMemo(() => filterOfSearch(search, text), [search, text]);
  const sort = useMemo<Sort>(
    () => ({ by: search.sortBy ?? 'due', direction: search.sortDirection ?? 'up' }),
    [search.sortBy, search.sortDirection],
  );
  const found = useCaseList(filter, sort);
  const printed = usePrintedList(filter, sort);
  // A saved view has columns of its own, which are changed on it alone.
  const chosenColumns = search.columns ?? preferences?.registerColumns ?? undefined;
  const shownColumns = chosenColumns ?? (narrow ? narrowColumns : usualColumns);
  const density = preferences?.registerDensity ?? 'regular';

  const total = found.data?.total;
  useEffect(() => {
    if (total !== undefined && !found.isPlaceholderData)
      announce({ text: `${caseCount(total)} found`, quiet: true });
  }, [announce, total, found.isPlaceholderData]);

  const print = (): Promise<void> =>
    printed.print().catch((fault: AppFault) => announce({ text: fault.message, isFault: true }));
  usePrintPage(() => void print());
  const show = (next: RegisterSearch): void => void navigate({ to: '/register', search: next });
  const clear = (): void => {
    setSearchText('');
    show({});
  };
  const filters = filterOfSearch(search, '');
  const order = sort.by === 'due' ? (sort.direction === 'up' ? ', overdue first' : ', overdue last') : '';
  const isFiltered = Object.keys(filters).length > 0 || text !== '';

  return (
    <div className={styles['screen']}>
      <PageHeader
        title="Register"
        actions={
          <>
            <SearchBox />
            <SavedViews
              look={{
                screen: 'register',
                search: chosenColumns ? { ...search, columns: chosenColumns } : search,
              }}
            />
            <ColumnChooser
              columns={shownColumns}
              density={density}
              onColumns={(columns) => {
                if (search.columns) show({ ...search, columns });
                else keep({ registerColumns: columns ?? null });
              }}
              onDensity={(registerDensity) => keep({ registerDensity })}
            />
            <Menu position="bottom-end">
              <Menu.Target>
                <Button
                  variant="default"
                  disabled={!total}
                  rightSection={<IconChevronDown size={16} stroke={1.75} aria-hidden="true" />}
                >
                  Save or print
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                {mayExport && (
                  <Menu.Item
                    leftSection={<IconDownload size={18} stroke={1.75} aria-hidden="true" />}
                    onClick={() => setExporting(true)}
                  >
                    Save the list as a file…
                  </Menu.Item>
                )}
                <Menu.Item
                  leftSection={<IconPrinter size={18} stroke={1.75} aria-hidden="true" />}
                  onClick={() => void print()}
                >
                  Print the list…
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
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
        {isFiltered && <LinkButton onClick={clear}>Clear filters</LinkButton>}
        {found.data && (
          <span className={styles['result']}>
            <strong>{found.data.total.toLocaleString('en-GB')}</strong>
            {filter.status?.length === 1 && filter.status[0] === 'open'
              ? ` of ${found.data.totalOpen.toLocaleString('en-GB')} open cases`
              : ` ${found.data.total === 1 ? 'case' : 'cases'}`}
            {order}
          </span>
        )}
      </div>
      {found.isError ? (
        <Failed fault={found.error} onRetry={() => void found.refetch()} />
      ) : !found.data ? (
        <Loading what="the cases" />
      ) : found.data.total > 0 ? (
        <RegisterTable
          list={found.data}
          onSort={(next) => show({ ...search, sortBy: next.by, sortDirection: next.direction })}
          density={density}
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
          <LinkButton onClick={() => askHelp({ page: 'keys' })}>
            <kbd>?</kbd> all keys
          </LinkButton>
        </span>
      </footer>
      {printed.rows && found.data && (
        <PrintedList
          rows={printed.rows}
          total={found.data.total}
          columns={shownColumns}
          about={[
            filtersInWords(search, { ...names, countedInWords: found.data.countedIn }),
            ...(text === '' ? [] : [`Search for “${text}”`]),
          ]
            .filter((words) => words !== '')
            .join('; ')}
          remark={`${order}. Printed on ${today ? shortDate(today) : ''} by ${name}.`}
        />
      )}
      {exporting && found.data && (
        <ExportDialog
          shown={{ filter, sort, columns: [...shownColumns] }}
          total={found.data.total}
          onClose={() => setExporting(false)}
        />
      )}
    </div>
  );
};
