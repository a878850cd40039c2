/** The editor's fields: each knows only its path in the procedure. */
import { Button, Checkbox, Input, NativeSelect, NumberInput, Textarea } from '@mantine/core';
import { IconChevronDown, IconChevronRight, IconPlus } from '@tabler/icons-react';
import { useId, useState, type ReactNode } from 'react';
import type { RuleSource } from '../../../shared/domain/procedures/procedureSchema.ts';
import { fieldId } from '../../components/ErrorSummary.tsx';
import { FieldError, FieldShell } from '../../components/FieldShell.tsx';
import { useProcedureEditing, wordsAt } from './procedureEditing.ts';
import styles from './ProcedureEditor.module.css';

interface FieldProps {
  readonly path: string;
  readonly label: string;
  readonly hint?: string;
}

/** `lines`: room for that many lines. `optional`: empty means that it is not there. */
export const WordsField = ({
  path,
  label,
  hint,
  lines,
  optional = false,
}: FieldProps & { readonly lines?: number; readonly optional?: boolean }) => {
  const { procedure, change, errorAt, leave } = useProcedureEditing();
  const error = errorAt(path);
  const put = (value: string): void => change(path, optional && value === '' ? undefined : value);
  return (
    <FieldShell path={path} label={label} hint={hint} error={error}>
      {(control) => {
        const shared = {
          ...control,
          value: wordsAt(procedure, path),
          error: error !== undefined,
          onBlur: () => leave(path),
        };
        return lines === undefined ? (
          <Input {...shared} autoComplete="off" onChange={({ currentTarget: { value } }) => put(value)} />
        ) : (
          <Textarea
            {...shared}
            autosize
            minRows={lines}
            maxRows={12}
            onChange={({ currentTarget: { value } }) => put(value)}
          />
        );
      }}
    </FieldShell>
  );
};

export const CodeField = ({
  path,
  label,
  hint,
  codes,
  onChange,
}: FieldProps & {
  readonly codes: Readonly<Record<string, string>>;
  readonly onChange?: (code: string) => void;
}) => {
  const { procedure, change, errorAt } = useProcedureEditing();
  const error = errorAt(path);
  return (
    <FieldShell path={path} label={label} hint={hint} error={error}>
      {(control) => (
        <NativeSelect
          {...control}
          error={error !== undefined}
          value={wordsAt(procedure, path)}
          data={Object.entries(codes).map(([value, words]) => ({ value, label: words }))}
          onChange={({ currentTarget: { value } }) => (onChange ?? ((code) => change(path, code)))(value)}
        />
      )}
    </FieldShell>
  );
};

export const CountField = ({ path, label, value }: FieldProps & { readonly value: number | undefined }) => {
  const { change, errorAt, leave } = useProcedureEditing();
  const error = errorAt(path);
  return (
    <FieldShell path={path} label={label} error={error}>
      {(control) => (
        <NumberInput
          {...control}
          w={100}
          allowDecimal={false}
          allowNegative={false}
          error={error !== undefined}
          value={value || ''}
          onChange={(typed) => change(path, typeof typed === 'number' ? typed : 0)}
          onBlur={() => leave(path)}
        />
      )}
    </FieldShell>
  );
};

/** A list of short texts, one a line. */
export const LinesField = ({
  path,
  label,
  hint,
  lines,
}: FieldProps & { readonly lines: readonly string[] }) => {
  const { change } = useProcedureEditing();
  return (
    <FieldShell path={path} label={label} hint={hint}>
      {(control) => (
        <Textarea
          {...control}
          autosize
          minRows={2}
          maxRows={12}
          value={lines.join('\n')}
          onChange={({ currentTarget: { value } }) => change(path, value === '' ? [] : value.split('\n'))}
          onBlur={() =>
            change(
              path,
              lines.filter((line) => line.trim() !== ''),
            )
          }
        />
      )}
    </FieldShell>
  );
};

/** Any of a few, such as the bodies that may decide. */
export const SomeField = <Value extends string | number>({
  path,
  label,
  choices,
  values,
  optional = false,
  onChange,
}: FieldProps & {
  readonly choices: readonly { readonly value: Value; readonly label: string }[];
  readonly values: readonly Value[];
  /** None ticked means that it is not there. */
  readonly optional?: boolean;
  readonly onChange?: (values: readonly Value[]) => void;
}) => {
  const { change, errorAt } = useProcedureEditing();
  const error = errorAt(path);
  return (
    <fieldset
      id={fieldId(path)}
      tabIndex={-1}
      className={styles['some']}
      aria-describedby={error === undefined ? undefined : `${fieldId(path)}-error`}
    >
      <legend>{label}</legend>
      {error !== undefined && <FieldError id={`${fieldId(path)}-error`}>{error}</FieldError>}
      {choices.map((choice) => (
        <Checkbox
          key={choice.value}
          label={choice.label}
          checked={values.includes(choice.value)}
          onChange={({ currentTarget: { checked } }) => {
            const next = choices
              .map(({ value }) => value)
              .filter((value) => (value === choice.value ? checked : values.includes(value)));
            if (onChange) onChange(next);
            else change(path, optional && next.length === 0 ? undefined : next);
          }}
        />
      ))}
    </fieldset>
  );
};

/** A stage of the procedure, by its order. */
export const StageField = ({ path, label, hint, order }: FieldProps & { readonly order: number }) => {
  const { procedure, change, errorAt } = useProcedureEditing();
  const error = errorAt(path);
  return (
    <FieldShell path={path} label={label} hint={hint} error={error}>
      {(control) => (
        <NativeSelect
          {...control}
          error={error !== undefined}
          value={String(order)}
          data={procedure.stages.map((stage) => ({
            value: String(stage.order),
            label: stage.label || 'No label yet',
          }))}
          onChange={({ currentTarget: { value } }) => change(path, Number(value))}
        />
      )}
    </FieldShell>
  );
};

