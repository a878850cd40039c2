import { UnstyledButton } from '@mantine/core';
import { useDebouncedValue, useElementSize } from '@mantine/hooks';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { FlexRender, useTable, type Row } from '@tanstack/react-table';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import {
  memo,
  useEffect,
  useMemo,
  useRef,
  useState,
  type FocusEvent,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import type { CaseRow } from '../../../shared/contract/cases.ts';
import type { densities, RegisterColumn } from '../../../shared/contract/registerColumns.ts';
import { useSession } from '../../api/session.tsx';
import { useToday } from '../../api/useToday.ts';
import { Failed } from '../../components/ScreenState.tsx';
import { ActiveCase, caseLinkId, createRegisterColumns, registerFeatures } from './columns.tsx';
import { listShapeOf, type TableLine } from './listShape.ts';
import styles from './RegisterTable.module.css';
import { ROWS_A_PAGE, useCaseRows, type CaseList, type Sort } from './useCaseList.ts';

export type Density = (typeof densities)[number];

/** How high a row is before its text wraps, in pixels. */
const rowHeights: Readonly<Record<Density, number>> = { compact: 33, regular: 42, roomy: 53 };
/**
 * Lines that are drawn, measured and taken away together. The virtualizer works its way through all of a list whenever one of its
 * items turns out higher than was thought: through every line of 100,000 it would take longer than a frame.
 */
const LINES_A_BLOCK = 8;
const blockOf = (index: number): number => Math.floor(index / LINES_A_BLOCK);
/** Of a column's share, in pixels: in a narrower window the chosen columns scroll sideways within the table. */
const NARROWEST_SHARE = 8.5;
/** While the list is dragged past faster than this, in milliseconds, nothing is fetched for what flies by. */
const SETTLED = 60;
/** Pages are fetched this many rows before they come into sight, so that somebody who reads on never meets an empty row. */
const ROWS_AHEAD = 50;
const WAITING_ID = 'case-that-is-fetched';

const CaseLine = memo(
  ({
    row,
    index,
    position,
  }: {
    readonly row: Row<typeof registerFeatures, CaseRow>;
    readonly index: number;
    readonly position: number;
    /** The columns in their order: another look of the same row. */
    readonly columns: string;
  }) => (
    <tr data-position={position} className={styles['row']} aria-rowindex={index + 2}>
      {row.getVisibleCells().map((cell) => (
        <td key={cell.id}>
          <FlexRender cell={cell} />
        </td>
      ))}
    </tr>
  ),
  // A table that was made anew around the same case shows the same.
  (before, after) =>
    before.row.original === after.row.original &&
    before.columns === after.columns &&
    before.index === after.index &&
    before.position === after.position,
);

/** The place in the list of the row that an event happened in. */
const positionOf = (target: EventTarget): number | undefined => {
  const line = target instanceof Element ? target.closest<HTMLElement>('tr[data-position]') : null;
  return line === null ? undefined : Number(line.dataset['position']);
};

const range = (first: number, last: number): readonly number[] =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, step) => first + step);

