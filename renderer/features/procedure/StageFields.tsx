import { Button, Checkbox, Group } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus } from '@tabler/icons-react';
import { childStatuses, codesOf, tiers } from '../../../shared/domain/codes.ts';
import { addDuty, addTimescale, removeTimescale } from '../../../shared/domain/procedureEditing.ts';
import {
  businessUnitDuties,
  dutyKinds,
  timescaleEvents,
  type Stage,
  type Timescale,
  type TimescaleLength,
} from '../../../shared/domain/procedures/procedureSchema.ts';
import { StageLadder } from '../../components/StageLadder.tsx';
import {
  CodeField,
  CountField,
  Disclosure,
  FlagField,
  Items,
  LinesField,
  SomeField,
  SourceFields,
  TakeAway,
  WordsField,
} from './fields.tsx';
import { capital, newId, useProcedureEditing } from './procedureEditing.ts';
import styles from './ProcedureEditor.module.css';

const units = {
  workingDays: 'working days',
  weeks: 'weeks',
  hours: 'hours, day and night',
  agreed: 'asked for in each case',
} as const;
const kinds = { due: 'A date to keep', ceiling: 'The furthest an extension may go' } as const;

/** A stage opens by itself and a disagreement is earlier; the rest can happen while it goes on. */
const { disagreement: _earlier, stageOpened: _itself, ...startedByEntry } = timescaleEvents;

const lengthIn = (unit: keyof typeof units, length: TimescaleLength): TimescaleLength =>
  unit === 'agreed' ? { unit, question: '' } : { unit, count: length.unit === 'agreed' ? 5 : length.count };

/** One stage: closed to its name, open to all that it lays down. */
export const StageFields = ({
  stage,
  index,
  opened,
  onToggle,
  onMove,
  onRemove,
}: {
  readonly stage: Stage;
  readonly index: number;
  readonly opened: boolean;
  readonly onToggle: () => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}) => {
  const { procedure, replace } = useProcedureEditing();
  const { stages, decisionBodies } = procedure;
  const path = `stages.${index}`;
  return (
    <li className={styles['stage']}>
      <Disclosure
        opened={opened}
        onToggle={onToggle}
        actions={
          <Group gap={0} wrap="nowrap">
            <Button variant="subtle" px={8} disabled={index === 0} onClick={() => onMove(-1)}>
              <IconArrowUp size={18} stroke={1.75} aria-hidden="true" />
              <span className="visuallyHidden">Move {stage.label} up</span>
            </Button>
            <Button variant="subtle" px={8} disabled={index === stages.length - 1} onClick={() => onMove(1)}>
              <IconArrowDown size={18} stroke={1.75} aria-hidden="true" />
              <span className="visuallyHidden">Move {stage.label} down</span>
            </Button>
            {stages.length > 1 && <TakeAway what={stage.label} onClick={onRemove} />}
          </Group>
        }
        label={
          <>
            <StageLadder order={stage.order} of={stages.length} label={stage.label || 'No label yet'} />
            <span className={styles['stageName']}>{stage.name}</span>
          </>
        }
      >
        <div className={styles['pair']}>
          <WordsField path={`${path}.label`} label="Label" hint="As people say it: “Level 3”." />
          <WordsField path={`${path}.formLabel`} label="Name on the form" hint="Where it differs." optional />
        </div>
        <WordsField path={`${path}.name`} label="Name" />
        <WordsField path={`${path}.who`} label="Who meets" lines={2} />
        <div className={styles['pair']}>
          <CodeField
            path={`${path}.tier`}
            label="Tier"
            hint="So that figures can be compared."
            codes={tiers}
          />
          <CodeField
            path={`${path}.businessUnit`}
            label="What the business unit does"
            codes={businessUnitDuties}
          />
        </div>
        <LinesField
          path={`${path}.inWriting`}
          label="In writing"
          hint="One a line."
          lines={stage.inWriting}
        />
        <SomeField
          path={`${path}.decisionBodies`}
          label="Whose decision may end the case here"
          choices={decisionBodies.map(({ id, label }) => ({ value: id, label: label || 'No name yet' }))}
          values={stage.decisionBodies}
        />
        <FlagField
          path={`${path}.outward`}
          label="A referral out of the partnership, which the register only records"
          checked={stage.outward}
        />
        <SourceFields path={`${path}.source`} of={stage.label || 'this stage'} />
        <h3>Timescales</h3>
        <ul className={styles['items']}>
          {stage.timescales.map((timescale, at) => (
            <TimescaleFields
              key={timescale.id}
              timescale={timescale}
              path={`${path}.timescales.${at}`}
              number={at + 1}
              onRemove={() => replace(removeTimescale(procedure, index, at))}
            />
          ))}
        </ul>
        <Button
          variant="default"
          className={styles['start'] ?? ''}
          leftSection={<IconPlus size={16} stroke={1.75} aria-hidden="true" />}
          onClick={() => replace(addTimescale(procedure, index, newId('timescale')))}
        >
          Add a timescale
        </Button>
        <h3>Duties</h3>
        <Items
          path={`${path}.duties`}
          one="duty"
          items={stage.duties}
          onAdd={() => replace(addDuty(procedure, index, newId('duty')))}
        >
          {(duty, dutyPath, named) => (
            <>
              <WordsField path={`${dutyPath}.label`} label={capital(named)} />
              <CodeField path={`${dutyPath}.kind`} label="It is recorded as" codes={dutyKinds} />
              <FlagField
                path={`${dutyPath}.required`}
                label="Required: left undone only with a reason"
                checked={duty.required}
              />
              <SomeField
                path={`${dutyPath}.whenChildStatus`}
                label="Only when the child is (none ticked: always)"
                choices={codesOf(childStatuses).map((value) => ({ value, label: childStatuses[value] }))}
                values={duty.whenChildStatus ?? []}
                optional
              />
            </>
          )}
        </Items>
      </Disclosure>
    </li>
  );
};

