import styles from './Logo.module.css';

/** The register's mark: a ladder of stages. */
export const Logo = ({ inverse = false }: { readonly inverse?: boolean }) => (
  <svg
    className={styles['logo']}
    data-inverse={inverse}
    width="32"
    height="32"
    viewBox="0 0 32 32"
    aria-hidden="true"
  >
    <rect className={styles['ground']} width="32" height="32" rx="6" />
    {[4, 7, 10.5, 14, 18].map((height, index) => (
      <rect
        key={height}
        className={styles['bar']}
        x={6 + index * 4.5}
        y={25 - height}
        width="3"
        height={height}
      />
    ))}
  </svg>
);
