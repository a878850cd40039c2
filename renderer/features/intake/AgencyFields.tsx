import { Button, Checkbox, MultiSelect, Select, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Agency } from '../../../shared/contract/directory.ts';
import { likelyAgency } from '../../../shared/domain/agencyNames.ts';
import { agencyTypes, codesOf, type AgencyType } from '../../../shared/domain/codes.ts';
import type { IntakeReferrer } from '../../../shared/domain/intake.ts';
import { useChange, useOperation } from '../../api/useOperation.ts';
import { GroupField } from './Field.tsx';
import { useIntakeEditing } from './intakeEditing.ts';
import fieldStyles from './Field.module.css';
import styles from './IntakeForm.module.css';

const useAgencies = (): readonly Agency[] => useOperation('directory.listAgencies', {}).data?.agencies ?? [];

/** Agencies still in use, and those that this form already names though they have been retired. */
const choices = (agencies: readonly Agency[], chosen: readonly string[]) =>
  agencies
    .filter((agency) => !agency.retired || chosen.includes(agency.id))
    .map((agency) => ({ value: agency.id, label: agency.name }));

/** Which agency of the directory a referrer's own words mean: offered, never filled in. */
export const AgencyOfReferrer = ({
  referrer,
  index,
  onChange,
}: {
  readonly referrer: IntakeReferrer;
  readonly index: number;
  readonly onChange: (agencyId: string) => void;
}) => {
  const agencies = useAgencies();
  const [adding, setAdding] = useState(false);
  const id = `field-referrers.${index}.agencyId`;
  const offered =
    referrer.agencyId === '' && referrer.agency.trim() !== ''
      ? likelyAgency(referrer.agency, agencies)
      : undefined;
  return (
    <div className={fieldStyles['field']}>
      <div className={fieldStyles['head']}>
        <label htmlFor={id}>Agency in the directory</label>
      </div>
      <Select
        id={id}
        data={choices(agencies, [referrer.agencyId])}
        value={referrer.agencyId === '' ? null : referrer.agencyId}
        onChange={(value) => onChange(value ?? '')}
        placeholder="Not coded"
        searchable
        clearable
        clearButtonProps={{ 'aria-label': 'Clear the agency' }}
        nothingFoundMessage="No agency of that name"
      />
      {offered && (
        <Button
          className={styles['proposal']}
          variant="subtle"
          size="compact-sm"
          mt={4}
          onClick={() => onChange(offered.id)}
        >
          Looks like {offered.name}: use it
        </Button>
      )}
      {referrer.agencyId === '' && !adding && (
        <Button
          variant="subtle"
          size="compact-sm"
          mt={4}
          leftSection={<IconPlus size={16} stroke={1.75} />}
          onClick={() => setAdding(true)}
        >
          Add an agency
        </Button>
      )}
      {adding && (
        <AddAgency
          suggestedName={referrer.agency}
          onAdded={(agency) => {
            setAdding(false);
            onChange(agency.id);
          }}
          onCancel={() => setAdding(false)}
        />
      )}
    </div>
  );
};

/** Who is challenged; or a concern that the agencies share, where the procedure knows such. */
export const ChallengedAgencies = () => {
  const { form, change, procedure, issues } = useIntakeEditing();
  const agencies = useAgencies();
  const [adding, setAdding] = useState(false);
  return (
    <GroupField path="sharedConcern" label="Agencies challenged">
      <MultiSelect
        id="field-challengedAgencyIds"
        aria-label="Agencies challenged"
        data={choices(agencies, form.challengedAgencyIds)}
        value={form.challengedAgencyIds}
        onChange={(challengedAgencyIds) => change((now) => ({ ...now, challengedAgencyIds }))}
        placeholder={form.challengedAgencyIds.length === 0 ? 'Choose from the directory' : ''}
        searchable
        classNames={{ pill: styles['pill'] ?? '' }}
        disabled={form.sharedConcern && form.challengedAgencyIds.length === 0}
        error={issues.some((issue) => issue.path === 'sharedConcern')}
        nothingFoundMessage="No agency of that name: add it below"
      />
      {adding ? (
        <AddAgency
          suggestedName=""
          onAdded={(agency) => {
            setAdding(false);
            change((now) => ({ ...now, challengedAgencyIds: [...now.challengedAgencyIds, agency.id] }));
          }}
          onCancel={() => setAdding(false)}
        />
      ) : (
        <Button
          variant="subtle"
          size="compact-sm"
          mt={4}
          leftSection={<IconPlus size={16} stroke={1.75} />}
          onClick={() => setAdding(true)}
        >
          Add an agency to the directory
        </Button>
      )}
      {procedure.sharedConcern && (
        <Checkbox
          mt={6}
          label="A shared concern: no agency is challenged"
          checked={form.sharedConcern}
          onChange={(event) => {
            const sharedConcern = event.currentTarget.checked;
            change((now) => ({ ...now, sharedConcern }));
          }}
        />
      )}
    </GroupField>
  );
};

const AddAgency = ({
  suggestedName,
  onAdded,
  onCancel,
}: {
  readonly suggestedName: string;
  readonly onAdded: (agency: Agency) => void;
  readonly onCancel: () => void;
}) => {
  const [name, setName] = useState(suggestedName);
  const [type, setType] = useState<AgencyType | null>(null);
  const [problem, setProblem] = useState('');
  const add = useChange('directory.addAgency');
  const submit = () => {
    if (name.trim() === '' || type === null) {
      setProblem(name.trim() === '' ? 'Give the name of the agency.' : 'Choose the kind of agency.');
      return;
    }
    add.mutate({ name, type }, { onSuccess: onAdded, onError: (fault) => setProblem(fault.message) });
  };
  return (
    <div className={styles['inlineForm']} role="group" aria-label="Add an agency to the directory">
      <TextInput
        label="Name"
        value={name}
        maxLength={300}
        data-autofocus
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Select
        label="Kind of agency"
        data={codesOf(agencyTypes).map((code) => ({ value: code, label: agencyTypes[code] }))}
        value={type}
        onChange={(value) => setType(value as AgencyType | null)}
      />
      {problem !== '' && (
        <p className={fieldStyles['error']} role="alert">
          {problem}
        </p>
      )}
      <div className={styles['buttons']}>
        <Button onClick={submit} loading={add.isPending}>
          Add the agency
        </Button>
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </div>
  );
};
