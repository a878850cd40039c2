import { Button, CloseButton } from '@mantine/core';
import { createContext, use, useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import styles from './Announcer.module.css';

interface Announcement {
  readonly text: string;
  /** Heard and not seen: for what the page already shows. */
  readonly quiet?: boolean;
  /** Kept on the screen until it is used or put away. */
  readonly action?: { readonly label: string; readonly run: () => void };
  /** Something went wrong: kept on the screen until it is put away. */
  readonly isFault?: boolean;
}
/** Returns what puts the message away, if it is still the one that is shown. */
type AnnounceForNow = (announcement: Announcement | string) => () => void;

const AnnounceContext = createContext<AnnounceForNow>(() => () => undefined);

/** Says what has just changed, to eyes and to a screen reader: "Saved". */
export const useAnnounce = (): ((announcement: Announcement | string) => void) => use(AnnounceContext);

/** Says what holds only as long as something is on the screen, such as an Undo of what was typed there. */
export const useAnnounceForNow = (): AnnounceForNow => use(AnnounceContext);

const SHOWN_FOR_MS = 8_000;

export const Announcer = ({ children }: { readonly children: ReactNode }) => {
  const [current, setCurrent] = useState<(Announcement & { readonly count: number }) | undefined>();
  const last = useRef(0);
  const announce = useCallback<AnnounceForNow>((given) => {
    const announcement = typeof given === 'string' ? { text: given } : given;
    const count = (last.current += 1);
    setCurrent({ ...announcement, count });
    return () => setCurrent((shown) => (shown?.count === count ? undefined : shown));
  }, []);
  useEffect(() => {
    if (!current || current.action || current.isFault) return;
    const timer = setTimeout(() => setCurrent(undefined), SHOWN_FOR_MS);
    return () => clearTimeout(timer);
  }, [current]);
  const seen = current !== undefined && current.quiet !== true;
  return (
    <AnnounceContext value={announce}>
      {children}
      <div
        role="status"
        className={seen ? `${styles['note']} noPrint` : 'visuallyHidden'}
        data-fault={current?.isFault}
      >
        {current && (
          <>
            <span key={current.count}>{current.text}</span>
            {current.action && (
              <Button
                variant="subtle"
                onClick={() => {
                  // First, so that what is said of it is heard.
                  setCurrent(undefined);
                  current.action?.run();
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
