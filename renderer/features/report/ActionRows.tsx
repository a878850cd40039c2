import { Button, TextInput } from '@mantine/core';
import type { ReportAction } from '../../../shared/domain/report/reportTexts.ts';
import { useRemovableRows } from '../../components/useRemovableRows.ts';
import { FieldShell } from '../../components/FieldShell.tsx';
import styles from './Report.module.css';

const labels = { action: 'Action', owner: 'Owner', by: 'By when' } as const;

/** Actions with their owners, one a row. */
export const ActionRows = ({
  actions,
  onChange,
}: {
  readonly actions: readonly ReportAction[];
  readonly onChange: (actions: ReportAction[]) => void;
}) => {
  const remove = useRemovableRows(actions, onChange);
  return (
    <div className={styles['box']}>
      {actions.map((action, index) => (
        <div key={index} className={styles['row']}>
          {(Object.keys(labels) as (keyof typeof labels)[]).map((field) => (
            <FieldShell key={field} path={`actions.${index}.${field}`} label={labels[field]}>
              {(control) => (
                <TextInput
                  {...control}
                  maxLength={500}
                  value={action[field]}
                  onChange={({ currentTarget: { value } }) =>
                    onChange(
                      actions.map((each, place) => (place === index ? { ...each, [field]: value } : each)),
                    )
                  }
                />
              )}
            </FieldShell>
          ))}
          <Button
            variant="default"
            aria-label={`Take out action ${index + 1}`}
            onClick={() => remove(index, action.action.trim() || `Action ${index + 1}`)}
          >
            Take out
          </Button>
        </div>
      ))}
      <Button
        variant="default"
        disabled={actions.length >= 100}
        onClick={() => onChange([...actions, { action: '', owner: '', by: '' }])}
      >
        Add an action
      </Button>
    </div>
  );
};
