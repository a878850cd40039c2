/**
 * Whom to reach in each agency, who decides and who sits on a panel. This feature imports the window's api and
 * components. Names and searches stay out of the address.
 */
import { Button, Checkbox, Menu, Modal, Tabs, TextInput } from '@mantine/core';
import { IconFileExport, IconFileImport, IconPlus, IconSearch } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { Directory, DirectoryList } from '../../../shared/domain/directory.ts';
import { useMayDo } from '../../api/session.tsx';
import { useChange, useOperation } from '../../api/useOperation.ts';
import { useAnnounce } from '../../components/Announcer.tsx';
import { ErrorSummary } from '../../components/ErrorSummary.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { Empty, Failed, Loading } from '../../components/ScreenState.tsx';
import { forms, type DirectoryOnScreen, type FormProps } from './forms.tsx';
import { ImportDialog } from './ImportDialog.tsx';
import { DirectoryTable, nameOfAgency, wordsOf } from './tables.tsx';
import { usePutRecord } from './useDirectoryChange.ts';
import styles from './DirectoryScreen.module.css';

interface ListWords {
  readonly title: string;
  readonly add: string;
  readonly change: string;
  readonly emptyTitle: string;
  readonly why: string;
}

const lists: Readonly<Record<DirectoryList, ListWords>> = {
  agencies: {
    title: 'Agencies',
    add: 'Add an agency',
    change: 'Change the agency',
    emptyTitle: 'There is no agency in the directory yet.',
    why: 'Agencies belong here so that every case names them the same way and can be counted.',
  },
  services: {
    title: 'Services and teams',
    add: 'Add a service or team',
    change: 'Change the service or team',
    emptyTitle: 'There is no service or team in the directory yet.',
    why: 'Single points of contact belong here: whom to reach, how, and what to do first.',
  },
  decisionMakers: {
    title: 'Decision makers',
    add: 'Add a decision maker',
    change: 'Change the decision maker',
    emptyTitle: 'No decision maker is listed yet.',
    why: 'Their names are offered when a decision is recorded for their body.',
  },
  panelMembers: {
    title: 'Panel members',
    add: 'Add a panel member',
    change: 'Change the panel member',
    emptyTitle: 'No panel member is listed yet.',
    why: 'Senior officers who may sit on a panel belong here, each with their agency.',
  },
};
const listNames = Object.keys(lists) as readonly DirectoryList[];

/** Accents and capitals aside. */
const searchKey = (text: string): string =>
  text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase('en-GB');

const found = <List extends DirectoryList>(
  directory: DirectoryOnScreen,
  list: List,
  search: string,
  retiredShown: boolean,
): readonly Directory[List][number][] => {
  const wanted = searchKey(search).split(/\s+/).filter(Boolean);
  const records: readonly Directory[List][number][] = directory[list];
  return records.filter((record) => {
    if (record.retired && !retiredShown) return false;
    const words = searchKey(wordsOf(record, directory));
    return wanted.every((word) => words.includes(word));
  });
};

const ExportMenu = () => {
  const announce = useAnnounce();
  const save = useChange('directory.exportFile');
  const run = (format: 'xlsx' | 'csv'): void =>
    save.mutate(
      { format },
      {
        onSuccess: ({ delivered, where }) =>
          announce(delivered ? `The directory is saved: ${where}.` : 'The directory was not saved.'),
        onError: (fault) => announce({ text: fault.message, isFault: true }),
      },
    );
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="default"
          loading={save.isPending}
          leftSection={<IconFileExport size={18} stroke={1.75} aria-hidden="true" />}
        >
          Save as a file
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => run('xlsx')}>Excel (.xlsx)</Menu.Item>
        <Menu.Item onClick={() => run('csv')}>CSV (.csv)</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
};

