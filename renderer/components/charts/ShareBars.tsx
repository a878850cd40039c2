import { Bar, BarChart, XAxis, YAxis, type BarShapeProps } from 'recharts';
import styles from './Charts.module.css';
import { LABEL_LINE, LineLabels } from './LineLabels.tsx';
import { CellMark, GrainDefinitions, NumberWithin, ToneRect, tonesOf } from './marks.tsx';
import { labelsOf } from './RowBars.tsx';
import { cellAt, drawnColumns, type ShownFigure, labelOf } from './shownFigure.ts';

const BAR = 30;

/** Each row one whole, cut into its shares; the first column says how many the whole is. */
export const ShareBars = ({ figure, width }: { readonly figure: ShownFigure; readonly width: number }) => {
  const columns = drawnColumns(figure);
  const tones = tonesOf(columns.map((column) => figure.columns[column] ?? { key: '' }));
  const labels = labelsOf(
    figure.rows.map(({ label }) => label),
    width,
  );
  const lines = labels.lines.map((label, row) => {
    const { text } = cellAt(figure, row, 0);
    return [...label, `${text} ${text === '1' ? 'case' : 'cases'}`];
  });
  const band = Math.max(BAR + 14, Math.max(...lines.map(({ length }) => length)) * LABEL_LINE + 10);
  const data = figure.rows.map(({ key }, row) => ({
    key,
    ...Object.fromEntries(columns.map((column) => [`c${column}`, cellAt(figure, row, column).number ?? 0])),
  }));
  return (
    <BarChart
      layout="vertical"
      stackOffset="expand"
      width={width}
      height={figure.rows.length * band + 34}
      data={data}
      margin={{ top: 2, right: 20, bottom: 2, left: 0 }}
      accessibilityLayer={false}
    >
      <GrainDefinitions tones={tones} />
      <XAxis
        type="number"
        domain={[0, 1]}
        ticks={[0, 0.25, 0.5, 0.75, 1]}
        tickFormatter={(share: number) => `${share * 100}%`}
        tickLine={false}
        axisLine={{ className: styles['axis'] ?? '' }}
        tick={{ className: styles['tick'] ?? '' }}
        interval={0}
      />
      <YAxis
        type="category"
        dataKey="key"
        width={labels.width}
        interval={0}
        tickLine={false}
        axisLine={false}
        tick={({ y, index }: { readonly y: number | string; readonly index: number }) => (
          <LineLabels
            lines={lines[index] ?? []}
            x={0}
            y={Number(y)}
            strong={(lines[index]?.length ?? 1) - 1}
          />
        )}
      />
      {columns.map((column, place) => (
        <Bar
          key={column}
          dataKey={`c${column}`}
          stackId="whole"
          barSize={BAR}
          isAnimationActive={false}
          shape={({ x, y, width: length, height, index }: BarShapeProps) => {
            const tone = tones[place];
            if (!tone || !(length > 0)) return <g />;
            const box = { x: x + 1, y, width: Math.max(1, length - 2), height };
            return (
              <CellMark figure={figure} row={index} column={column}>
                <ToneRect tone={tone} {...box} />
                <NumberWithin
                  tone={tone}
                  words={labelOf(cellAt(figure, index, column)).split(' ')[0] ?? ''}
                  {...box}
                />
              </CellMark>
            );
          }}
        />
      ))}
    </BarChart>
  );
};
