import { IconAlertTriangle } from '@tabler/icons-react';
import type { Provenance } from './provenance.ts';
import styles from './Field.module.css';

/** One number on the phrase and on its field; the words say what kind of mark it is, never the colour alone. */
export const ProvenanceMark = ({
  provenance,
  label,
  onShow,
}: {
  readonly provenance: Provenance;
  readonly label: string;
  readonly onShow: () => void;
}) => {
  const { kind, number } = provenance;
  if (kind === 'typed') return <span className={styles['provenance']}>Typed</span>;
  if (kind === 'notInForm')
    return (
      <span className={styles['provenance']}>
        Not in the form <span className={styles['missing']} aria-hidden="true" />
      </span>
    );
  const words = { toCheck: 'To check', found: 'Found', takenOut: 'Taken out' }[kind];
  return (
    <span className={styles['provenance']} data-kind={kind}>
      {kind === 'toCheck' && <IconAlertTriangle size={16} stroke={1.75} aria-hidden="true" />}
      {words}
      {number !== undefined && (
        <button
          type="button"
          className={styles['number']}
          onClick={onShow}
          aria-label={`${label}: ${words.toLowerCase()}, ${number}. Show it in the document`}
        >
          {number}
        </button>
      )}
    </span>
  );
};
