import type { Block, Inline, TableCell } from '../../../../shared/domain/documentModel.ts';
import type { ModelBuilder } from './modelBuilder.ts';
import { mergeInlines, splitTicks } from './modelBuilder.ts';

/** Words on a page. Points from the top left corner; `y` is the line that the letters stand on. */
export interface PlacedText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly bold?: boolean;
  readonly tick?: 'ticked' | 'empty';
  /** The answer in a field of a fillable form: always parted from the words before it. */
  readonly isField?: boolean;
}

/** A straight line drawn on a page: level where both ends have the same `y`, upright where both have the same `x`. */
export interface Rule {
  readonly fromX: number;
  readonly fromY: number;
  readonly toX: number;
  readonly toY: number;
}

export interface PlacedPage {
  readonly width: number;
  readonly height: number;
  readonly texts: readonly PlacedText[];
  readonly rules: readonly Rule[];
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}
interface GridCell extends Box {
  readonly row: number;
  readonly columns: number;
  readonly rows: number;
  readonly texts: PlacedText[];
  readonly grids: Grid[];
}
interface Grid extends Box {
  readonly edges: readonly number[];
  readonly rowCount: number;
  readonly cells: readonly GridCell[];
}

/** Distance between a cell's border and its words that most programs leave, in points. */
const PADDING = 6;
/** Lines of one table meet within this distance, in points. */
const NEAR = 3;
const MOST_RULES = 4_000;
const MOST_GRID_CELLS = 5_000;

const isLevel = (rule: Rule): boolean => Math.abs(rule.fromY - rule.toY) < 1;

/** Values that lie near one another become one. */
const cluster = (values: readonly number[]): readonly number[] => {
  const clusters: number[] = [];
  for (const value of [...values].sort((first, second) => first - second))
    if (value - (clusters.at(-1) ?? -Infinity) > NEAR) clusters.push(value);
  return clusters;
};

const meet = (first: Rule, second: Rule): boolean =>
  first.fromX <= second.toX + NEAR &&
  second.fromX <= first.toX + NEAR &&
  first.fromY <= second.toY + NEAR &&
  second.fromY <= first.toY + NEAR;

const rootOf = (parents: number[], index: number): number => {
  let root = index;
  while (parents[root] !== root) root = parents[root] ?? root;
  parents[index] = root;
  return root;
};

/** Rules that hang together, directly or through others. */
const groupsOf = (rules: readonly Rule[]): readonly (readonly Rule[])[] => {
  const sorted = [...rules].sort((first, second) => first.fromY - second.fromY);
  const parents = sorted.map((_rule, index) => index);
  sorted.forEach((rule, index) => {
    for (let other = index + 1; other < sorted.length; other += 1) {
      const next = sorted[other];
      if (!next || next.fromY > rule.toY + NEAR) break;
      if (meet(rule, next)) parents[rootOf(parents, other)] = rootOf(parents, index);
    }
  });
  const groups = new Map<number, Rule[]>();
  sorted.forEach((rule, index) => {
    const root = rootOf(parents, index);
    groups.set(root, [...(groups.get(root) ?? []), rule]);
  });
  return [...groups.values()];
};

