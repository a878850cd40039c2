/** The fields that the case's dialogs and the decision share. */
import { Button, Input, Radio, Textarea } from '@mantine/core';
import { IconPaperclip, IconPlus, IconTrash } from '@tabler/icons-react';
import type { Issue } from '../../../shared/contract/errors.ts';
import { useRemovableRows } from '../../components/useRemovableRows.ts';
import { emptyDate, type DateBoxes as Boxes } from '../../../shared/domain/intake.ts';
import type { PlainDate } from '../../../shared/domain/calendarTypes.ts';
import { DateBoxes } from '../../components/DateBoxes.tsx';
import { fieldId } from '../../components/ErrorSummary.tsx';
import { FieldError, FieldShell } from '../../components/FieldShell.tsx';
import { ReceiveFile } from '../intake/ReceiveFile.tsx';
import { readDay } from './useFormChange.ts';
import styles from './FormDialog.module.css';

export const LineField = ({
  path,
  label,
  hint,
  value,
  error,
  suggestions = [],
  onChange,
}: {
  readonly path: string;
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly error?: string | undefined;
  /** Offered while typing, such as names of the directory; anything else can be typed. */
  readonly suggestions?: readonly string[];
  readonly onChange: (value: string) => void;
}) => (
  <FieldShell path={path} label={label} hint={hint} error={error}>
    {(control) => (
      <>
        <Input
          {...control}
          autoComplete="off"
          maxLength={300}
          value={value}
          error={error !== undefined}
          onChange={(event) => onChange(event.currentTarget.value)}
          {...(suggestions.length > 0 ? { list: `${control.id}-suggestions` } : {})}
        />
        {suggestions.length > 0 && (
          <datalist id={`${control.id}-suggestions`}>
            {suggestions.map((suggestion) => (
              <option key={suggestion} value={suggestion} />
            ))}
          </datalist>
        )}
      </>
    )}
  </FieldShell>
);

export const WordsField = ({
  path,
  label,
  hint,
  value,
  error,
  lines = 2,
  onChange,
}: {
  readonly path: string;
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly error?: string | undefined;
  readonly lines?: number;
  readonly onChange: (value: string) => void;
}) => (
  <FieldShell path={path} label={label} hint={hint} error={error}>
    {(control) => (
      <Textarea
        {...control}
        autosize
        minRows={lines}
        maxRows={14}
        value={value}
        error={error !== undefined}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    )}
  </FieldShell>
);

