import { Button, Progress } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { IconFileImport } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { ReceivedDocument } from '../../../shared/contract/documents.ts';
import { receiveFile } from './receiveFile.ts';
import styles from './ReceiveFile.module.css';

/** Takes one file: dropped anywhere on the window, dropped here, or chosen. */
export const ReceiveFile = ({
  onReceived,
  wholeWindow = false,
  compact = false,
  words,
}: {
  readonly onReceived: (received: ReceivedDocument) => void | Promise<void>;
  readonly wholeWindow?: boolean;
  /** One line, for a dialog. */
  readonly compact?: boolean;
  readonly words: string;
}) => {
  const open = useRef<() => void>(null);
  const [share, setShare] = useState<number>();
  const [problem, setProblem] = useState('');
  const take = async (files: readonly File[]) => {
    const [file] = files;
    if (!file || share !== undefined) return;
    if (files.length > 1) {
      setProblem('Bring in one file at a time. Evidence can be added to the case later.');
      return;
    }
    setProblem('');
    setShare(0);
    try {
      await onReceived(await receiveFile(file, setShare));
    } catch (fault) {
      setProblem(fault instanceof Error ? fault.message : 'The file could not be brought in. Try again.');
    } finally {
      setShare(undefined);
    }
  };
  const drop = (files: readonly File[]) => void take(files);
  return (
    <div>
      {wholeWindow && (
        <Dropzone.FullScreen active={share === undefined} onDrop={drop} className={styles['whole']}>
          <p className={styles['wholeWords']}>Let go to bring the file in</p>
        </Dropzone.FullScreen>
      )}
      <Dropzone
        onDrop={drop}
        openRef={open}
        activateOnClick={false}
        activateOnKeyboard={false}
        enablePointerEvents
        disabled={share !== undefined}
        className={styles['zone'] ?? ''}
        inputProps={{ 'aria-label': words }}
      >
        <div className={styles['inside']} data-compact={compact || undefined}>
          <IconFileImport size={28} stroke={1.5} aria-hidden="true" />
          <p>{words}</p>
          <Button variant="default" onClick={() => open.current?.()} disabled={share !== undefined}>
            Choose a file
          </Button>
        </div>
      </Dropzone>
      {share !== undefined && (
        <div className={styles['progress']} role="status">
          <p>{share < 1 ? 'Bringing the file in…' : 'Reading the file…'}</p>
          <Progress value={share * 100} aria-label="Part of the file brought in" />
        </div>
      )}
      {problem !== '' && (
        <p className={styles['problem']} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
};
