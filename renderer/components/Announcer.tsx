import { Button, CloseButton } from '@mantine/core';
import { createContext, use, useCallback, useEffect, useState, type ReactNode } from 'react';
import styles from './Announcer.module.css';

interface Announcement {
  readonly text: string;
  /** Heard and not seen: for what the page already shows. */
  readonly quiet?: boolean;
  /** Kept on the screen until it is used or put away. */
  readonly action?: { readonly label: string; readonly run: () => void };
}
type Announce = (announcement: Announcement | string) => void;

const AnnounceContext = createContext<Announce>(() => undefined);

/** Says what has just changed, to eyes and to a screen reader: "Saved". */
export const useAnnounce = (): Announce => use(AnnounceContext);

const SHOWN_FOR_MS = 8_000;

export const Announcer = ({ children }: { readonly children: ReactNode }) => {
  const [current, setCurrent] = useState<(Announcement & { readonly count: number }) | undefined>();
  const announce = useCallback<Announce>((given) => {
    const announcement = typeof given === 'string' ? { text: given } : given;
    setCurrent((previous) => ({ ...announcement, count: (previous?.count ?? 0) + 1 }));
  }, []);
  useEffect(() => {
    if (!current || current.action) return;
    const timer = setTimeout(() => setCurrent(undefined), SHOWN_FOR_MS);
    return () => clearTimeout(timer);
  }, [current]);
  const seen = current !== undefined && current.quiet !== true;
  return (
    <AnnounceContext value={announce}>
      {children}
      <div role="status" className={seen ? `${styles['note']} noPrint` : 'visuallyHidden'}>
        {current && (
          <>
            <span key={current.count}>{current.text}</span>
            {current.action && (
              <Button
                variant="subtle"
                onClick={() => {
                  current.action?.run();
                  setCurrent(undefined);
                }}
              >
                {current.action.label}
              </Button>
            )}
            {seen && <CloseButton aria-label="Put this message away" onClick={() => setCurrent(undefined)} />}
          </>
        )}
      </div>
    </AnnounceContext>
  );
};
