import { Button, FileButton, Group, Modal } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useState } from 'react';
import type { CheckedFile } from '../../../shared/contract/directory.ts';
import { api } from '../../api/client.ts';
import { sendFile } from '../../api/sendFile.ts';
import { useChange } from '../../api/useOperation.ts';
import { useAnnounce } from '../../components/Announcer.tsx';
import { PlainTable } from '../../components/PlainTable.tsx';
import { Failed } from '../../components/ScreenState.tsx';
import { useDoneWithUndo } from './useDirectoryChange.ts';
import styles from './DirectoryScreen.module.css';

interface Checked extends CheckedFile {
  readonly uploadId: string;
  readonly fileName: string;
}

const Problems = ({ problems }: Pick<CheckedFile, 'problems'>) => (
  <>
    <h3 className={styles['section']}>
      {problems.length === 1 ? '1 thing to mend' : `${problems.length} things to mend`}
    </h3>
    <p>Nothing is brought in until every row is right. Mend the file, save it, and choose it again.</p>
    <PlainTable caption="What to mend in the file" columns={['Row', 'Column', 'What to mend']}>
      {problems.map(({ row, column, message }, index) => (
        <tr key={index}>
          <td>{row}</td>
          <td>{column}</td>
          <td>{message}</td>
        </tr>
      ))}
    </PlainTable>
  </>
);

const Counts = ({ counts }: Pick<CheckedFile, 'counts'>) => (
  <PlainTable caption="What the file would change" columns={['Kind', 'New', 'Changed', 'Already so']}>
    {counts.map(({ kind, added, changed, unchanged }) => (
      <tr key={kind}>
        <th scope="row">{kind}</th>
        <td>{added}</td>
        <td>{changed}</td>
        <td>{unchanged}</td>
      </tr>
    ))}
  </PlainTable>
);

/** Chooses a file, shows what it would change or every row to mend, and brings in the whole of it or nothing. */
const ImportSteps = ({ onDone }: { readonly onDone: () => void }) => {
  const [checked, setChecked] = useState<Checked>();
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<{ readonly message: string }>();
  const announce = useAnnounce();
  const bringIn = useChange('directory.importFile');
  const doneWithUndo = useDoneWithUndo();

  const check = async (file: File): Promise<void> => {
    setBusy(true);
    setFault(undefined);
    setChecked(undefined);
    bringIn.reset();
    try {
      const uploadId = await sendFile(file);
      const answer = await api.directory.checkFile({ uploadId });
      setChecked({ ...answer, uploadId, fileName: file.name });
      announce({
        quiet: true,
        text: answer.problems.length > 0 ? `${answer.problems.length} things to mend.` : 'The file is right.',
      });
    } catch (error) {
      setFault({
        message: error instanceof Error ? error.message : 'The file could not be read. Try again.',
      });
    } finally {
      setBusy(false);
    }
  };

  const changes = checked?.counts.reduce((sum, { added, changed }) => sum + added + changed, 0) ?? 0;
  const ready = checked !== undefined && checked.problems.length === 0;
  return (
    <div className={styles['form']}>
      <p>
        An Excel or CSV file with the headings of a file saved from here. Rows that the directory has already
        are changed, new ones are added, and what the file does not name stays as it is.
      </p>
      <Group gap={12}>
        <FileButton accept=".xlsx,.csv" onChange={(file) => file && void check(file)}>
          {(props) => (
            <Button
              {...props}
              variant="default"
              loading={busy}
              data-autofocus
              leftSection={<IconFileImport size={18} stroke={1.75} aria-hidden="true" />}
            >
              {checked ? 'Choose another file' : 'Choose a file'}
            </Button>
          )}
        </FileButton>
        {checked && <span className={styles['fileName']}>{checked.fileName}</span>}
      </Group>
      {(fault ?? bringIn.error) && <Failed fault={fault ?? bringIn.error!} />}
      {checked &&
        (checked.problems.length > 0 ? (
          <Problems problems={checked.problems} />
        ) : (
          <>
            <Counts counts={checked.counts} />
            {changes === 0 && <p>The directory already has everything in this file.</p>}
          </>
        ))}
      <Group gap={8} justify="flex-end">
        <Button variant="default" onClick={onDone}>
          {ready && changes > 0 ? 'Cancel' : 'Close'}
        </Button>
        {ready && changes > 0 && (
          <Button
            loading={bringIn.isPending}
            onClick={() =>
              bringIn.mutate(
                { uploadId: checked.uploadId },
                {
                  onSuccess: ({ undo }) => {
                    doneWithUndo('The file is brought in.', undo);
                    onDone();
                  },
                },
              )
            }
          >
            Bring it in
          </Button>
        )}
      </Group>
    </div>
  );
};

export const ImportDialog = ({
  opened,
  onClose,
}: {
  readonly opened: boolean;
  readonly onClose: () => void;
}) => (
  <Modal
    opened={opened}
    onClose={onClose}
    size="lg"
    title="Bring in a file"
    closeButtonProps={{ 'aria-label': 'Close' }}
  >
    <ImportSteps onDone={onClose} />
  </Modal>
);
