import { normalise, type LabelField } from './labels.ts';
import { fold, type Cell } from './lines.ts';
import type { Occurrence } from './occurrences.ts';
import type { FieldsInput } from './gathering.ts';

/** Labels below this length are also ordinary words. */
const SHORT_LABEL = 9;
const isLongAnswer = (field: LabelField | undefined): boolean =>
  field === 'summary' || field === 'evidence' || field === 'desiredOutcome';

const childHeading = /\b(child|young person|family)\b/;
const personHeading = /\b(referr|completed by|practitioner|your details|your contact)/;

/** Decides what each label asks for in this procedure's form: "Name" and "Date" stand there more than once. */
export const assignFields = (
  input: FieldsInput,
): readonly { readonly occurrence: Occurrence; readonly field: LabelField }[] => {
  const ownFields = new Set<string>(
    input.procedure.form.rows.flatMap((row) => (row.kind === 'field' ? [row.field] : [])),
  );
  const extra = new Set<LabelField>([
    'child.expectedDateOfBirth',
    'referrer.email',
    'referrer.phone',
    'child.nhsNumber',
  ]);
  const taken = new Set<LabelField>();
  const assigned: { occurrence: Occurrence; field: LabelField }[] = [];
  let section: 'child' | 'referrer' | undefined;
  let previous: LabelField | undefined;
  for (const occurrence of input.occurrences) {
    const entries = occurrence.match.entries.filter(
      (entry) => entry.procedure === undefined || entry.procedure === input.procedure.id,
    );
    const printed = entries.find((entry) => entry.part !== 'field');
    const fields = new Set(
      entries
        .filter((entry) => entry.part === 'field' && (ownFields.has(entry.field) || extra.has(entry.field)))
        .map((entry) => entry.field),
    );
    const label = normalise(occurrence.line.text.slice(occurrence.from, occurrence.valueFrom));
    let field: LabelField | undefined;
    if (fields.size === 0) {
      if (!printed) continue;
      field = printed.field;
      if (printed.part === 'heading' || printed.part === 'printed')
        section = personHeading.test(label) ? 'referrer' : childHeading.test(label) ? 'child' : section;
    } else if (
      fields.has('response.date') &&
      (previous === 'response.text' || previous === 'response.date')
    ) {
      field = 'response.date';
    } else if (fields.has('resolution.date') && previous === 'resolution.text') {
      field = 'resolution.date';
    } else if (label === 'name' && previous === 'safeguardingLead.aware') {
      field = 'safeguardingLead.name';
    } else if (label === 'name' && section === 'child' && !taken.has('child.name')) {
      field = 'child.name';
    } else if (fields.has('dateOfNotification')) {
      if (taken.has('dateOfNotification')) continue;
      field = 'dateOfNotification';
    } else if (fields.has('child.nhsOrOtherNumber')) {
      field = 'child.nhsOrOtherNumber';
    } else {
      field = [...fields][0];
    }
    if (field === undefined) continue;
    // "Role:" within a narrative is part of it, once the form's own has been seen.
    if (
      label.length < SHORT_LABEL &&
      isLongAnswer(previous) &&
      taken.has(field) &&
      !field.startsWith('child.')
    )
      continue;
    taken.add(field);
    if (field !== 'printed' && field !== 'stageColumn') previous = field;
    assigned.push({ occurrence, field });
  }
  return withoutAnswers(input, assigned);
};

/**
 * Leaves out words that are a label elsewhere but an answer here: "Practitioner" in the cell to the right of "Role",
 * in a table that sets label and answer side by side; "Date: 3/3/26" within the narrative that fills a cell.
 */
const withoutAnswers = (
  input: FieldsInput,
  assigned: readonly { readonly occurrence: Occurrence; readonly field: LabelField }[],
) => {
  const inCell = new Map<Cell, Occurrence[]>();
  const inRow = new Map<string, Cell[]>();
  for (const { occurrence } of assigned) {
    const { cell } = occurrence.line;
    if (!cell) continue;
    const others = inCell.get(cell);
    if (others) {
      others.push(occurrence);
      continue;
    }
    inCell.set(cell, [occurrence]);
    const key = `${cell.table} ${cell.row}`;
    const row = inRow.get(key);
    if (row) row.push(cell);
    else inRow.set(key, [cell]);
  }
  const labelledCells = (table: number, row: number): readonly Cell[] => inRow.get(`${table} ${row}`) ?? [];
  const lastRows = new Map<number, number>();
  for (const { cell } of input.lines)
    if (cell) lastRows.set(cell.table, Math.max(lastRows.get(cell.table) ?? 0, cell.row));
  const widths = new Map<Cell, number>();
  const widthOf = (cell: Cell): number => {
    const width = widths.get(cell) ?? fold(cell.lines.map((line) => line.text).join(' ')).length;
    widths.set(cell, width);
    return width;
  };
  const dropped = new Set<Occurrence>();
  for (const { occurrence } of assigned) {
    const { cell, text } = occurrence.line;
    const official = occurrence.match.entries.some(
      (entry) =>
        entry.official && entry.procedure === input.procedure.id && occurrence.match.similarity === 1,
    );
    if (cell && occurrence.valueFrom - occurrence.from < SHORT_LABEL + 2) {
      const first = cell.lines.find((line) => line.text.trim() !== '');
      const inside = inCell.get(cell) ?? [];
      if (inside.length < 3 && !inside.some((other) => other.line === first)) {
        dropped.add(occurrence);
        continue;
      }
    }
    if (!cell || official || /[:?]\s*$/.test(text) || occurrence.valueFrom < text.length) continue;
    const leftCell = labelledCells(cell.table, cell.row).find(
      (other) => other.column + other.columns === cell.column,
    );
    const [left] = (leftCell && inCell.get(leftCell)) ?? [];
    if (!leftCell || !left || dropped.has(left)) continue;
    const labelOnly = widthOf(leftCell) <= fold(left.line.text).length + 1;
    const below = labelledCells(cell.table, cell.row + cell.rows);
    const lastRow = (lastRows.get(cell.table) ?? 0) < cell.row + cell.rows;
    if (labelOnly && (below.length > 0 || lastRow)) dropped.add(occurrence);
  }
  return assigned.filter(({ occurrence }) => !dropped.has(occurrence));
};
