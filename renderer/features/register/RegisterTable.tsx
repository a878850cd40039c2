import { UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTable } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { CaseRow } from '../../../shared/contract/cases.ts';
import { useSession } from '../../api/session.tsx';
import { ActiveCase, caseLinkId, createRegisterColumns, registerFeatures, type SortKey } from './columns.tsx';
import { groupRows } from './groupRows.ts';
import styles from './RegisterTable.module.css';

/** How a row's height follows from the density chosen, in pixels, before its text wraps. */
export const densities = { compact: 32, regular: 41, roomy: 52 } as const;
export type Density = keyof typeof densities;

const GROUP_HEIGHT = 26;

export interface Sort {
  readonly by: SortKey;
  readonly direction: 'up' | 'down';
}

export const RegisterTable = ({
  rows,
  sort,
  onSort,
  density,
  shownColumns,
}: {
  readonly rows: readonly CaseRow[];
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  readonly density: Density;
  readonly shownColumns: readonly string[];
}) => {
  const { name } = useSession();
  const navigate = useNavigate();
  const columns = useMemo(() => createRegisterColumns(name), [name]);
  const columnVisibility = useMemo(
    () => Object.fromEntries(columns.map(({ id }) => [id ?? '', shownColumns.includes(id ?? '')])),
    [columns, shownColumns],
  );
  const table = useTable({
    features: registerFeatures,
    columns,
    data: rows as CaseRow[],
    getRowId: (row) => row.caseId,
    state: { columnVisibility },
  });
  const lines = useMemo(() => groupRows(rows, sort), [rows, sort]);
  const cases = useMemo(() => lines.filter((line) => line.kind === 'case'), [lines]);
  const byId = table.getRowModel().rowsById;

  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (lines[index]?.kind === 'group' ? GROUP_HEIGHT : densities[density]),
    getItemKey: (index) => {
      const line = lines[index];
      return line === undefined ? index : line.kind === 'group' ? line.id : line.row.caseId;
    },
    overscan: 12,
  });
  useEffect(() => virtualizer.measure(), [virtualizer, density]);

  // One stop for the Tab key; the arrows move among the cases.
  const [activeId, setActiveId] = useState<string | undefined>();
  const active = Math.max(
    0,
    cases.findIndex((line) => line.row.caseId === activeId),
  );
  const focusWanted = useRef(false);
  useEffect(() => {
    const id = cases[active]?.row.caseId;
    if (!focusWanted.current || id === undefined) return;
    const link = document.getElementById(caseLinkId(id));
    if (!link) return;
    link.focus({ preventScroll: true });
    focusWanted.current = false;
  });
  const moveTo = (position: number): void => {
    const line = cases[Math.min(Math.max(position, 0), cases.length - 1)];
    if (!line) return;
    focusWanted.current = true;
    setActiveId(line.row.caseId);
    virtualizer.scrollToIndex(lines.indexOf(line), { align: 'auto' });
  };
  const PAGE = 10;
  const moves: Readonly<Record<string, () => void>> = {
    ArrowDown: () => moveTo(active + 1),
    ArrowUp: () => moveTo(active - 1),
    PageDown: () => moveTo(active + PAGE),
    PageUp: () => moveTo(active - PAGE),
    Home: () => moveTo(0),
    End: () => moveTo(cases.length - 1),
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const move = moves[event.key];
    if (!move || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    move();
  };

  const visible = table.getVisibleLeafColumns();
  const shareOf = (column: (typeof visible)[number]): number => column.columnDef.meta?.share ?? 10;
  const shares = visible.reduce((sum, column) => sum + shareOf(column), 0);
  const items = virtualizer.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0);

  return (
    <div ref={scroller} className={styles['scroller']}>
      <table className={styles['table']} data-density={density} aria-rowcount={cases.length + 1}>
        <caption className="visuallyHidden">Cases. The arrow keys move, Enter opens.</caption>
        <colgroup>
          {visible.map((column) => (
            <col key={column.id} style={{ width: `${(100 * shareOf(column)) / shares}%` }} />
          ))}
        </colgroup>
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id} aria-rowindex={1}>
              {group.headers.map((header) => {
                const sortBy = header.column.columnDef.meta?.sortBy;
                const sorted = sortBy !== undefined && sortBy === sort.by;
                if (!sortBy)
                  return (
                    <th key={header.id} scope="col">
                      <table.FlexRender header={header} />
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
                      <table.FlexRender header={header} />
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
        <ActiveCase value={cases[active]?.row.caseId}>
          <tbody onKeyDown={onKeyDown}>
            {before > 0 && <tr aria-hidden="true" style={{ height: before }} />}
            {items.map((item) => {
              const line = lines[item.index];
              if (!line) return null;
              if (line.kind === 'group')
                return (
                  <tr key={item.key} data-index={item.index} ref={virtualizer.measureElement}>
                    <th
                      scope="rowgroup"
                      colSpan={visible.length}
                      className={styles['group']}
                      data-late={line.id === 'overdue'}
                    >
                      {line.label} <span className={styles['groupCount']}>{line.count}</span>
                    </th>
                  </tr>
                );
              const isActive = line.position === active;
              return (
                <tr
                  key={item.key}
                  data-index={item.index}
                  data-active={isActive}
                  ref={virtualizer.measureElement}
                  className={styles['row']}
                  aria-rowindex={line.position + 2}
                  onClick={() => void navigate({ to: '/case/$caseId', params: { caseId: line.row.caseId } })}
                  onFocus={() => setActiveId(line.row.caseId)}
                >
                  {byId[line.row.caseId]?.getVisibleCells().map((cell) => (
                    <td key={cell.id}>
                      <table.FlexRender cell={cell} />
                    </td>
                  ))}
                </tr>
              );
            })}
            {after > 0 && <tr aria-hidden="true" style={{ height: after }} />}
          </tbody>
        </ActiveCase>
      </table>
    </div>
  );
};
