import styles from './PersonInitials.module.css';

const initialsOf = (name: string): string => {
  const words = name.trim().split(/\s+/);
  const first = words[0]?.[0] ?? '';
  const last = words.length > 1 ? (words.at(-1)?.[0] ?? '') : '';
  return (first + last).toUpperCase();
};

/**
 * A colleague by their initials; their name is read out, and shown beside them on hover. Nobody: a dashed ring. By style alone: a
 * list has one in every row, and a tooltip's own script in each would take longer than the rest of the row.
 */
export const PersonInitials = ({
  name,
  mine = false,
}: {
  readonly name: string | undefined;
  /** The person who is signed in. */
  readonly mine?: boolean;
}) => (
  <span className={styles['ring']} data-mine={mine} data-nobody={name === undefined}>
    <span aria-hidden="true">{name === undefined ? '–' : initialsOf(name)}</span>
    <span className={`visuallyHidden ${styles['name']}`}>{name ?? 'Nobody yet'}</span>
  </span>
);
