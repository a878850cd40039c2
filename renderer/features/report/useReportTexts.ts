import { useCallback, useEffect, useRef, useState } from 'react';
import type { Instant } from '../../../shared/domain/calendarTypes.ts';
import type { ReportTexts } from '../../../shared/domain/report/reportTexts.ts';
import { api, AppFault } from '../../api/client.ts';

const QUIET_MILLISECONDS = 800;

export interface ReportEditing {
  readonly texts: ReportTexts;
  readonly change: (change: Partial<ReportTexts>) => void;
  readonly savedAt: Instant;
  readonly fault: { readonly message: string } | undefined;
  /** Keeps what is on the screen now, and gives its revision; undefined where it could not be kept. */
  readonly flush: () => Promise<number | undefined>;
}

/** The words of a report being written: kept a moment after the last keystroke, one save at a time. */
export const useReportTexts = (
  reportId: string,
  start: { readonly texts: ReportTexts; readonly revision: number; readonly savedAt: Instant },
): ReportEditing => {
  const [texts, setTexts] = useState(start.texts);
  const [savedAt, setSavedAt] = useState(start.savedAt);
  const [fault, setFault] = useState<ReportEditing['fault']>();
  const latest = useRef(start.texts);
  const kept = useRef(start.texts);
  const revision = useRef(start.revision);
  const running = useRef<Promise<number | undefined>>(undefined);
  const timer = useRef<number>(undefined);
  const isOvertaken = useRef(false);

  const saveLatest = useCallback(async (): Promise<number | undefined> => {
    while (kept.current !== latest.current) {
      const saving = latest.current;
      try {
        const saved = await api.reports.save({ reportId, revision: revision.current, texts: saving });
        revision.current = saved.revision;
        kept.current = saving;
        setSavedAt(saved.savedAt);
        setFault(undefined);
      } catch (thrown) {
        isOvertaken.current = thrown instanceof AppFault && thrown.code === 'conflict';
        setFault({ message: thrown instanceof Error ? thrown.message : '' });
        return undefined;
      }
    }
    return revision.current;
  }, [reportId]);

  const flush = useCallback((): Promise<number | undefined> => {
    window.clearTimeout(timer.current);
    if (isOvertaken.current) return Promise.resolve(undefined);
    running.current ??= saveLatest().finally(() => {
      running.current = undefined;
    });
    return running.current;
  }, [saveLatest]);

  const change = useCallback(
    (part: Partial<ReportTexts>) => {
      latest.current = { ...latest.current, ...part };
      setTexts(latest.current);
      window.clearTimeout(timer.current);
      timer.current = window.setTimeout(() => void flush(), QUIET_MILLISECONDS);
    },
    [flush],
  );

  useEffect(() => () => void flush(), [flush]);

  return { texts, change, savedAt, fault, flush };
};
