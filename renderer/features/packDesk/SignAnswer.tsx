import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import type { Issue } from '../../../shared/contract/errors.ts';
import type { OutputOf } from '../../../shared/contract/index.ts';
import { issuesOf } from '../../api/issuesOf.ts';
import { useChange } from '../../api/useOperation.ts';
import { momentInWords } from '../../api/wordsForMoments.ts';
import { useAnnounce } from '../../components/Announcer.tsx';
import { Callout } from '../../components/Callout.tsx';
import { ErrorSummary } from '../../components/ErrorSummary.tsx';
import { Form } from '../../components/Form.tsx';
import { Failed } from '../../components/ScreenState.tsx';
import { SecretField } from '../../components/SecretField.tsx';
import styles from './PackDesk.module.css';

type Pack = OutputOf<'packDesk.get'>;

/** The last step: the pack's passphrase once more, and a file that goes back to the business unit. */
export const SignAnswer = ({ pack }: { readonly pack: Pack }) => {
  const ready = pack.cases.filter(({ answer }) => answer !== undefined);
  return (
    <aside className={styles['sign']} aria-label="Sign and send back">
      <h2>Sign and send back</h2>
      {pack.signedAt === undefined ? <Sign pack={pack} ready={ready.length} /> : <Signed pack={pack} />}
    </aside>
  );
};

const Sign = ({ pack, ready }: { readonly pack: Pack; readonly ready: number }) => {
  const [passphrase, setPassphrase] = useState('');
  const [missing, setMissing] = useState<readonly Issue[]>([]);
  const sign = useChange('packDesk.sign');
  const announce = useAnnounce();
  const issues = missing.length > 0 ? missing : issuesOf(sign.error, 'passphrase');
  if (ready === 0) return <p>Once your answer is ready, you sign it here with the passphrase of the pack.</p>;
  const submit = (): void => {
    const found =
      passphrase === '' ? [{ path: 'passphrase', message: 'Type the passphrase of the pack' }] : [];
    setMissing(found);
    if (found.length === 0)
      sign.mutate({ passphrase }, { onSuccess: () => announce('Signed. Save the answer file now.') });
  };
  return (
    <Form className={styles['form']} onSubmit={submit}>
      <ErrorSummary issues={issues} />
      {pack.cases.length > 1 && (
        <p>
          {ready} of {pack.cases.length} cases are answered. What is not answered does not go back.
        </p>
      )}
      <p>You sign as {pack.reviewer.name}. Nobody else can sign for you with this pack.</p>
      <SecretField
        path="passphrase"
        label="Passphrase of the pack"
        error={issues.find((issue) => issue.path === 'passphrase')?.message}
        value={passphrase}
        onChange={setPassphrase}
      />
      <Group>
        <Button type="submit" loading={sign.isPending}>
          Sign
        </Button>
      </Group>
    </Form>
  );
};

const Signed = ({ pack }: { readonly pack: Pack }) => {
  const save = useChange('packDesk.saveReturn');
  const reopen = useChange('packDesk.reopen');
  const [saved, setSaved] = useState('');
  return (
    <div className={styles['form']}>
      <p>
        Signed by {pack.reviewer.name}
        {pack.signedAt && `, ${momentInWords(pack.signedAt)}`}.
      </p>
      <p>
        Save the answer file and send it to {pack.unitName} as an attachment. It is encrypted: only their
        register opens it.
      </p>
      {(save.error ?? reopen.error) && <Failed fault={save.error ?? reopen.error ?? { message: '' }} />}
      {saved !== '' && (
        <Callout kind="note" title="The answer file is saved">
          <p>{saved}</p>
        </Callout>
      )}
      <Group gap={8}>
        <Button
          loading={save.isPending}
          onClick={() =>
            save.mutate(
              {},
              {
                onSuccess: ({ delivered, where }) =>
                  setSaved(delivered ? `It is in ${where}.` : 'Nothing was saved: choose a place for it.'),
              },
            )
          }
        >
          Save the answer file
        </Button>
        <Button variant="default" loading={reopen.isPending} onClick={() => reopen.mutate({})}>
          Change the answer
        </Button>
      </Group>
    </div>
  );
};
