import { useSyncExternalStore } from 'react';
import type { HelpPage } from '../../shared/contract/bridge.ts';

export interface AskedHelp {
  readonly page: HelpPage;
  /** A section of the user guide. Without one, the section of the screen that is open. */
  readonly section?: string;
}

let asked: AskedHelp | undefined;
const listeners = new Set<() => void>();

/** Opens help over what is on the screen, which stays as it is; undefined puts it away. */
export const askHelp = (help: AskedHelp | undefined): void => {
  asked = help;
  listeners.forEach((listener) => listener());
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useAskedHelp = (): AskedHelp | undefined => useSyncExternalStore(subscribe, () => asked);
