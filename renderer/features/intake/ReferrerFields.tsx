import { Button, Group, Radio } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { emptyReferrer, type IntakeReferrer } from '../../../shared/domain/intake.ts';
import { useRemovableRows } from '../../components/useRemovableRows.ts';
import { AgencyOfReferrer } from './AgencyFields.tsx';
import { GroupField, TextField } from './Field.tsx';
import { useIntakeEditing } from './intakeEditing.ts';
import styles from './IntakeForm.module.css';

/** Who raised it, and who in their agency knows. */
export const ReferrerFields = () => {
  const { form, change, procedure } = useIntakeEditing();
  const remove = useRemovableRows(form.referrers, (referrers) => change((now) => ({ ...now, referrers })));
  // Settled as the form opens: a field must not vanish under somebody who empties it.
  const [asksWhoWasTold] = useState(
    () =>
      form.notificationSentTo.length > 0 ||
      procedure.form.rows.some((row) => row.kind === 'field' && row.field === 'notificationSentTo'),
  );
  return (
    <section aria-labelledby="intake-referrers" className={styles['section']}>
      <h2 id="intake-referrers">Who raised it</h2>
      <div id="field-referrers" tabIndex={-1}>
        {form.referrers.map((referrer, index) => (
          <OneReferrer
            key={index}
            referrer={referrer}
            index={index}
            onRemove={
              form.referrers.length > 1
                ? () => remove(index, referrer.name.trim() || `Referrer ${index + 1}`)
                : undefined
            }
          />
        ))}
      </div>
      <Button
        variant="default"
        leftSection={<IconPlus size={16} stroke={1.75} />}
        onClick={() => change((now) => ({ ...now, referrers: [...now.referrers, emptyReferrer] }))}
      >
        Add a joint referrer
      </Button>
      <div className={styles['pair']}>
        <GroupField path="safeguardingLeadAware" label="Is the designated safeguarding lead aware?">
          <Radio.Group
            value={form.safeguardingLeadAware}
            onChange={(answer) =>
              change((now) => ({ ...now, safeguardingLeadAware: answer as 'yes' | 'no' | '' }))
            }
          >
            <Group gap="md">
              <Radio value="yes" label="Yes" />
              <Radio value="no" label="No" />
              <Radio value="" label="Not said" />
            </Group>
          </Radio.Group>
        </GroupField>
        <TextField
          path="safeguardingLeadName"
          label="Name of safeguarding lead"
          value={form.safeguardingLeadName}
          onChange={(safeguardingLeadName) => change((now) => ({ ...now, safeguardingLeadName }))}
        />
      </div>
      {asksWhoWasTold && (
        <TextField
          path="notificationSentTo"
          label="Notification sent to"
          hint="One person or team on each line."
          lines={1}
          value={form.notificationSentTo.join('\n')}
          onChange={(lines) =>
            change((now) => ({ ...now, notificationSentTo: lines === '' ? [] : lines.split('\n') }))
          }
        />
      )}
    </section>
  );
};

const OneReferrer = ({
  referrer,
  index,
  onRemove,
}: {
  readonly referrer: IntakeReferrer;
  readonly index: number;
  readonly onRemove: (() => void) | undefined;
}) => {
  const { change } = useIntakeEditing();
  const at = `referrers.${index}`;
  const set = (part: Partial<IntakeReferrer>) =>
    change((now) => ({
      ...now,
      referrers: now.referrers.map((other, place) => (place === index ? { ...other, ...part } : other)),
    }));
  return (
    <div className={styles['entry']} role="group" aria-label={`Referrer ${index + 1}`}>
      {onRemove && (
        <div className={styles['entryHead']}>
          <h3>Referrer {index + 1}</h3>
          <Button
            variant="subtle"
            leftSection={<IconTrash size={16} stroke={1.75} />}
            onClick={onRemove}
            aria-label={`Remove referrer ${index + 1}`}
          >
            Remove
          </Button>
        </div>
      )}
      <div className={styles['pair']}>
        <TextField
          path={`${at}.name`}
          label="Name"
          value={referrer.name}
          onChange={(name) => set({ name })}
        />
        <TextField
          path={`${at}.role`}
          label="Role"
          value={referrer.role}
          onChange={(role) => set({ role })}
        />
      </div>
      <div className={styles['pair']}>
        <TextField
          path={`${at}.agency`}
          label="Agency or team"
          value={referrer.agency}
          onChange={(agency) => set({ agency })}
        />
        <AgencyOfReferrer referrer={referrer} index={index} onChange={(agencyId) => set({ agencyId })} />
      </div>
      <div className={styles['pair']}>
        <TextField
          path={`${at}.email`}
          label="E-mail"
          value={referrer.email}
          inputMode="email"
          onChange={(email) => set({ email })}
        />
        <TextField
          path={`${at}.phone`}
          label="Telephone"
          value={referrer.phone}
          inputMode="tel"
          onChange={(phone) => set({ phone })}
        />
      </div>
    </div>
  );
};
