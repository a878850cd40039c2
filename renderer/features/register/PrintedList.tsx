import type { CaseRow } from '../../../shared/contract/cases.ts';
import { textColumnsOf, type RegisterColumn } from '../../../shared/contract/registerColumns.ts';
import { caseCount } from './caseCount.ts';
import styles from './PrintedList.module.css';

/** A date, a reference and the like stay on one line. */
const SHORT = 16;

const Cell = ({ text }: { readonly text: string }) => <td data-short={text.length <= SHORT}>{text}</td>;

/** The list as paper has it: every case with its words whole. Nothing of it is on the screen. */
export const PrintedList = ({
  rows,
  total,
  columns,
  about,
  remark,
}: {
  readonly rows: readonly CaseRow[];
  readonly total: number;
  readonly columns: readonly RegisterColumn[];
  /** The filters and the search, in words. */
  readonly about: string;
  /** In what order, on which day and by whom. */
  readonly remark: string;
}) => {
  const table = textColumnsOf(columns);
  return (
    <div className={styles['printed']} data-print-alone>
      <p className={styles['title']}>Register</p>
      {about !== '' && <p>{about}</p>}
      <p>
        {caseCount(total)}
        {remark}
        {rows.length < total && ` Only the first ${rows.length.toLocaleString('en-GB')} are printed.`}
      </p>
      <table>
        <thead>
          <tr>
            {table.map(({ heading }) => (
              <th key={heading} scope="col">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.caseId}>
              {table.map(({ heading, textOf }) => (
                <Cell key={heading} text={textOf(row)} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
