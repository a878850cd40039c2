import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { commonThemes } from '../../../shared/domain/codes.ts';
import {
  addDecisionBody,
  addOtherRoute,
  addTheme,
  removeDecisionBody,
} from '../../../shared/domain/procedureEditing.ts';
import type { FormFieldPath, FormRow } from '../../../shared/domain/procedures/procedureSchema.ts';
import { fieldId } from '../../components/ErrorSummary.tsx';
import { FieldError } from '../../components/FieldShell.tsx';
import { CodeField, CountField, SomeField, SourceFields, TakeAway, WordsField } from './fields.tsx';
import { newId, useProcedureEditing } from './procedureEditing.ts';
import { StageFields } from './StageFields.tsx';
import styles from './ProcedureEditor.module.css';

const bodyKinds = {
  executive: 'Executive of the partnership',
  scrutineer: 'Independent scrutineer',
  chair: 'Independent chair',
  chairOrScrutineer: 'Chair or scrutineer',
  chairWithRepresentatives: 'Chair with nominated representatives',
  panel: 'Panel of senior officers',
  partners: 'Safeguarding partners',
} as const;

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

const Section = ({
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

const Add = ({ children, onClick }: { readonly children: ReactNode; readonly onClick: () => void }) => (
  <Button
    variant="default"
    className={styles['start'] ?? ''}
    leftSection={<IconPlus size={16} stroke={1.75} aria-hidden="true" />}
    onClick={onClick}
  >
    {children}
  </Button>
);

/** Everything that a unit can change, from the names down to the other routes. */
export const ProcedureFields = ({
  stageKeys,
  opened,
  onToggle,
  onAdd,
  onMove,
  onRemove,
}: {
  /** One for each stage, in their order. */
  readonly stageKeys: readonly number[];
  /** The keys of the stages that stand open. */
  readonly opened: ReadonlySet<number>;
  readonly onToggle: (stageKey: number) => void;
  readonly onAdd: () => void;
  readonly onMove: (index: number, by: -1 | 1) => void;
  readonly onRemove: (index: number) => void;
}) => {
  const { procedure, replace, change } = useProcedureEditing();
  const { stages, themes, decisionBodies, otherRoutes, form } = procedure;
  const without = <Item,>(items: readonly Item[], index: number): Item[] =>
    items.filter((_, at) => at !== index);
  return (
    <>
      <Section path="title" title="Names">
        <WordsField path="title" label="Title of the procedure" />
        <div className={styles['pair']}>
          <WordsField path="partnershipName" label="Partnership" />
          <WordsField path="shortName" label="Short name" hint="For lists." />
        </div>
      </Section>
      <Section
        path="stages"
        title="Stages"
        hint="From the first to the last. Rules that name a stage follow it when it moves."
      >
        <ol className={styles['stages']}>
          {stages.map((stage, index) => {
            const key = stageKeys[index] ?? index;
            return (
              <StageFields
                key={key}
                stage={stage}
                index={index}
                opened={opened.has(key)}
                onToggle={() => onToggle(key)}
                onMove={(by) => onMove(index, by)}
                onRemove={() => onRemove(index)}
              />
            );
          })}
        </ol>
        {stages.length < 9 && <Add onClick={onAdd}>Add a stage</Add>}
      </Section>
      <Section path="decisionBodies" title="Who may decide">
        <ul className={styles['items']}>
          {decisionBodies.map((body, index) => {
            const path = `decisionBodies.${index}`;
            return (
              <li key={body.id} className={styles['item']}>
                <div className={styles['row']}>
                  <WordsField
                    path={`${path}.label`}
                    label="Name"
                    hint="As it reads after “Final decision of:”."
                  />
                  <CodeField path={`${path}.kind`} label="It is" codes={bodyKinds} />
                  {body.kind === 'panel' && (
                    <CountField path={`${path}.panelSize`} label="Members" value={body.panelSize} />
                  )}
                </div>
                <SourceFields path={`${path}.source`} of={body.label || 'this decision body'} />
                {decisionBodies.length > 1 && (
                  <TakeAway what={body.label} onClick={() => replace(removeDecisionBody(procedure, index))} />
                )}
              </li>
            );
          })}
        </ul>
        <Add onClick={() => replace(addDecisionBody(procedure, newId('body')))}>Add a decision body</Add>
      </Section>
      <Section
        path="themes"
        title="Themes"
        hint="Each is counted under one of the register’s common themes, so that figures can be compared."
      >
        <ul className={styles['items']}>
          {themes.map((theme, index) => (
            <li key={theme.id} className={styles['line']}>
              <WordsField path={`themes.${index}.label`} label={`Theme ${index + 1}`} />
              <CodeField path={`themes.${index}.common`} label="Counted as" codes={commonThemes} />
              {themes.length > 1 && (
                <TakeAway
                  what={theme.label || `theme ${index + 1}`}
                  onClick={() => change('themes', without(themes, index))}
                />
              )}
            </li>
          ))}
        </ul>
        <Add onClick={() => replace(addTheme(procedure, newId('theme')))}>Add a theme</Add>
        <SourceFields path="themesSource" of="the themes" />
      </Section>
      <Section
        path="form"
        title="Form and notice"
        hint="The labels by which forms are read and that the notice prints."
      >
        <WordsField path="form.title" label="Title of the form" />
        <WordsField path="form.securityNotice" label="Words on security" hint="May be empty." optional />
        <SomeField
          path="form.acceptedAtStages"
          label={`The form is taken at each ${procedure.stageWord} ticked`}
          choices={stages.map(({ order, label }) => ({ value: order, label }))}
          values={form.acceptedAtStages}
        />
        {form.rows.map((row, index) => (
          <FormRowFields key={index} row={row} path={`form.rows.${index}`} />
        ))}
        <WordsField path="form.closing" label="Words at the foot" hint="May be empty." lines={2} optional />
        <SourceFields path="form.source" of="the form" />
        <WordsField path="notice.title" label="Title of the notice to the referrer" />
        <SourceFields path="notice.source" of="the notice" />
      </Section>
      <Section path="immediateDanger" title="Immediate danger">
        <WordsField path="immediateDanger.door" label="Where to turn" hint="As in “Turn to …”." />
        <WordsField path="immediateDanger.advice" label="What whoever logs a form is told" lines={2} />
        <SourceFields path="immediateDanger.source" of="immediate danger" />
      </Section>
      <Section path="otherRoutes" title="Other routes" hint="Where a case can be re-directed to.">
        <ul className={styles['items']}>
          {otherRoutes.map((route, index) => (
            <li key={route.id} className={styles['item']}>
              <WordsField path={`otherRoutes.${index}.label`} label={`Route ${index + 1}`} />
              <SourceFields path={`otherRoutes.${index}.source`} of={`route ${index + 1}`} />
              <TakeAway
                what={route.label || `route ${index + 1}`}
                onClick={() => change('otherRoutes', without(otherRoutes, index))}
              />
            </li>
          ))}
        </ul>
        <Add onClick={() => replace(addOtherRoute(procedure, newId('route')))}>Add a route</Add>
      </Section>
    </>
  );
};

const FormRowFields = ({ row, path }: { readonly row: FormRow; readonly path: string }) => {
  const { procedure } = useProcedureEditing();
  if (row.kind === 'field')
    return <WordsField path={`${path}.label`} label={`Label: ${fieldNames[row.field]}`} />;
  if (row.kind === 'heading') return <WordsField path={`${path}.label`} label="Heading" />;
  return (
    <div className={styles['item']}>
      <p>
        <strong>Table of stages</strong>
      </p>
      <div className={styles['row']}>
        {row.columns.map((_, index) => (
          <WordsField key={index} path={`${path}.columns.${index}`} label={`Column ${index + 1}`} />
        ))}
      </div>
      {row.rows.map(({ stageOrder, decisionLabel }, index) => {
        const label = procedure.stages.find(({ order }) => order === stageOrder)?.label ?? '';
        return (
          <div key={stageOrder} className={styles['pair']}>
            <WordsField path={`${path}.rows.${index}.label`} label={`Row of ${label}`} />
            {decisionLabel !== undefined && (
              <WordsField path={`${path}.rows.${index}.decisionLabel`} label="Words before the decision" />
            )}
          </div>
        );
      })}
    </div>
  );
};
