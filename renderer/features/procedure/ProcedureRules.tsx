import type { ReactNode } from 'react';
import { commonThemes } from '../../../shared/domain/codes.ts';
import type { Procedure, RuleSource } from '../../../shared/domain/procedures/procedureSchema.ts';
import { listInWords } from '../../../shared/domain/wordsForDates.ts';
import { SourceNote } from '../../components/SourceNote.tsx';
import styles from './ProcedureScreen.module.css';

const Rule = ({
  title,
  sources,
  children,
}: {
  readonly title: string;
  readonly sources: readonly RuleSource[];
  readonly children: ReactNode;
}) => (
  <section className={styles['rule']}>
    <h3>{title}</h3>
    {children}
    {[...new Map(sources.map((source) => [JSON.stringify(source), source])).values()].map((source) => (
      <SourceNote key={JSON.stringify(source)} source={source} label={source.place} />
    ))}
  </section>
);

/** What holds at every stage, and what the procedure calls things. */
export const ProcedureRules = ({ procedure }: { readonly procedure: Procedure }) => {
  const labelOf = (order: number): string =>
    procedure.stages.find((stage) => stage.order === order)?.label ?? String(order);
  const { urgentEntry, form } = procedure;
  const lines = (entries: readonly { readonly id?: string; readonly label: string }[]) => (
    <ul>
      {entries.map(({ label }) => (
        <li key={label}>{label}</li>
      ))}
    </ul>
  );
  return (
    <aside className={styles['side']} aria-labelledby="rules">
      <h2 id="rules">Rules and words</h2>
      <Rule title="Immediate danger" sources={[procedure.immediateDanger.source]}>
        <p>{procedure.immediateDanger.advice}</p>
      </Rule>
      <Rule title="Earlier dates for the child" sources={[procedure.childLedDates]}>
        <p>
          A date that protects the child may be set at every {procedure.stageWord}, and wins where it is
          earlier.
        </p>
      </Rule>
      {urgentEntry && (
        <Rule title="Urgent entry" sources={[urgentEntry.source]}>
          <p>
            From {labelOf(urgentEntry.fromOrder)}: {urgentEntry.how}
          </p>
        </Rule>
      )}
      {procedure.neverSkip.map((rule) => (
        <Rule key={rule.before} title="Never left out" sources={[rule.source]}>
          <p>
            {listInWords(rule.orders.map(labelOf))} before {labelOf(rule.before)}
          </p>
        </Rule>
      ))}
      {procedure.notificationOnly.length > 0 && (
        <Rule title="Kept as a notification" sources={procedure.notificationOnly.map(({ source }) => source)}>
          {lines(procedure.notificationOnly)}
        </Rule>
      )}
      <Rule title="Who may decide" sources={procedure.decisionBodies.map(({ source }) => source)}>
        {lines(procedure.decisionBodies)}
      </Rule>
      {procedure.beyondLastStage.length > 0 && (
        <Rule
          title={`After the last ${procedure.stageWord}`}
          sources={procedure.beyondLastStage.map(({ source }) => source)}
        >
          {lines(procedure.beyondLastStage)}
        </Rule>
      )}
      <Rule title="Other routes" sources={procedure.otherRoutes.map(({ source }) => source)}>
        {lines(procedure.otherRoutes)}
      </Rule>
      <Rule title="Themes" sources={[procedure.themesSource]}>
        <ul>
          {procedure.themes.map((theme) => (
            <li key={theme.id}>
              {theme.label}
              <span className={styles['quiet']}>Counted as: {commonThemes[theme.common].toLowerCase()}</span>
            </li>
          ))}
        </ul>
      </Rule>
      <Rule title="Form" sources={[form.source]}>
        <p>
          {form.title}
          {form.acceptedAtStages.length > 0 && `, at ${listInWords(form.acceptedAtStages.map(labelOf))}`}
        </p>
        {!form.laidDown && (
          <p className={styles['quiet']}>
            The document lays down no form: this is the register’s own layout.
          </p>
        )}
      </Rule>
      <Rule title="What goes back to the referrer" sources={[procedure.notice.source]}>
        <p>{procedure.notice.title}</p>
      </Rule>
    </aside>
  );
};
