import { useEffect } from 'react';
import { api } from './client.ts';

const AT_MOST_EVERY_MS = 30_000;
const signs = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;

/** Puts off the idle lock while somebody is at the keyboard or the mouse. */
export const useActivity = (
  touch: (input: Record<string, never>) => Promise<unknown> = api.vault.touch,
): void => {
  useEffect(() => {
    let last = 0;
    const noticed = (event: Event): void => {
      if (event.timeStamp - last < AT_MOST_EVERY_MS && last !== 0) return;
      last = event.timeStamp;
      // A refusal means that the register has just locked, which the window learns by itself.
      void touch({}).catch(() => undefined);
    };
    signs.forEach((sign) => window.addEventListener(sign, noticed, { passive: true }));
    return () => signs.forEach((sign) => window.removeEventListener(sign, noticed));
  }, [touch]);
};
