import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconDownload, IconFileText, IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReceivedDocument } from '../../../shared/contract/documents.ts';
import { useChange } from '../../api/useOperation.ts';
import { momentInWords } from '../../api/wordsForMoments.ts';
import { useAnnounce } from '../../components/Announcer.tsx';
import { DocumentView } from './DocumentView.tsx';
import type { MarkedPhrase } from './provenance.ts';
import styles from './DocumentPane.module.css';

const zooms = [0.85, 1, 1.2, 1.5, 2] as const;

/** A received document with its name, when it came, and its size on the screen. */
export const DocumentPane = ({
  received,
  phrases = [],
  active,
  onChoose,
}: {
  readonly received: ReceivedDocument;
  readonly phrases?: readonly MarkedPhrase[];
  readonly active?: string | undefined;
  readonly onChoose?: (formPath: string) => void;
}) => {
  const [zoom, setZoom] = useState(1);
  const announce = useAnnounce();
  const saveCopy = useChange('documents.saveCopy');
  const { document, model } = received;
  const save = () =>
    saveCopy.mutate(
      { documentId: document.id },
      {
        onSuccess: ({ delivered, where }) =>
          announce(delivered ? `A copy is in ${where}.` : 'Nothing was saved.'),
        onError: (fault) => announce(fault.message),
      },
    );
  return (
    <section className={styles['pane']} aria-label="The document as it came">
      <header className={styles['head']}>
        <IconFileText size={20} stroke={1.75} aria-hidden="true" />
        <div className={styles['words']}>
          <h2>{document.fileName}</h2>
          <p>Received {momentInWords(document.receivedAt)}, kept as it came</p>
        </div>
        {model && (
          <>
            <Tooltip label="Smaller">
              <ActionIcon
                variant="subtle"
                aria-label="Smaller"
                disabled={zoom === 0}
                onClick={() => setZoom(zoom - 1)}
              >
                <IconZoomOut size={20} stroke={1.75} />
              </ActionIcon>
            </Tooltip>
            <Tooltip label="Larger">
              <ActionIcon
                variant="subtle"
                aria-label="Larger"
                disabled={zoom === zooms.length - 1}
                onClick={() => setZoom(zoom + 1)}
              >
                <IconZoomIn size={20} stroke={1.75} />
              </ActionIcon>
            </Tooltip>
          </>
        )}
      </header>
      <div className={styles['body']} tabIndex={0} role="group" aria-label="Pages of the document">
        {model ? (
          <DocumentView
            model={model}
            phrases={phrases}
            active={active}
            zoom={zooms[zoom] ?? 1}
            {...(onChoose ? { onChoose } : {})}
          />
        ) : (
          <div className={styles['unreadable']}>
            <p>
              {received.problem?.message ??
                'This file cannot be shown here. It is kept as evidence, exactly as it came.'}
            </p>
            <Button
              variant="default"
              leftSection={<IconDownload size={16} stroke={1.75} />}
              loading={saveCopy.isPending}
              onClick={save}
            >
              Save a copy to look at
            </Button>
          </div>
        )}
      </div>
    </section>
  );
};
