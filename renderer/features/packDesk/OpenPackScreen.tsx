/**
 * A review pack on its reviewer's computer: choosing and opening it, reading, writing the answer, signing, sending back.
 * This feature imports the window's api and components, and what draws a case; nothing here reaches a register.
 */
import { Button, FileButton, Group } from '@mantine/core';
import { IconPackage } from '@tabler/icons-react';
import { useState } from 'react';
import type { Issue } from '../../../shared/contract/errors.ts';
import type { OutputOf } from '../../../shared/contract/index.ts';
import { PACK_ENDING } from '../../../shared/domain/reviewPack.ts';
import { shortDate } from '../../../shared/domain/wordsForDates.ts';
import { issuesOf } from '../../api/issuesOf.ts';
import { packDoor, sendFile } from '../../api/sendFile.ts';
import { useChange } from '../../api/useOperation.ts';
import { exactTimeOf } from '../../api/wordsForMoments.ts';
import { ErrorSummary } from '../../components/ErrorSummary.tsx';
import { Form } from '../../components/Form.tsx';
import { Failed } from '../../components/ScreenState.tsx';
import { SecretField } from '../../components/SecretField.tsx';
import { Heading } from '../vault/Heading.tsx';
import { VaultFrame } from '../vault/VaultFrame.tsx';
import styles from '../vault/UnlockScreen.module.css';

const lockedWords = {
  person: 'You closed it. What you were writing is kept on this computer.',
  idle: 'It closed itself after a while without use. What you were writing is kept on this computer.',
  suspend:
    'It closed when the computer was locked or went to sleep. What you were writing is kept on this computer.',
  damaged: 'It was closed. What you were writing is kept on this computer.',
} as const;

type DeskStatus = OutputOf<'packDesk.status'>;

export const OpenPackScreen = ({
  status,
  onBack,
}: {
  readonly status: DeskStatus;
  readonly onBack: () => void;
}) => {
  const close = useChange('packDesk.close');
  return (
    <VaultFrame ladder={[]} helpSection="open-a-review-pack">
      {status.state === 'none' ? (
        <ChoosePack onBack={onBack} />
      ) : (
        <Passphrase status={status} onOther={() => close.mutate({}, { onSuccess: onBack })} />
      )}
    </VaultFrame>
  );
};

const ChoosePack = ({ onBack }: { readonly onBack: () => void }) => {
  const choose = useChange('packDesk.choose');
  const [share, setShare] = useState<number>();
  const [problem, setProblem] = useState<{ readonly message: string }>();
  const take = async (file: File): Promise<void> => {
    setProblem(undefined);
    setShare(0);
    try {
      await choose.mutateAsync({ uploadId: await sendFile(file, setShare, packDoor) });
    } catch (fault) {
      setProblem({
        message: fault instanceof Error ? fault.message : 'The file could not be read. Try again.',
      });
    } finally {
      setShare(undefined);
    }
  };
  return (
    <div className={styles['form']}>
      <Heading intro="For a chair or a scrutineer who decides on another computer than the register’s. You need the file that the business unit sent, and the passphrase that they told you by telephone.">
        Open a review pack
      </Heading>
      {problem && <Failed fault={problem} />}
      <Group gap={8}>
        <FileButton accept={PACK_ENDING} onChange={(file) => file && void take(file)}>
          {(props) => (
            <Button
              {...props}
              loading={share !== undefined}
              leftSection={<IconPackage size={18} stroke={1.75} aria-hidden="true" />}
            >
              Choose the file
            </Button>
          )}
        </FileButton>
        <Button variant="default" onClick={onBack}>
          Back
        </Button>
      </Group>
      {share !== undefined && <p role="status">Reading the file…</p>}
    </div>
  );
};

const Passphrase = ({ status, onOther }: { readonly status: DeskStatus; readonly onOther: () => void }) => {
  const [passphrase, setPassphrase] = useState('');
  const [missing, setMissing] = useState<readonly Issue[]>([]);
  const open = useChange('packDesk.open');
  const issues = missing.length > 0 ? missing : issuesOf(open.error, 'passphrase');
  const retryAt = open.error?.retryAt;
  const submit = (): void => {
    const found =
      passphrase === '' ? [{ path: 'passphrase', message: 'Type the passphrase of the pack' }] : [];
    setMissing(found);
    if (found.length === 0) open.mutate({ passphrase });
  };
  return (
    <Form className={styles['form']} onSubmit={submit}>
      <Heading
        intro={
          status.lockedBecause
            ? lockedWords[status.lockedBecause]
            : `It opens until the end of ${status.expiresOn ? shortDate(status.expiresOn) : 'its last day'}.`
        }
      >
        Open the review pack
      </Heading>
      <ErrorSummary issues={issues} />
      {retryAt !== undefined && (
        <p className={styles['wait']}>
          After too many wrong passphrases the next try counts from {exactTimeOf(retryAt)}.
        </p>
      )}
      <SecretField
        path="passphrase"
        label="Passphrase of the pack"
        hint="Four words, with a space between each. The business unit told you by telephone."
        error={issues.find((issue) => issue.path === 'passphrase')?.message}
        value={passphrase}
        onChange={setPassphrase}
      />
      <Group gap={8}>
        <Button type="submit" loading={open.isPending}>
          Open the pack
        </Button>
        <Button variant="default" onClick={onOther}>
          Put it away
        </Button>
      </Group>
    </Form>
  );
};
