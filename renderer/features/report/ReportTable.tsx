import type { ReportCell, ReportFigure } from '../../../shared/domain/report/reportContent.ts';
import styles from './ReportTable.module.css';

const LEVELS = 5;
/** Headings of more columns than this stand upright. */
const MANY_COLUMNS = 7;

/** A figure of a report as a table, with its totals where there are any; a matrix is tinted by its numbers. */
export const ReportTable = ({ figure }: { readonly figure: ReportFigure }) => {
  const isMatrix = figure.chart === 'matrix';
  const most = Math.max(1, ...figure.cells.flat().map(({ number = 0 }) => number));
  const totals =
    figure.columnTotals ?? (figure.total && figure.columns.length === 1 ? [figure.total] : undefined);
  const cellOf = (key: string, cell: ReportCell | undefined, isTotal = false) => (
    <td
      key={key}
      data-hidden={cell?.number === undefined}
      data-total={isTotal}
      data-level={isMatrix && !isTotal ? Math.ceil((LEVELS * (cell?.number ?? 0)) / most) : undefined}
    >
      {cell?.text}
    </td>
  );
  return (
    <div className={styles['frame']} role="region" aria-label={`${figure.title}: table`} tabIndex={0}>
      <table className={styles['table']} data-many={figure.columns.length > MANY_COLUMNS}>
        <caption className="visuallyHidden">{figure.title}</caption>
        <thead>
          <tr>
            <th scope="col">{figure.rowHeading}</th>
            {figure.columns.map(({ key, label }) => (
              <th key={key} scope="col">
                <span>{label}</span>
              </th>
            ))}
            {figure.rowTotals && (
              <th scope="col">
                <span>All</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {figure.rows.map(({ key, label }, row) => (
            <tr key={key}>
              <th scope="row">{label}</th>
              {figure.columns.map((column, index) => cellOf(column.key, figure.cells[row]?.[index]))}
              {figure.rowTotals && cellOf('all', figure.rowTotals[row], true)}
            </tr>
          ))}
          {totals && (
            <tr>
              <th scope="row" data-total={true}>
                All
              </th>
              {figure.columns.map(({ key }, index) => cellOf(key, totals[index], true))}
              {figure.rowTotals && cellOf('all', figure.total, true)}
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
};
