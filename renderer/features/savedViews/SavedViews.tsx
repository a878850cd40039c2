/** Filters under a name: opened, saved, renamed and deleted from the screen that they are of. Used by screens of cases and figures. */
import { Button, Checkbox, Menu, TextInput } from '@mantine/core';
import { IconBookmark, IconChevronDown } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { SavedLook, SavedView } from '../../../shared/contract/savedViews.ts';
import { issuesOf } from '../../api/issuesOf.ts';
import type { AppFault } from '../../api/client.ts';
import { useChange, useOperation } from '../../api/useOperation.ts';
import { useAnnounce } from '../../components/Announcer.tsx';
import { FormDialog } from '../case/FormDialog.tsx';
import styles from './SavedViews.module.css';

/** A name, and whether the office shares it: for a view to save, or for one that there is. */
const NameDialog = ({
  view,
  look,
  onClose,
}: {
  readonly view: SavedView | undefined;
  readonly look: SavedLook;
  readonly onClose: () => void;
}) => {
  const announce = useAnnounce();
  const save = useChange('savedViews.save');
  const rename = useChange('savedViews.rename');
  const [name, setName] = useState(view?.name ?? '');
  const [shared, setShared] = useState(view?.shared ?? false);
  const issues = issuesOf(save.error ?? rename.error, 'name');
  const done = { onSuccess: () => (onClose(), announce(view ? 'View changed' : 'View saved')) };
  return (
    <FormDialog
      title={view ? 'Change a view' : 'Save this view'}
      submitLabel={view ? 'Save the change' : 'Save the view'}
      issues={issues}
      fault={undefined}
      busy={save.isPending || rename.isPending}
      onSubmit={() =>
        view ? rename.mutate({ id: view.id, name, shared }, done) : save.mutate({ name, look, shared }, done)
      }
      onClose={onClose}
    >
      <TextInput
        id="field-name"
        label="Name of the view"
        description="Say what it shows. Leave out names of children and families."
        value={name}
        error={issues.find(({ path }) => path === 'name')?.message}
        data-autofocus
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Checkbox
        label="Share it with the office"
        description="Everybody who may see the cases is shown it"
        checked={shared}
        onChange={(event) => setShared(event.currentTarget.checked)}
      />
    </FormDialog>
  );
};

/** The views of one screen. `look` is what the screen shows now. */
export const SavedViews = ({ look }: { readonly look: SavedLook }) => {
  const navigate = useNavigate();
  const announce = useAnnounce();
  const { data } = useOperation('savedViews.list', {});
  const save = useChange('savedViews.save');
  const overwrite = useChange('savedViews.overwrite');
  const remove = useChange('savedViews.remove');
  const [edited, setEdited] = useState<SavedView | 'new' | undefined>();
  const views = (data?.views ?? []).filter((view) => view.look.screen === look.screen);
  const changeable = views.filter(({ mayChange }) => mayChange);
  const groups = [
    { label: 'Your views', members: views.filter(({ shared }) => !shared) },
    { label: 'Views of the office', members: views.filter(({ shared }) => shared) },
  ];

  const open = ({ look: saved }: SavedView): void =>
    void (saved.screen === 'register'
      ? navigate({ to: '/register', search: saved.search })
      : navigate({ to: '/analytics', search: saved.search }));

  const back = (name: string) => ({
    onSuccess: () => announce(`View “${name}” is as it was`),
    onError: (fault: AppFault) => announce({ text: fault.message, isFault: true }),
  });

  const overwriteView = ({ id, name, look: before }: SavedView): void =>
    overwrite.mutate(
      { id, look },
      {
        onSuccess: () =>
          announce({
            text: `View “${name}” is now what is shown`,
            action: { label: 'Undo', run: () => overwrite.mutate({ id, look: before }, back(name)) },
          }),
        onError: (fault) => announce({ text: fault.message, isFault: true }),
      },
    );

  const removeView = ({ id, name, look: saved, shared }: SavedView): void =>
    remove.mutate(
      { id },
      {
        onSuccess: () =>
          announce({
            text: `View “${name}” deleted`,
            action: { label: 'Undo', run: () => save.mutate({ name, look: saved, shared }, back(name)) },
          }),
        onError: (fault) => announce({ text: fault.message, isFault: true }),
      },
    );

  return (
    <>
      <Menu position="bottom-end" width={280}>
        <Menu.Target>
          <Button
            variant="default"
            leftSection={<IconBookmark size={18} stroke={1.75} aria-hidden="true" />}
            rightSection={<IconChevronDown size={16} stroke={1.75} aria-hidden="true" />}
          >
            Saved views
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {groups
            .filter(({ members }) => members.length > 0)
            .map(({ label, members }) => (
              <div key={label} role="group" aria-label={label}>
                <Menu.Label className={styles['label'] ?? ''}>{label}</Menu.Label>
                {members.map((view) => (
                  <Menu.Item key={view.id} onClick={() => open(view)}>
                    {view.name}
                  </Menu.Item>
                ))}
              </div>
            ))}
          {views.length > 0 && <Menu.Divider />}
          <Menu.Item onClick={() => setEdited('new')}>Save this view…</Menu.Item>
          {changeable.length > 0 && (
            <>
              <Menu.Sub>
                <Menu.Sub.Target>
                  <Menu.Sub.Item>Overwrite with what is shown</Menu.Sub.Item>
                </Menu.Sub.Target>
                <Menu.Sub.Dropdown>
                  {changeable.map((view) => (
                    <Menu.Item key={view.id} onClick={() => overwriteView(view)}>
                      {view.name}
                    </Menu.Item>
                  ))}
                </Menu.Sub.Dropdown>
              </Menu.Sub>
              <Menu.Sub>
                <Menu.Sub.Target>
                  <Menu.Sub.Item>Rename or share</Menu.Sub.Item>
                </Menu.Sub.Target>
                <Menu.Sub.Dropdown>
                  {changeable.map((view) => (
                    <Menu.Item key={view.id} onClick={() => setEdited(view)}>
                      {view.name}
                    </Menu.Item>
                  ))}
                </Menu.Sub.Dropdown>
              </Menu.Sub>
              <Menu.Sub>
                <Menu.Sub.Target>
                  <Menu.Sub.Item>Delete</Menu.Sub.Item>
                </Menu.Sub.Target>
                <Menu.Sub.Dropdown>
                  {changeable.map((view) => (
                    <Menu.Item key={view.id} onClick={() => removeView(view)}>
                      {view.name}
                    </Menu.Item>
                  ))}
                </Menu.Sub.Dropdown>
              </Menu.Sub>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {edited !== undefined && (
        <NameDialog
          view={edited === 'new' ? undefined : edited}
          look={look}
          onClose={() => setEdited(undefined)}
        />
      )}
    </>
  );
};
