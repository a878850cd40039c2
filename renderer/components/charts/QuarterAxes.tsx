import { CartesianGrid, XAxis, YAxis } from 'recharts';
import styles from './Charts.module.css';
import { QuarterTick } from './QuarterTick.tsx';
import type { ShownFigure } from './shownFigure.ts';

/** Quarters along the foot and whole numbers up the side. `inset` keeps the first and last point off the edges, in pixels. */
export const QuarterAxes = ({
  figure,
  ticks,
  inset = 0,
}: {
  readonly figure: ShownFigure;
  readonly ticks: readonly number[];
  readonly inset?: number;
}) => (
  <>
    <CartesianGrid vertical={false} />
    <XAxis
      dataKey="key"
      height={44}
      interval={0}
      padding={{ left: inset, right: inset }}
      tickLine={false}
      axisLine={{ className: styles['axis'] ?? '' }}
      tick={({
        x,
        y,
        index,
      }: {
        readonly x: number | string;
        readonly y: number | string;
        readonly index: number;
      }) => (
        <QuarterTick keys={figure.rows.map(({ key }) => key)} index={index} x={Number(x)} y={Number(y)} />
      )}
    />
    <YAxis
      allowDecimals={false}
      domain={[0, ticks.at(-1) ?? 1]}
      ticks={ticks}
      interval={0}
      width={36}
      tickLine={false}
      axisLine={false}
      tick={{ className: styles['tick'] ?? '' }}
    />
  </>
);