/** The table that a group of rules draws; cells without a line between them are one. */
const gridOf = (rules: readonly Rule[], page: PlacedPage): Grid | undefined => {
  const level = rules.filter(isLevel);
  const upright = rules.filter((rule) => !isLevel(rule));
  const xs = cluster(upright.map((rule) => rule.fromX));
  const ys = cluster(level.map((rule) => rule.fromY));
  const columnCount = xs.length - 1;
  const rowCount = ys.length - 1;
  if (columnCount < 1 || rowCount < 1 || columnCount * rowCount > MOST_GRID_CELLS) return undefined;
  const at = (values: readonly number[], index: number): number => values[index] ?? 0;
  const whole = { left: at(xs, 0), top: at(ys, 0), right: at(xs, columnCount), bottom: at(ys, rowCount) };
  const isPageBorder =
    columnCount * rowCount === 1 &&
    (whole.right - whole.left) * (whole.bottom - whole.top) > page.width * page.height * 0.6;
  if (isPageBorder) return undefined;

  const parents = Array.from({ length: columnCount * rowCount }, (_cell, index) => index);
  const join = (first: number, second: number): void => {
    parents[rootOf(parents, second)] = rootOf(parents, first);
  };
  for (let row = 0; row < rowCount; row += 1)
    for (let column = 0; column < columnCount; column += 1) {
      const index = row * columnCount + column;
      const middleX = (at(xs, column) + at(xs, column + 1)) / 2;
      const middleY = (at(ys, row) + at(ys, row + 1)) / 2;
      const right = at(xs, column + 1);
      const below = at(ys, row + 1);
      if (
        column + 1 < columnCount &&
        !upright.some(
          (rule) => Math.abs(rule.fromX - right) <= NEAR && rule.fromY <= middleY && rule.toY >= middleY,
        )
      )
        join(index, index + 1);
      if (
        row + 1 < rowCount &&
        !level.some(
          (rule) => Math.abs(rule.fromY - below) <= NEAR && rule.fromX <= middleX && rule.toX >= middleX,
        )
      )
        join(index, index + columnCount);
    }
  const spans = new Map<number, { top: number; bottom: number; left: number; right: number }>();
  for (let index = 0; index < columnCount * rowCount; index += 1) {
    const root = rootOf(parents, index);
    const row = Math.floor(index / columnCount);
    const column = index % columnCount;
    const span = spans.get(root) ?? { top: row, bottom: row, left: column, right: column };
    spans.set(root, {
      top: Math.min(span.top, row),
      bottom: Math.max(span.bottom, row),
      left: Math.min(span.left, column),
      right: Math.max(span.right, column),
    });
  }
  return {
    ...whole,
    edges: xs,
    rowCount,
    cells: [...spans.values()].map((span) => ({
      left: at(xs, span.left),
      right: at(xs, span.right + 1),
      top: at(ys, span.top),
      bottom: at(ys, span.bottom + 1),
      row: span.top,
      columns: span.right - span.left + 1,
      rows: span.bottom - span.top + 1,
      texts: [],
      grids: [],
    })),
  };
};

const contains = (box: Box, x: number, y: number): boolean =>
  x >= box.left - 1 && x <= box.right + 1 && y >= box.top - 1 && y <= box.bottom + 1;
const areaOf = (box: Box): number => (box.right - box.left) * (box.bottom - box.top);

interface TextLine {
  readonly texts: PlacedText[];
  readonly y: number;
  readonly height: number;
}

const linesOf = (texts: readonly PlacedText[]): readonly TextLine[] => {
  const lines: TextLine[] = [];
  for (const text of [...texts].sort((first, second) => first.y - second.y || first.x - second.x)) {
    const line = lines.at(-1);
    if (line && text.y - line.y <= Math.max(line.height, text.height) * 0.5) line.texts.push(text);
    else lines.push({ texts: [text], y: text.y, height: text.height });
  }
  for (const line of lines) line.texts.sort((first, second) => first.x - second.x);
  return lines;
};

const inlineOf = (text: PlacedText): Inline => ({
  text: text.text,
  ...(text.bold ? { bold: true } : {}),
  ...(text.tick ? { tick: text.tick } : {}),
});

