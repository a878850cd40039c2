/** Making a quarter's report. */
import { buildRenderer } from '../../electron/commands/buildWhenStale.ts';
import type { Printer } from '../../electron/backend/ports.ts';
import { createChromiumPrinter } from '../../electron/preview/chromiumPrinter.ts';
import { findBrowser } from '../../electron/preview/findBrowser.ts';
import { projectDirectory, rendererDirectory } from '../../electron/preview/nodeHost.ts';
import { plainDate } from '../../shared/domain/calendarTypes.ts';
import { inAnotherOffice } from './anotherOffice.ts';
import { interleaved, type BenchRow } from './row.ts';

const quarter = { firstOn: plainDate('2026-07-01'), lastOn: plainDate('2026-09-30') };

export const reportRow: BenchRow = {
  name: 'report.pdf',
  measures:
    'a report counted, frozen and made as PDF, Word and tables, all kept; limit: the host printing the same page from the frozen figures',
  target: { ratio: 2 },
  sizes: 'largest',
  measure: async (bench) => {
    await buildRenderer(projectDirectory, () => undefined);
    let printer: Printer | undefined;
    return inAnotherOffice(
      bench,
      (findOffice) => {
        printer = createChromiumPrinter({
          rendererDirectory,
          executablePath: findBrowser(),
          findBackend: () => findOffice().backend,
        });
        return { printer };
      },
      async ({ api }) => {
        let reportId = '';
        return interleaved(
          Math.min(bench.times, 3),
          async () => {
            ({ reportId } = await api.reports.start({ kind: 'internal', ...quarter }));
            const { report } = await api.reports.open({ reportId });
            await api.reports.freeze({ reportId, revision: report.revision });
            await api.reports.makeFiles({ reportId });
          },
          async () => {
            const { content, pageTitle } = await api.reports.page({ reportId });
            await printer?.print({
              route: `/report/${reportId}/print`,
              title: pageTitle,
              marking: content.marking,
            });
          },
          undefined,
          1,
        );
      },
    );
  },
};
