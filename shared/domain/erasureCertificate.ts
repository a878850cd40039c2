/** The certificate of an erasure as plain content: what went, when, by whom and why; nothing of what it said. */
import { officeDayOf, officeTimeOf, type Instant } from './calendarTypes.ts';
import { PROTECTIVE_MARKING, type PaperContent } from './paperContent.ts';
import { shortDate } from './wordsForDates.ts';

const rowWords: Readonly<Record<string, string>> = {
  case_people: 'People that the case was about',
  case_entries: 'Lines of the timeline: contacts, meetings, notes, evidence',
  case_links: 'Answers about like cases',
  case_retention: 'Retention reviews and holds',
  letters: 'Letters',
  required_actions: 'Actions',
  information_requests: 'Questions asked before deciding, and their answers',
  decision_submissions: 'Decisions made ready to be signed',
  decision_tellings: 'Who was told of the decision',
  private_notes: 'Own notes of reviewers',
  review_pack_cases: 'What was taken in from review packs',
};

const countedRows = (rows: Readonly<Record<string, number>>): readonly string[] =>
  Object.entries(rows).map(([table, count]) => `${rowWords[table] ?? table.replaceAll('_', ' ')}: ${count}`);

export const erasureCertificate = ({
  reference,
  erasedAt,
  erasedBy,
  reason,
  rule,
  documents,
  rows,
  unitName,
}: {
  readonly reference: string;
  readonly erasedAt: Instant;
  readonly erasedBy: string;
  readonly reason: string;
  readonly rule: string;
  readonly documents: number;
  readonly rows: Readonly<Record<string, number>>;
  readonly unitName: string;
}): PaperContent => {
  const on = officeDayOf(erasedAt);
  return {
    foot: `${reference}  ·  Certificate of erasure`,
    completedOn: on,
    marking: PROTECTIVE_MARKING,
    documentTitle: `Certificate of erasure ${reference}`,
    issuer: unitName,
    title: 'Certificate of erasure',
    particulars: [
      { label: 'Reference', value: reference },
      { label: 'Erased', value: `${shortDate(on)}, ${officeTimeOf(erasedAt)}` },
      { label: 'By', value: erasedBy },
    ],
    lead: 'The record of this escalation was erased from the register. It cannot be brought back.',
    blocks: [
      { kind: 'text', label: 'Why', paragraphs: [reason] },
      { kind: 'text', label: 'The unit’s rule', paragraphs: [rule] },
      { kind: 'heading', level: 2, text: 'What went' },
      { kind: 'field', label: 'Files, as they were received', lines: [String(documents)] },
      { kind: 'field', label: 'Rows of the register', lines: countedRows(rows) },
      {
        kind: 'text',
        label: 'Also blanked',
        paragraphs: [
          'Names and contact details of referrers and deciders; every free text of the form, the stages, the decision and the notice; the bytes of each notice and letter.',
        ],
      },
      { kind: 'heading', level: 2, text: 'What stays' },
      {
        kind: 'text',
        label: 'For statistics',
        paragraphs: [
          'The reference, the agencies, the coded themes, stage dates and outcomes stay, so that the figures of past years still add up. Of a breach there stays that it happened, when, and who was told of it; of a review pack, to whom it went and when. A report that was frozen before keeps its text. The audit log keeps that the case was worked on, by whom and when, without its content.',
        ],
      },
      {
        kind: 'text',
        label: 'Backups',
        paragraphs: [
          'Backups that were made before this day still hold the record, encrypted, until they are replaced in their turn. If one of them is ever restored, erase this record again.',
        ],
      },
    ],
  };
};