/** A line's words; a gap as wide as between columns becomes a tab. `valueX` is where the last column begins. */
const spaced = (
  line: TextLine,
): { readonly inlines: readonly Inline[]; readonly valueX: number | undefined } => {
  const inlines: Inline[] = [];
  let right: number | undefined;
  let valueX: number | undefined;
  for (const text of line.texts) {
    if (right !== undefined) {
      const gap = text.x - right;
      const before = inlines.at(-1)?.text ?? '';
      if (gap > line.height * 1.5 || text.isField) {
        inlines.push({ text: '\t' });
        valueX = text.x;
      } else if (gap > line.height * 0.12 && !/\s$/.test(before) && !/^\s/.test(text.text))
        inlines.push({ text: ' ' });
    }
    inlines.push(...(text.tick ? [inlineOf(text)] : splitTicks(inlineOf(text))));
    right = text.x + text.width;
  }
  return { inlines, valueX };
};

const wordsOf = (inlines: readonly Inline[]): string => inlines.map((inline) => inline.text).join('');
const rightOf = (line: TextLine): number => Math.max(...line.texts.map((text) => text.x + text.width));
const startsItem = /^\s*(?:[\u2022\u00b7\u25aa*-]|\(?\d{1,2}[.)])\s/;

/** Whether the next line's first word would have fitted behind this line: if so, the writer began a new one. */
const goesOn = (line: TextLine, next: TextLine, edge: number): boolean => {
  const first = next.texts[0];
  if (!first || line.texts.some((text) => text.isField) || first.isField || first.tick) return false;
  if (next.y - line.y > Math.max(line.height, next.height) * 1.7) return false;
  if (Math.abs(line.height - next.height) > 1 || startsItem.test(first.text)) return false;
  const [word = ''] = first.text.trimStart().split(/\s/);
  const widthOfWord = (first.width / Math.max(first.text.length, 1)) * (word.length + 1.5);
  return rightOf(line) + widthOfWord > edge;
};

/** Lines that must agree before a gap between words is taken for a gap between columns. */
const FEWEST_COLUMN_LINES = 3;

/** Where the second column of a table without ruled lines begins. */
const columnStart = (lines: readonly TextLine[]): number | undefined => {
  const starts = lines.flatMap((line) => spaced(line).valueX ?? []).sort((first, second) => first - second);
  let best: { readonly x: number; readonly count: number } | undefined;
  starts.forEach((x, index) => {
    const count = starts.slice(index).filter((other) => other - x <= NEAR).length;
    if (count > (best?.count ?? 0)) best = { x, count };
  });
  return best && best.count >= FEWEST_COLUMN_LINES ? best.x : undefined;
};

interface ColumnRow {
  readonly y: number;
  readonly left: TextLine[];
  readonly right: TextLine[];
}

/**
 * Parts the lines of a table without ruled lines from those around it. A row begins where the left column's words do
 * not go on from the line above.
 */
const columnRows = (
  lines: readonly TextLine[],
  start: number,
): { readonly bands: readonly (readonly ColumnRow[])[]; readonly others: readonly TextLine[] } => {
  const bands: ColumnRow[][] = [];
  const others: TextLine[] = [];
  let open: ColumnRow[] | undefined;
  for (const line of lines) {
    const left = line.texts.filter((text) => text.x + text.width <= start + 1 && text.x < start - NEAR);
    const right = line.texts.filter((text) => text.x >= start - NEAR);
    if (
      left.length + right.length < line.texts.length ||
      (!open && (left.length === 0 || right.length === 0))
    ) {
      others.push(line);
      open = undefined;
      continue;
    }
    if (!open) bands.push((open = []));
    const row = open.at(-1);
    const leftLine = { ...line, texts: left };
    const above = row?.left.at(-1);
    // A label's next line has a small letter, or no answer beside it.
    const mayGoOn = right.length === 0 || !/^\s*\p{Lu}/u.test(left[0]?.text ?? '');
    if (left.length > 0 && !(row && above && mayGoOn && goesOn(above, leftLine, start - PADDING)))
      open.push({ y: line.y, left: [leftLine], right: [] });
    else if (left.length > 0) row?.left.push(leftLine);
    if (right.length > 0) open.at(-1)?.right.push({ ...line, texts: right });
  }
  return { bands, others };
};

