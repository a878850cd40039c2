import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { TrackerLayout } from '../../../shared/contract/tracker.ts';
import { columnIssues, trackerFields, type ColumnField } from '../../../shared/domain/tracker.ts';
import { useOperation } from '../../api/useOperation.ts';
import { ErrorSummary, fieldId } from '../../components/ErrorSummary.tsx';
import { PlainTable } from '../../components/PlainTable.tsx';
import { Failed, Loading } from '../../components/ScreenState.tsx';
import { Words } from './Words.tsx';
import styles from './TrackerScreen.module.css';

const choices = [
  { value: '', label: 'Leave out' },
  ...Object.entries(trackerFields).map(([value, label]) => ({ value, label })),
];

const whyWords = { lastTime: 'As last time', heading: 'From its heading', nothing: '' } as const;

/** What each column holds; then what the words in them mean. */
export const Mapping = ({
  fileId,
  sheet,
  layout,
  onDone,
}: {
  readonly fileId: string;
  readonly sheet: number;
  readonly layout: TrackerLayout;
  readonly onDone: () => void;
}) => {
  const [columns, setColumns] = useState<readonly ColumnField[]>(() =>
    layout.columns.map(({ field }) => field),
  );
  const [issues, setIssues] = useState<ReturnType<typeof columnIssues>>([]);
  /** The columns that were settled on; the words are those of these. */
  const [settled, setSettled] = useState<readonly ColumnField[]>();
  const { headerRow } = layout;
  const words = useOperation(
    'tracker.words',
    { fileId, sheet, headerRow, columns: settled ?? [] },
    { enabled: settled !== undefined },
  );

  const settle = (): void => {
    const found = columnIssues(columns);
    setIssues(found);
    setSettled(found.length > 0 ? undefined : columns);
  };

  return (
    <>
      <section className={styles['section']} aria-labelledby="tracker-columns">
        <h2 id="tracker-columns">What the columns hold</h2>
        <ErrorSummary issues={issues} />
        <div className={styles['wide']}>
          <PlainTable
            caption="Columns of the file and what they hold"
            columns={['Column', 'Heading', 'For example', 'Holds']}
          >
            {layout.columns.map(({ letter, heading, samples, because }, index) => (
              <tr key={letter}>
                <td>{letter}</td>
                <th scope="row">{heading === '' ? 'No heading' : heading}</th>
                <td className={styles['samples']}>{samples.join(' · ')}</td>
                <td>
                  <NativeSelect
                    id={fieldId(`columns.${index}`)}
                    aria-label={`Column ${letter} holds`}
                    value={columns[index] ?? ''}
                    data={choices}
                    onChange={({ currentTarget: { value } }) => {
                      setSettled(undefined);
                      setColumns(columns.map((field, at) => (at === index ? (value as ColumnField) : field)));
                    }}
                  />
                  {columns[index] === layout.columns[index]?.field && (
                    <span className={styles['why']}>{whyWords[because]}</span>
                  )}
                </td>
              </tr>
            ))}
          </PlainTable>
        </div>
        {settled === undefined && (
          <Button className={styles['start'] ?? ''} onClick={settle}>
            Continue
          </Button>
        )}
      </section>
      {settled !== undefined &&
        (words.error ? (
          <Failed fault={words.error} />
        ) : words.data ? (
          <Words
            key={settled.join()}
            plan={{ fileId, sheet, headerRow, columns: settled }}
            words={words.data.words}
            options={words.data.options}
            onDone={onDone}
          />
        ) : (
          <Loading what="the words in these columns" />
        ))}
    </>
  );
};
