import type { ProcedureChange } from '../../../shared/domain/procedureChanges.ts';
import styles from './ChangesPanel.module.css';

/** Changes in plain words, gathered under the place where they are. */
export const ChangesPanel = ({
  changes,
  none,
}: {
  readonly changes: readonly ProcedureChange[];
  /** What to say where there are none. */
  readonly none: string;
}) => {
  if (changes.length === 0) return <p className={styles['none']}>{none}</p>;
  const places = [...new Set(changes.map(({ place }) => place))];
  return (
    <dl className={styles['changes']}>
      {places.map((place) => (
        <div key={place}>
          <dt>{place}</dt>
          {changes
            .filter((change) => change.place === place)
            .map(({ words }) => (
              <dd key={words}>{words}</dd>
            ))}
        </div>
      ))}
    </dl>
  );
};
