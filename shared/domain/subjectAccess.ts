/**
 * One child's records as plain content for a subject access request: everything that the register holds of the chosen
 * cases, in the order in which it happened. Third parties are marked or withheld by `thirdParties.ts`.
 */
import type { PlainDate } from './calendarTypes.ts';
import { linesOf, PROTECTIVE_MARKING, type PaperBlock, type PaperContent } from './paperContent.ts';
import { shortDate } from './wordsForDates.ts';

export interface SubjectRecord {
  readonly reference: string;
  readonly particulars: readonly { readonly label: string; readonly value: string }[];
  readonly parts: readonly {
    readonly heading: string;
    readonly items: readonly { readonly label: string; readonly text: string }[];
  }[];
  /** Names of the files that come with the record. */
  readonly files: readonly string[];
}

const blocksOf = (record: SubjectRecord, copy: 'review' | 'give'): readonly PaperBlock[] => [
  { kind: 'heading', level: 2, text: `Record ${record.reference}` },
  ...record.particulars
    .filter(({ value }) => value.trim() !== '')
    .map(({ label, value }): PaperBlock => ({ kind: 'field', label, lines: linesOf(value) })),
  ...record.parts.flatMap(({ heading, items }): readonly PaperBlock[] => {
    const given = items.filter(({ text }) => text.trim() !== '');
    return given.length === 0
      ? []
      : [
          { kind: 'heading', level: 3, text: heading },
          ...given.map(({ label, text }): PaperBlock => ({
            kind: 'text',
            label,
            paragraphs: linesOf(text),
          })),
        ];
  }),
  ...(record.files.length === 0
    ? []
    : [
        {
          kind: 'field',
          label: 'Files held with this record',
          // A file's name may hold anybody's name, run together: it is not given out.
          lines: copy === 'review' ? record.files : [String(record.files.length)],
        } as const,
      ]),
];

const treatBlock = (block: PaperBlock, treat: (text: string) => string): PaperBlock => {
  // As one text: a name may begin on one line and end on the next.
  const treatLines = (lines: readonly string[]): readonly string[] => treat(lines.join('\n')).split('\n');
  switch (block.kind) {
    case 'field':
      return { ...block, lines: treatLines(block.lines) };
    case 'text':
      return { ...block, label: treat(block.label), paragraphs: treatLines(block.paragraphs) };
    case 'words':
      return { ...block, paragraphs: block.paragraphs.map(treatLines) };
    case 'table':
      return { ...block, rows: block.rows.map((row) => row.map(treatLines)) };
    case 'heading':
    case 'remark':
      return { ...block, text: treat(block.text) };
  }
};

/** Every text of the records, for counting mentions. */
export const textsOf = (records: readonly SubjectRecord[]): readonly string[] => {
  const texts: string[] = [];
  records
    .flatMap((record) => blocksOf(record, 'review'))
    .forEach((block) =>
      treatBlock(block, (text) => {
        texts.push(text);
        return text;
      }),
    );
  return texts;
};

export const subjectAccessContent = ({
  records,
  copy,
  treat,
  thirdParties,
  unitName,
  on,
}: {
  readonly records: readonly SubjectRecord[];
  readonly copy: 'review' | 'give';
  readonly treat: (text: string) => string;
  readonly thirdParties: readonly { readonly name: string; readonly as: string }[];
  readonly unitName: string;
  readonly on: PlainDate;
}): PaperContent => ({
  foot: 'Subject access',
  completedOn: on,
  marking: PROTECTIVE_MARKING,
  documentTitle: 'Records held about one person',
  issuer: unitName,
  title: 'Records held about one person',
  particulars: [
    { label: 'Made', value: shortDate(on) },
    { label: 'Records', value: String(records.length) },
    { label: 'Copy', value: copy === 'review' ? 'For review, not to be given out' : 'To be given out' },
  ],
  lead:
    copy === 'review'
      ? 'Third parties are marked in square brackets. Decide what may be given out, then make the copy to give.'
      : 'Information about other people has been withheld where these records say [withheld].',
  blocks: [
    ...(copy === 'review'
      ? [
          {
            kind: 'text',
            label: 'Third parties that the register knows of',
            paragraphs: [
              ...thirdParties.map(({ name, as }) => `${name}: ${as}`),
              'Somebody who is named only in a free text or in a file is not in this list, and initials, nicknames and descriptions are not found at all. Read the records and the files before anything is given out.',
            ],
          } as const,
        ]
      : []),
    ...records.flatMap((record) => blocksOf(record, copy)).map((block) => treatBlock(block, treat)),
  ],
});
