import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { emptyDate } from '../../../shared/domain/intake.ts';
import { useRemovableRows } from '../../components/useRemovableRows.ts';
import { DateField, TextField } from './Field.tsx';
import { useIntakeEditing } from './intakeEditing.ts';
import styles from './IntakeForm.module.css';

/** What the form says: when, what the disagreement is, what was tried, what is asked for. */
export const AccountFields = () => {
  const { form, change, procedure } = useIntakeEditing();
  const remove = useRemovableRows(form.stageOutcomes, (stageOutcomes) =>
    change((now) => ({ ...now, stageOutcomes })),
  );
  const earlier = procedure.stages.filter(
    (stage) =>
      stage.order <= form.stageOrder && !form.stageOutcomes.some((row) => row.stageOrder === stage.order),
  );
  const nextStage = earlier[0];
  return (
    <section aria-labelledby="intake-account" className={styles['section']}>
      <h2 id="intake-account">The disagreement</h2>
      <div className={styles['pair']}>
        <DateField
          path="dateOfNotification"
          label="Date of notification"
          hint="The date on the form."
          value={form.dateOfNotification}
          onChange={(dateOfNotification) => change((now) => ({ ...now, dateOfNotification }))}
        />
        <DateField
          path="receivedOn"
          label="Date received"
          hint="The day it reached the business unit."
          value={form.receivedOn}
          onChange={(receivedOn) => change((now) => ({ ...now, receivedOn }))}
        />
      </div>
      <TextField
        path="summary"
        label="Summary of disagreement"
        lines={3}
        value={form.summary}
        onChange={(summary) => change((now) => ({ ...now, summary }))}
      />
      <TextField
        path="evidence"
        label="Evidence of the challenge so far, and the outcome at each stage"
        lines={3}
        value={form.evidence}
        onChange={(evidence) => change((now) => ({ ...now, evidence }))}
      />
      {form.stageOutcomes.map((row, index) => {
        const stage = procedure.stages.find((candidate) => candidate.order === row.stageOrder);
        const set = (part: Partial<typeof row>) =>
          change((now) => ({
            ...now,
            stageOutcomes: now.stageOutcomes.map((other, place) =>
              place === index ? { ...other, ...part } : other,
            ),
          }));
        return (
          <div key={row.stageOrder} className={styles['entry']} role="group" aria-label={stage?.label}>
            <div className={styles['entryHead']}>
              <h3>What happened at {stage?.label ?? `stage ${row.stageOrder}`}</h3>
              <Button
                variant="subtle"
                onClick={() => remove(index, `What happened at ${stage?.label ?? `stage ${row.stageOrder}`}`)}
              >
                Remove
              </Button>
            </div>
            <DateField
              path={`stageOutcomes.${index}.resolvedOn`}
              label="Date resolved"
              hint="Leave empty where it was not resolved."
              value={row.resolvedOn}
              onChange={(resolvedOn) => set({ resolvedOn })}
            />
            <TextField
              path={`stageOutcomes.${index}.evidence`}
              label="Supporting evidence"
              lines={2}
              value={row.evidence}
              onChange={(evidence) => set({ evidence })}
            />
          </div>
        );
      })}
      {nextStage && (
        <Button
          variant="default"
          leftSection={<IconPlus size={16} stroke={1.75} />}
          onClick={() =>
            change((now) => ({
              ...now,
              stageOutcomes: [
                ...now.stageOutcomes,
                { stageOrder: nextStage.order, resolvedOn: emptyDate, evidence: '' },
              ].sort((left, right) => left.stageOrder - right.stageOrder),
            }))
          }
        >
          Add what happened at {nextStage.label}
        </Button>
      )}
      <TextField
        path="desiredOutcome"
        label="Desired outcome for the child or family"
        lines={2}
        value={form.desiredOutcome}
        onChange={(desiredOutcome) => change((now) => ({ ...now, desiredOutcome }))}
      />
    </section>
  );
};
