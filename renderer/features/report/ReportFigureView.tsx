import {
  EMPTY_FIGURE,
  isEmptyFigure,
  type ReportFigure,
} from '../../../shared/domain/report/reportContent.ts';
import { FigureChart } from '../../components/charts/FigureChart.tsx';
import { useWidth } from '../../components/charts/useWidth.ts';
import styles from './Report.module.css';
import { ReportTable } from './ReportTable.tsx';

const WIDEST = 700;

/** A chart as wide as its place, drawn when it is scrolled to. */
const FittingChart = ({ figure }: { readonly figure: ReportFigure }) => {
  const { ref, width, isNear } = useWidth();
  return <div ref={ref}>{isNear && <FigureChart figure={figure} width={Math.min(width, WIDEST)} />}</div>;
};

/** A figure of a report: its chart, its table, what it counts and of how many cases. */
export const ReportFigureView = ({
  figure,
  width,
  heading,
}: {
  readonly figure: ReportFigure;
  /** Of the section, where the figure is the first of it: on paper it is never left alone at the foot of a page. */
  readonly heading?: string | undefined;
  /** Of the chart on a sheet of paper, in pixels; absent on the screen, where it fits its place. */
  readonly width?: number | undefined;
}) => (
  <section className={styles['figure']}>
    <div className={styles['opening']}>
      {heading !== undefined && <h2>{heading}</h2>}
      <h3>{figure.title}</h3>
      <p className={styles['base']}>{figure.base}</p>
      {isEmptyFigure(figure) ? (
        <p>{EMPTY_FIGURE}</p>
      ) : (
        figure.chart !== 'matrix' && (
          <div className={styles['chart']} data-figure={figure.id}>
            {width === undefined ? (
              <FittingChart figure={figure} />
            ) : (
              <FigureChart figure={figure} width={width} />
            )}
          </div>
        )
      )}
    </div>
    {!isEmptyFigure(figure) && <ReportTable figure={figure} />}
    <p className={styles['definition']}>{figure.definition}</p>
  </section>
);
