import { useSyncExternalStore } from 'react';
import { appearances, type Appearance } from '../../../shared/contract/preferences.ts';

const KEY = 'appearance';
const darkScheme = window.matchMedia('(prefers-color-scheme: dark)');
const moreContrast = window.matchMedia('(prefers-contrast: more)');
const listeners = new Set<() => void>();

const readKept = (): Appearance => {
  try {
    const kept = window.localStorage.getItem(KEY);
    return kept !== null && kept in appearances ? (kept as Appearance) : 'system';
  } catch {
    // A window without storage keeps the choice until it closes.
    return 'system';
  }
};
let chosen = readKept();

/** A window that is opened only to be printed is on white paper, whatever the computer shows. */
const isForPaper = /^#\/report\/[^/]+\/print$/.test(window.location.hash);

const nowShown = (): Exclude<Appearance, 'system'> => {
  if (isForPaper) return 'light';
  if (chosen !== 'system') return chosen;
  if (moreContrast.matches) return 'high';
  return darkScheme.matches ? 'dark' : 'light';
};

/**
 * Read only when the computer says that it changed: a browser that is asked in between counts that as told, and sends
 * no event.
 */
let shown = nowShown();

const apply = (): void => {
  shown = nowShown();
  document.documentElement.dataset['appearance'] = shown;
  listeners.forEach((listener) => listener());
};
darkScheme.addEventListener('change', apply);
moreContrast.addEventListener('change', apply);
apply();

export const chooseAppearance = (appearance: Appearance): void => {
  chosen = appearance;
  try {
    window.localStorage.setItem(KEY, appearance);
  } catch {
    // See readKept.
  }
  apply();
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useAppearance = (): {
  readonly chosen: Appearance;
  readonly shown: Exclude<Appearance, 'system'>;
} => ({
  chosen: useSyncExternalStore(subscribe, () => chosen),
  shown: useSyncExternalStore(subscribe, () => shown),
});
