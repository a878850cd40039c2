import { z } from 'zod';
import { caseStatuses, nextSteps } from '../domain/caseCourse.ts';
import { codesOf } from '../domain/codes.ts';
import { listInWords, shortDate } from '../domain/wordsForDates.ts';
import type { CaseRow } from './cases.ts';

/** What the register's table can show of a case, in the order in which it stands until somebody chooses another. */
export const registerColumns = {
  child: 'Child',
  reference: 'Reference',
  stage: 'Stage',
  raisedBy: 'Raised by',
  challenged: 'Challenged',
  themes: 'Themes',
  received: 'Received',
  due: 'Due',
  daysLeft: 'Days left',
  status: 'Status',
  needed: 'What is needed',
  owner: 'Owner',
} as const;
export type RegisterColumn = keyof typeof registerColumns;

/** Columns in the order in which they stand. The child's is always among them: it opens the case. */
export const chosenColumnsSchema = z
  .array(z.enum(codesOf(registerColumns)))
  .max(codesOf(registerColumns).length)
  .refine(
    (columns) => columns.includes('child') && new Set(columns).size === columns.length,
    'Choose each column once, the child’s among them',
  );

export const densities = ['compact', 'regular', 'roomy'] as const;

/** Everyone whom a case is about: "Kai and Nia Thornbury-Test" stays two names, so that each can be read. */
export const namesOf = (row: Pick<CaseRow, 'people'>): string =>
  listInWords(row.people.map((person) => person.name));
const agesOf = (row: Pick<CaseRow, 'people'>): string => row.people.map((person) => person.age).join(', ');

/** The main theme first. */
export const themesOf = (row: Pick<CaseRow, 'themes'>): readonly CaseRow['themes'][number][] =>
  row.themes.toSorted((one, other) => Number(other.primary) - Number(one.primary));

/** What is next; how it stands where nothing is. */
export const statusOf = (row: Pick<CaseRow, 'status' | 'nextStep'>): string =>
  row.nextStep === 'none' ? caseStatuses[row.status] : nextSteps[row.nextStep];

const NOT_CODED = 'Not coded';
const listed = (values: readonly string[]): string => (values.length === 0 ? NOT_CODED : values.join('; '));

const texts: Readonly<Record<RegisterColumn, (row: CaseRow) => string>> = {
  child: namesOf,
  reference: (row) => row.reference,
  stage: (row) => row.stage.label,
  raisedBy: (row) => listed(row.raisedBy),
  challenged: (row) => listed(row.challenged),
  themes: (row) => listed(themesOf(row).map(({ label }) => label)),
  received: (row) => shortDate(row.receivedOn),
  due: (row) => (row.dueOn ? `${shortDate(row.dueOn)}${row.childLed ? ' (child’s date)' : ''}` : 'None'),
  daysLeft: (row) => (row.status === 'open' ? row.due.words : ''),
  status: statusOf,
  needed: (row) => row.needed,
  owner: (row) => row.ownerName ?? 'Nobody yet',
};

interface TextColumn {
  readonly heading: string;
  readonly textOf: (row: CaseRow) => string;
}

/**
 * The columns as a file or a sheet of paper has them: words alone, whole. On the screen the reference and the age
 * stand beneath the child's name; here each has a column.
 */
export const textColumnsOf = (columns: readonly RegisterColumn[]): readonly TextColumn[] =>
  columns.flatMap((column) => {
    const named = (id: RegisterColumn): TextColumn => ({ heading: registerColumns[id], textOf: texts[id] });
    if (column !== 'child') return [named(column)];
    return [
      ...(columns.includes('reference') ? [] : [named('reference')]),
      named('child'),
      { heading: 'Age', textOf: agesOf },
    ];
  });
