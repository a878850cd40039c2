/** One form for each kind of record in the directory. The rules are the contract's and the domain's: what they refuse is shown. */
import { Button, Checkbox } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { OutputOf } from '../../../shared/contract/index.ts';
import { agencyTypes } from '../../../shared/domain/codes.ts';
import type {
  Agency,
  DecisionMaker,
  Directory,
  DirectoryContact,
  DirectoryList,
  DirectoryService,
  PanelMember,
} from '../../../shared/domain/directory.ts';
import { usePutRecord } from './useDirectoryChange.ts';
import { LinesField, RecordForm, SelectField, TextField } from './RecordForm.tsx';
import styles from './DirectoryScreen.module.css';

export type DirectoryOnScreen = OutputOf<'directory.get'>;

export interface FormProps<Item> {
  /** Absent: a new one. */
  readonly record: Item | undefined;
  readonly directory: DirectoryOnScreen;
  readonly onDone: () => void;
}

/** The record as typed, and what every form does with it. */
const useRecord = <List extends DirectoryList>(
  list: List,
  start: Directory[List][number],
  onDone: () => void,
) => {
  const [typed, setTyped] = useState(start);
  const { put, issues, busy } = usePutRecord(list, onDone);
  return {
    typed,
    set: (part: Partial<Directory[List][number]>): void => setTyped({ ...typed, ...part }),
    issues,
    form: {
      issues,
      busy,
      onCancel: onDone,
      onSubmit: (part: Partial<Directory[List][number]> = {}) =>
        put({ ...typed, ...part }, `${typed.name.trim()} is saved.`),
    },
  };
};

/** Agencies still in use, and the one that is chosen already. */
const agencyChoices = ({ agencies }: DirectoryOnScreen, chosen: string | undefined) =>
  agencies
    .filter(({ id, retired }) => !retired || id === chosen)
    .map(({ id, name }) => ({ value: id, label: name }));

const AgencyForm = ({ record, onDone }: FormProps<Agency>) => {
  const { typed, set, issues, form } = useRecord(
    'agencies',
    // No kind is chosen yet: the contract asks for one.
    record ?? {
      id: crypto.randomUUID(),
      name: '',
      type: '' as Agency['type'],
      fullMember: false,
      retired: false,
    },
    onDone,
  );
  return (
    <RecordForm {...form}>
      <TextField
        first
        path="name"
        label="Name"
        issues={issues}
        value={typed.name}
        onChange={(name) => set({ name })}
      />
      <SelectField
        path="type"
        label="Kind"
        issues={issues}
        value={typed.type}
        choices={Object.entries(agencyTypes).map(([value, label]) => ({ value, label }))}
        onChange={(type) => set({ type: type as Agency['type'] })}
      />
      <Checkbox
        label="Full member of the partnership"
        description="A Resolution Panel is made up of senior officers of full members."
        checked={typed.fullMember}
        onChange={(event) => set({ fullMember: event.currentTarget.checked })}
      />
    </RecordForm>
  );
};

const emptyContact: DirectoryContact = { name: '', role: '', telephone: '', option: '', email: '' };

