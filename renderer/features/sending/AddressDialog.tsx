import { useState } from 'react';
import { LineField } from '../case/dialogFields.tsx';
import { FormDialog } from '../case/FormDialog.tsx';

/** Asks for the address that a draft needs and nobody has on record. */
export const AddressDialog = ({
  who,
  fault,
  error,
  busy,
  onGiven,
  onClose,
}: {
  /** "the referrer" */
  readonly who: string;
  readonly fault: { readonly message: string } | undefined;
  readonly error: string | undefined;
  readonly busy: boolean;
  readonly onGiven: (to: string) => void;
  readonly onClose: () => void;
}) => {
  const [to, setTo] = useState('');
  const [missing, setMissing] = useState(false);
  const message = missing ? 'Give the address, or send it another way' : error;
  return (
    <FormDialog
      title="Where does it go?"
      submitLabel="Make the draft"
      issues={message === undefined ? [] : [{ path: 'to', message }]}
      fault={message === undefined ? fault : undefined}
      busy={busy}
      onSubmit={() => {
        setMissing(to.trim() === '');
        if (to.trim() !== '') onGiven(to.trim());
      }}
      onClose={onClose}
    >
      <p>
        No e-mail address of {who} is on record. Give it here, or close this and send it by post, by hand or
        through a secure portal.
      </p>
      <LineField
        path="to"
        label="E-mail address"
        hint="Several with a semicolon between them. Ring to check an address that you have not used before."
        value={to}
        error={message}
        onChange={setTo}
      />
    </FormDialog>
  );
};
