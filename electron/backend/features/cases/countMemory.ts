import type { Context } from '../../context.ts';
import type { OpenRegister } from '../../register.ts';

/** Whoever works looks at one list, its headings and some quick views at a time. */
const MOST_KEPT = 24;

/**
 * Keeps what was counted for a list while nothing of the register changes, so that each further page of it is read
 * without counting again. Gone with the register that was open: what is asked for may hold a name.
 */
export const createCountMemory = () => {
  const kept = new WeakMap<
    OpenRegister,
    { readonly changes: number; readonly answers: Map<string, unknown> }
  >();
  return <Value>(
    { register, today }: Pick<Context, 'register' | 'today'>,
    asked: unknown,
    count: () => Value,
  ): Value => {
    const { changes } = register;
    const known = kept.get(register);
    const answers = known?.changes === changes ? known.answers : new Map<string, unknown>();
    if (answers !== known?.answers) kept.set(register, { changes, answers });
    const key = JSON.stringify([today, asked]);
    if (answers.has(key)) return answers.get(key) as Value;
    const counted = count();
    if (answers.size >= MOST_KEPT) answers.clear();
    answers.set(key, counted);
    return counted;
  };
};
