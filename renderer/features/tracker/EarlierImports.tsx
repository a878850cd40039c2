import { Button } from '@mantine/core';
import { useState } from 'react';
import type { TrackerImport } from '../../../shared/contract/tracker.ts';
import { useChange, useOperation } from '../../api/useOperation.ts';
import { momentInWords } from '../../api/wordsForMoments.ts';
import { useAnnounce } from '../../components/Announcer.tsx';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { JobProgress } from '../../components/JobProgress.tsx';
import { PlainTable } from '../../components/PlainTable.tsx';
import styles from './TrackerScreen.module.css';

const casesInWords = (cases: number): string =>
  cases === 1 ? '1 case' : `${cases.toLocaleString('en-GB')} cases`;

/** What was brought in before, and the way to take it back. */
export const EarlierImports = () => {
  const { data } = useOperation('tracker.list', {});
  const undo = useChange('tracker.undo');
  const announce = useAnnounce();
  const [asked, setAsked] = useState<TrackerImport>();
  if (!data || data.imports.length === 0) return null;
  return (
    <section className={styles['section']} aria-labelledby="tracker-imports">
      <h2 id="tracker-imports">Brought in before</h2>
      <PlainTable caption="Earlier imports" columns={['When', 'By', 'Cases', 'Taking back']}>
        {data.imports.map((one) => (
          <tr key={one.id}>
            <th scope="row">{momentInWords(one.importedAt)}</th>
            <td>{one.importedBy}</td>
            <td>{one.cases.toLocaleString('en-GB')}</td>
            <td>
              {one.undoneAt !== undefined && `Taken back on ${momentInWords(one.undoneAt)}`}
              {one.undoneAt === undefined && one.changed > 0 && `${casesInWords(one.changed)} changed since`}
              {one.undoneAt === undefined && one.changed === 0 && (
                <Button variant="default" onClick={() => setAsked(one)}>
                  Take back
                </Button>
              )}
            </td>
          </tr>
        ))}
      </PlainTable>
      <ConfirmDialog
        opened={asked !== undefined}
        title="Take this import back?"
        confirmLabel="Remove the cases"
        destructive
        busy={undo.isPending}
        fault={undo.error}
        onClose={() => {
          setAsked(undefined);
          undo.reset();
        }}
        onConfirm={() =>
          asked &&
          undo.mutate(
            { importId: asked.id },
            {
              onSuccess: ({ cases }) => {
                setAsked(undefined);
                announce(`${casesInWords(cases)} removed.`);
              },
            },
          )
        }
      >
        <p>
          {casesInWords(asked?.cases ?? 0)} will be removed from the register. Agencies that came with them
          stay in the directory, and their references are not given again.
        </p>
        {undo.isPending && <JobProgress operation="tracker.undo" words="Taking the cases out" />}
      </ConfirmDialog>
    </section>
  );
};
