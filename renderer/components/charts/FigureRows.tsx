import { PlainTable } from '../PlainTable.tsx';
import styles from './Charts.module.css';
import { CasesLink } from './marks.tsx';
import { cellAt, describeCell, isHidden, type ShownFigure } from './shownFigure.ts';

/** A figure as a plain table: what every chart has beside it. */
export const FigureRows = ({
  figure,
  withLinks = false,
}: {
  readonly figure: ShownFigure;
  /** Numbers lead to their cases. Not where the table is only read out beside the chart, whose bars do. */
  readonly withLinks?: boolean;
}) => (
  <PlainTable
    caption={figure.title}
    columns={[figure.rowHeading, ...figure.columns.map(({ label }) => label)]}
    className={styles['rows']}
  >
    {figure.rows.map(({ key, label }, row) => (
      <tr key={key}>
        <th scope="row">{label}</th>
        {figure.columns.map((column, index) => {
          const cell = cellAt(figure, row, index);
          return (
            <td key={column.key} data-hidden={isHidden(cell)}>
              {withLinks && cell.cases ? (
                <CasesLink cases={cell.cases} words={describeCell(figure, row, index)}>
                  {cell.text}
                </CasesLink>
              ) : (
                cell.text
              )}
            </td>
          );
        })}
      </tr>
    ))}
  </PlainTable>
);
