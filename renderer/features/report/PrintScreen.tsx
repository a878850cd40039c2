import { useEffect, useRef, useState } from 'react';
import { api } from '../../api/client.ts';
import { base64Of } from '../../api/base64Of.ts';
import { useOperation } from '../../api/useOperation.ts';
import { drawingOf, pngOf } from '../../components/charts/drawingOf.ts';
import { Failed, Loading } from '../../components/ScreenState.tsx';
import styles from './Report.module.css';
import { ReportDocument } from './ReportDocument.tsx';

/** Between the margins of a sheet of A4, in pixels of the page. */
const SHEET_WIDTH = 672;

/** Sends each chart as it stands on the page, for the Word document. One that cannot be drawn is left out of it. */
const giveCharts = async (reportId: string, sheet: HTMLElement): Promise<void> => {
  await document.fonts.ready;
  for (const chart of sheet.querySelectorAll<HTMLElement>('[data-figure]')) {
    try {
      const drawing = drawingOf(chart);
      await api.reports.givePicture({
        reportId,
        figureId: chart.dataset['figure'] ?? '',
        png: await base64Of(await pngOf(drawing)),
        width: drawing.width,
        height: drawing.height,
      });
    } catch {
      // Its numbers stand in the document all the same.
    }
  }
};

/** The faces of the page: charts measure their words, and measure them otherwise in the face that stands in. */
const loadFaces = async (): Promise<void> => {
  await Promise.allSettled(
    ['400', '600'].map((weight) => document.fonts.load(`${weight} 14px "Source Sans 3"`)),
  );
};

/** The page that the host prints, alone on its paper: it says by its title when it is whole. */
export const PrintScreen = ({ reportId }: { readonly reportId: string }) => {
  const { data, error } = useOperation('reports.page', { reportId }, { unchanging: true });
  const sheet = useRef<HTMLElement>(null);
  const [hasFaces, setHasFaces] = useState(false);
  useEffect(() => void loadFaces().then(() => setHasFaces(true)), []);
  useEffect(() => {
    if (!hasFaces || !data || !sheet.current) return undefined;
    let current = true;
    void giveCharts(reportId, sheet.current).then(() => {
      if (current) document.title = data.pageTitle;
    });
    return () => {
      current = false;
    };
  }, [data, hasFaces, reportId]);
  if (error) return <Failed fault={error} />;
  if (!data || !hasFaces) return <Loading what="the report" />;
  return (
    <main ref={sheet} className={styles['sheet']}>
      <ReportDocument content={data.content} width={SHEET_WIDTH} hasTitle />
    </main>
  );
};
