import { Button, Checkbox, Group, Radio } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { codesOf } from '../../../shared/domain/codes.ts';
import {
  emptyPerson,
  personKinds,
  type IntakePerson,
  type PersonKind,
} from '../../../shared/domain/intake.ts';
import { useRemovableRows } from '../../components/useRemovableRows.ts';
import { DateField, GroupField, TextField } from './Field.tsx';
import { useIntakeEditing } from './intakeEditing.ts';
import styles from './IntakeForm.module.css';

/** Who it is about: children, unborn children and, where the procedure covers them, adults at risk. */
export const PeopleFields = () => {
  const { form, change, procedure } = useIntakeEditing();
  const remove = useRemovableRows(form.people, (people) => change((now) => ({ ...now, people })));
  const kinds = codesOf(personKinds).filter((kind) => kind !== 'adult' || procedure.concerns !== 'children');
  return (
    <section aria-labelledby="intake-people" className={styles['section']}>
      <h2 id="intake-people" tabIndex={-1}>
        Who it is about
      </h2>
      <div id="field-people" tabIndex={-1}>
        {form.people.map((person, index) => (
          <PersonFields
            key={index}
            person={person}
            index={index}
            kinds={kinds}
            onRemove={
              form.people.length > 1
                ? () => remove(index, person.name.trim() || `Person ${index + 1}`)
                : undefined
            }
          />
        ))}
      </div>
      <Button
        variant="default"
        leftSection={<IconPlus size={16} stroke={1.75} />}
        onClick={() => change((now) => ({ ...now, people: [...now.people, emptyPerson()] }))}
      >
        Add another person
      </Button>
    </section>
  );
};

const PersonFields = ({
  person,
  index,
  kinds,
  onRemove,
}: {
  readonly person: IntakePerson;
  readonly index: number;
  readonly kinds: readonly PersonKind[];
  readonly onRemove: (() => void) | undefined;
}) => {
  const { change } = useIntakeEditing();
  const at = `people.${index}`;
  const set = (part: Partial<IntakePerson>) =>
    change((now) => ({
      ...now,
      people: now.people.map((other, place) => (place === index ? { ...other, ...part } : other)),
    }));
  return (
    <div className={styles['entry']} role="group" aria-label={`Person ${index + 1}`}>
      <div className={styles['entryHead']}>
        <GroupField path={`${at}.kind`} label={`Person ${index + 1}`}>
          <Radio.Group value={person.kind} onChange={(kind) => set({ kind: kind as PersonKind })}>
            <Group gap="md">
              {kinds.map((kind) => (
                <Radio key={kind} value={kind} label={personKinds[kind]} />
              ))}
            </Group>
          </Radio.Group>
        </GroupField>
        {onRemove && (
          <Button
            variant="subtle"
            leftSection={<IconTrash size={16} stroke={1.75} />}
            onClick={onRemove}
            aria-label={`Remove person ${index + 1}`}
          >
            Remove
          </Button>
        )}
      </div>
      <div className={styles['pair']}>
        <div>
          <TextField
            path={`${at}.name`}
            label="Name"
            value={person.name}
            disabled={person.nameNotKnown}
            onChange={(name) => set({ name })}
          />
          <Checkbox
            mt={6}
            label="Name not known"
            checked={person.nameNotKnown}
            onChange={(event) => set({ nameNotKnown: event.currentTarget.checked })}
          />
        </div>
        {person.kind === 'unborn' ? (
          <DateField
            path={`${at}.expectedDateOfBirth`}
            label="Expected date of birth"
            value={person.expectedDateOfBirth}
            onChange={(expectedDateOfBirth) => set({ expectedDateOfBirth })}
          />
        ) : (
          <div>
            <DateField
              path={`${at}.dateOfBirth`}
              label="Date of birth"
              value={person.dateOfBirth}
              onChange={(dateOfBirth) => set({ dateOfBirth })}
            />
            <Checkbox
              mt={6}
              label="Date of birth not known"
              checked={person.dateOfBirthNotKnown}
              onChange={(event) => set({ dateOfBirthNotKnown: event.currentTarget.checked })}
            />
          </div>
        )}
      </div>
      <div className={styles['pair']}>
        <TextField
          path={`${at}.nhsNumber`}
          label="NHS number"
          value={person.nhsNumber}
          inputMode="numeric"
          onChange={(nhsNumber) => set({ nhsNumber })}
        />
        <TextField
          path={`${at}.otherNumber`}
          label="Other number"
          value={person.otherNumber}
          onChange={(otherNumber) => set({ otherNumber })}
        />
      </div>
    </div>
  );
};
