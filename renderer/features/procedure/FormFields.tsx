import { Button, Group, NativeSelect } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import {
  addFormRow,
  moveFormRow,
  removeFormRow,
  withTableRows,
} from '../../../shared/domain/procedureEditing.ts';
import { codesOf } from '../../../shared/domain/codes.ts';
import {
  noticeParts,
  noticePartsOf,
  type FormFieldPath,
  type FormRow,
} from '../../../shared/domain/procedures/procedureSchema.ts';
import { FieldShell } from '../../components/FieldShell.tsx';
import { FlagField, Section, SomeField, SourceFields, TakeAway, WordsField } from './fields.tsx';
import { useProcedureEditing } from './procedureEditing.ts';
import styles from './ProcedureEditor.module.css';

/** What the register calls each field, so that it is known which label is being given. */
const fieldNames: Readonly<Record<FormFieldPath, string>> = {
  dateOfNotification: 'Date of notification',
  'child.name': 'Child: name',
  'child.dateOfBirth': 'Child: date of birth',
  'child.nhsNumber': 'Child: NHS number',
  'child.nhsOrOtherNumber': 'Child: NHS number or another',
  'referrer.name': 'Referrer: name',
  'referrer.role': 'Referrer: role',
  'referrer.agency': 'Referrer: agency or team',
  'referrer.contactDetails': 'Referrer: contact details',
  'safeguardingLead.aware': 'Safeguarding lead: aware or not',
  'safeguardingLead.name': 'Safeguarding lead: name',
  notificationSentTo: 'Whom the notification was sent to',
  summary: 'Summary of the disagreement',
  evidence: 'Evidence of earlier challenge',
  desiredOutcome: 'Desired outcome',
  'response.text': 'Response: words',
  'response.date': 'Response: date',
  'resolution.text': 'Resolution: words',
  'resolution.date': 'Resolution: date',
};

/** The form as it is read and as the notice prints it, row by row, and what goes back to the referrer. */
export const FormFields = () => {
  const { procedure } = useProcedureEditing();
  const { form, stages } = procedure;
  return (
    <Section
      path="form"
      title="Form and notice"
      hint="The labels by which forms are read and that the notice prints."
    >
      <WordsField path="form.title" label="Title of the form" />
      <div className={styles['pair']}>
        <WordsField path="form.appendix" label="Appendix" hint="May be empty." optional />
        <WordsField path="form.securityNotice" label="Words on security" hint="May be empty." optional />
      </div>
      <FlagField
        path="form.laidDown"
        label="The document lays down this form; it is not the register’s own layout"
        checked={form.laidDown}
      />
      <SomeField
        path="form.acceptedAtStages"
        label={`The form is taken at each ${procedure.stageWord} ticked`}
        choices={stages.map(({ order, label }) => ({ value: order, label }))}
        values={form.acceptedAtStages}
      />
      <ol className={styles['items']}>
        {form.rows.map((row, index) => (
          <li key={index} className={styles['item']}>
            <FormRowFields row={row} index={index} />
            <RowButtons row={row} index={index} />
          </li>
        ))}
      </ol>
      <AddRow />
      <WordsField path="form.closing" label="Words at the foot" hint="May be empty." lines={2} optional />
      <SourceFields path="form.source" of="the form" />
      <WordsField path="notice.title" label="Title of the notice to the referrer" />
      <SomeField
        path="notice.parts"
        label="What the notice says besides the decision, unless somebody chooses otherwise for one"
        choices={codesOf(noticeParts).map((value) => ({ value, label: noticeParts[value] }))}
        values={noticePartsOf(procedure)}
      />
      <SourceFields path="notice.source" of="the notice" />
    </Section>
  );
};

const nameOf = (row: FormRow): string => {
  if (row.kind === 'field') return fieldNames[row.field];
  return row.kind === 'heading' ? `the heading ${row.label}` : 'the table of stages';
};

