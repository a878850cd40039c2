/** The window at work, by the browser's own trace. Its figures are of a window without a screen and without a graphics card. */
import type { Page } from 'playwright-core';
import { buildRenderer } from '../../electron/commands/buildWhenStale.ts';
import { ensureBrowser } from '../../electron/commands/ensureBrowser.ts';
import { findBrowser } from '../../electron/preview/findBrowser.ts';
import { projectDirectory, rendererDirectory } from '../../electron/preview/nodeHost.ts';
import { openPreview } from '../../electron/preview/previewHost.ts';
import { PASSPHRASE } from '../helpers/office.ts';
import { median, type Bench, type BenchRow, type Timing } from './row.ts';
import { traceWindow } from './windowTrace.ts';

type Call = Bench['office']['backend']['call'];

/** Opens the window on the bench's register, with the backend that is there. */
const inWindow = async (
  { office: { backend } }: Bench,
  measure: (page: Page) => Promise<Timing>,
  call: Call = backend.call,
): Promise<Timing> => {
  await ensureBrowser();
  await buildRenderer(projectDirectory, () => undefined);
  const preview = await openPreview({
    backend: { call, subscribe: backend.subscribe },
    rendererDirectory,
    headless: true,
    executablePath: findBrowser() ?? '',
    viewport: { width: 1440, height: 900 },
  });
  preview.page.setDefaultTimeout(60_000);
  try {
    return await measure(preview.page);
  } finally {
    await preview.close();
  }
};

const openRegister = async (page: Page): Promise<void> => {
  await page.getByRole('heading', { name: 'Today', level: 1 }).waitFor();
  await page.evaluate(() => {
    window.location.hash = '#/register';
  });
  await page.locator('tr[data-position="0"] a').waitFor();
};

/** How long a search and what it draws may go on after the last key, in milliseconds. */
const RESTS_FOR = 1_500;

const typingRow: BenchRow = {
  name: 'window.typing',
  measures:
    'the longest that the window could not answer while three searches were typed and their cases drawn; limit: 50 ms',
  target: { ratio: 1 },
  sizes: 'largest',
  measure: (bench) =>
    inWindow(bench, async (page) => {
      await openRegister(page);
      const longest: number[] = [];
      for (const words of ['whitlock', 'zoë núñez', 'strategy']) {
        await page.keyboard.press('/');
        const { longestTaskMs } = await traceWindow(page, async () => {
          await page.keyboard.type(words, { delay: 80 });
          await page.waitForTimeout(RESTS_FOR);
        });
        longest.push(longestTaskMs);
        await page.keyboard.press('Escape');
        await page.waitForTimeout(RESTS_FOR);
      }
      return {
        medianMs: Math.max(...longest),
        limitMs: 50,
        remark: `the longest of each search: ${longest.map((took) => took.toFixed(0)).join(', ')} ms`,
      };
    }),
};

const FRAME_MS = 1000 / 60;
const listIn = (page: Page) => page.locator('div:has(> table[aria-rowcount])');

/**
 * Counts at how many steps a part of the list in sight had no case yet: the browser scrolls on without waiting for the page, so that
 * no frame need be dropped for it.
 */
const countGaps = (page: Page): Promise<void> =>
  listIn(page).evaluate((scroller) => {
    const gaps = { steps: 0, bare: 0 };
    Object.assign(window, { gaps });
    const look = (): void => {
      const [top, bottom] = [
        scroller.querySelector('th')?.getBoundingClientRect().bottom ?? 0,
        scroller.getBoundingClientRect().bottom,
      ];
      const inSight = (selector: string): number =>
        [...scroller.querySelectorAll(selector)]
          .map((element) => element.getBoundingClientRect())
          .reduce((sum, box) => sum + Math.max(0, Math.min(box.bottom, bottom) - Math.max(box.top, top)), 0);
      gaps.steps += 1;
      const missing = bottom - top - inSight('tbody[data-index]');
      if (missing > 1 || inSight('tr[data-position] > td[colspan]') > 0) gaps.bare += 1;
    };
    // Heard before the page itself hears of it, and so with the rows that have stood there until now.
    window.addEventListener('scroll', look, true);
  });

