import { Link } from '@tanstack/react-router';
import { createContext, use, type ReactNode } from 'react';
import type { RegisterSearch } from '../../../shared/contract/savedViews.ts';
import styles from './Charts.module.css';
import { describeCell, cellAt, labelOf, type ShownFigure } from './shownFigure.ts';

/** What tells one series from another: a colour, and a grain where colours are not to be relied on. */
export const grains = ['solid', 'diagonal', 'dots', 'horizontal', 'cross', 'outline'] as const;
export type Grain = (typeof grains)[number] | 'hatched';

export interface Tone {
  /** 1 to 6, of the chart colours; 0 for what is open or not coded, which is hatched and has none. */
  readonly colour: 0 | 1 | 2 | 3 | 4 | 5 | 6;
  readonly grain: Grain;
}

const unsaid: Tone = { colour: 0, grain: 'hatched' };
const grey: Tone = { colour: 6, grain: 'outline' };

/** Each series its tone: in order, but for what is withdrawn (grey), still open or not coded (hatched). */
export const tonesOf = (
  series: readonly { readonly key: string; readonly mark?: 'retired' | 'missing' | undefined }[],
): readonly Tone[] => {
  let next = 0;
  return series.map(({ key, mark }) => {
    if (mark === 'missing' || key === 'missing' || key === 'open') return unsaid;
    if (key === 'withdrawn') return grey;
    const place = next % 5;
    next += 1;
    return { colour: (place + 1) as Tone['colour'], grain: grains[place] ?? 'solid' };
  });
};

interface Manner {
  /** Distinguishes the patterns of one chart from another's on the same page. */
  readonly id: string;
  /** Series are told apart by grain as well. */
  readonly patterns: boolean;
}
export const MannerContext = createContext<Manner>({ id: 'chart', patterns: false });

const grainPaths: Readonly<Record<Exclude<Grain, 'solid'>, string>> = {
  diagonal: 'M-2 2L2 -2M0 8L8 0M6 10L10 6',
  dots: 'M1.5 2h2M5.5 6h2',
  horizontal: 'M0 2h8M0 6h8',
  cross: 'M0 0L8 8M8 0L0 8',
  outline: '',
  hatched: 'M-2 2L2 -2M0 8L8 0M6 10L10 6',
};

const patternIdOf = (manner: Manner, { colour, grain }: Tone): string => `${manner.id}-${colour}-${grain}`;

/** The grains of a chart's series, to stand within its drawing. */
export const GrainDefinitions = ({ tones }: { readonly tones: readonly Tone[] }) => {
  const manner = use(MannerContext);
  const patterned = manner.patterns ? tones.filter(({ grain }) => grain !== 'solid') : [];
  return (
    <defs>
      {patterned.map((tone) => (
        <pattern
          key={patternIdOf(manner, tone)}
          id={patternIdOf(manner, tone)}
          width={8}
          height={8}
          patternUnits="userSpaceOnUse"
        >
          <rect
            width={8}
            height={8}
            className={styles['tone']}
            data-colour={tone.grain === 'outline' ? 0 : tone.colour}
          />
          {tone.grain !== 'solid' && (
            <path
              d={grainPaths[tone.grain]}
              className={styles['grain']}
              data-dark={tone.grain === 'hatched'}
              data-thick={tone.grain === 'dots'}
            />
          )}
        </pattern>
      ))}
    </defs>
  );
};

const HATCH_STEP = 8;

/** Slanting lines over the whole of a box: drawn line by line, since a browser prints a pattern as a picture. */
const hatching = (width: number, height: number): string =>
  Array.from({ length: Math.ceil((width + height) / HATCH_STEP) }, (_, index) => {
    const left = index * HATCH_STEP - height;
    return `M${left} ${height}L${left + height} 0`;
  }).join('');

/** A bar, or a swatch of a legend, in its tone. */
export const ToneRect = ({
  tone,
  ...box
}: {
  readonly tone: Tone;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}) => {
  const manner = use(MannerContext);
  const isPatterned = manner.patterns && tone.grain !== 'solid';
  const isHatched = tone.grain === 'hatched' && !isPatterned;
  return (
    <>
      <rect
        {...box}
        rx={1}
        className={styles['tone']}
        data-colour={tone.colour}
        data-edged={isPatterned || isHatched}
        {...(isPatterned ? { fill: `url(#${patternIdOf(manner, tone)})` } : {})}
      />
      {isHatched && (
        <svg {...box} overflow="hidden" pointerEvents="none" aria-hidden="true">
          <path d={hatching(box.width, box.height)} className={styles['grain']} data-dark />
        </svg>
      )}
    </>
  );
};

/** About how wide the words of a label are, in pixels: digits and letters of 14 px. */
const widthOf = (words: string): number => words.length * 7.2;

/** A number within a bar, on a ground of its own where the bar's colour would swallow it. Nothing where there is no room. */
export const NumberWithin = ({
  tone,
  words,
  x,
  y,
  width,
  height,
}: {
  readonly tone: Tone;
  readonly words: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}) => {
  const { patterns } = use(MannerContext);
  const needed = widthOf(words) + 4;
  if (width < needed || height < 17) return null;
  const isBare = tone.colour === 1 && !patterns;
  return (
    <>
      {!isBare && (
        <rect
          x={x + width / 2 - needed / 2 - 1}
          y={y + height / 2 - 9}
          width={needed + 2}
          height={18}
          rx={2}
          className={styles['ground']}
        />
      )}
      <text
        x={x + width / 2}
        y={y + height / 2}
        dy="0.35em"
        textAnchor="middle"
        className={styles['number']}
        data-bare={isBare}
      >
        {words}
      </text>
    </>
  );
};

/** What is drawn for a cell, leading to its cases where there are any. */
export const CellMark = ({
  figure,
  row,
  column,
  children,
}: {
  readonly figure: ShownFigure;
  readonly row: number;
  readonly column: number;
  readonly children: ReactNode;
}) => {
  const words = describeCell(figure, row, column, labelOf);
  const { cases } = cellAt(figure, row, column);
  return cases ? (
    <CasesLink cases={cases} words={words}>
      {children}
    </CasesLink>
  ) : (
    <g>{children}</g>
  );
};

/** A link to exactly the cases that were counted, in a drawing or a table. */
export const CasesLink = ({
  cases,
  words,
  children,
}: {
  readonly cases: RegisterSearch;
  readonly words: string;
  readonly children: ReactNode;
}) => (
  <Link to="/register" search={cases} className={styles['cases']} aria-label={`${words}. Show the cases`}>
    {children}
  </Link>
);
