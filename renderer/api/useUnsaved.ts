import { useCallback, useEffect, useRef, useState } from 'react';
import type { z } from 'zod';
import type { Instant } from '../../shared/domain/calendarTypes.ts';
import { api } from './client.ts';

const QUIET_MILLISECONDS = 800;

/** Where it is kept: by screen and by what the screen is about. */
export interface UnsavedStore {
  readonly find: typeof api.unsaved.find;
  readonly keep: typeof api.unsaved.keep;
  readonly discard: typeof api.unsaved.discard;
}

export interface Unsaved<Value> {
  /** What to start from: what was being typed when the screen was left, or nothing. */
  readonly found: { readonly value: Value; readonly keptAt: Instant } | undefined;
  readonly ready: boolean;
  readonly keptAt: Instant | undefined;
  readonly keep: (value: Value) => void;
  /** Writes at once what still waits to be kept. */
  readonly flush: () => void;
  readonly discard: () => Promise<void>;
}

/**
 * Keeps what is being typed on a screen, encrypted, until it is saved or put away. What was kept under an older
 * shape of the screen no longer fits its schema and is left out.
 */
export const useUnsaved = <Value>(
  screen: string,
  subject: string,
  schema: z.ZodType<Value>,
  store: UnsavedStore = api.unsaved,
): Unsaved<Value> => {
  const [state, setState] = useState<Pick<Unsaved<Value>, 'found' | 'ready'>>({
    found: undefined,
    ready: false,
  });
  const [keptAt, setKeptAt] = useState<Instant>();
  const waiting = useRef<string>(undefined);
  const timer = useRef<number>(undefined);
  const schemaOnce = useRef(schema);

  useEffect(() => {
    let current = true;
    store.find({ screen, subject }).then(
      ({ value, keptAt: at }) => {
        if (!current) return;
        let raw: unknown;
        try {
          raw = value === undefined ? undefined : JSON.parse(value);
        } catch {
          raw = undefined;
        }
        const read = schemaOnce.current.safeParse(raw);
        setState({ ready: true, found: read.success && at ? { value: read.data, keptAt: at } : undefined });
      },
      () => current && setState({ ready: true, found: undefined }),
    );
    return () => {
      current = false;
    };
  }, [screen, subject, store]);

  const flush = useCallback(() => {
    window.clearTimeout(timer.current);
    const value = waiting.current;
    waiting.current = undefined;
    if (value === undefined) return;
    store.keep({ screen, subject, value }).then(
      (kept) => setKeptAt(kept.keptAt),
      () => setKeptAt(undefined),
    );
  }, [screen, subject, store]);

  const keep = useCallback(
    (value: Value) => {
      waiting.current = JSON.stringify(value);
      window.clearTimeout(timer.current);
      timer.current = window.setTimeout(flush, QUIET_MILLISECONDS);
    },
    [flush],
  );

  const discard = useCallback(async () => {
    window.clearTimeout(timer.current);
    waiting.current = undefined;
    setKeptAt(undefined);
    await store.discard({ screen, subject });
  }, [screen, subject, store]);

  useEffect(() => flush, [flush]);

  return { ...state, keptAt, keep, flush, discard };
};
