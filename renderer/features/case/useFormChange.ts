import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Issue } from '../../../shared/contract/errors.ts';
import {
  operations,
  type InputOf,
  type OperationName,
  type OutputOf,
} from '../../../shared/contract/index.ts';
import { readDateBoxes, type DateBoxes } from '../../../shared/domain/intake.ts';
import { plainDate, type PlainDate } from '../../../shared/domain/calendarTypes.ts';
import { inOrderOfThePage } from '../intake/inOrderOfThePage.ts';
import type { AppFault } from '../../api/client.ts';
import { useChange } from '../../api/useOperation.ts';

/** A change typed into a form: checked by its own operation's schema before it is sent. */
export const useFormChange = <Name extends OperationName>(
  name: Name,
  onDone: (output: OutputOf<Name>) => void | Promise<void>,
  /** What to say, by path, where a field that is needed is empty. */
  whenEmpty: Readonly<Record<string, string>> = {},
): {
  readonly submit: (input: InputOf<Name>, ownIssues?: readonly Issue[]) => void;
  readonly issues: readonly Issue[];
  readonly errorOf: (path: string) => string | undefined;
  readonly fault: AppFault | undefined;
  readonly busy: boolean;
} => {
  const client = useQueryClient();
  const change = useChange(name);
  const [issues, setIssues] = useState<readonly Issue[]>([]);
  return {
    submit: (input, ownIssues = []) => {
      const result = operations.get(name)?.input.safeParse(input);
      const found: readonly Issue[] =
        result?.error?.issues.map((issue) => {
          const path = issue.path.join('.');
          const empty = issue.code === 'too_small' ? whenEmpty[path] : undefined;
          return { path, message: empty ?? issue.message };
        }) ?? [];
      const all = [...ownIssues, ...found.filter(({ path }) => !ownIssues.some((own) => own.path === path))];
      setIssues(inOrderOfThePage(all));
      if (all.length > 0) return;
      change.mutate(input, {
        onSuccess: (output) => void onDone(output),
        onError: (fault) => {
          setIssues(inOrderOfThePage(fault.issues));
          // Somebody else was first: fetch what they changed, so that a second press counts from there.
          if (fault.code === 'conflict') void client.invalidateQueries();
        },
      });
    },
    issues,
    errorOf: (path) => issues.find((issue) => issue.path === path)?.message,
    fault: change.error && change.error.issues.length === 0 ? change.error : undefined,
    busy: change.isPending,
  };
};

/** The day typed in three boxes, and what is wrong with it. Empty boxes are an issue only where a day is needed. */
export const readDay = (
  path: string,
  boxes: DateBoxes,
  { required = true }: { readonly required?: boolean } = {},
): { readonly on: PlainDate | undefined; readonly issues: readonly Issue[] } => {
  const reading = readDateBoxes(boxes);
  if (!reading.ok) return { on: undefined, issues: [{ path, message: reading.message }] };
  if (!reading.on && required)
    return { on: undefined, issues: [{ path, message: 'Give the day, the month and the year' }] };
  return { on: reading.on, issues: [] };
};

/** Stands where a day has still to be mended: the issue beside it stops the change from being sent. */
export const NO_DAY: PlainDate = plainDate('1900-01-01');