const RowButtons = ({ row, index }: { readonly row: FormRow; readonly index: number }) => {
  const { procedure, replace } = useProcedureEditing();
  const { rows } = procedure.form;
  const move = (by: -1 | 1): void => replace(moveFormRow(procedure, index, by));
  return (
    <Group gap={0}>
      <Button variant="subtle" px={8} disabled={index === 0} onClick={() => move(-1)}>
        <IconArrowUp size={18} stroke={1.75} aria-hidden="true" />
        <span className="visuallyHidden">Move {nameOf(row)} up the form</span>
      </Button>
      <Button variant="subtle" px={8} disabled={index === rows.length - 1} onClick={() => move(1)}>
        <IconArrowDown size={18} stroke={1.75} aria-hidden="true" />
        <span className="visuallyHidden">Move {nameOf(row)} down the form</span>
      </Button>
      {rows.length > 1 && (
        <TakeAway
          what={`${nameOf(row)} from the form`}
          onClick={() => replace(removeFormRow(procedure, index))}
        />
      )}
    </Group>
  );
};

/** A field stands on a form once; a heading may stand on it often. */
const AddRow = () => {
  const { procedure, replace } = useProcedureEditing();
  const { rows } = procedure.form;
  const there = new Set(rows.flatMap((row) => (row.kind === 'field' ? [row.field] : [])));
  const choices = [
    { value: 'heading', label: 'Heading' },
    ...(rows.some(({ kind }) => kind === 'stageTable')
      ? []
      : [{ value: 'stageTable', label: 'Table of stages' }]),
    ...(Object.keys(fieldNames) as FormFieldPath[])
      .filter((field) => !there.has(field))
      .map((field) => ({ value: field, label: fieldNames[field] })),
  ];
  return (
    <FieldShell path="form.rows" label="Add to the form" hint="At its foot; then move it to its place.">
      {(control) => (
        <NativeSelect
          {...control}
          value=""
          data={[{ value: '', label: 'Choose what to add' }, ...choices]}
          onChange={({ currentTarget: { value } }) => {
            if (value !== '')
              replace(addFormRow(procedure, value as FormFieldPath | 'heading' | 'stageTable'));
          }}
        />
      )}
    </FieldShell>
  );
};

const FormRowFields = ({ row, index }: { readonly row: FormRow; readonly index: number }) => {
  const { procedure, replace } = useProcedureEditing();
  const path = `form.rows.${index}`;
  if (row.kind === 'field')
    return (
      <div className={styles['pair']}>
        <WordsField path={`${path}.label`} label={`Label: ${fieldNames[row.field]}`} />
        <WordsField
          path={`${path}.instruction`}
          label={`Words beneath it: ${fieldNames[row.field]}`}
          optional
        />
      </div>
    );
  if (row.kind === 'heading') return <WordsField path={`${path}.label`} label="Heading" />;
  return (
    <>
      <p>
        <strong>Table of stages</strong>
      </p>
      <div className={styles['row']}>
        {row.columns.map((_, column) => (
          <WordsField key={column} path={`${path}.columns.${column}`} label={`Column ${column + 1}`} />
        ))}
      </div>
      <WordsField
        path={`${path}.evidenceRemark`}
        label="Remark under the last column"
        hint="May be empty."
        optional
      />
      <SomeField
        path={path}
        label="It has a row for"
        choices={procedure.stages.map(({ order, label }) => ({ value: order, label }))}
        values={row.rows.map(({ stageOrder }) => stageOrder)}
        onChange={(orders) => replace(withTableRows(procedure, index, orders))}
      />
      {row.rows.map(({ stageOrder, noticeOnly }, at) => {
        const label = procedure.stages.find(({ order }) => order === stageOrder)?.label ?? '';
        return (
          <div key={stageOrder} className={styles['item']}>
            <div className={styles['pair']}>
              <WordsField path={`${path}.rows.${at}.label`} label={`Row of ${label}`} />
              <WordsField
                path={`${path}.rows.${at}.decisionLabel`}
                label="Words before the decision"
                hint="Empty where no decision goes."
                optional
              />
            </div>
            <FlagField
              path={`${path}.rows.${at}.noticeOnly`}
              label={`The row of ${label} is the notice’s own, and on no form`}
              checked={noticeOnly === true}
              optional
            />
          </div>
        );
      })}
    </>
  );
};
