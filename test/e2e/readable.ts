/** Whether what is on the page can be read and reached, measured on the page as it is drawn. */
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { measurePage } from './measurePage.ts';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds wrong on the page; empty where it finds nothing. */
export const axeFaults = async (page: Page): Promise<readonly string[]> => {
  // It stays with the page until that is loaded anew.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(async (tags) => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, {
      runOnly: { type: 'tag', values: tags },
      resultTypes: ['violations'],
    });
    return (
      violations
        .flatMap(({ id, nodes }) => nodes.map(({ target }) => ({ id, place: target.join(' ') })))
        // Menus and tooltips hang beside the landmarks, and are reached from within them.
        .filter(
          ({ id, place }) => id !== 'region' || !document.querySelector(place)?.closest('[data-portal]'),
        )
        .map(({ id, place }) => `${id}: ${place}`)
    );
  }, rules);
};

/**
 * What cannot be read, seen or hit: contrast of text, icons, edges of controls and marks of charts against what is really
 * behind them; words cut off or on top of one another; targets too small and too near; and, where it is asked for, what
 * takes the focus without showing it (WCAG 2.2, 1.4.3, 1.4.11, 2.4.7, 2.4.11, 2.5.8).
 */
export const drawnFaults = async (
  page: Page,
  asked: { readonly text: number; readonly focus: boolean },
): Promise<readonly string[]> => {
  // The browser shows the focus once the keyboard was used, and goes on showing it where a script moves it.
  if (asked.focus) await page.keyboard.press('Shift');
  return page.evaluate(measurePage, asked);
};

/** How far the page reaches past the right edge of the window, in pixels. */
export const sidewaysOverflow = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const main = document.querySelector('main') ?? document.documentElement;
    return Math.max(
      main.scrollWidth - main.clientWidth,
      document.documentElement.scrollWidth - innerWidth,
      0,
    );
  });

/** Collects what the browser complains of from now on: errors of scripts, refused styles and scripts, failed requests. */
export const listenForFaults = (page: Page): readonly string[] => {
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  return faults;
};
