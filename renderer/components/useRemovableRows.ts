import { useEffect, useRef } from 'react';
import { useAnnounceForNow } from './Announcer.tsx';

/** Takes a row out of a list that is being typed, says so, and offers it back as long as the list is on the screen. */
export const useRemovableRows = <Row>(
  rows: readonly Row[],
  onChange: (rows: Row[]) => void,
): ((index: number, what: string) => void) => {
  const announce = useAnnounceForNow();
  // Undo puts the row among those of that moment, which may have been typed in since.
  const latest = useRef({ rows, onChange });
  const putAway = useRef<() => void>(undefined);
  useEffect(() => {
    latest.current = { rows, onChange };
  });
  useEffect(() => () => putAway.current?.(), []);
  return (index, what) => {
    const removed = rows.slice(index, index + 1);
    onChange(rows.toSpliced(index, 1));
    putAway.current = announce({
      text: `${what} is removed.`,
      action: {
        label: 'Undo',
        run: () => {
          const { rows: now, onChange: change } = latest.current;
          change(now.toSpliced(index, 0, ...removed));
          announce({ text: `${what} is back.`, quiet: true });
        },
      },
    });
  };
};
