/** What ends a decision's form: signing it, submitting it to be signed, or recording it from written evidence. */
import { Button, Checkbox } from '@mantine/core';
import { IconLock, IconSignature } from '@tabler/icons-react';
import { useState } from 'react';
import type { Issue } from '../../../shared/contract/errors.ts';
import type { AppFault } from '../../api/client.ts';
import { fieldId } from '../../components/ErrorSummary.tsx';
import { Form } from '../../components/Form.tsx';
import { FieldError } from '../../components/FieldShell.tsx';
import { SecretField } from '../../components/SecretField.tsx';
import { FileField } from '../case/dialogFields.tsx';
import styles from './DecisionPanels.module.css';

/** The signer's own passphrase, typed again: nothing else opens their key. */
export const SignPanel = ({
  name,
  busy,
  errorOf,
  fault,
  onSign,
}: {
  readonly name: string;
  readonly busy: boolean;
  readonly errorOf: (path: string) => string | undefined;
  readonly fault: AppFault | undefined;
  readonly onSign: (passphrase: string, ownIssues: readonly Issue[]) => void;
}) => {
  const [read, setRead] = useState(false);
  const [passphrase, setPassphrase] = useState('');
  const error = errorOf('read');
  const wrong = fault?.code === 'wrong-passphrase' ? fault.message : undefined;
  return (
    <Form
      className={styles['panel']}
      aria-labelledby="signing"
      onSubmit={() => {
        onSign(passphrase, read ? [] : [{ path: 'read', message: 'Say that you have read it' }]);
      }}
    >
      <h2 id="signing" className={styles['title']}>
        <IconSignature size={20} stroke={1.75} aria-hidden="true" /> Sign
      </h2>
      <p>
        Signing as <b>{name}</b>
      </p>
      <div>
        {error !== undefined && <FieldError id={`${fieldId('read')}-error`}>{error}</FieldError>}
        <Checkbox
          id={fieldId('read')}
          label="I have read it; it is my decision"
          checked={read}
          aria-describedby={error === undefined ? undefined : `${fieldId('read')}-error`}
          onChange={(event) => setRead(event.currentTarget.checked)}
        />
      </div>
      <SecretField
        path="passphrase"
        label="Your own passphrase"
        value={passphrase}
        error={errorOf('passphrase') ?? wrong}
        onChange={setPassphrase}
      />
      <Button type="submit" loading={busy} leftSection={<IconLock size={18} stroke={1.75} />}>
        Sign and lock
      </Button>
      <p className={styles['small']}>
        Once signed, nothing here can be changed. An amendment is a new version, with its reason.
      </p>
    </Form>
  );
};

export const SubmitPanel = ({
  again,
  busy,
  onSubmit,
}: {
  readonly again: boolean;
  readonly busy: boolean;
  readonly onSubmit: () => void;
}) => (
  <section className={styles['panel']} aria-labelledby="submitting">
    <h2 id="submitting" className={styles['title']}>
      To be signed
    </h2>
    <p>
      The chair or scrutineer reads it, may change it, and signs it with their own passphrase. Nothing is
      decided until then.
    </p>
    <Button loading={busy} onClick={onSubmit}>
      {again ? 'Submit again' : 'Submit to be signed'}
    </Button>
  </section>
);

export const RecordPanel = ({
  name,
  amending,
  busy,
  error,
  onRecord,
}: {
  readonly name: string;
  readonly amending: boolean;
  readonly busy: boolean;
  readonly error: string | undefined;
  readonly onRecord: (evidenceDocumentId: string) => void;
}) => {
  const [attached, setAttached] = useState<{ readonly id: string; readonly fileName: string }>();
  return (
    <section className={styles['panel']} aria-labelledby="recording">
      <h2 id="recording" className={styles['title']}>
        Made elsewhere
      </h2>
      <div id={fieldId('evidenceDocumentId')} tabIndex={-1} role="group" aria-label="Written evidence">
        <p className={styles['label']}>Written evidence of the decision</p>
        {error !== undefined && (
          <FieldError id={`${fieldId('evidenceDocumentId')}-error`}>{error}</FieldError>
        )}
        <FileField label="Attach the evidence" attached={attached} onAttach={setAttached} />
      </div>
      <Button loading={busy} onClick={() => onRecord(attached?.id ?? '')}>
        {amending ? 'Record the amended decision' : 'Record the decision'}
      </Button>
      <p className={styles['small']}>
        Recorded by {name}. The case and the notice say that it was made elsewhere, and who recorded it.
      </p>
    </section>
  );
};