/** Words and tables of one cell or page, from top to bottom, wrapped lines made whole again. */
const flow = (
  texts: readonly PlacedText[],
  grids: readonly Grid[],
  edge: number,
  builder: ModelBuilder,
): readonly Block[] => {
  const allLines = linesOf(texts);
  const start = columnStart(allLines);
  const { bands, others: lines } =
    start === undefined ? { bands: [], others: allLines } : columnRows(allLines, start);
  const cellOf = (cellLines: readonly TextLine[], cellEdge: number): Omit<TableCell, 'id'> => ({
    columns: 1,
    rows: 1,
    blocks: flow(
      cellLines.flatMap((line) => line.texts),
      [],
      cellEdge,
      builder,
    ),
  });
  const blocks: { readonly y: number; readonly make: () => Block }[] = [
    ...grids.map((grid) => ({ y: grid.top, make: () => tableOf(grid, builder) })),
    ...bands.map((rows) => ({
      y: rows[0]?.y ?? 0,
      make: () =>
        builder.table(rows.map((row) => [cellOf(row.left, (start ?? 0) - PADDING), cellOf(row.right, edge)])),
    })),
  ];
  const breaks = [...grids.map((grid) => grid.top), ...bands.map((rows) => rows[0]?.y ?? 0)];
  let open: { inlines: Inline[]; line: TextLine; valueX: number | undefined } | undefined;
  for (const line of lines) {
    const { inlines, valueX } = spaced(line);
    const last = open;
    const firstX = line.texts[0]?.x ?? 0;
    const apart = last && breaks.some((top) => top > last.line.y && top < line.y);
    if (last && !apart && last.valueX !== undefined && valueX === undefined && firstX >= last.valueX - NEAR) {
      // The second column goes on while the first is empty.
      last.inlines.push({ text: goesOn(last.line, line, edge) ? ' ' : '\n' }, ...inlines);
      open = { ...last, line };
    } else if (
      last &&
      !apart &&
      last.valueX === undefined &&
      valueX === undefined &&
      goesOn(last.line, line, edge)
    ) {
      last.inlines.push(
        ...(/[\p{L}\d][-\u2010]$/u.test(wordsOf(last.inlines)) ? [] : [{ text: ' ' }]),
        ...inlines,
      );
      open = { ...last, line };
    } else {
      const started = { inlines: [...inlines], line, valueX };
      blocks.push({ y: line.y, make: () => builder.paragraph('body', mergeInlines(started.inlines)) });
      open = started;
    }
  }
  return blocks.sort((first, second) => first.y - second.y).map((block) => block.make());
};

const rowsOf = (grid: Grid, builder: ModelBuilder): readonly (readonly Omit<TableCell, 'id'>[])[] =>
  Array.from({ length: grid.rowCount }, (_row, row) =>
    grid.cells
      .filter((cell) => cell.row === row)
      .sort((first, second) => first.left - second.left)
      .map((cell) => ({
        columns: cell.columns,
        rows: cell.rows,
        blocks: flow(cell.texts, cell.grids, cell.right - PADDING, builder),
      })),
  ).filter((row) => row.length > 0);

const tableOf = (grid: Grid, builder: ModelBuilder): Block => builder.table(rowsOf(grid, builder));

const sameEdges = (first: Grid, second: Grid): boolean =>
  Math.abs(first.left - second.left) <= NEAR && Math.abs(first.right - second.right) <= NEAR;

/** Lines in the margins that come again on other pages: heads, feet and page numbers. */
const runningLines = (pages: readonly PlacedPage[]): ReadonlySet<PlacedText> => {
  const MARGIN = 64;
  const times = new Map<string, PlacedText[][]>();
  const found = new Set<PlacedText>();
  for (const page of pages)
    for (const line of linesOf(
      page.texts.filter((text) => text.y < MARGIN || text.y > page.height - MARGIN),
    )) {
      const words = line.texts.map((text) => text.text).join(' ');
      if (/^\s*(page\s*)?\d+(\s*(of|\/)\s*\d+)?\s*$/i.test(words))
        line.texts.forEach((text) => found.add(text));
      const key = words.replace(/\d+/g, '0').trim();
      times.set(key, [...(times.get(key) ?? []), line.texts]);
    }
  for (const lines of times.values()) if (lines.length > 1) lines.flat().forEach((text) => found.add(text));
  return found;
};

