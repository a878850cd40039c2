import { Checkbox, NumberInput } from '@mantine/core';
import { useState } from 'react';
import type { Settings } from '../../../shared/contract/settings.ts';
import { retentionRuleSchema } from '../../../shared/domain/retention.ts';
import { useAnnounce } from '../../components/Announcer.tsx';
import { FieldShell } from '../../components/FieldShell.tsx';
import { FormDialog } from '../case/FormDialog.tsx';
import { useFormChange } from '../case/useFormChange.ts';
import styles from './RetentionScreen.module.css';

const USUAL_YEARS = 6;
const USUAL_BIRTHDAY = 25;

/** The unit's rule, kept among its settings. */
export const RuleDialog = ({
  settings,
  onClose,
}: {
  readonly settings: Settings;
  readonly onClose: () => void;
}) => {
  const announce = useAnnounce();
  const [years, setYears] = useState<number | string>(settings.retention?.yearsFromClosure ?? USUAL_YEARS);
  const [byBirthday, setByBirthday] = useState(
    settings.retention === undefined || settings.retention.untilBirthday !== undefined,
  );
  const [age, setAge] = useState<number | string>(settings.retention?.untilBirthday ?? USUAL_BIRTHDAY);
  const change = useFormChange('settings.update', () => {
    announce('The rule is set.');
    onClose();
  });
  return (
    <FormDialog
      title="When closed cases are reviewed"
      submitLabel="Set the rule"
      issues={change.issues}
      fault={change.fault}
      busy={change.busy}
      onClose={onClose}
      onSubmit={() => {
        const rule = { yearsFromClosure: years, ...(byBirthday ? { untilBirthday: age } : {}) };
        const read = retentionRuleSchema.safeParse(rule);
        change.submit(
          { ...settings, retention: read.success ? read.data : settings.retention },
          (read.error?.issues ?? []).map(({ path, message }) => ({ path: path.join('.'), message })),
        );
      }}
    >
      <p>
        The register only says when to look. A person decides on each record. Practice among partnerships runs
        from six years to the child’s 75th birthday.
      </p>
      <FieldShell
        path="yearsFromClosure"
        label="Years after the case was closed"
        error={change.errorOf('yearsFromClosure')}
      >
        {(control) => (
          <NumberInput
            {...control}
            className={styles['years'] ?? ''}
            min={1}
            max={100}
            allowDecimal={false}
            value={years}
            onChange={setYears}
          />
        )}
      </FieldShell>
      <Checkbox
        label="And not before a birthday of the youngest child"
        checked={byBirthday}
        onChange={(event) => setByBirthday(event.currentTarget.checked)}
      />
      {byBirthday && (
        <FieldShell path="untilBirthday" label="Which birthday" error={change.errorOf('untilBirthday')}>
          {(control) => (
            <NumberInput
              {...control}
              className={styles['years'] ?? ''}
              min={18}
              max={100}
              allowDecimal={false}
              value={age}
              onChange={setAge}
            />
          )}
        </FieldShell>
      )}
    </FormDialog>
  );
};
