import styles from './ThemeTag.module.css';

/** A theme of the case; a square marks the primary one, and a dashed edge a case that nobody has coded. */
export const ThemeTag = ({
  label,
  primary,
  notCoded = false,
}: {
  readonly label: string;
  readonly primary: boolean;
  readonly notCoded?: boolean;
}) => (
  <span className={styles['tag']} data-not-coded={notCoded}>
    {primary && (
      <>
        <span className={styles['square']} aria-hidden="true" />
        <span className="visuallyHidden">Primary: </span>
      </>
    )}
    {label}
  </span>
);
