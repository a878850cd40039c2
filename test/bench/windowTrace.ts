/** What Chromium itself writes down of a page at work: how long its thread was busy, and which frames came late. */
import type { Page } from 'playwright-core';

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds. */
  readonly dur?: number;
  readonly args?: {
    readonly name?: string;
    readonly frame_reporter?: { readonly state?: string };
    /** Under which name earlier Chromiums have it. */
    readonly chrome_frame_reporter?: { readonly state?: string };
  };
}

export interface WindowTrace {
  /** The longest that the page's thread could not answer, in milliseconds. */
  readonly longestTaskMs: number;
  readonly frames: { readonly shown: number; readonly dropped: number };
}

const categories = ['toplevel', 'cc', 'benchmark', 'disabled-by-default-devtools.timeline'];

const readTrace = (events: readonly TraceEvent[]): WindowTrace => {
  const threads = new Set(
    events
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const tasks = events
    .filter(({ name, pid, tid }) => name.endsWith('RunTask') && threads.has(`${pid} ${tid}`))
    .map(({ dur = 0 }) => dur / 1000);
  const states = events
    .filter(({ name, ph }) => name === 'PipelineReporter' && ph === 'b')
    .map(({ args }) => (args?.frame_reporter ?? args?.chrome_frame_reporter)?.state ?? '');
  return {
    longestTaskMs: Math.max(0, ...tasks),
    frames: {
      shown: states.filter((state) => state.startsWith('STATE_PRESENTED')).length,
      dropped: states.filter((state) => state === 'STATE_DROPPED').length,
    },
  };
};

/** Traces the page while `work` goes on. */
export const traceWindow = async (page: Page, work: () => Promise<void>): Promise<WindowTrace> => {
  const session = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: categories },
  });
  await work();
  const complete = new Promise<void>((resolve) => session.once('Tracing.tracingComplete', () => resolve()));
  await session.send('Tracing.end');
  await complete;
  await session.detach();
  return readTrace(events);
};
