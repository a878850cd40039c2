import { ActionIcon, Button, SegmentedControl, Tooltip } from '@mantine/core';
import { IconDownload, IconFileText, IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { ReceivedDocument } from '../../../shared/contract/documents.ts';
import { useDocumentSource } from '../../api/documentSource.ts';
import { useChange } from '../../api/useOperation.ts';
import { momentInWords } from '../../api/wordsForMoments.ts';
import { useAnnounce } from '../../components/Announcer.tsx';
import { Callout } from '../../components/Callout.tsx';
import { DocumentView } from './DocumentView.tsx';
import type { MarkedPhrase } from './provenance.ts';
import { ReceivedPages } from './ReceivedPages.tsx';
import styles from './DocumentPane.module.css';

const zooms = [0.85, 1, 1.2, 1.5, 2] as const;

type Look = 'pages' | 'words';
const looks = [
  { value: 'pages', label: 'Pages' },
  { value: 'words', label: 'Words' },
] as const satisfies readonly { readonly value: Look; readonly label: string }[];

/**
 * A received document with its name, when it came, and its size on the screen. A PDF shows its pages as they look,
 * and its words on request: the marks of what was found are among the words.
 */
export const DocumentPane = ({
  received,
  phrases = [],
  active,
  sought,
  onChoose,
}: {
  readonly received: ReceivedDocument;
  readonly phrases?: readonly MarkedPhrase[];
  readonly active?: string | undefined;
  /** The field whose words are to be shown now: a new object each time that it is asked. */
  readonly sought?: { readonly formPath: string } | undefined;
  readonly onChoose?: (formPath: string) => void;
}) => {
  const [zoom, setZoom] = useState(1);
  const announce = useAnnounce();
  const saveCopy = useChange(useDocumentSource().saveCopy);
  const { document: file, model } = received;
  const isPdf = model?.format === 'pdf';
  const hasWords = model !== undefined && (model.blocks.length > 0 || model.formFields.length > 0);
  const [look, setLook] = useState<Look>(isPdf ? 'pages' : 'words');
  const shown = useRef<object>(undefined);
  useEffect(() => {
    if (!sought || shown.current === sought) return;
    if (look === 'pages') setLook('words');
    else {
      shown.current = sought;
      const number = document.querySelector<HTMLElement>(`[data-phrase="${sought.formPath}"]`);
      number?.scrollIntoView({ block: 'center' });
      number?.focus();
    }
  }, [sought, look]);
  const save = () =>
    saveCopy.mutate(
      { documentId: file.id },
      {
        onSuccess: ({ delivered, where }) =>
          announce(delivered ? `A copy is in ${where}.` : 'Nothing was saved.'),
        onError: (fault) => announce({ text: fault.message, isFault: true }),
      },
    );
  const words = model && hasWords && (
    <DocumentView
      model={model}
      phrases={phrases}
      active={active}
      zoom={zooms[zoom] ?? 1}
      {...(onChoose ? { onChoose } : {})}
    />
  );
  return (
    <section className={styles['pane']} aria-label="The document as it came">
      <header className={styles['head']}>
        <IconFileText size={20} stroke={1.75} aria-hidden="true" />
        <div className={styles['words']}>
          <h2>{file.fileName}</h2>
          <p>Received {momentInWords(file.receivedAt)}, kept as it came</p>
        </div>
        {isPdf && hasWords && (
          <SegmentedControl
            size="xs"
            aria-label="Show the document as"
            data={[...looks]}
            value={look}
            onChange={(chosen) => setLook(chosen as Look)}
          />
        )}
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
        {model && isPdf && look === 'pages' ? (
          <>
            {model.losses.length > 0 && (
              <Callout
                kind="check"
                title={hasWords ? 'Not everything could be read' : 'Nothing could be read from this file'}
              >
                {model.losses.map((loss) => (
                  <p key={loss.message}>{loss.message}</p>
                ))}
              </Callout>
            )}
            <div className={styles['pages']} style={{ width: `${100 * (zooms[zoom] ?? 1)}%` }}>
              <ReceivedPages documentId={file.id} words={words} />
            </div>
          </>
        ) : model ? (
          words
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
