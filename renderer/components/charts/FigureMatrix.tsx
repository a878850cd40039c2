import styles from './Charts.module.css';
import { CasesLink } from './marks.tsx';
import { cellAt, describeCell, isHidden, type ShownFigure } from './shownFigure.ts';

const LEVELS = 5;

/** Who meets whom, as a table of tinted cells with their numbers. Rows and columns of nought are kept: silence is a finding. */
export const FigureMatrix = ({ figure }: { readonly figure: ShownFigure }) => {
  const most = Math.max(1, ...figure.cells.flat().map(({ number = 0 }) => number));
  return (
    <div className={styles['scroll']} role="region" aria-label={`${figure.title}: table`} tabIndex={0}>
      <table className={styles['matrix']}>
        <thead>
          <tr>
            <th scope="col" className={styles['corner']}>
              {figure.rowHeading} ↓<br />
              {figure.columnHeading} →
            </th>
            {figure.columns.map(({ key, label, mark }) => (
              <th key={key} scope="col" data-mark={mark}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {figure.rows.map(({ key, label, mark }, row) => (
            <tr key={key}>
              <th
                scope="row"
                data-mark={mark}
                data-silent={figure.columns.every(
                  (_column, column) => cellAt(figure, row, column).number === 0,
                )}
              >
                {label}
              </th>
              {figure.columns.map((column, index) => {
                const cell = cellAt(figure, row, index);
                return (
                  <td
                    key={column.key}
                    data-level={Math.ceil((LEVELS * (cell.number ?? 0)) / most)}
                    data-mark={mark ?? column.mark}
                    data-hidden={isHidden(cell)}
                  >
                    {cell.cases ? (
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
        </tbody>
      </table>
    </div>
  );
};