/** Yes or no. `optional`: no means that it is not there. */
export const FlagField = ({
  path,
  label,
  checked,
  optional = false,
}: FieldProps & { readonly checked: boolean; readonly optional?: boolean }) => {
  const { change } = useProcedureEditing();
  return (
    <Checkbox
      id={fieldId(path)}
      label={label}
      checked={checked}
      onChange={({ currentTarget }) =>
        change(path, optional && !currentTarget.checked ? undefined : currentTarget.checked)
      }
    />
  );
};

/** One of the parts that a procedure has, under its own heading. */
export const Section = ({
  path,
  title,
  hint,
  children,
}: {
  /** Where a message about the list as a whole is shown. */
  readonly path: string;
  readonly title: string;
  readonly hint?: string;
  readonly children: ReactNode;
}) => {
  const { errorAt } = useProcedureEditing();
  const error = errorAt(path);
  return (
    <section className={styles['section']} aria-labelledby={`edit-${path}`}>
      <h2 id={`edit-${path}`}>
        <span id={fieldId(path)} tabIndex={-1}>
          {title}
        </span>
      </h2>
      {hint !== undefined && <p className={styles['quiet']}>{hint}</p>}
      {error !== undefined && <FieldError id={`${fieldId(path)}-error`}>{error}</FieldError>}
      {children}
    </section>
  );
};

export const Add = ({
  children,
  onClick,
}: {
  readonly children: ReactNode;
  readonly onClick: () => void;
}) => (
  <Button
    variant="default"
    className={styles['start'] ?? ''}
    leftSection={<IconPlus size={16} stroke={1.75} aria-hidden="true" />}
    onClick={onClick}
  >
    {children}
  </Button>
);

/** Items of a list, each with where it comes from and a way to take it out, and a way to add one. */
export const Items = <Item extends { readonly source: RuleSource; readonly id?: string }>({
  path,
  items,
  one,
  onAdd,
  onRemove,
  children,
}: {
  readonly path: string;
  readonly items: readonly Item[];
  /** What one of them is called: "route". */
  readonly one: string;
  readonly onAdd: () => void;
  readonly onRemove?: (index: number) => void;
  readonly children: (item: Item, itemPath: string, named: string) => ReactNode;
}) => {
  const { change } = useProcedureEditing();
  return (
    <>
      <ul className={styles['items']}>
        {items.map((item, index) => {
          const named = `${one} ${index + 1}`;
          return (
            <li key={item.id ?? index} className={styles['item']}>
              {children(item, `${path}.${index}`, named)}
              <SourceFields path={`${path}.${index}.source`} of={named} />
              <TakeAway
                what={named}
                onClick={() =>
                  onRemove
                    ? onRemove(index)
                    : change(
                        path,
                        items.filter((_, at) => at !== index),
                      )
                }
              />
            </li>
          );
        })}
      </ul>
      <Add onClick={onAdd}>Add a {one}</Add>
    </>
  );
};

/** A part of the form that opens and closes under its own name. `actions` stand beside the name. */
export const Disclosure = ({
  label,
  opened,
  onToggle,
  actions,
  children,
}: {
  readonly label: ReactNode;
  readonly opened: boolean;
  readonly onToggle: () => void;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) => {
  const id = useId();
  const Chevron = opened ? IconChevronDown : IconChevronRight;
  return (
    <div>
      <div className={styles['disclosureHead']}>
        <button
          type="button"
          className={styles['disclosure']}
          aria-expanded={opened}
          aria-controls={id}
          onClick={onToggle}
        >
          <Chevron size={18} stroke={1.75} aria-hidden="true" />
          {label}
        </button>
        {actions}
      </div>
      <div id={id} hidden={!opened} className={styles['disclosed']}>
        {opened && children}
      </div>
    </div>
  );
};

/** Where a rule comes from. Stands open where something in it is missing. */
export const SourceFields = ({ path, of }: { readonly path: string; readonly of: string }) => {
  const { procedure } = useProcedureEditing();
  const missing = wordsAt(procedure, `${path}.place`) === '' || wordsAt(procedure, `${path}.document`) === '';
  const [asked, setAsked] = useState(missing);
  return (
    <Disclosure
      label={`Source of ${of}`}
      opened={asked || missing}
      onToggle={() => setAsked(!(asked || missing))}
    >
      <WordsField path={`${path}.document`} label="Document" hint="Its title and date." />
      <WordsField
        path={`${path}.place`}
        label="Place in it"
        hint="Such as “page 3”, or “board minutes of 4 March 2026, item 6”."
      />
      <WordsField
        path={`${path}.quote`}
        label="Its words"
        hint="A few words that the rule rests on. May be empty."
        optional
      />
      <WordsField
        path={`${path}.remark`}
        label="How the register reads it"
        hint="Where the document is silent or says two things. May be empty."
        lines={2}
        optional
      />
    </Disclosure>
  );
};

/** Takes an item out of its list. The focus goes to the heading of the list, for the button goes with the item. */
export const TakeAway = ({ what, onClick }: { readonly what: string; readonly onClick: () => void }) => {
  const { takenAway } = useProcedureEditing();
  return (
    <Button
      variant="subtle"
      color="stop"
      className={styles['takeAway'] ?? ''}
      onClick={({ currentTarget }) => {
        currentTarget.closest('section')?.querySelector<HTMLElement>('h2 [tabindex="-1"]')?.focus();
        onClick();
        takenAway(what);
      }}
    >
      Take away<span className="visuallyHidden"> {what}</span>
    </Button>
  );
};
