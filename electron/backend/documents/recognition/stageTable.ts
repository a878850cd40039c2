import type { FormFields } from '../../../../shared/domain/formReading.ts';
import type { FieldsInput, Gathering } from './gathering.ts';
import { normalise, type LabelField } from './labels.ts';
import { wordsOf, type Line, type Piece } from './lines.ts';
import type { Occurrence } from './occurrences.ts';
import { readDate, saysNothing } from './values.ts';

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

/** The table at the foot of a form: Stage, Date Outcome Resolved, Supporting Evidence. */
export const readStageTable = (
  input: FieldsInput,
  assigned: readonly { readonly occurrence: Occurrence; readonly field: LabelField }[],
  { note, warn }: Gathering,
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
  if (!header || !layout) return none;

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

  const remarks = new Set([normalise(layout.evidenceRemark ?? '')]);
  const outcomes: StageOutcome[] = [];
  let finalDecision: FormFields['finalDecision'];
  for (const row of [...new Set([...cells].map((cell) => cell.row))].sort(
    (first, second) => first - second,
  )) {
    const stagePieces = piecesOf(under(row, headings[0]));
    const stage = /^\s*(?:stage|level)?\s*(\d)\b/i.exec(stagePieces.map(wordsOf).join(' '))?.[1];
    if (stage === undefined) continue;
    const path = `stageOutcomes[${outcomes.length}]`;
    const datePieces = piecesOf(under(row, headings[1])).filter((piece) => wordsOf(piece) !== '');
    const dateText = datePieces.map(wordsOf).join(' ');
    const read = saysNothing(dateText)
      ? { doubts: [] }
      : readDate(dateText, `date on which stage ${stage} was resolved`, input.today);
    for (const { code, message } of read.doubts) warn(code, `${path}.dateResolved`, message);
    const { evidence, decision } = splitDecision(
      piecesOf(under(row, headings[2])).filter(
        (piece) => wordsOf(piece) !== '' && !remarks.has(normalise(wordsOf(piece))),
      ),
      layout.rows.flatMap((each) => (each.decisionLabel === undefined ? [] : [each.decisionLabel])),
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
  return {
    outcomes,
    finalDecision,
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
