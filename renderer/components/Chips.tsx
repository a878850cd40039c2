import { CloseButton } from '@mantine/core';
import styles from './Chips.module.css';

export interface Chip<Key extends string> {
  readonly key: Key;
  readonly about: string;
  readonly value: string;
}

/** Filters in words, each with a button that takes it away. */
export const Chips = <Key extends string>({
  chips,
  onRemove,
}: {
  readonly chips: readonly Chip<Key>[];
  readonly onRemove: (key: Key) => void;
}) => (
  <>
    {chips.map(({ key, about, value }) => (
      <span key={key} className={styles['chip']}>
        <span>
          {about} <strong>{value}</strong>
        </span>
        <CloseButton
          size="sm"
          iconSize={16}
          className="noPrint"
          aria-label={`Take away the filter: ${about} ${value}`}
          onClick={() => onRemove(key)}
        />
      </span>
    ))}
  </>
);