const ListPanel = <List extends DirectoryList>({
  list,
  directory,
  search,
  retiredShown,
  mayManage,
  onEdit,
  onClear,
  onServicesOf,
}: {
  readonly list: List;
  readonly directory: DirectoryOnScreen;
  readonly search: string;
  readonly retiredShown: boolean;
  readonly mayManage: boolean;
  readonly onEdit: (record: Directory[List][number] | 'new') => void;
  readonly onClear: () => void;
  readonly onServicesOf: (agencyId: string) => void;
}) => {
  const { put, issues } = usePutRecord(list);
  const records = found(directory, list, search, retiredShown);
  const words = lists[list];
  if (records.length > 0)
    return (
      <>
        <ErrorSummary issues={issues} />
        <DirectoryTable
          list={list}
          records={records}
          directory={directory}
          mayManage={mayManage}
          onEdit={onEdit}
          onRetire={(record) =>
            put(
              { ...record, retired: !record.retired },
              record.retired ? `${record.name} is back.` : `${record.name} is retired and no longer offered.`,
            )
          }
          onServicesOf={onServicesOf}
        />
      </>
    );
  return search.trim() === '' ? (
    <Empty
      title={directory[list].length > 0 ? 'Everything in this list is retired.' : words.emptyTitle}
      action={mayManage && <Button onClick={() => onEdit('new')}>{words.add}</Button>}
    >
      {words.why}
    </Empty>
  ) : (
    <Empty
      title="Nothing in this list matches the search."
      action={
        <Button variant="default" onClick={onClear}>
          Clear the search
        </Button>
      }
    >
      The numbers on the other lists say where it was found.
    </Empty>
  );
};

const EditDialog = <List extends DirectoryList>({
  list,
  record,
  directory,
  onClose,
}: {
  readonly list: List;
  readonly record: Directory[List][number] | 'new' | undefined;
  readonly directory: DirectoryOnScreen;
  readonly onClose: () => void;
}) => {
  const Form: (props: FormProps<Directory[List][number]>) => ReactNode = forms[list];
  return (
    <Modal
      opened={record !== undefined}
      onClose={onClose}
      size={list === 'services' ? 'lg' : 'md'}
      title={record === 'new' ? lists[list].add : lists[list].change}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {record !== undefined && (
        <Form record={record === 'new' ? undefined : record} directory={directory} onDone={onClose} />
      )}
    </Modal>
  );
};

export const DirectoryScreen = () => {
  const mayManage = useMayDo('directory.manage');
  const [list, setList] = useState<DirectoryList>('agencies');
  const [search, setSearch] = useState('');
  const [retiredShown, setRetiredShown] = useState(false);
  const [editing, setEditing] = useState<Directory[DirectoryList][number] | 'new'>();
  const [importing, setImporting] = useState(false);
  const { data, error, refetch } = useOperation('directory.get', {});
  if (error) return <Failed fault={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading what="the directory" />;
  const retired = listNames.reduce((sum, name) => sum + data[name].filter((one) => one.retired).length, 0);
  const counts = listNames.map((name) => found(data, name, search, retiredShown).length);
  return (
    <>
      <PageHeader
        title="Directory"
        subtitle="Whom to reach in each agency, who decides, and who sits on a panel."
        actions={
          mayManage && (
            <>
              <Button
                variant="default"
                leftSection={<IconFileImport size={18} stroke={1.75} aria-hidden="true" />}
                onClick={() => setImporting(true)}
              >
                Bring in a file
              </Button>
              <ExportMenu />
              <Button
                leftSection={<IconPlus size={18} stroke={1.75} aria-hidden="true" />}
                onClick={() => setEditing('new')}
              >
                {lists[list].add}
              </Button>
            </>
          )
        }
      />
      <search className={styles['tools']}>
        <TextInput
          className={styles['search'] ?? ''}
          aria-label="Search the directory"
          placeholder="Search the directory"
          autoComplete="off"
          leftSection={<IconSearch size={16} stroke={1.75} aria-hidden="true" />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        {retired > 0 && (
          <Checkbox
            label={`Show what is retired (${retired})`}
            checked={retiredShown}
            onChange={(event) => setRetiredShown(event.currentTarget.checked)}
          />
        )}
        <span className="visuallyHidden" role="status">
          {search.trim() === ''
            ? ''
            : `Found: ${listNames.map((name, index) => `${lists[name].title} ${counts[index]}`).join(', ')}`}
        </span>
      </search>
      <Tabs value={list} onChange={(name) => setList(name as DirectoryList)} keepMounted={false}>
        <Tabs.List>
          {listNames.map((name, index) => (
            <Tabs.Tab key={name} value={name}>
              {lists[name].title} ({counts[index]})
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={list} pt={12}>
          <ListPanel
            key={list}
            list={list}
            directory={data}
            search={search}
            retiredShown={retiredShown}
            mayManage={mayManage}
            onEdit={setEditing}
            onClear={() => setSearch('')}
            onServicesOf={(agencyId) => {
              setSearch(nameOfAgency(data, agencyId));
              setList('services');
            }}
          />
        </Tabs.Panel>
      </Tabs>
      <EditDialog list={list} record={editing} directory={data} onClose={() => setEditing(undefined)} />
      <ImportDialog opened={importing} onClose={() => setImporting(false)} />
    </>
  );
};
