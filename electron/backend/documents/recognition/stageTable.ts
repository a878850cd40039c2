import type { FormFields } from '../../../../shared/domain/formReading.ts';
import type { FieldsInput, Gathering } from './gathering.ts';
import { normalise, type LabelField } from './labels.ts';
import { wordsOf, type Line, type Piece } from './lines.ts';
import type { Occurrence } from './occurrences.ts';
import { findWrittenDates, readDate, saysNothing } from './values.ts';

type StageOutcome = NonNullable<FormFields['stageOutcomes']>[number];
type Cell = NonNullable<Line['cell']>;

export interface StageTableReading {
  readonly outcomes: StageOutcome[];
  readonly finalDecision: FormFields['finalDecision'];
  /** The table's lines: no answer of another field reaches into them. */
  readonly lines: ReadonlySet<Line>;
  readonly boundaries: readonly Occurrence[];
}

const piecesOf = (cell: Cell | undefined): readonly Piece[] =>
  (cell?.lines ?? []).map((line) => ({ line, from: 0, to: line.text.length }));

/** One stage as the form has it, wherever its three parts stand. */
interface StageEntry {
  readonly stage: string;
  readonly stagePieces: readonly Piece[];
  readonly datePieces: readonly Piece[];
  readonly evidencePieces: readonly Piece[];
}

type StageLayout = Extract<FieldsInput['procedure']['form']['rows'][number], { kind: 'stageTable' }>;

/** The outcomes and the decision that the entries give. */
const readEntries = (
  entries: readonly StageEntry[],
  layout: StageLayout,
  input: FieldsInput,
  { note, warn }: Gathering,
): Pick<StageTableReading, 'outcomes' | 'finalDecision'> => {
  const remark = normalise(layout.evidenceRemark ?? '');
  const decisionLabels = layout.rows.flatMap((row) => row.decisionLabel ?? []);
  const outcomes: StageOutcome[] = [];
  let finalDecision: FormFields['finalDecision'];
  for (const { stage, stagePieces, datePieces, evidencePieces } of entries) {
    const path = `stageOutcomes[${outcomes.length}]`;
    const dateText = datePieces.map(wordsOf).join(' ');
    const read = saysNothing(dateText)
      ? { doubts: [] }
      : readDate(dateText, `date on which stage ${stage} was resolved`, input.today);
    for (const { code, message } of read.doubts) warn(code, `${path}.dateResolved`, message);
    const { evidence, decision } = splitDecision(
      evidencePieces.filter((piece) => wordsOf(piece) !== '' && normalise(wordsOf(piece)) !== remark),
      decisionLabels,
    );
    const evidenceText = evidence.map(wordsOf).join('\n');
    if (read.date !== undefined || !saysNothing(evidenceText)) {
      outcomes.push({
        stage: Number(stage),
        ...(read.date === undefined ? {} : { dateResolved: read.date }),
        ...(saysNothing(evidenceText) ? {} : { evidence: evidenceText }),
      });
      note(`${path}.stage`, stagePieces);
      if (read.date !== undefined) note(`${path}.dateResolved`, datePieces);
      if (!saysNothing(evidenceText)) note(`${path}.evidence`, evidence);
    }
    const by = decision[0] ? wordsOf(decision[0]) : '';
    const text = decision
      .slice(1)
      .map(wordsOf)
      .filter((words) => words !== '')
      .join('\n');
    if (by !== '' || text !== '') {
      finalDecision = { ...(by === '' ? {} : { by }), ...(text === '' ? {} : { text }) };
      if (by !== '') note('finalDecision.by', decision.slice(0, 1));
      if (text !== '') note('finalDecision.text', decision.slice(1));
    }
  }
  return { outcomes, finalDecision };
};

const opensStage = /^\s*(?:stage|level)\s+(\d)\b\s*(?:\([^)]*\))?\s*[:.|\u2013-]?\s*/i;

