import { useSyncExternalStore } from 'react';

/**
 * The words searched for. They are names as a rule, so they live in the window's memory only: not in the address,
 * not in storage, and gone when the register locks.
 */
let text = '';
const listeners = new Set<() => void>();

export const setSearchText = (next: string): void => {
  text = next;
  listeners.forEach((listener) => listener());
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useSearchText = (): string => useSyncExternalStore(subscribe, () => text);
