import type { CaseRow } from '../../../shared/contract/cases.ts';

const groups = [
  { id: 'overdue', label: 'Overdue', kinds: ['overdue'] },
  { id: 'soon', label: 'Today and the next two working days', kinds: ['today', 'soon'] },
  { id: 'later', label: 'Later', kinds: ['later'] },
  { id: 'none', label: 'Paused, or without a date', kinds: ['paused', 'none'] },
] as const;

export type TableLine =
  | { readonly kind: 'group'; readonly id: string; readonly label: string; readonly count: number }
  /** `position` counts cases only, from 0. */
  | { readonly kind: 'case'; readonly row: CaseRow; readonly position: number };

/** The table's lines: under headings by how near each date is where they are sorted by it, else as they come. */
export const groupRows = (
  rows: readonly CaseRow[],
  sort: { readonly by: string; readonly direction: 'up' | 'down' },
): readonly TableLine[] => {
  if (sort.by !== 'due') return rows.map((row, position) => ({ kind: 'case', row, position }));
  const ordered = sort.direction === 'up' ? groups : [...groups].reverse();
  let position = 0;
  return ordered.flatMap(({ id, label, kinds }): readonly TableLine[] => {
    const members = rows.filter((row) => (kinds as readonly string[]).includes(row.due.kind));
    if (members.length === 0) return [];
    return [
      { kind: 'group', id, label, count: members.length },
      ...members.map((row): TableLine => ({ kind: 'case', row, position: position++ })),
    ];
  });
};