/** The stages as lines of their own at the foot of a form that is plain text: "Stage 3: 06/03/2026, letter". */
const readStageLines = (
  input: FieldsInput,
  assigned: readonly { readonly occurrence: Occurrence; readonly field: LabelField }[],
  layout: StageLayout,
  gathering: Gathering,
): StageTableReading | undefined => {
  // In a letter such lines tell the story so far.
  if (input.endsText) return undefined;
  const lastLabel = Math.max(
    -1,
    ...assigned
      .filter(({ field }) => field !== 'printed' && field !== 'stageColumn')
      .map(({ occurrence }) => occurrence.lastLine.index),
  );
  const heading = normalise(layout.columns.join(' '));
  const lines = new Set<Line>();
  const blocks: { readonly stage: string; readonly label: Piece; readonly pieces: Piece[] }[] = [];
  let open: Piece[] | undefined;
  let free = false;
  for (const line of input.lines.slice(lastLabel + 1)) {
    const blank = line.text.trim() === '';
    const opening = line.cell ? null : opensStage.exec(line.text);
    const order = opening?.[1];
    if (normalise(line.text) === heading) {
      lines.add(line);
      open = undefined;
      free = true;
    } else if (opening && (free || open) && layout.rows.some((row) => String(row.stageOrder) === order)) {
      open = [{ line, from: opening[0].length, to: line.text.length }];
      blocks.push({
        stage: order ?? '',
        label: { line, from: 0, to: opening[0].length },
        pieces: open,
      });
      lines.add(line);
    } else if (blank || line.cell) {
      open = undefined;
      free = true;
    } else if (open) {
      open.push({ line, from: 0, to: line.text.length });
      lines.add(line);
    } else free = false;
  }
  if (blocks.length === 0) return undefined;

  const columnNames = layout.columns.slice(1).map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const columnName = new RegExp(`^\\s*(?:${columnNames.join('|')})\\s*[:\\u2013-]?\\s*`, 'i');
  const entries = blocks.map(({ stage, label, pieces }): StageEntry => {
    const datePieces: Piece[] = [];
    const evidencePieces = pieces.flatMap((piece): Piece[] => {
      let from = piece.from + (columnName.exec(piece.line.text.slice(piece.from))?.[0].length ?? 0);
      const rest = piece.line.text.slice(from);
      const [written] = findWrittenDates(rest);
      if (datePieces.length === 0 && written && rest.slice(0, written.index).trim() === '') {
        const to = from + written.index + written.text.length;
        datePieces.push({ ...piece, from, to });
        from = to + (/^[\s,;:|.\u2013-]*/.exec(piece.line.text.slice(to))?.[0].length ?? 0);
        from += columnName.exec(piece.line.text.slice(from))?.[0].length ?? 0;
      }
      return [{ ...piece, from }];
    });
    return { stage, stagePieces: [label], datePieces, evidencePieces };
  });
  return {
    ...readEntries(entries, layout, input, gathering),
    lines,
    boundaries: [...lines].map((line) => ({
      match: { entries: [], similarity: 1 },
      line,
      from: 0,
      lastLine: line,
      valueFrom: line.text.length,
    })),
  };
};

/** The table at the foot of a form: Stage, Date Outcome Resolved, Supporting Evidence; or its rows as plain lines. */
export const readStageTable = (
  input: FieldsInput,
  assigned: readonly { readonly occurrence: Occurrence; readonly field: LabelField }[],
  gathering: Gathering,
): StageTableReading => {
  const columns = assigned.filter(({ field, occurrence }) => field === 'stageColumn' && occurrence.line.cell);
  const header = columns.find(({ occurrence: { line } }) =>
    columns.some(
      (other) =>
        other.occurrence.line.cell?.row === line.cell?.row && other.occurrence.line.cell !== line.cell,
    ),
  )?.occurrence.line.cell;
  const none: StageTableReading = {
    outcomes: [],
    finalDecision: undefined,
    lines: new Set(),
    boundaries: [],
  };
  const layout = input.procedure.form.rows.find((row) => row.kind === 'stageTable');
  if (!layout) return none;
  if (!header) return readStageLines(input, assigned, layout, gathering) ?? none;

  const isHere = (line: Line): boolean => line.cell?.table === header.table && line.cell.row >= header.row;
  const lines = new Set(input.lines.filter(isHere));
  const cells = new Set<Cell>();
  for (const line of lines) if (line.cell && line.cell.row > header.row) cells.add(line.cell);
  const inRow = (row: number): readonly Cell[] =>
    [...cells].filter((cell) => cell.row === row).sort((first, second) => first.column - second.column);
  const headings = columns
    .map(({ occurrence }) => occurrence.line.cell)
    .filter((cell) => cell !== undefined && cell.table === header.table && cell.row === header.row)
    .sort((first, second) => (first?.column ?? 0) - (second?.column ?? 0));
  const under = (row: number, heading: Cell | undefined): Cell | undefined =>
    inRow(row).find((cell) => heading !== undefined && cell.column === heading.column);

  const entries = [...new Set([...cells].map((cell) => cell.row))]
    .sort((first, second) => first - second)
    .flatMap((row): readonly StageEntry[] => {
      const stagePieces = piecesOf(under(row, headings[0]));
      const stage = /^\s*(?:stage|level)?\s*(\d)\b/i.exec(stagePieces.map(wordsOf).join(' '))?.[1];
      if (stage === undefined) return [];
      return [
        {
          stage,
          stagePieces,
          datePieces: piecesOf(under(row, headings[1])).filter((piece) => wordsOf(piece) !== ''),
          evidencePieces: piecesOf(under(row, headings[2])),
        },
      ];
    });
  return {
    ...readEntries(entries, layout, input, gathering),
    lines,
    boundaries: columns.map(({ occurrence }) => occurrence).filter(({ line }) => lines.has(line)),
  };
};

/** Parts what stands behind "Final decision of:" from the evidence before it. */
const splitDecision = (
  pieces: readonly Piece[],
  labels: readonly string[],
): { readonly evidence: readonly Piece[]; readonly decision: readonly Piece[] } => {
  for (const [index, piece] of pieces.entries())
    for (const label of labels) {
      const at = piece.line.text.toLowerCase().indexOf(label.toLowerCase().replace(/:$/, ''));
      if (at < 0) continue;
      const behind =
        /^\s*:?\s*/.exec(piece.line.text.slice(at + label.replace(/:$/, '').length))?.[0].length ?? 0;
      const from = at + label.replace(/:$/, '').length + behind;
      return {
        evidence: [...pieces.slice(0, index), { ...piece, to: at }].filter((part) => wordsOf(part) !== ''),
        decision: [{ ...piece, from }, ...pieces.slice(index + 1)],
      };
    }
  return { evidence: pieces, decision: [] };
};
