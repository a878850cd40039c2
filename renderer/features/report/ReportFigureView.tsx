import {
  EMPTY_FIGURE,
  isEmptyFigure,
  type ReportFigure,
} from '../../../shared/domain/report/reportContent.ts';
import { FigureChart } from '../../components/charts/FigureChart.tsx';
import styles from './Report.module.css';
import { ReportTable } from './ReportTable.tsx';

/** A figure of a report: its chart, its table, what it counts and of how many cases. */
export const ReportFigureView = ({
  figure,
  width,
}: {
  readonly figure: ReportFigure;
  /** Of the chart, in pixels. */
  readonly width: number;
}) => (
  <section className={styles['figure']}>
    <h3>{figure.title}</h3>
    <p className={styles['base']}>{figure.base}</p>
    {isEmptyFigure(figure) ? (
      <p>{EMPTY_FIGURE}</p>
    ) : (
      <>
        {figure.chart !== 'matrix' && width > 0 && (
          <div className={styles['chart']} data-figure={figure.id}>
            <FigureChart figure={figure} width={width} />
          </div>
        )}
        <ReportTable figure={figure} />
      </>
    )}
    <p className={styles['definition']}>{figure.definition}</p>
  </section>
);
