import { commonThemes } from '../../../shared/domain/codes.ts';
import {
  addDecisionBody,
  addOtherRoute,
  addTheme,
  removeDecisionBody,
} from '../../../shared/domain/procedureEditing.ts';
import {
  Add,
  CodeField,
  CountField,
  FlagField,
  Items,
  Section,
  SourceFields,
  TakeAway,
  WordsField,
} from './fields.tsx';
import { FormFields } from './FormFields.tsx';
import { capital, newId, useProcedureEditing } from './procedureEditing.ts';
import { RuleFields } from './RuleFields.tsx';
import { StageFields } from './StageFields.tsx';
import styles from './ProcedureEditor.module.css';

const concerns = { children: 'Children', childrenOrAdults: 'Children, or adults at risk' } as const;

const bodyKinds = {
  executive: 'Executive of the partnership',
  scrutineer: 'Independent scrutineer',
  chair: 'Independent chair',
  chairOrScrutineer: 'Chair or scrutineer',
  chairWithRepresentatives: 'Chair with nominated representatives',
  panel: 'Panel of senior officers',
  partners: 'Safeguarding partners',
} as const;

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
  const { stages, themes, decisionBodies, otherRoutes } = procedure;
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
        <div className={styles['pair']}>
          <WordsField path="documentDate" label="Date of the document" hint="May be empty." optional />
          <WordsField path="stageWord" label="Its word for a step" hint="Such as “stage” or “level”." />
        </div>
        <CodeField path="concerns" label="Whom a case may be about" codes={concerns} />
        <FlagField
          path="sharedConcern"
          label="A concern may be shared, with no agency challenged"
          checked={procedure.sharedConcern}
        />
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
      <FormFields />
      <Section path="immediateDanger" title="Immediate danger">
        <WordsField path="immediateDanger.door" label="Where to turn" hint="As in “Turn to …”." />
        <WordsField path="immediateDanger.advice" label="What whoever logs a form is told" lines={2} />
        <SourceFields path="immediateDanger.source" of="immediate danger" />
      </Section>
      <Section path="otherRoutes" title="Other routes" hint="Where a case can be re-directed to.">
        <Items
          path="otherRoutes"
          one="route"
          items={otherRoutes}
          onAdd={() => replace(addOtherRoute(procedure, newId('route')))}
        >
          {(_, path, named) => <WordsField path={`${path}.label`} label={capital(named)} />}
        </Items>
      </Section>
      <RuleFields />
    </>
  );
};
