import { useEffect, useRef } from 'react';

let printScreen: (() => void) | undefined;

/** Prints what is on the screen, or what that screen has made for paper. */
export const printPage = (): void => (printScreen ?? (() => window.print()))();

/** Lets a screen say how it is printed, as long as it is shown. */
export const usePrintPage = (print: () => void): void => {
  const latest = useRef(print);
  useEffect(() => {
    latest.current = print;
  });
  useEffect(() => {
    const own = (): void => latest.current();
    printScreen = own;
    return () => {
      if (printScreen === own) printScreen = undefined;
    };
  }, []);
};