const gapsOf = (page: Page): Promise<{ readonly steps: number; readonly bare: number }> =>
  page.evaluate(() => (window as unknown as { gaps: { steps: number; bare: number } }).gaps);

const scrollingRow: BenchRow = {
  name: 'window.scrolling',
  measures:
    'time of the frames that were dropped while the list was scrolled at 3,000 pixels a second, at its top and in its middle; limit: 5% of all frames',
  target: { ratio: 1 },
  sizes: 'largest',
  measure: (bench) =>
    inWindow(bench, async (page) => {
      await openRegister(page);
      const session = await page.context().newCDPSession(page);
      let [shown, dropped, longest, steps, bare] = [0, 0, 0, 0, 0];
      for (const share of [0, 0.5]) {
        await listIn(page).evaluate(
          (scroller, of) => scroller.scrollTo(0, scroller.scrollHeight * of),
          share,
        );
        await page.waitForTimeout(RESTS_FOR);
        await countGaps(page);
        const { frames, longestTaskMs } = await traceWindow(page, async () => {
          await session.send('Input.synthesizeScrollGesture', {
            x: 800,
            y: 500,
            yDistance: -12_000,
            speed: 3_000,
            gestureSourceType: 'mouse',
          });
        });
        const seen = await gapsOf(page);
        steps += seen.steps;
        bare += seen.bare;
        shown += frames.shown;
        dropped += frames.dropped;
        longest = Math.max(longest, longestTaskMs);
      }
      const all = shown + dropped;
      return {
        medianMs: dropped * FRAME_MS,
        limitMs: 0.05 * all * FRAME_MS,
        remark: `${dropped} of ${all} frames dropped (${((100 * dropped) / all).toFixed(1)}%); longest task ${longest.toFixed(0)} ms; cases in sight not drawn yet at ${bare} of ${steps} steps`,
      };
    }),
};

/** When a frame with Today's heading, and one with its cases, stood on the screen, by the computer's clock. */
const paintedAt = (page: Page): Promise<{ readonly heading: number; readonly cases: number }> =>
  page.evaluate(
    () =>
      new Promise<{ heading: number; cases: number }>((resolve) => {
        let heading = 0;
        const look = (): void => {
          if (heading === 0 && document.querySelector('h1')?.textContent === 'Today') heading = Date.now();
          if (heading > 0 && document.querySelector('main a[href*="/case/"]'))
            resolve({ heading, cases: Date.now() });
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      }),
  );

const firstPaintRow: BenchRow = {
  name: 'window.firstPaint',
  measures: 'from the answer that the register is unlocked to the first frame with Today; limit: one second',
  target: { ratio: 1 },
  sizes: 'largest',
  measure: (bench) => {
    let answeredAt = 0;
    const call = (async (...asked: Parameters<Call>) => {
      const answer = await bench.office.backend.call(...asked);
      if (String(asked[0]) === 'vault.unlock') answeredAt = Date.now();
      return answer;
    }) as Call;
    return inWindow(
      bench,
      async (page) => {
        const took = { heading: [] as number[], cases: [] as number[] };
        for (let turn = 0; turn < 5; turn += 1) {
          await page.getByRole('button', { name: 'Lock the register' }).click();
          await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
          const painted = paintedAt(page);
          await page.keyboard.press('Enter');
          const { heading, cases } = await painted;
          took.heading.push(heading - answeredAt);
          took.cases.push(cases - answeredAt);
        }
        return {
          medianMs: median(took.heading),
          limitMs: 1_000,
          remark: `its cases stand there after ${median(took.cases).toFixed(0)} ms`,
        };
      },
      call,
    );
  },
};

export const windowRows: readonly BenchRow[] = [typingRow, scrollingRow, firstPaintRow];
