import { useCallback, useEffect, useRef, useState } from 'react';
import type { Draft } from '../../../shared/contract/drafts.ts';
import type { Instant } from '../../../shared/domain/calendarTypes.ts';
import type { IntakeForm } from '../../../shared/domain/intake.ts';
import { api, AppFault } from '../../api/client.ts';

const QUIET_MILLISECONDS = 800;

export interface DraftEditing {
  readonly form: IntakeForm;
  readonly change: (update: (form: IntakeForm) => IntakeForm) => void;
  readonly savedAt: Instant;
  readonly state: 'kept' | 'keeping' | 'conflict' | 'failed';
  readonly problem: string;
  /** Keeps what is on the screen now. Resolves to the revision; undefined where it could not be kept. */
  readonly flush: () => Promise<number | undefined>;
  /** After a conflict: keeps what is on this screen over what somebody else kept. */
  readonly keepMine: () => Promise<void>;
  readonly stop: () => void;
}

/** A draft being typed into: kept a moment after the last keystroke, one save at a time. */
export const useDraft = (draft: Draft): DraftEditing => {
  const [form, setForm] = useState(draft.form);
  const [savedAt, setSavedAt] = useState(draft.savedAt);
  const [state, setState] = useState<DraftEditing['state']>('kept');
  const [problem, setProblem] = useState('');
  const latest = useRef(draft.form);
  const kept = useRef(draft.form);
  const revision = useRef(draft.revision);
  const running = useRef<Promise<number | undefined>>(undefined);
  const timer = useRef<number>(undefined);
  const stopped = useRef(false);

  const saveLatest = useCallback(async (): Promise<number | undefined> => {
    while (kept.current !== latest.current) {
      const saving = latest.current;
      setState('keeping');
      try {
        const saved = await api.drafts.save({ draftId: draft.id, revision: revision.current, form: saving });
        revision.current = saved.revision;
        kept.current = saving;
        setSavedAt(saved.savedAt);
      } catch (fault) {
        const conflict = fault instanceof AppFault && fault.code === 'conflict';
        stopped.current = conflict;
        setState(conflict ? 'conflict' : 'failed');
        setProblem(fault instanceof Error ? fault.message : '');
        return undefined;
      }
    }
    setState('kept');
    return revision.current;
  }, [draft.id]);

  const flush = useCallback((): Promise<number | undefined> => {
    window.clearTimeout(timer.current);
    if (stopped.current) return Promise.resolve(undefined);
    running.current ??= saveLatest().finally(() => {
      running.current = undefined;
    });
    return running.current;
  }, [saveLatest]);

  const change = useCallback(
    (update: (form: IntakeForm) => IntakeForm) => {
      latest.current = update(latest.current);
      setForm(latest.current);
      if (stopped.current) return;
      setState('keeping');
      window.clearTimeout(timer.current);
      timer.current = window.setTimeout(() => void flush(), QUIET_MILLISECONDS);
    },
    [flush],
  );

  const keepMine = useCallback(async () => {
    revision.current = (await api.drafts.get({ draftId: draft.id })).revision;
    stopped.current = false;
    await flush();
  }, [draft.id, flush]);

  const stop = useCallback(() => {
    stopped.current = true;
    window.clearTimeout(timer.current);
  }, []);

  useEffect(() => () => void flush(), [flush]);

  return { form, change, savedAt, state, problem, flush, keepMine, stop };
};
