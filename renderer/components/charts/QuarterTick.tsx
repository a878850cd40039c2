import { monthNames } from '../../../shared/domain/wordsForDates.ts';
import styles from './Charts.module.css';

/** A quarter under its column by the month in which it starts, and the year where it is another than before. */
export const QuarterTick = ({
  keys,
  index,
  x,
  y,
}: {
  /** `2026-04`: the year and month in which each starts. */
  readonly keys: readonly string[];
  readonly index: number;
  readonly x: number;
  readonly y: number;
}) => {
  const [year, month] = (keys[index] ?? '').split('-');
  const isCrowded = keys.length > 12 && month !== '01' && index > 0;
  const isNewYear = index === 0 || keys[index - 1]?.slice(0, 4) !== year;
  return (
    <text x={x} y={y + 10} textAnchor="middle" className={styles['tick']}>
      {!isCrowded && <tspan x={x}>{(monthNames[Number(month) - 1] ?? '').slice(0, 3)}</tspan>}
      {isNewYear && (
        <tspan x={x} dy={17} data-strong>
          {year}
        </tspan>
      )}
    </text>
  );
};
