import { Line, LineChart } from 'recharts';
import styles from './Charts.module.css';
import { CellMark } from './marks.tsx';
import { countTicks } from './countTicks.ts';
import { QuarterAxes } from './QuarterAxes.tsx';
import { cellAt, drawnColumns, type ShownFigure, labelOf } from './shownFigure.ts';

const HEIGHT = 260;

/** A point a quarter on one line, each with its number. */
export const QuarterLine = ({ figure, width }: { readonly figure: ShownFigure; readonly width: number }) => {
  const column = drawnColumns(figure)[0] ?? 0;
  const data = figure.rows.map(({ key }, row) => ({
    key,
    value: cellAt(figure, row, column).number ?? null,
  }));
  const ticks = countTicks(Math.max(0, ...data.map(({ value }) => value ?? 0)));
  return (
    <LineChart
      width={width}
      height={HEIGHT}
      data={data}
      margin={{ top: 20, right: 20, bottom: 0, left: 0 }}
      accessibilityLayer={false}
    >
      <QuarterAxes figure={figure} ticks={ticks} inset={16} />
      <Line
        dataKey="value"
        type="linear"
        isAnimationActive={false}
        className={styles['line'] ?? ''}
        activeDot={false}
        dot={({ cx, cy, index }: { readonly cx?: number; readonly cy?: number; readonly index?: number }) =>
          cx === undefined || cy === undefined || index === undefined ? (
            <g key={index} />
          ) : (
            <CellMark key={index} figure={figure} row={index} column={column}>
              <circle cx={cx} cy={cy} r={13} className={styles['reach']} />
              <circle cx={cx} cy={cy} r={5} className={styles['dot']} />
              <text x={cx} y={cy - 11} textAnchor="middle" className={styles['number']}>
                {labelOf(cellAt(figure, index, column))}
              </text>
            </CellMark>
          )
        }
      />
    </LineChart>
  );
};
