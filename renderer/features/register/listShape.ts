/** A line of the table: a heading, or a case by its place in the list, from 0. */
export type TableLine =
  | { readonly kind: 'group'; readonly id: GroupId; readonly label: string; readonly count: number }
  | { readonly kind: 'case'; readonly position: number };

const groups = {
  overdue: 'Overdue',
  soon: 'Today and the next two working days',
  later: 'Later',
  none: 'Paused, or without a date',
} as const;
type GroupId = keyof typeof groups;

/** What lies at which line, for cases that need not have been fetched. */
export interface ListShape {
  readonly lineCount: number;
  readonly lineAt: (index: number) => TableLine | undefined;
  /** The line of the case at that place. */
  readonly indexOf: (position: number) => number;
}

/**
 * The table's lines: under headings by how near each date is where the list is in that order, else as they come. Dates that are
 * paused or missing come last in either direction.
 */
export const listShapeOf = (
  total: number,
  direction: 'up' | 'down',
  byDue: { readonly overdue: number; readonly soon: number; readonly later: number } | undefined,
): ListShape => {
  const dated: readonly GroupId[] =
    direction === 'up' ? ['overdue', 'soon', 'later'] : ['later', 'soon', 'overdue'];
  const counts: Readonly<Partial<Record<GroupId, number>>> = byDue
    ? { ...byDue, none: total - byDue.overdue - byDue.soon - byDue.later }
    : {};
  let next = 0;
  const headings = [...dated, 'none' as const]
    .map((id) => ({ id, count: counts[id] ?? 0 }))
    .filter(({ count }) => count > 0)
    .map(({ id, count }, earlier) => {
      const first = next;
      next += count;
      return { id, label: groups[id], count, first, index: first + earlier };
    });
  return {
    lineCount: total + headings.length,
    lineAt: (index) => {
      if (index < 0 || index >= total + headings.length) return undefined;
      const heading = headings.findLast((one) => one.index <= index);
      if (!heading) return { kind: 'case', position: index };
      const { id, label, count } = heading;
      if (heading.index === index) return { kind: 'group', id, label, count };
      return { kind: 'case', position: heading.first + index - heading.index - 1 };
    },
    indexOf: (position) => position + headings.filter(({ first }) => first <= position).length,
  };
};
