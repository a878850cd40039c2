/**
 * The office's old spreadsheet on its way into the register: choose it, say what its columns and words mean, see every
 * problem, bring it in whole, take it back. This feature imports the window's api and components.
 */
import { Button, FileButton, Group, NativeSelect, NumberInput } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useState } from 'react';
import type { OutputOf } from '../../../shared/contract/index.ts';
import { MAX_TRACKER_ROWS } from '../../../shared/domain/tracker.ts';
import { api } from '../../api/client.ts';
import { sendFile } from '../../api/sendFile.ts';
import { useOperation } from '../../api/useOperation.ts';
import { useAnnounce } from '../../components/Announcer.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { Failed, Loading } from '../../components/ScreenState.tsx';
import { EarlierImports } from './EarlierImports.tsx';
import { Mapping } from './Mapping.tsx';
import styles from './TrackerScreen.module.css';

type OpenFile = OutputOf<'tracker.open'> & { readonly fileName: string };

const Sheet = ({ file, onDone }: { readonly file: OpenFile; readonly onDone: () => void }) => {
  const [sheet, setSheet] = useState(0);
  const [headerRow, setHeaderRow] = useState<number>();
  const layout = useOperation(
    'tracker.layout',
    { fileId: file.fileId, sheet, ...(headerRow === undefined ? {} : { headerRow }) },
    { keepPrevious: true },
  );
  if (layout.error) return <Failed fault={layout.error} />;
  if (!layout.data) return <Loading what="the columns" />;
  return (
    <>
      <Group gap={16} align="end">
        {file.sheets.length > 1 && (
          <NativeSelect
            label="Sheet"
            value={String(sheet)}
            data={file.sheets.map(({ name, rows }, index) => ({
              value: String(index),
              label: `${name} (${rows} rows)`,
            }))}
            onChange={({ currentTarget: { value } }) => {
              setSheet(Number(value));
              setHeaderRow(undefined);
            }}
          />
        )}
        <NumberInput
          label="Row of the headings"
          className={styles['headerRow'] ?? ''}
          min={1}
          max={100}
          allowDecimal={false}
          clampBehavior="strict"
          value={headerRow ?? layout.data.headerRow}
          onChange={(value) => typeof value === 'number' && value >= 1 && setHeaderRow(value)}
        />
        <p className={styles['rows']}>
          {layout.data.rowCount === 1 ? '1 row' : `${layout.data.rowCount.toLocaleString('en-GB')} rows`}{' '}
          beneath it
        </p>
      </Group>
      <Mapping
        key={`${file.fileId} ${sheet} ${layout.data.headerRow}`}
        fileId={file.fileId}
        sheet={sheet}
        layout={layout.data}
        onDone={onDone}
      />
    </>
  );
};

export const TrackerScreen = () => {
  const [file, setFile] = useState<OpenFile>();
  const [share, setShare] = useState<number>();
  const [fault, setFault] = useState<{ readonly message: string }>();
  const announce = useAnnounce();

  const open = async (chosen: File): Promise<void> => {
    setFault(undefined);
    setFile(undefined);
    setShare(0);
    try {
      const uploadId = await sendFile(chosen, setShare);
      setFile({ ...(await api.tracker.open({ uploadId })), fileName: chosen.name });
      announce({ quiet: true, text: 'The file is read. Say what its columns hold.' });
    } catch (error) {
      setFault({
        message: error instanceof Error ? error.message : 'The file could not be read. Try again.',
      });
    } finally {
      setShare(undefined);
    }
  };

  return (
    <div className={styles['all']}>
      <PageHeader
        title="Old tracker"
        subtitle="Bring in the spreadsheet that escalations were kept in before. Nothing is saved until every row is right or left out by you."
      />
      <section className={styles['section']} aria-labelledby="tracker-file">
        <h2 id="tracker-file">The file</h2>
        <p>
          An Excel (.xlsx), OpenDocument (.ods) or CSV file with one escalation in each row, up to{' '}
          {MAX_TRACKER_ROWS.toLocaleString('en-GB')} rows.
        </p>
        <Group gap={12}>
          <FileButton accept=".xlsx,.ods,.csv" onChange={(chosen) => chosen && void open(chosen)}>
            {(props) => (
              <Button
                {...props}
                variant={file ? 'default' : 'filled'}
                loading={share !== undefined}
                leftSection={<IconFileImport size={18} stroke={1.75} aria-hidden="true" />}
              >
                {file ? 'Choose another file' : 'Choose a file'}
              </Button>
            )}
          </FileButton>
          {file && <span className={styles['fileName']}>{file.fileName}</span>}
        </Group>
        {share !== undefined && <p role="status">{share < 1 ? 'Sending the file…' : 'Reading the file…'}</p>}
        {fault && <Failed fault={fault} />}
      </section>
      {file && <Sheet file={file} onDone={() => setFile(undefined)} />}
      <EarlierImports />
    </div>
  );
};
