import { ActionIcon, Menu, Popover, Tooltip, UnstyledButton } from '@mantine/core';
import { IconDownload, IconInfoCircle, IconTable } from '@tabler/icons-react';
import { memo, useEffect, useId, useRef, useState } from 'react';
import type { InputOf } from '../../../shared/contract/index.ts';
import { base64Of } from '../../api/base64Of.ts';
import { useMayDo } from '../../api/session.tsx';
import { useChange } from '../../api/useOperation.ts';
import { useAnnounce } from '../Announcer.tsx';
import { Failed } from '../ScreenState.tsx';
import styles from './ChartFigure.module.css';
import { drawingOf, pngOf, svgOf } from './drawingOf.ts';
import { FigureChart } from './FigureChart.tsx';
import { FigureRows } from './FigureRows.tsx';
import { CasesLink } from './marks.tsx';
import { drawingFor, rowsOf, summaryOf, type ShownFigure } from './shownFigure.ts';
import { useWidth } from './useWidth.ts';

type SaveInput = InputOf<'analytics.save'>;

const formats = { png: 'Picture (PNG)', svg: 'Drawing (SVG)', csv: 'Table (CSV)' } as const;
type Format = keyof typeof formats;

/**
 * Told the file as it is to leave: the table from the figure, the picture from the page. Throws an Error with a plain
 * sentence where the picture cannot be drawn.
 */
const contentOf = async (
  format: Format,
  figure: ShownFigure,
  drawn: HTMLElement,
): Promise<SaveInput['content']> => {
  if (format === 'csv') return { format, rows: rowsOf(figure).map((row) => [...row]) };
  const drawing = drawingOf(drawn);
  return format === 'svg'
    ? { format, text: svgOf(drawing, figure.title) }
    : { format, bytes: await base64Of(await pngOf(drawing)) };
};

/** One figure: what it says, its chart, its definition one click away, its table, and its files. */
export const ChartFigure = memo(
  ({
    id,
    figure,
    patterns,
  }: {
    readonly id: SaveInput['figure'];
    readonly figure: ShownFigure;
    readonly patterns: boolean;
  }) => {
    const announce = useAnnounce();
    const mayExport = useMayDo('cases.export');
    const save = useChange('analytics.save');
    const titleId = useId();
    const drawn = useRef<HTMLDivElement>(null);
    const { ref, width, isNear } = useWidth();
    const [isTableShown, setTableShown] = useState(false);
    const [fault, setFault] = useState<{ readonly message: string } | undefined>();
    const [format, setFormat] = useState<Format | undefined>();
    const isMatrix = drawingFor(figure) === 'matrix';

    // A chart that has not been scrolled to yet is drawn first, and then saved.
    useEffect(() => {
      if (format === undefined || !drawn.current) return;
      setFormat(undefined);
      setFault(undefined);
      contentOf(format, figure, drawn.current)
        .then((content) => save.mutateAsync({ figure: id, content }))
        .then(
          ({ delivered, where }) => delivered && announce(`Saved in ${where}`),
          (thrown: unknown) =>
            setFault(
              thrown instanceof Error ? thrown : { message: 'The file could not be made. Try again.' },
            ),
        );
    }, [announce, figure, format, id, save]);

    const summary = summaryOf(figure);
    return (
      <section className={styles['figure']} data-wide={isMatrix} aria-labelledby={titleId}>
        {fault && <Failed fault={fault} />}
        <div ref={drawn}>
          <div className={styles['head']}>
            <div className={styles['words']}>
              <h3 id={titleId}>{figure.title}</h3>
              <p>
                {figure.wholeCases ? (
                  <CasesLink cases={figure.wholeCases} words={`${figure.title}: ${figure.base}`}>
                    {figure.base}
                  </CasesLink>
                ) : (
                  figure.base
                )}
                . {summary}
              </p>
            </div>
            <div className={styles['actions']} data-not-drawn>
              <Popover width={360} withArrow withRoles trapFocus={false} position="bottom-end">
                <Popover.Target>
                  <UnstyledButton
                    className={`${styles['definition']} noPrint`}
                    aria-label={`What is counted: ${figure.title}`}
                  >
                    <IconInfoCircle size={16} stroke={1.75} aria-hidden="true" />
                    What is counted
                  </UnstyledButton>
                </Popover.Target>
                <Popover.Dropdown>{figure.definition}</Popover.Dropdown>
              </Popover>
              {!isMatrix && (
                <Tooltip label={isTableShown ? 'Hide the table' : 'Show the table'}>
                  <ActionIcon
                    className="noPrint"
                    variant="subtle"
                    size={30}
                    aria-label={`Table of ${figure.title}`}
                    aria-expanded={isTableShown}
                    onClick={() => setTableShown(!isTableShown)}
                  >
                    <IconTable size={18} stroke={1.75} aria-hidden="true" />
                  </ActionIcon>
                </Tooltip>
              )}
              {mayExport && (
                <Menu position="bottom-end">
                  <Menu.Target>
                    <Tooltip label="Save as a file">
                      <ActionIcon
                        className="noPrint"
                        variant="subtle"
                        size={30}
                        aria-label={`Save ${figure.title} as a file`}
                      >
                        <IconDownload size={18} stroke={1.75} aria-hidden="true" />
                      </ActionIcon>
                    </Tooltip>
                  </Menu.Target>
                  <Menu.Dropdown>
                    {(Object.keys(formats) as Format[]).map((key) => (
                      <Menu.Item key={key} onClick={() => setFormat(key)}>
                        {formats[key]}
                      </Menu.Item>
                    ))}
                  </Menu.Dropdown>
                </Menu>
              )}
            </div>
          </div>
          <div ref={ref} className={styles['drawing']} data-waiting={!isNear}>
            {isNear && <FigureChart figure={figure} width={width} patterns={patterns} />}
          </div>
        </div>
        {!isMatrix && (
          <div className={styles['table']} data-shown={isTableShown}>
            <FigureRows figure={figure} withLinks={isTableShown} />
          </div>
        )}
        <p className={styles['printedDefinition']}>{figure.definition}</p>
      </section>
    );
  },
);
