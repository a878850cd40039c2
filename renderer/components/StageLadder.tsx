import styles from './StageLadder.module.css';

/** Bars 3 wide and 1 apart, each a little higher than the one before it. */
const barsOf = (first: number, end: number, of: number): string =>
  Array.from({ length: Math.max(0, end - first) }, (_, step) => {
    const index = first + step;
    const height = 3 + (11 * index) / Math.max(of - 1, 1);
    return `M${index * 4} ${15 - height}h3v${height}h-3z`;
  }).join('');

/** As many bars as the procedure has stages, filled up to the one the case stands at, beside the stage's own label. */
export const StageLadder = ({
  order,
  of,
  label,
}: {
  readonly order: number;
  readonly of: number;
  readonly label?: string;
}) => (
  <span className={styles['ladder']}>
    <svg width={of * 4 - 1} height="16" viewBox={`0 0 ${of * 4 - 1} 16`} aria-hidden="true">
      <path d={barsOf(0, Math.min(order, of), of)} />
      <path className={styles['ahead']} d={barsOf(order, of, of)} />
    </svg>
    {label !== undefined && <span>{label}</span>}
  </span>
);
