import styles from './Charts.module.css';

export const LABEL_FONT = "14px 'Source Sans 3', sans-serif";
export const LABEL_LINE = 17;

/** Lines of a label beside a row of bars, middle on the row. */
export const LineLabels = ({
  lines,
  x,
  y,
  strong = 0,
}: {
  readonly lines: readonly string[];
  readonly x: number;
  readonly y: number;
  /** How many of the first lines are bold. */
  readonly strong?: number;
}) => (
  <text x={x} y={y - ((lines.length - 1) * LABEL_LINE) / 2} dy="0.35em" className={styles['label']}>
    {lines.map((line, index) => (
      <tspan key={index} x={x} dy={index === 0 ? '0.35em' : LABEL_LINE} data-strong={index < strong}>
        {line}
      </tspan>
    ))}
  </text>
);
