import { IconCheck, IconCircle, IconPencil } from '@tabler/icons-react';
import styles from './DecisionSteps.module.css';

const steps = { draft: 'Draft', submitted: 'Submitted', signature: 'Signature', notice: 'Notice' } as const;
type Step = keyof typeof steps;

/** How far a decision has come. */
export const DecisionSteps = ({
  at,
  leftOut,
}: {
  readonly at: Step;
  /** Steps that this decision does not go through. */
  readonly leftOut: readonly Step[];
}) => {
  const codes = (Object.keys(steps) as Step[]).filter((step) => !leftOut.includes(step));
  const now = codes.indexOf(at);
  return (
    <ol className={styles['steps']} aria-label="Steps of a decision">
      {codes.map((step, index) => (
        <li
          key={step}
          data-state={index < now ? 'done' : index === now ? 'now' : 'later'}
          aria-current={index === now ? 'step' : undefined}
        >
          {index < now ? (
            <IconCheck size={16} stroke={2} aria-hidden="true" />
          ) : index === now ? (
            <IconPencil size={16} stroke={1.75} aria-hidden="true" />
          ) : (
            <IconCircle size={14} stroke={1.75} aria-hidden="true" />
          )}
          {steps[step]}
        </li>
      ))}
    </ol>
  );
};
