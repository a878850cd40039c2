import { Button, Checkbox } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { InputOf, OutputOf } from '../../../shared/contract/index.ts';
import { api } from '../../api/client.ts';
import { useOperation } from '../../api/useOperation.ts';
import { useAnnounce } from '../../components/Announcer.tsx';
import { Callout } from '../../components/Callout.tsx';
import { JobProgress } from '../../components/JobProgress.tsx';
import { PlainTable } from '../../components/PlainTable.tsx';
import { Failed } from '../../components/ScreenState.tsx';
import styles from './TrackerScreen.module.css';

type Plan = InputOf<'tracker.check'>;
type Checked = OutputOf<'tracker.check'>;

const PROBLEMS_A_PAGE = 100;

const counted = (number: number, one: string, many: string): string =>
  number === 1 ? `1 ${one}` : `${number.toLocaleString('en-GB')} ${many}`;

const Problems = ({
  fileId,
  total,
  checkedTimes,
}: {
  readonly fileId: string;
  readonly total: number;
  readonly checkedTimes: number;
}) => {
  const [page, setPage] = useState(0);
  const { data } = useOperation('tracker.problems', {
    fileId,
    offset: page * PROBLEMS_A_PAGE,
    limit: PROBLEMS_A_PAGE,
  });
  const pages = Math.ceil(total / PROBLEMS_A_PAGE);
  return (
    <>
      <h3>{counted(total, 'thing to mend', 'things to mend')}</h3>
      <p>
        Mend the file and choose it again, say what a word means above and check again, or leave the rows out.
      </p>
      <div className={styles['wide']}>
        <PlainTable caption="What to mend in the file" columns={['Row', 'Column', 'What to mend']}>
          {data?.problems.map(({ row, column, heading, message }, index) => (
            <tr key={`${checkedTimes} ${index}`}>
              <th scope="row">{row}</th>
              <td>
                {column} {heading}
              </td>
              <td>{message}</td>
            </tr>
          ))}
        </PlainTable>
      </div>
      {pages > 1 && (
        <nav className={styles['pages']} aria-label="Pages of problems">
          <Button variant="default" disabled={page === 0} onClick={() => setPage(page - 1)}>
            Earlier rows
          </Button>
          <span>
            Page {page + 1} of {pages}
          </span>
          <Button variant="default" disabled={page + 1 >= pages} onClick={() => setPage(page + 1)}>
            Later rows
          </Button>
        </nav>
      )}
    </>
  );
};

/** Checks every row, lists what stands against it, and brings in all that are right or nothing. */
export const CheckRows = ({ plan, onDone }: { readonly plan: Plan; readonly onDone: () => void }) => {
  const { fileId } = plan;
  const [checked, setChecked] = useState<{
    readonly result: Checked;
    readonly of: string;
    readonly times: number;
  }>();
  const [busy, setBusy] = useState<'tracker.check' | 'tracker.bringIn'>();
  const [fault, setFault] = useState<{ readonly message: string }>();
  const [leaveOut, setLeaveOut] = useState(false);
  const [dangerChecked, setDangerChecked] = useState(false);
  const announce = useAnnounce();
  const client = useQueryClient();
  // What was checked counts only while nothing of the plan has been changed.
  const result = checked?.of === JSON.stringify(plan) ? checked.result : undefined;

  const work = async (operation: typeof busy, step: () => Promise<void>): Promise<void> => {
    setBusy(operation);
    setFault(undefined);
    try {
      await step();
    } catch (error) {
      setFault({ message: error instanceof Error ? error.message : 'Something went wrong. Try again.' });
    } finally {
      setBusy(undefined);
    }
  };

  const check = () =>
    work('tracker.check', async () => {
      const found = await api.tracker.check(plan);
      await client.invalidateQueries({ queryKey: ['tracker.problems'] });
      setChecked({ result: found, of: JSON.stringify(plan), times: (checked?.times ?? 0) + 1 });
      setLeaveOut(false);
      announce({
        quiet: true,
        text:
          found.problems > 0
            ? `${counted(found.problems, 'thing', 'things')} to mend.`
            : 'Every row is right.',
      });
    });

  const bringIn = (found: Checked) =>
    work('tracker.bringIn', async () => {
      const { cases } = await api.tracker.bringIn({
        fileId,
        leftOutRows: found.wrongRows,
        dangerChecked,
      });
      onDone();
      announce(`${counted(cases, 'case is', 'cases are')} in the register.`);
      await client.invalidateQueries();
    });

  const ready = result ? result.open + result.closed : 0;
  const mayBringIn =
    result !== undefined &&
    ready > 0 &&
    (result.problems === 0 || leaveOut) &&
    (result.open === 0 || dangerChecked);

  return (
    <section className={styles['section']} aria-labelledby="tracker-rows">
      <h2 id="tracker-rows">The rows</h2>
      {fault && <Failed fault={fault} />}
      {busy && <JobProgress key={busy} operation={busy} words="Starting" />}
      {!busy && (
        <Button
          className={styles['start'] ?? ''}
          variant={result ? 'default' : 'filled'}
          onClick={() => void check()}
        >
          {checked ? 'Check the rows again' : 'Check the rows'}
        </Button>
      )}
      {!busy && result && (
        <>
          {result.problems > 0 && (
            <Problems fileId={fileId} total={result.problems} checkedTimes={checked?.times ?? 0} />
          )}
          <Callout
            kind={result.problems > 0 ? 'check' : 'note'}
            title={`${counted(ready, 'row is', 'rows are')} right: ${result.open.toLocaleString('en-GB')} open, ${result.closed.toLocaleString('en-GB')} closed`}
          >
            {result.agenciesToAdd.length > 0 && (
              <p>
                To be added to the directory: {result.agenciesToAdd.slice(0, 20).join(', ')}
                {result.agenciesToAdd.length > 20 ? ' and more' : ''}.
              </p>
            )}
          </Callout>
          {result.problems > 0 && ready > 0 && (
            <Checkbox
              label={`Leave out ${counted(result.wrongRows.length, 'row', 'rows')} with something to mend`}
              checked={leaveOut}
              onChange={({ currentTarget: { checked: value } }) => setLeaveOut(value)}
            />
          )}
          {result.open > 0 && (
            <Checkbox
              label={`No child in the ${counted(result.open, 'open case', 'open cases')} is in immediate danger`}
              checked={dangerChecked}
              onChange={({ currentTarget: { checked: value } }) => setDangerChecked(value)}
            />
          )}
          <Button
            className={styles['start'] ?? ''}
            disabled={!mayBringIn}
            onClick={() => void bringIn(result)}
          >
            Bring in {counted(ready, 'case', 'cases')}
          </Button>
        </>
      )}
    </section>
  );
};
