import { Bar, BarChart, type BarShapeProps } from 'recharts';
import styles from './Charts.module.css';
import { CellMark, GrainDefinitions, NumberWithin, ToneRect, tonesOf } from './marks.tsx';
import { countTicks } from './countTicks.ts';
import { QuarterAxes } from './QuarterAxes.tsx';
import { cellAt, drawnColumns, type ShownFigure, labelOf } from './shownFigure.ts';

const HEIGHT = 260;

/** A column a quarter, cut by kind, with the whole above it. */
export const QuarterColumns = ({
  figure,
  width,
}: {
  readonly figure: ShownFigure;
  readonly width: number;
}) => {
  const columns = drawnColumns(figure);
  const tones = tonesOf(columns.map((column) => figure.columns[column] ?? { key: '' }));
  const numberAt = (row: number, column: number): number => cellAt(figure, row, column).number ?? 0;
  const totals = figure.rows.map((_row, row) =>
    columns.reduce((sum, column) => sum + numberAt(row, column), 0),
  );
  const ticks = countTicks(Math.max(0, ...totals));
  const tops = figure.rows.map((_row, row) => columns.findLast((column) => numberAt(row, column) > 0));
  const isWhole = figure.rows.map((_row, row) =>
    columns.every((column) => cellAt(figure, row, column).number !== undefined),
  );
  const data = figure.rows.map(({ key }, row) => ({
    key,
    ...Object.fromEntries(columns.map((column) => [`c${column}`, numberAt(row, column)])),
  }));
  return (
    <BarChart
      width={width}
      height={HEIGHT}
      data={data}
      margin={{ top: 20, right: 4, bottom: 0, left: 0 }}
      barCategoryGap="20%"
      accessibilityLayer={false}
    >
      <GrainDefinitions tones={tones} />
      <QuarterAxes figure={figure} ticks={ticks} />
      {columns.map((column, place) => (
        <Bar
          key={column}
          dataKey={`c${column}`}
          stackId="quarter"
          maxBarSize={44}
          isAnimationActive={false}
          shape={({ x, y, width: breadth, height, index }: BarShapeProps) => {
            const tone = tones[place];
            const isTop = tops[index] === column;
            if (!tone || !(height > 0)) return <g />;
            const box = {
              x,
              y: y + (isTop ? 0 : 1),
              width: breadth,
              height: Math.max(1, height - (isTop ? 0 : 1)),
            };
            return (
              <>
                <CellMark figure={figure} row={index} column={column}>
                  <ToneRect tone={tone} {...box} />
                  {columns.length > 1 && (
                    <NumberWithin tone={tone} words={labelOf(cellAt(figure, index, column))} {...box} />
                  )}
                </CellMark>
                {isTop && isWhole[index] && (
                  <text x={x + breadth / 2} y={y - 6} textAnchor="middle" className={styles['number']}>
                    {totals[index]}
                  </text>
                )}
              </>
            );
          }}
        />
      ))}
    </BarChart>
  );
};
