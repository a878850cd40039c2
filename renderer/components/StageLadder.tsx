import styles from './StageLadder.module.css';

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
      {Array.from({ length: of }, (_, index) => {
        const height = 3 + (11 * index) / Math.max(of - 1, 1);
        return (
          <rect
            key={index}
            data-reached={index < order}
            x={index * 4}
            y={15 - height}
            width="3"
            height={height}
          />
        );
      })}
    </svg>
    {label !== undefined && <span>{label}</span>}
  </span>
);
