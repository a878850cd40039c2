import { useSyncExternalStore } from 'react';

/** How long nothing is typed before it is searched for, in milliseconds. */
const SETTLES_AFTER = 150;

/**
 * The words searched for. They are names as a rule, so they live in the window's memory only: not in the address,
 * not in storage, and gone when the register locks. `settled` follows once the typing rests, so that each key draws
 * the box anew and not the whole list.
 */
let text = '';
let settled = '';
let timer: number | undefined;
const listeners = new Set<() => void>();
const tell = (): void => listeners.forEach((listener) => listener());

export const setSearchText = (next: string): void => {
  text = next;
  window.clearTimeout(timer);
  const settle = (): void => {
    settled = text;
    tell();
  };
  if (next === '') settle();
  else {
    timer = window.setTimeout(settle, SETTLES_AFTER);
    tell();
  }
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useSearchText = (): string => useSyncExternalStore(subscribe, () => text);
export const useSettledSearchText = (): string => useSyncExternalStore(subscribe, () => settled);
