/** What every field of the editor shares: the procedure as typed, how to change a part of it, and what is wrong with it. */
import { createContext, use } from 'react';
import type { Procedure } from '../../../shared/domain/procedures/procedureSchema.ts';

export interface ProcedureEditing {
  readonly procedure: Procedure;
  /** Puts a value where a path such as `stages.0.label` leads. Undefined takes an optional part away. */
  readonly change: (path: string, value: unknown) => void;
  readonly replace: (procedure: Procedure) => void;
  /** Says that a part is taken away, and offers the procedure as it was, until something else is changed. */
  readonly takenAway: (what: string) => void;
  /** The message at a field that was left or that adopting was tried with. */
  readonly errorAt: (path: string) => string | undefined;
  readonly leave: (path: string) => void;
}

const EditingContext = createContext<ProcedureEditing | undefined>(undefined);
export const ProcedureEditingProvider = EditingContext;

/** Throws outside the editor. */
export const useProcedureEditing = (): ProcedureEditing => {
  const editing = use(EditingContext);
  if (!editing) throw new Error('No procedure is being edited here');
  return editing;
};

const partAt = (part: unknown, keys: readonly string[]): unknown => {
  const [key, ...rest] = keys;
  if (key === undefined || typeof part !== 'object' || part === null) return part;
  return partAt((part as Readonly<Record<string, unknown>>)[key], rest);
};

/** The words at a path; empty where there are none. */
export const wordsAt = (procedure: Procedure, path: string): string => {
  const value = partAt(procedure, path.split('.'));
  return typeof value === 'string' ? value : '';
};

const withPartAt = (part: unknown, keys: readonly string[], value: unknown): unknown => {
  const [key, ...rest] = keys;
  if (key === undefined) return value;
  if (Array.isArray(part))
    return part.map((item: unknown, index) => (String(index) === key ? withPartAt(item, rest, value) : item));
  const facts = (part ?? {}) as Readonly<Record<string, unknown>>;
  return { ...facts, [key]: withPartAt(facts[key], rest, value) };
};

/** The schema has the last word: a part of the wrong kind put here is refused when the procedure is checked. */
export const withValueAt = (procedure: Procedure, path: string, value: unknown): Procedure =>
  withPartAt(procedure, path.split('.'), value) as Procedure;

export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** An id that no earlier version has used for something else. */
export const newId = (kind: string): string => `${kind}-${crypto.randomUUID().slice(0, 8)}`;