/** A list of any length: only the rows in sight are drawn, and only the pages around them are fetched. */
export const RegisterTable = ({
  list,
  onSort,
  density,
  shownColumns,
}: {
  readonly list: CaseList;
  readonly onSort: (sort: Sort) => void;
  readonly density: Density;
  readonly shownColumns: readonly RegisterColumn[];
}) => {
  const { name } = useSession();
  const today = useToday();
  const navigate = useNavigate();
  const { filter, sort, total, byDue } = list;
  const shape = useMemo(() => listShapeOf(total, sort.direction, byDue), [total, sort.direction, byDue]);

  // One stop for the Tab key; the arrows move among the cases. The case keeps it where the list is fetched anew.
  const [active, setActive] = useState<{ readonly position: number; readonly caseId?: string }>({
    position: 0,
  });
  const activePosition = Math.min(active.position, total - 1);
  const activeIndex = shape.indexOf(activePosition);

  const scroller = useRef<HTMLDivElement>(null);
  const { ref: head, height: headHeight } = useElementSize<HTMLTableSectionElement>();
  const virtualizer = useVirtualizer({
    count: Math.ceil(shape.lineCount / LINES_A_BLOCK),
    getScrollElement: () => scroller.current,
    estimateSize: (block) =>
      rowHeights[density] * Math.min(LINES_A_BLOCK, shape.lineCount - block * LINES_A_BLOCK),
    scrollMargin: headHeight,
    overscan: 1,
    // The row that has the focus is never taken away, wherever the list is scrolled to.
    rangeExtractor: (seen) => {
      const blocks = defaultRangeExtractor(seen);
      const activeBlock = blockOf(activeIndex);
      return blocks.includes(activeBlock) || activeIndex < 0 || activeIndex >= shape.lineCount
        ? blocks
        : [...blocks, activeBlock].sort((one, other) => one - other);
    },
  });
  const blocks = virtualizer.getVirtualItems().map(({ index: block, start, end }) => ({
    block,
    start,
    end,
    lines: range(block * LINES_A_BLOCK, Math.min((block + 1) * LINES_A_BLOCK, shape.lineCount) - 1).flatMap(
      (index) => {
        const line = shape.lineAt(index);
        return line ? [{ index, line }] : [];
      },
    ),
  }));

  const positionsIn = (some: typeof blocks): readonly number[] =>
    some.flatMap(({ lines }) => lines.flatMap(({ line }) => (line.kind === 'case' ? [line.position] : [])));
  const positions = positionsIn(blocks);
  const inSight = positionsIn(blocks.filter(({ block }) => block !== blockOf(activeIndex)));
  const pageOf = (position: number): number =>
    Math.floor(Math.min(Math.max(position, 0), total - 1) / ROWS_A_PAGE);
  const [settled] = useDebouncedValue(
    [
      pageOf((inSight[0] ?? 0) - ROWS_AHEAD),
      pageOf((inSight.at(-1) ?? 0) + ROWS_AHEAD),
      pageOf(activePosition),
    ].join(),
    SETTLED,
  );
  const [firstPage = 0, lastPage = 0, activePage = 0] = settled.split(',').map(Number);
  const { rowAt, fault, retry } = useCaseRows(list, [
    ...new Set([...range(firstPage, lastPage), activePage]),
  ]);

  const columns = useMemo(
    () =>
      createRegisterColumns({
        signedInName: name,
        thisYear: today?.slice(0, 4),
        hasReference: shownColumns.includes('reference'),
      }),
    [name, today, shownColumns],
  );
  const layout = `${shownColumns.join()} ${today}`;
  const layoutState = useMemo(
    () => ({
      columnOrder: [...shownColumns],
      columnVisibility: Object.fromEntries(
        columns.map(({ id = '' }) => [id, shownColumns.includes(id as RegisterColumn)]),
      ),
    }),
    [columns, shownColumns],
  );
  const data = [
    ...new Map(
      positions.flatMap((position) => {
        const row = rowAt(position);
        return row ? [[row.caseId, row] as const] : [];
      }),
    ).values(),
  ];
  const table = useTable({
    features: registerFeatures,
    columns,
    data,
    getRowId: (row) => row.caseId,
    state: layoutState,
  });
  const rowsById = table.getRowModel().rowsById;

  // Another list begins at its top; other heights are measured anew.
  const shownList = useRef(list);
  useEffect(() => {
    const before = shownList.current;
    shownList.current = list;
    if (before.filter === filter && before.sort === sort) return;
    // To scroll what stands at its top would have the browser lay the list out once more for nothing.
    if (virtualizer.scrollOffset !== 0) virtualizer.scrollToOffset(0);
    virtualizer.measure();
    setActive({ position: 0 });
  }, [virtualizer, list, filter, sort]);
  useEffect(() => virtualizer.measure(), [virtualizer, density, layout]);

  const hasFocus = useRef(false);
  // The place that the focus is on its way to. An effect of an earlier drawing may run after the key was pressed: it must
  // not take the wish for fulfilled.
  const focusWanted = useRef<number>(undefined);
  const activeRow = rowAt(activePosition);
  useEffect(() => {
    if (!activeRow || activeRow.caseId === active.caseId) return;
    const moved = positions.find((position) => rowAt(position)?.caseId === active.caseId);
    setActive(
      active.caseId === undefined || moved === undefined
        ? { position: activePosition, caseId: activeRow.caseId }
        : { position: moved, caseId: active.caseId },
    );
  }, [active.caseId, activePosition, activeRow, positions, rowAt]);
  useEffect(() => {
    if (hasFocus.current && document.activeElement === document.body) focusWanted.current = activePosition;
    if (focusWanted.current !== activePosition) return;
    const link = activeRow && document.getElementById(caseLinkId(activeRow.caseId));
    const target = link ?? document.getElementById(WAITING_ID);
    target?.focus({ preventScroll: true });
    target?.closest('tr')?.scrollIntoView({ block: 'nearest' });
    if (link) focusWanted.current = undefined;
  });
  const onFocus = ({ target }: FocusEvent): void => {
    const position = positionOf(target);
    if (position === undefined) return;
    hasFocus.current = true;
    const row = rowAt(position);
    if (row) setActive({ position, caseId: row.caseId });
  };
  const onBlur = ({ target, relatedTarget }: FocusEvent): void => {
    // A row that is taken away takes its focus with it: that is no leaving.
    if (!target.isConnected || (relatedTarget && positionOf(relatedTarget) !== undefined)) return;
    if (relatedTarget === null && document.activeElement === document.body) return;
    hasFocus.current = false;
    focusWanted.current = undefined;
  };

  const moveTo = (wanted: number): void => {
    const position = Math.min(Math.max(wanted, 0), total - 1);
    const caseId = rowAt(position)?.caseId;
    focusWanted.current = position;
    setActive(caseId === undefined ? { position } : { position, caseId });
    const isDrawn = positions.includes(position);
    if (!isDrawn) virtualizer.scrollToIndex(blockOf(shape.indexOf(position)), { align: 'auto' });
  };
  const windowful = (): number =>
    Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 0) - headHeight) / rowHeights[density]) - 1);
  const moves: Readonly<Record<string, () => void>> = {
    ArrowDown: () => moveTo(activePosition + 1),
    ArrowUp: () => moveTo(activePosition - 1),
    PageDown: () => moveTo(activePosition + windowful()),
    PageUp: () => moveTo(activePosition - windowful()),
    Home: () => moveTo(0),
    End: () => moveTo(total - 1),
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const move = moves[event.key];
    if (!move || positionOf(event.target) === undefined) return;
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    move();
  };

  const visible = table.getVisibleLeafColumns();
  const shareOf = (column: (typeof visible)[number]): number => column.columnDef.meta?.share ?? 10;
  const shares = visible.reduce((sum, column) => sum + shareOf(column), 0);

  const drawnIds = new Set<string>();
  const draw = (index: number, line: TableLine): ReactNode => {
    if (line.kind === 'group')
      return (
        <tr key={line.id} aria-rowindex={index + 2}>
          <th
            scope="rowgroup"
            colSpan={visible.length}
            className={styles['group']}
            data-late={line.id === 'overdue'}
          >
            {line.label} <span className={styles['groupCount']}>{line.count.toLocaleString('en-GB')}</span>
          </th>
        </tr>
      );
    const { position } = line;
    const caseRow = rowAt(position);
    const row = caseRow && rowsById[caseRow.caseId];
    // While pages are fetched anew a case may stand on two of them.
    if (row && !drawnIds.has(row.id)) {
      drawnIds.add(row.id);
      return <CaseLine key={row.id} row={row} index={index} position={position} columns={layout} />;
    }
    return (
      <tr key={`at-${position}`} data-position={position} className={styles['row']} aria-rowindex={index + 2}>
        <td colSpan={visible.length}>
          <span
            className={styles['waiting']}
            {...(position === activePosition ? { id: WAITING_ID, tabIndex: -1 } : {})}
          >
            <span className="visuallyHidden">Case {position + 1} is being fetched</span>
          </span>
        </td>
      </tr>
    );
  };
  const gap = (key: string, height: number): ReactNode =>
    height > 0 && (
      <tbody key={key} aria-hidden="true">
        <tr style={{ height }} />
      </tbody>
    );
  const end = blocks.at(-1)?.end ?? headHeight;
  const after = virtualizer.getTotalSize() + headHeight - end;

  return (
    <>
      {fault && <Failed fault={fault} onRetry={retry} />}
      <div
        ref={scroller}
        className={`${styles['scroller']} noPrint`}
        // The headings stay at the top and must not hide the row that the arrows have reached.
        style={{ scrollPaddingTop: headHeight }}
      >
        <table
          className={styles['table']}
          style={{ minWidth: shares * NARROWEST_SHARE }}
          data-density={density}
          onKeyDown={onKeyDown}
          onFocus={onFocus}
          onBlur={onBlur}
          onClick={(event) => {
            const position = positionOf(event.target);
            const row = position === undefined ? undefined : rowAt(position);
            if (!row) return;
            event.preventDefault();
            void navigate({ to: '/case/$caseId', params: { caseId: row.caseId } });
          }}
          aria-rowcount={shape.lineCount + 1}
        >
          <caption className="visuallyHidden">Cases. The arrow keys move, Enter opens.</caption>
          <colgroup>
            {visible.map((column) => (
              <col key={column.id} style={{ width: `${(100 * shareOf(column)) / shares}%` }} />
            ))}
          </colgroup>
          <thead ref={head}>
            {table.getHeaderGroups().map((group) => (
              <tr key={group.id} aria-rowindex={1}>
                {group.headers.map((header) => {
                  const sortBy = header.column.columnDef.meta?.sortBy;
                  const sorted = sortBy !== undefined && sortBy === sort.by;
                  if (!sortBy)
                    return (
                      <th key={header.id} scope="col">
                        <FlexRender header={header} />
                      </th>
                    );
                  return (
                    <th
                      key={header.id}
                      scope="col"
                      aria-sort={sorted ? (sort.direction === 'up' ? 'ascending' : 'descending') : 'none'}
                    >
                      <UnstyledButton
                        className={styles['sort']}
                        data-sorted={sorted}
                        onClick={() =>
                          onSort({ by: sortBy, direction: sorted && sort.direction === 'up' ? 'down' : 'up' })
                        }
                      >
                        <FlexRender header={header} />
                        {sorted &&
                          (sort.direction === 'up' ? (
                            <IconArrowUp size={14} stroke={2} aria-hidden="true" />
                          ) : (
                            <IconArrowDown size={14} stroke={2} aria-hidden="true" />
                          ))}
                      </UnstyledButton>
                    </th>
                  );
                })}
              </tr>
            ))}
          </thead>
          <ActiveCase value={activeRow?.caseId}>
            {/* One list, so that React knows a block again by its key wherever it stands among them. */}
            {blocks.flatMap(({ block, start, lines }, place) => [
              gap(`before-${block}`, start - (blocks[place - 1]?.end ?? headHeight)),
              <tbody key={block} data-index={block} ref={virtualizer.measureElement}>
                {lines.map(({ index, line }) => draw(index, line))}
              </tbody>,
            ])}
            {gap('after', after)}
          </ActiveCase>
        </table>
      </div>
    </>
  );
};
