import { useId, useMemo } from 'react';
import styles from './Charts.module.css';
import { FigureMatrix } from './FigureMatrix.tsx';
import { GrainDefinitions, MannerContext, ToneRect, tonesOf } from './marks.tsx';
import { QuarterColumns } from './QuarterColumns.tsx';
import { QuarterLine } from './QuarterLine.tsx';
import { RowBars } from './RowBars.tsx';
import { ShareBars } from './ShareBars.tsx';
import { drawingFor, drawnColumns, isHidden, summaryOf, type ShownFigure } from './shownFigure.ts';

const Legend = ({ figure }: { readonly figure: ShownFigure }) => {
  const columns = drawnColumns(figure).map((column) => figure.columns[column] ?? { key: '', label: '' });
  const tones = tonesOf(columns);
  return (
    <ul className={styles['legend']}>
      {columns.map(({ key, label }, index) => (
        <li key={key}>
          <svg width={14} height={14} aria-hidden="true">
            <GrainDefinitions tones={tones.slice(index, index + 1)} />
            <ToneRect
              tone={tones[index] ?? { colour: 1, grain: 'solid' }}
              x={1}
              y={1}
              width={12}
              height={12}
            />
          </svg>
          {label}
        </li>
      ))}
    </ul>
  );
};

/**
 * The drawing of a figure at a width in pixels, with its legend, still and as vectors. Colours follow the appearance;
 * `patterns` tells series apart by grain as well.
 */
export const FigureChart = ({
  figure,
  width,
  patterns = false,
}: {
  readonly figure: ShownFigure;
  readonly width: number;
  readonly patterns?: boolean;
}) => {
  const id = `grain${useId().replaceAll(/\W/g, '')}`;
  const manner = useMemo(() => ({ id, patterns }), [id, patterns]);
  const drawing = drawingFor(figure);
  const hides = figure.cells.flat().some(isHidden);
  const hasLegend =
    drawing === 'shares' || drawing === 'pairs' || (drawing === 'trend' && drawnColumns(figure).length > 1);
  return (
    <MannerContext value={manner}>
      {drawing === 'matrix' ? (
        <FigureMatrix figure={figure} />
      ) : (
        <div
          className={styles['chart']}
          role="group"
          aria-label={`Chart. ${figure.title}. ${summaryOf(figure)}`}
        >
          {hasLegend && <Legend figure={figure} />}
          {drawing === 'trend' && <QuarterColumns figure={figure} width={width} />}
          {drawing === 'line' && <QuarterLine figure={figure} width={width} />}
          {drawing === 'shares' && <ShareBars figure={figure} width={width} />}
          {(drawing === 'rows' || drawing === 'pairs') && <RowBars figure={figure} width={width} />}
        </div>
      )}
      {hides && (
        <p className={styles['note']}>
          Small numbers are hidden, and drawn as if they were nought: bars can be shorter than the whole.
        </p>
      )}
    </MannerContext>
  );
};
