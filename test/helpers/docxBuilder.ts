import { strToU8, zipSync, type Zippable } from 'fflate';

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

/** WordprocessingML by hand, for forms with the very marks that a test is about. */
export const run = (text: string, properties = ''): string =>
  `<w:r>${properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`;
export const paragraph = (...runs: readonly string[]): string => `<w:p>${runs.join('')}</w:p>`;
export const textParagraph = (text: string): string => paragraph(run(text));
/** Text with line ends as paragraphs of one cell. */
export const cell = (content: string, columns = 1): string =>
  `<w:tc><w:tcPr><w:gridSpan w:val="${columns}"/></w:tcPr>${content.startsWith('<w:') ? content : content.split('\n').map(textParagraph).join('')}</w:tc>`;
export const row = (...cells: readonly string[]): string => `<w:tr>${cells.join('')}</w:tr>`;
export const table = (...rows: readonly string[]): string => `<w:tbl>${rows.join('')}</w:tbl>`;
export const placeholder = (text: string): string =>
  `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>${run(text)}</w:sdtContent></w:sdt>`;
export const checkBox = (ticked: boolean): string =>
  `<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="${ticked ? 1 : 0}"/></w14:checkbox></w:sdtPr><w:sdtContent>${run('\u2610')}</w:sdtContent></w:sdt>`;

const relationships =
  '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>';

/** A Word document with this body. `parts` adds to or replaces its files; `prolog` goes before the root element. */
export const docx = (body: string, parts: Zippable = {}, prolog = ''): Uint8Array =>
  zipSync({
    '[Content_Types].xml': strToU8('<?xml version="1.0"?><Types/>'),
    '_rels/.rels': strToU8(relationships),
    'word/document.xml': strToU8(
      `<?xml version="1.0" encoding="UTF-8"?>${prolog}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>${body}</w:body></w:document>`,
    ),
    ...parts,
  });

export interface BuryAnswers {
  readonly date?: string;
  readonly child?: string;
  readonly dateOfBirth?: string;
  readonly name?: string;
  readonly role?: string;
  readonly agency?: string;
  readonly contact?: string;
  /** Text, or WordprocessingML. */
  readonly aware?: string;
  readonly lead?: string;
  readonly summary?: string;
  readonly evidence?: string;
  readonly outcome?: string;
}

export const filledBury: Required<BuryAnswers> = {
  date: '09/03/2026',
  child: 'Rowan Ashdown-Test',
  dateOfBirth: '14/06/2015',
  name: 'Morgan Ellery-Test',
  role: 'Head Teacher',
  agency: 'Hollybrook Primary School',
  contact: 'm.ellery@hollybrook.example\n0161 496 0101',
  aware: 'Yes',
  lead: 'Sam Birch-Test',
  summary: 'The threshold was met.\nThe contact was closed.',
  evidence: 'Stage 1 - telephone call.\nStage 2 - managers met.',
  outcome: 'A strategy discussion.',
};

export const buryLabels: Readonly<Record<keyof BuryAnswers, string>> = {
  date: 'Date of Notification',
  child: 'Name of Child/Young Person',
  dateOfBirth: 'D.O.B',
  name: 'Name',
  role: 'Role',
  agency: 'Agency/Team',
  contact: 'Contact Details',
  aware: 'Designated safeguarding lead aware of this notice?',
  lead: 'Name of safeguarding lead:',
  summary: 'Summary of disagreement',
  evidence: 'Evidence of the challenge that has taken place at stages 1, 2 & 3 and the outcome at each stage',
  outcome: 'Desired outcome for the child and / or family',
};

export type Layout = 'beside' | 'above' | 'inOneCell' | 'paragraphs';

/** Bury's form in one of the layouts that people turn it into. */
export const buryForm = (
  answers: BuryAnswers,
  { layout = 'beside' as Layout, labels = buryLabels, title = 'Request for Resolution Document' } = {},
): Uint8Array => {
  const entry = (key: keyof BuryAnswers): string => {
    const answer = answers[key] ?? '';
    if (layout === 'above') return row(cell(labels[key], 2)) + row(cell(answer, 2));
    if (layout === 'inOneCell')
      return row(
        cell(
          answer.startsWith('<w:')
            ? textParagraph(labels[key]) + answer
            : `${labels[key].replace(/:$/, '')}: ${answer}`,
          2,
        ),
      );
    return row(cell(labels[key]), cell(answer));
  };
  const keys = Object.keys(buryLabels) as (keyof BuryAnswers)[];
  const heading = 'Outcome Resolution Notice Referrer details:';
  if (layout === 'paragraphs')
    return docx(
      textParagraph(title) +
        keys
          .map((key) => {
            const [first = '', ...others] = (answers[key] ?? '').split('\n');
            return (
              (key === 'name' ? textParagraph(heading) : '') +
              paragraph(run(`${labels[key].replace(/:$/, '')}: `, '<w:b/>'), run(first)) +
              others.map(textParagraph).join('')
            );
          })
          .join(''),
    );
  return docx(
    textParagraph(title) +
      table(...keys.map((key) => (key === 'name' ? row(cell(heading, 2)) : '') + entry(key))) +
      table(
        row(cell('Stage'), cell('Date Outcome Resolved'), cell('Supporting Evidence')),
        row(cell('Stage 3'), cell(''), cell('')),
        row(
          cell('Stage 4 (to be completed by Safeguarding Partnership Business Unit)'),
          cell(''),
          cell('Final decision of: '),
        ),
      ),
  );
};