/**
 * Turns what stands where on the pages into paragraphs and tables: ruled lines make the tables, and a table that goes
 * on over the page is one. Heads and feet come last, as footnotes.
 */
export const layOut = (pages: readonly PlacedPage[], builder: ModelBuilder): readonly Block[] => {
  const running = runningLines(pages);
  const blocks: Block[] = [];
  let openGrid: Grid | undefined;
  for (const page of pages) {
    const grids = groupsOf(page.rules.slice(0, MOST_RULES))
      .flatMap((rules) => gridOf(rules, page) ?? [])
      .sort((first, second) => areaOf(first) - areaOf(second));
    const holder = (x: number, y: number, after: number): GridCell | undefined =>
      grids
        .slice(after)
        .filter((grid) => contains(grid, x, y))
        .flatMap((grid) => grid.cells.find((cell) => contains(cell, x, y)) ?? [])[0];
    const loose: PlacedText[] = [];
    for (const text of page.texts) {
      if (running.has(text)) continue;
      const cell = holder(text.x + Math.min(text.width, 4) / 2, text.y - text.height * 0.3, 0);
      (cell?.texts ?? loose).push(text);
    }
    const topGrids = grids.filter((grid, index) => {
      const cell = holder((grid.left + grid.right) / 2, (grid.top + grid.bottom) / 2, index + 1);
      cell?.grids.push(grid);
      return !cell;
    });
    const first = topGrids.toSorted((one, other) => one.top - other.top)[0];
    const firstText = Math.min(...loose.map((text) => text.y));
    const last = blocks.at(-1);
    const continued =
      first && openGrid && last?.kind === 'table' && first.top < firstText && sameEdges(openGrid, first)
        ? first
        : undefined;
    if (continued && last?.kind === 'table')
      blocks.splice(-1, 1, goOn(last.rows, rowsOf(continued, builder), builder));
    const edge = Math.max(0, ...loose.map((text) => text.x + text.width)) - 1;
    blocks.push(
      ...flow(
        loose,
        topGrids.filter((grid) => grid !== continued),
        edge,
        builder,
      ),
    );
    openGrid = topGrids.toSorted((one, other) => other.bottom - one.bottom)[0];
  }
  const margins = pages.flatMap((page) =>
    linesOf(page.texts.filter((text) => running.has(text))).map((line) =>
      builder.paragraph('footnote', mergeInlines(spaced(line).inlines)),
    ),
  );
  return [...blocks, ...margins];
};

const isEmpty = (cell: Omit<TableCell, 'id'> | undefined): boolean => (cell?.blocks.length ?? 0) === 0;

/** A table over two pages; a row that was cut by the page's end becomes whole again where its label cell is empty. */
const goOn = (
  before: readonly (readonly TableCell[])[],
  after: readonly (readonly Omit<TableCell, 'id'>[])[],
  builder: ModelBuilder,
): Block => {
  const above = before.map((row) => row.map(({ columns, rows, blocks }) => ({ columns, rows, blocks })));
  const [cut = [], ...others] = after;
  const last = above.at(-1) ?? [];
  const isCut = cut.length === last.length && cut.length > 1 && isEmpty(cut[0]) && !cut.every(isEmpty);
  return builder.table(
    isCut
      ? [
          ...above.slice(0, -1),
          last.map((cell, index) => ({ ...cell, blocks: [...cell.blocks, ...(cut[index]?.blocks ?? [])] })),
          ...others,
        ]
      : [...above, ...after],
  );
};