const TimescaleFields = ({
  timescale,
  path,
  number,
  onRemove,
}: {
  readonly timescale: Timescale;
  readonly path: string;
  readonly number: number;
  readonly onRemove: () => void;
}) => {
  const { procedure, change } = useProcedureEditing();
  const { length } = timescale;
  return (
    <li className={styles['item']}>
      <WordsField
        path={`${path}.action`}
        label="What is to happen"
        hint="As the end of a sentence: “the heads of service meet”."
      />
      <div className={styles['row']}>
        {length.unit !== 'agreed' && (
          <CountField path={`${path}.length.count`} label="Within" value={length.count} />
        )}
        <CodeField
          path={`${path}.length.unit`}
          label="Counted in"
          codes={units}
          onChange={(unit) => change(`${path}.length`, lengthIn(unit as keyof typeof units, length))}
        />
        <CodeField path={`${path}.event`} label="From when" codes={timescaleEvents} />
        <CodeField path={`${path}.kind`} label="It is" codes={kinds} />
      </div>
      {length.unit === 'agreed' && (
        <WordsField
          path={`${path}.length.question`}
          label="Question to ask"
          hint="Such as “By what day did they agree to resolve this?”"
        />
      )}
      <WordsField
        path={`${path}.condition`}
        label="Only"
        hint="Such as “if a meeting is needed”. May be empty."
        optional
      />
      {procedure.toState.length > 0 && (
        <CodeField
          path={`${path}.alternativeTo`}
          label="Settled by"
          codes={{
            '': 'nothing: it always applies',
            ...Object.fromEntries(
              procedure.toState.map(({ id, question }) => [id, question || 'A question without words yet']),
            ),
          }}
          onChange={(code) => change(`${path}.alternativeTo`, code === '' ? undefined : code)}
        />
      )}
      {timescale.kind === 'due' && (
        <>
          <Checkbox
            label="Ticked off by an entry on the timeline, while the stage goes on"
            checked={timescale.doneByEntry === true}
            onChange={({ currentTarget: { checked } }) =>
              change(path, {
                ...timescale,
                doneByEntry: checked ? true : undefined,
                starts: checked ? timescale.starts : undefined,
              })
            }
          />
          {timescale.doneByEntry && (
            <CodeField
              path={`${path}.starts`}
              label="Doing it starts what is counted from"
              codes={{ '': 'nothing else', ...startedByEntry }}
              onChange={(code) => change(`${path}.starts`, code === '' ? undefined : code)}
            />
          )}
        </>
      )}
      <SourceFields path={`${path}.source`} of={`timescale ${number}`} />
      <TakeAway what={`timescale ${number}`} onClick={onRemove} />
    </li>
  );
};
