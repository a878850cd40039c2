/** The agencies that raise and are challenged. This feature imports the window's api and components. */
import { Button, Checkbox, Group, Modal, NativeSelect, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Agency } from '../../../shared/contract/directory.ts';
import type { Issue } from '../../../shared/contract/errors.ts';
import { agencyTypes, type AgencyType } from '../../../shared/domain/codes.ts';
import { emptyDirectory } from '../../../shared/domain/directory.ts';
import { issuesOf } from '../../api/issuesOf.ts';
import { useMayDo } from '../../api/session.tsx';
import { useChange, useOperation } from '../../api/useOperation.ts';
import { useAnnounce } from '../../components/Announcer.tsx';
import { ErrorSummary } from '../../components/ErrorSummary.tsx';
import { FieldShell } from '../../components/FieldShell.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import tableStyles from '../../components/PlainTable.module.css';
import { Empty, Failed, Loading } from '../../components/ScreenState.tsx';
import styles from './DirectoryScreen.module.css';

const AgencyForm = ({
  agency,
  onDone,
}: {
  /** Absent: a new one. */
  readonly agency: Agency | undefined;
  readonly onDone: () => void;
}) => {
  const [name, setName] = useState(agency?.name ?? '');
  const [type, setType] = useState<AgencyType | ''>(agency?.type ?? '');
  const [retired, setRetired] = useState(agency?.retired ?? false);
  const [missing, setMissing] = useState<readonly Issue[]>([]);
  const announce = useAnnounce();
  const add = useChange('directory.addAgency');
  const change = useChange('directory.change');
  const issues = missing.length > 0 ? missing : issuesOf(add.error ?? change.error);
  const errorAt = (path: string): string | undefined => issues.find((issue) => issue.path === path)?.message;

  const submit = (): void => {
    const found = [
      ...(name.trim() === '' ? [{ path: 'name', message: 'Give the name of the agency' }] : []),
      ...(type === '' ? [{ path: 'type', message: 'Choose what kind of agency it is' }] : []),
    ];
    setMissing(found);
    if (type === '' || found.length > 0) return;
    const onSuccess = (saved: Agency): void => {
      announce(`${saved.name} is saved.`);
      onDone();
    };
    if (agency) {
      const changed = { ...agency, name, type, retired };
      change.mutate(
        { put: { ...emptyDirectory, agencies: [changed] }, remove: [] },
        { onSuccess: () => onSuccess(changed) },
      );
    }
    else add.mutate({ name, type }, { onSuccess });
  };

  return (
    <form
      noValidate
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <ErrorSummary issues={issues} />
      <FieldShell path="name" label="Name" error={errorAt('name')}>
        {(control) => (
          <TextInput
            {...control}
            data-autofocus
            autoComplete="off"
            error={errorAt('name') !== undefined}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        )}
      </FieldShell>
      <FieldShell path="type" label="Kind" error={errorAt('type')}>
        {(control) => (
          <NativeSelect
            {...control}
            error={errorAt('type') !== undefined}
            value={type}
            data={[
              { value: '', label: 'Choose' },
              ...Object.entries(agencyTypes).map(([value, label]) => ({ value, label })),
            ]}
            onChange={(event) => setType(event.currentTarget.value as AgencyType | '')}
          />
        )}
      </FieldShell>
      {agency && (
        <Checkbox
          label="Retired: kept with its cases and no longer offered"
          checked={retired}
          onChange={(event) => setRetired(event.currentTarget.checked)}
        />
      )}
      <Group gap={8} justify="flex-end">
        <Button variant="default" onClick={onDone}>
          Cancel
        </Button>
        <Button type="submit" loading={add.isPending || change.isPending}>
          Save
        </Button>
      </Group>
    </form>
  );
};

export const DirectoryScreen = () => {
  const mayManage = useMayDo('directory.manage');
  const [editing, setEditing] = useState<Agency | 'new' | undefined>();
  const [retiredShown, setRetiredShown] = useState(false);
  const { data, error, refetch } = useOperation('directory.listAgencies', {});
  const close = (): void => setEditing(undefined);
  const add = (
    <Button
      leftSection={<IconPlus size={18} stroke={1.75} aria-hidden="true" />}
      onClick={() => setEditing('new')}
    >
      Add an agency
    </Button>
  );
  const shown = data?.agencies.filter((agency) => retiredShown || !agency.retired) ?? [];
  const retired = data?.agencies.filter((agency) => agency.retired).length ?? 0;
  return (
    <>
      <PageHeader
        title="Directory"
        subtitle="The agencies that raise escalations and that are challenged."
        actions={mayManage && add}
      />
      {error ? (
        <Failed fault={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Loading what="the agencies" />
      ) : data.agencies.length === 0 ? (
        <Empty title="There is no agency in the directory yet." action={mayManage && add}>
          Agencies belong here so that every case names them the same way and can be counted.
        </Empty>
      ) : (
        <>
          {retired > 0 && (
            <Checkbox
              mb={12}
              label={`Show retired agencies (${retired})`}
              checked={retiredShown}
              onChange={(event) => setRetiredShown(event.currentTarget.checked)}
            />
          )}
          <table className={tableStyles['table']}>
            <caption className="visuallyHidden">Agencies</caption>
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">Kind</th>
                {mayManage && (
                  <th scope="col">
                    <span className="visuallyHidden">What to do</span>
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {shown.map((agency) => (
                <tr key={agency.id}>
                  <th scope="row">
                    {agency.name}
                    {agency.retired && <span className={tableStyles['quiet']}> (retired)</span>}
                  </th>
                  <td>{agencyTypes[agency.type]}</td>
                  {mayManage && (
                    <td className={tableStyles['actions']}>
                      <Button variant="subtle" onClick={() => setEditing(agency)}>
                        Change<span className="visuallyHidden"> {agency.name}</span>
                      </Button>
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      <Modal
        opened={editing !== undefined}
        onClose={close}
        title={editing === 'new' ? 'Add an agency' : 'Change the agency'}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        {editing !== undefined && (
          <AgencyForm agency={editing === 'new' ? undefined : editing} onDone={close} />
        )}
      </Modal>
    </>
  );
};
