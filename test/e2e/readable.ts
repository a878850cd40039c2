/** Whether what is on the page can be read and reached, measured on the page as it is drawn. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds wrong on the page; empty where it finds nothing. */
export const axeFaults = async (page: Page): Promise<readonly string[]> => {
  const { violations } = await new AxeBuilder({ page: page as never })
    .setLegacyMode()
    .withTags(rules)
    .analyze();
  return (
    violations
      .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))
      // Menus and tooltips hang beside the landmarks, and are reached from within them.
      .filter((fault) => !(fault.startsWith('region: ') && fault.includes('data-portal')))
  );
};

/**
 * Texts whose contrast with what lies behind them is below the ratio asked for, as `ratio "words" colour on colour`. Large text
 * needs 3 to 1 (WCAG 2.2, 1.4.3). axe leaves out what it cannot be sure of; this leaves out only what is switched off.
 */
export const faintTexts = (page: Page, atLeast: number): Promise<readonly string[]> =>
  page.evaluate((wanted) => {
    const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })!;
    const parse = (colour: string): readonly [number, number, number, number] => {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      const [red = 0, green = 0, blue = 0, alpha = 0] = canvas.getImageData(0, 0, 1, 1).data;
      return [red, green, blue, alpha / 255];
    };
    type Colour = readonly [number, number, number];
    const over = ([red, green, blue, alpha]: ReturnType<typeof parse>, below: Colour): Colour => [
      red * alpha + below[0] * (1 - alpha),
      green * alpha + below[1] * (1 - alpha),
      blue * alpha + below[2] * (1 - alpha),
    ];
    const behind = (element: Element | null): Colour =>
      element === null
        ? [255, 255, 255]
        : over(parse(getComputedStyle(element).backgroundColor), behind(element.parentElement));
    const luminance = (colour: Colour): number => {
      const [red, green, blue] = colour.map((part) => {
        const share = part / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      }) as unknown as Colour;
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const found = new Set<string>();
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const element = text.parentElement;
      const words = text.textContent?.trim() ?? '';
      if (!element || words === '') continue;
      if (
        element.closest('script, style, [data-disabled], :disabled, .visuallyHidden, [aria-disabled="true"]')
      )
        continue;
      if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
      const style = getComputedStyle(element);
      const below = behind(element);
      const ink = over(parse(style.color), below);
      const [lighter, darker] = [luminance(ink), luminance(below)].sort((one, other) => other - one) as [
        number,
        number,
      ];
      const ratio = (lighter + 0.05) / (darker + 0.05);
      const size = Number.parseFloat(style.fontSize);
      const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 600);
      if (ratio < (isLarge ? Math.min(3, wanted) : wanted))
        found.add(
          `${ratio.toFixed(1)} "${words.slice(0, 40)}" ${ink.map(Math.round).join(',')} on ${below.map(Math.round).join(',')}`,
        );
    }
    return [...found];
  }, atLeast);

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
