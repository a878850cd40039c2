import { Bar, BarChart, XAxis, YAxis, type BarShapeProps } from 'recharts';
import styles from './Charts.module.css';
import { LABEL_FONT, LABEL_LINE, LineLabels } from './LineLabels.tsx';
import { CellMark, GrainDefinitions, ToneRect, tonesOf, type Tone } from './marks.tsx';
import { cellAt, drawnColumns, isHidden, type ShownFigure, labelOf } from './shownFigure.ts';
import { measureWords, wrapWords } from './wrapWords.ts';

const BAR = 16;
const GAP = 8;

/** How wide the labels of the rows stand, and each broken into lines. */
export const labelsOf = (
  labels: readonly string[],
  width: number,
): { readonly width: number; readonly lines: readonly (readonly string[])[] } => {
  const widest = Math.max(0, ...labels.map((label) => measureWords(label, LABEL_FONT)));
  const room = Math.min(widest + 12, Math.max(110, width * 0.42), 260);
  return { width: Math.ceil(room), lines: labels.map((label) => wrapWords(label, room - 12, LABEL_FONT)) };
};

/** Bars from left to right, one a row and column, each with its number. What is not coded is hatched. */
export const RowBars = ({ figure, width }: { readonly figure: ShownFigure; readonly width: number }) => {
  const columns = drawnColumns(figure);
  const labels = labelsOf(
    figure.rows.map(({ label }) => label),
    width,
  );
  const cells = figure.rows.flatMap((_row, row) => columns.map((column) => cellAt(figure, row, column)));
  const most = Math.max(1, ...cells.map(({ number = 0, range }) => Math.max(number, range?.most ?? 0)));
  const numbers = Math.ceil(
    Math.max(...cells.map((cell) => measureWords(labelOf(cell), `600 ${LABEL_FONT}`))) + 12,
  );
  const band = Math.max(
    BAR * columns.length + (columns.length - 1) * 4 + GAP,
    28,
    Math.max(...labels.lines.map((lines) => lines.length)) * LABEL_LINE + 6,
  );
  const seriesTones = tonesOf(columns.map((column) => figure.columns[column] ?? { key: '' }));
  const toneOf = (row: number, place: number): Tone =>
    figure.rows[row]?.mark === 'missing' || figure.rows[row]?.key === 'missing'
      ? { colour: 0, grain: 'hatched' }
      : (seriesTones[place] ?? { colour: 1, grain: 'solid' });
  const data = figure.rows.map(({ key }, row) => ({
    key,
    row,
    ...Object.fromEntries(columns.map((column) => [`c${column}`, cellAt(figure, row, column).number ?? 0])),
  }));
  return (
    <BarChart
      layout="vertical"
      width={width}
      height={figure.rows.length * band + 4}
      data={data}
      margin={{ top: 2, right: numbers, bottom: 2, left: 0 }}
      barCategoryGap={GAP / 2}
      barGap={4}
      accessibilityLayer={false}
    >
      <GrainDefinitions
        tones={[...seriesTones.filter(({ colour }) => colour > 0), { colour: 0, grain: 'hatched' }]}
      />
      <XAxis type="number" domain={[0, most]} hide />
      <YAxis
        type="category"
        dataKey="key"
        width={labels.width}
        interval={0}
        tickLine={false}
        axisLine={{ className: styles['axis'] ?? '' }}
        tick={({ y, index }: { readonly y: number | string; readonly index: number }) => (
          <LineLabels lines={labels.lines[index] ?? []} x={0} y={Number(y)} />
        )}
      />
      {columns.map((column, place) => (
        <Bar
          key={column}
          dataKey={`c${column}`}
          barSize={BAR}
          isAnimationActive={false}
          shape={({ x, y, width: length, height, index }: BarShapeProps) => {
            const cell = cellAt(figure, index, column);
            // Where the bar has no length there is nothing to measure a range by: its words tell it.
            const perDay = cell.number ? length / cell.number : 0;
            const end = Math.max(length, perDay * (cell.range?.most ?? 0));
            return (
              <CellMark figure={figure} row={index} column={column}>
                <rect
                  x={x}
                  y={y - 4}
                  width={Math.max(0, width - x)}
                  height={height + 8}
                  className={styles['reach']}
                />
                {length > 0 && (
                  <ToneRect tone={toneOf(index, place)} x={x} y={y} width={length} height={height} />
                )}
                {cell.range && perDay > 0 && cell.range.least < cell.range.most && (
                  <RangeMark
                    from={x + cell.range.least * perDay}
                    to={x + cell.range.most * perDay}
                    y={y + height / 2}
                  />
                )}
                <text
                  x={x + end + 8}
                  y={y + height / 2}
                  dy="0.35em"
                  className={styles['number']}
                  data-hidden={isHidden(cell)}
                  data-none={cell.number === 0}
                >
                  {labelOf(cell)}
                </text>
              </CellMark>
            );
          }}
        />
      ))}
    </BarChart>
  );
};

/** From the fewest to the most, with an end at each. */
const RangeMark = ({ from, to, y }: { readonly from: number; readonly to: number; readonly y: number }) => (
  <>
    {(['rangeGround', 'range'] as const).map((name) => (
      <path
        key={name}
        d={`M${from} ${y - 4}v8M${from} ${y}H${to}M${to} ${y - 4}v8`}
        className={styles[name]}
      />
    ))}
  </>
);