/** One of a few, all in sight. */
export const ChoiceField = <Code extends string>({
  path,
  label,
  hint,
  choices,
  value,
  error,
  onChange,
}: {
  readonly path: string;
  readonly label: string;
  readonly hint?: string;
  readonly choices: readonly { readonly code: Code; readonly label: string; readonly remark?: string }[];
  readonly value: Code | '';
  readonly error?: string | undefined;
  readonly onChange: (value: Code) => void;
}) => {
  const id = fieldId(path);
  return (
    <fieldset
      id={id}
      tabIndex={-1}
      className={styles['group']}
      aria-describedby={
        [hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`]
          .filter(Boolean)
          .join(' ') || undefined
      }
    >
      <legend className={styles['legend']}>{label}</legend>
      {hint !== undefined && (
        <p id={`${id}-hint`} className={styles['hint']}>
          {hint}
        </p>
      )}
      {error !== undefined && <FieldError id={`${id}-error`}>{error}</FieldError>}
      {choices.map((choice) => (
        <Radio
          key={choice.code}
          name={id}
          label={
            <>
              {choice.label}
              {choice.remark !== undefined && <span className={styles['remark']}>{choice.remark}</span>}
            </>
          }
          checked={value === choice.code}
          onChange={() => onChange(choice.code)}
        />
      ))}
    </fieldset>
  );
};

/** One file, brought in and kept at once; it joins the case when the form around it is saved. */
export const FileField = ({
  label,
  attached,
  onAttach,
}: {
  readonly label: string;
  readonly attached: { readonly id: string; readonly fileName: string } | undefined;
  readonly onAttach: (attached: { readonly id: string; readonly fileName: string } | undefined) => void;
}) =>
  attached ? (
    <p className={styles['attached']}>
      <IconPaperclip size={16} stroke={1.75} aria-hidden="true" />
      <span>{attached.fileName}</span>
      <Button variant="subtle" size="compact-sm" onClick={() => onAttach(undefined)}>
        Take it off
      </Button>
    </p>
  ) : (
    <ReceiveFile compact words={label} onReceived={({ document }) => onAttach(document)} />
  );

export interface TypedAction {
  readonly action: string;
  readonly owner: string;
  readonly dueOn: Boxes;
}

export const emptyAction: TypedAction = { action: '', owner: '', dueOn: emptyDate };

/** Rows that hold nothing are left out; the paths of the issues keep each row's place on the screen. */
export const readActions = (
  path: string,
  actions: readonly TypedAction[],
): {
  readonly actions: { action: string; owner: string; dueOn?: PlainDate }[];
  readonly issues: readonly Issue[];
} => {
  const issues: Issue[] = [];
  const read = actions.flatMap((typed, index) => {
    const day = readDay(`${path}.${index}.dueOn`, typed.dueOn, { required: false });
    const empty = typed.action.trim() === '' && typed.owner.trim() === '' && !day.on;
    issues.push(...day.issues);
    if (empty) return [];
    if (typed.action.trim() === '')
      issues.push({ path: `${path}.${index}.action`, message: 'Say what is to be done' });
    if (typed.owner.trim() === '')
      issues.push({ path: `${path}.${index}.owner`, message: 'Say who is to do it' });
    return [{ action: typed.action, owner: typed.owner, ...(day.on ? { dueOn: day.on } : {}) }];
  });
  return { actions: read, issues };
};

export const ActionsField = ({
  path,
  label,
  actions,
  errorOf,
  onChange,
}: {
  readonly path: string;
  readonly label: string;
  readonly actions: readonly TypedAction[];
  readonly errorOf: (path: string) => string | undefined;
  readonly onChange: (actions: readonly TypedAction[]) => void;
}) => {
  const remove = useRemovableRows(actions, onChange);
  const set = (index: number, part: Partial<TypedAction>) =>
    onChange(actions.map((action, place) => (place === index ? { ...action, ...part } : action)));
  return (
    <fieldset className={styles['group']}>
      <legend className={styles['legend']}>{label}</legend>
      {actions.map((action, index) => (
        <div key={index} className={styles['row']} role="group" aria-label={`Action ${index + 1}`}>
          <LineField
            path={`${path}.${index}.action`}
            label="Action"
            value={action.action}
            error={errorOf(`${path}.${index}.action`)}
            onChange={(text) => set(index, { action: text })}
          />
          <LineField
            path={`${path}.${index}.owner`}
            label="Who"
            value={action.owner}
            error={errorOf(`${path}.${index}.owner`)}
            onChange={(owner) => set(index, { owner })}
          />
          <DateBoxes
            path={`${path}.${index}.dueOn`}
            label="By"
            value={action.dueOn}
            error={errorOf(`${path}.${index}.dueOn`)}
            onChange={(dueOn) => set(index, { dueOn })}
          />
          <Button
            variant="subtle"
            leftSection={<IconTrash size={16} stroke={1.75} />}
            aria-label={`Remove action ${index + 1}`}
            onClick={() => remove(index, `Action ${index + 1}`)}
          >
            Remove
          </Button>
        </div>
      ))}
      <Button
        variant="default"
        justify="start"
        className={styles['add']}
        leftSection={<IconPlus size={16} stroke={1.75} />}
        onClick={() => onChange([...actions, emptyAction])}
      >
        Add an action
      </Button>
    </fieldset>
  );
};