const ServiceForm = ({ record, directory, onDone }: FormProps<DirectoryService>) => {
  const { typed, set, issues, form } = useRecord(
    'services',
    record ?? {
      id: crypto.randomUUID(),
      name: '',
      contacts: [emptyContact],
      copyTo: '',
      instruction: '',
      retired: false,
    },
    onDone,
  );
  const setContact = (index: number, part: Partial<DirectoryContact>): void =>
    set({ contacts: typed.contacts.map((one, place) => (place === index ? { ...one, ...part } : one)) });
  const isEmpty = (contact: DirectoryContact): boolean =>
    Object.values(contact).every((text) => text.trim() === '');
  return (
    <RecordForm
      {...form}
      onSubmit={() => {
        // A contact that was begun and left empty is none.
        const contacts = typed.contacts.filter((contact) => !isEmpty(contact));
        set({ contacts: contacts.length > 0 ? contacts : [emptyContact] });
        form.onSubmit({ contacts });
      }}
    >
      <TextField
        first
        path="name"
        label="Service or team"
        issues={issues}
        value={typed.name}
        onChange={(name) => set({ name })}
      />
      <SelectField
        path="agencyId"
        label="Agency"
        issues={issues}
        value={typed.agencyId ?? ''}
        choices={agencyChoices(directory, typed.agencyId)}
        empty="None: it stands for a kind of service"
        onChange={(agencyId) => set({ agencyId: agencyId === '' ? undefined : agencyId })}
      />
      <LinesField
        path="instruction"
        label="What to do"
        hint="Stands with the contacts, or in place of them: “Always a telephone call.”"
        issues={issues}
        value={typed.instruction}
        onChange={(instruction) => set({ instruction })}
      />
      <fieldset className={styles['contacts']}>
        <legend>Contacts, in the order in which to try them</legend>
        {typed.contacts.map((contact, index) => (
          <div key={index} role="group" aria-label={`Contact ${index + 1}`} className={styles['contact']}>
            <TextField
              path={`contacts.${index}.name`}
              label="Name"
              issues={issues}
              value={contact.name}
              onChange={(name) => setContact(index, { name })}
            />
            <TextField
              path={`contacts.${index}.role`}
              label="Role"
              issues={issues}
              value={contact.role}
              onChange={(role) => setContact(index, { role })}
            />
            <TextField
              path={`contacts.${index}.telephone`}
              label="Telephone"
              issues={issues}
              value={contact.telephone}
              onChange={(telephone) => setContact(index, { telephone })}
            />
            <TextField
              path={`contacts.${index}.option`}
              label="Option to press"
              issues={issues}
              value={contact.option}
              onChange={(option) => setContact(index, { option })}
            />
            <TextField
              path={`contacts.${index}.email`}
              label="E-mail"
              issues={issues}
              value={contact.email}
              onChange={(email) => setContact(index, { email })}
            />
            <Button
              variant="subtle"
              className={styles['removeContact']}
              leftSection={<IconTrash size={16} stroke={1.75} aria-hidden="true" />}
              onClick={() => set({ contacts: typed.contacts.filter((_, place) => place !== index) })}
            >
              Remove<span className="visuallyHidden"> contact {index + 1}</span>
            </Button>
          </div>
        ))}
        <Button
          variant="default"
          className={styles['addContact']}
          leftSection={<IconPlus size={16} stroke={1.75} aria-hidden="true" />}
          onClick={() => set({ contacts: [...typed.contacts, emptyContact] })}
        >
          Add a contact
        </Button>
      </fieldset>
      <TextField
        path="copyTo"
        label="Copy e-mails to"
        hint="Several addresses with a semicolon between them."
        issues={issues}
        value={typed.copyTo}
        onChange={(copyTo) => set({ copyTo })}
      />
    </RecordForm>
  );
};

const DecisionMakerForm = ({ record, directory, onDone }: FormProps<DecisionMaker>) => {
  const { typed, set, issues, form } = useRecord(
    'decisionMakers',
    record ?? { id: crypto.randomUUID(), name: '', bodyId: '', retired: false },
    onDone,
  );
  const bodies = directory.bodies.map(({ id, label }) => ({ value: id, label }));
  const earlier = record && !bodies.some(({ value }) => value === record.bodyId);
  return (
    <RecordForm {...form}>
      <TextField
        first
        path="name"
        label="Name"
        hint="As it should stand on the notice."
        issues={issues}
        value={typed.name}
        onChange={(name) => set({ name })}
      />
      <SelectField
        path="bodyId"
        label="Decision body"
        issues={issues}
        value={typed.bodyId}
        choices={[...bodies, ...(earlier ? [{ value: record.bodyId, label: EARLIER_BODY }] : [])]}
        onChange={(bodyId) => set({ bodyId })}
      />
    </RecordForm>
  );
};

/** Shown for a body that the procedure in force does not have. */
export const EARLIER_BODY = 'A body of an earlier procedure';

const PanelMemberForm = ({ record, directory, onDone }: FormProps<PanelMember>) => {
  const { typed, set, issues, form } = useRecord(
    'panelMembers',
    record ?? { id: crypto.randomUUID(), name: '', role: '', agencyId: '', retired: false },
    onDone,
  );
  return (
    <RecordForm {...form}>
      <TextField
        first
        path="name"
        label="Name"
        issues={issues}
        value={typed.name}
        onChange={(name) => set({ name })}
      />
      <TextField
        path="role"
        label="Role"
        issues={issues}
        value={typed.role}
        onChange={(role) => set({ role })}
      />
      <SelectField
        path="agencyId"
        label="Agency"
        hint="A Resolution Panel needs three full members."
        issues={issues}
        value={typed.agencyId}
        choices={agencyChoices(directory, typed.agencyId)}
        onChange={(agencyId) => set({ agencyId })}
      />
    </RecordForm>
  );
};

export const forms: {
  readonly [List in DirectoryList]: (props: FormProps<Directory[List][number]>) => ReactNode;
} = {
  agencies: AgencyForm,
  services: ServiceForm,
  decisionMakers: DecisionMakerForm,
  panelMembers: PanelMemberForm,
};
