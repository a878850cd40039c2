import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  HeadingLevel,
  ImageRun,
  LevelFormat,
  Packer,
  PageNumber,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableRow,
  TabStopType,
  TextRun,
  WidthType,
  type IParagraphOptions,
} from 'docx';
import { shortDate } from '../../../../shared/domain/wordsForDates.ts';
import {
  EMPTY_FIGURE,
  isEmptyFigure,
  type ReportCell,
  type ReportContent,
  type ReportContentSection,
  type ReportFigure,
} from '../../../../shared/domain/report/reportContent.ts';

/** A chart as it stands on the page, with its size there in pixels. */
export interface ReportPicture {
  readonly png: Uint8Array;
  readonly width: number;
  readonly height: number;
}

const FONT = 'Calibri';
const INK = '14242C';
const PETROL = '0C5668';
const SOFT = '45555D';
const LINE = 'BAC6CA';
const HEAD = 'E9EFF0';
// Twentieths of a point: A4 with margins of 20 mm.
const PAGE = { width: 11_906, height: 16_838 } as const;
const MARGIN = 1_134;
const MEASURE = PAGE.width - 2 * MARGIN;
/** Pixels across the measure, as Word counts them. */
const MEASURE_PIXELS = 640;
const POINTS = 'points';

const paragraph = (text: string, options: IParagraphOptions = {}): Paragraph =>
  new Paragraph({ spacing: { after: 120 }, ...options, children: [new TextRun(text)] });

const soft = (text: string): Paragraph =>
  new Paragraph({ spacing: { after: 100 }, children: [new TextRun({ text, color: SOFT, size: 18 })] });

const edge = { style: BorderStyle.SINGLE, size: 4, color: LINE } as const;
const borders = { top: edge, bottom: edge, left: edge, right: edge } as const;

interface CellManner {
  readonly isHead?: boolean;
  readonly isNumber?: boolean;
  readonly width: number;
  readonly size: number;
}

const tableCell = (text: string, { isHead = false, isNumber = false, width, size }: CellManner): TableCell =>
  new TableCell({
    borders,
    width: { size: width, type: WidthType.DXA },
    margins: { top: 40, bottom: 40, left: 70, right: 70 },
    ...(isHead ? { shading: { type: ShadingType.CLEAR, fill: HEAD, color: 'auto' } } : {}),
    children: [
      new Paragraph({
        ...(isNumber ? { alignment: AlignmentType.RIGHT } : {}),
        children: [new TextRun({ text, bold: isHead, size })],
      }),
    ],
  });

/** A native table whose first row is repeated on each page that it runs on to. */
const tableOf = (
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  areNumbers: boolean,
): Table => {
  const others = headings.length - 1;
  const first = Math.round(MEASURE * (areNumbers ? Math.max(0.24, 0.5 - 0.03 * others) : 0.5));
  const rest = Math.floor((MEASURE - first) / Math.max(1, others));
  const widthOf = (column: number): number => (column === 0 ? first : rest);
  // A matrix of many agencies stays within the page.
  const size = others > 10 ? 13 : others > 6 ? 15 : 19;
  return new Table({
    width: { size: MEASURE, type: WidthType.DXA },
    columnWidths: headings.map((_heading, column) => widthOf(column)),
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: headings.map((text, column) =>
          tableCell(text, { isHead: true, isNumber: areNumbers && column > 0, width: widthOf(column), size }),
        ),
      }),
      ...rows.map(
        (row) =>
          new TableRow({
            cantSplit: true,
            children: row.map((text, column) =>
              tableCell(text, { isNumber: areNumbers && column > 0, width: widthOf(column), size }),
            ),
          }),
      ),
    ],
  });
};

const textsOf = (cells: readonly ReportCell[] | undefined): readonly string[] =>
  (cells ?? []).map(({ text }) => text);

/** The figure's table as lines of text, headings first; totals beside and beneath where there are any. */
const linesOf = (figure: ReportFigure): readonly (readonly string[])[] => {
  const totals =
    figure.columnTotals ?? (figure.total && figure.columns.length === 1 ? [figure.total] : undefined);
  return [
    [figure.rowHeading, ...figure.columns.map(({ label }) => label), ...(figure.rowTotals ? ['All'] : [])],
    ...figure.rows.map(({ label }, row) => [
      label,
      ...textsOf(figure.cells[row]),
      ...(figure.rowTotals ? [figure.rowTotals[row]?.text ?? ''] : []),
    ]),
    ...(totals ? [['All', ...textsOf(totals), ...(figure.rowTotals ? [figure.total?.text ?? ''] : [])]] : []),
  ];
};

const pictureOf = (figure: ReportFigure, picture: ReportPicture): Paragraph => {
  const scale = Math.min(1, MEASURE_PIXELS / picture.width);
  return new Paragraph({
    spacing: { before: 60, after: 120 },
    keepNext: true,
    children: [
      new ImageRun({
        type: 'png',
        data: picture.png,
        transformation: {
          width: Math.round(picture.width * scale),
          height: Math.round(picture.height * scale),
        },
        altText: {
          name: figure.title,
          title: figure.title,
          description: `Chart. ${figure.title}: ${figure.base}. The numbers stand in the table beneath.`,
        },
      }),
    ],
  });
};

const figureParts = (
  figure: ReportFigure,
  picture: ReportPicture | undefined,
): readonly (Paragraph | Table)[] => {
  const [headings = [], ...rows] = linesOf(figure);
  return [
    paragraph(figure.title, { heading: HeadingLevel.HEADING_2, keepNext: true }),
    new Paragraph({
      keepNext: true,
      spacing: { after: 100 },
      children: [new TextRun({ text: figure.base, color: SOFT, size: 18 })],
    }),
    ...(picture ? [pictureOf(figure, picture)] : []),
    isEmptyFigure(figure) ? paragraph(EMPTY_FIGURE) : tableOf(headings, rows, true),
    new Paragraph({
      spacing: { before: 80, after: 200 },
      children: [new TextRun({ text: figure.definition, color: SOFT, size: 18 })],
    }),
  ];
};

const sectionParts = (
  section: ReportContentSection,
  pictures: ReadonlyMap<string, ReportPicture>,
): readonly (Paragraph | Table)[] => [
  paragraph(section.title, { heading: HeadingLevel.HEADING_1, keepNext: true }),
  ...section.paragraphs.map((text) => paragraph(text)),
  ...section.points.map((text) => paragraph(text, { numbering: { reference: POINTS, level: 0 } })),
  ...section.commentary.map((text) => paragraph(text)),
  ...section.figures.flatMap((figure) => figureParts(figure, pictures.get(figure.id))),
  ...(section.actions.length > 0
    ? [
        tableOf(
          ['Action', 'Owner', 'By when'],
          section.actions.map(({ action, owner, by }) => [action, owner, by]),
          false,
        ),
      ]
    : []),
];

const line = (before: string, after: readonly string[]): Paragraph =>
  new Paragraph({
    tabStops: [{ type: TabStopType.RIGHT, position: MEASURE }],
    children: [
      new TextRun({ text: before, bold: true, size: 17 }),
      new TextRun({ children: ['\t', ...after] as never, size: 17 }),
    ],
  });

const style = (size: number, color: string, before: number) => ({
  run: { size, color, bold: true, font: FONT },
  paragraph: { spacing: { before, after: 100 } },
});

/**
 * A report as a Word document: headings, native tables with header rows, charts with alternative text, marking and page
 * numbers on every page. A chart that was not drawn is left out; its numbers stand in its table.
 */
export const writeReportWord = async (
  content: ReportContent,
  pictures: ReadonlyMap<string, ReportPicture>,
): Promise<Uint8Array> => {
  const document = new Document({
    title: content.title,
    creator: content.unitName,
    lastModifiedBy: content.unitName,
    description: '',
    styles: {
      default: {
        document: { run: { font: FONT, size: 22, color: INK, language: { value: 'en-GB' } } },
        title: style(44, INK, 0),
        heading1: style(30, PETROL, 320),
        heading2: style(24, INK, 220),
      },
    },
    numbering: {
      config: [
        {
          reference: POINTS,
          levels: [
            {
              level: 0,
              format: LevelFormat.BULLET,
              text: '•',
              alignment: AlignmentType.LEFT,
              style: { paragraph: { indent: { left: 400, hanging: 240 } } },
            },
          ],
        },
      ],
    },
    sections: [
      {
        properties: {
          page: {
            size: PAGE,
            margin: { top: MARGIN + 200, bottom: MARGIN + 100, left: MARGIN, right: MARGIN },
          },
        },
        headers: { default: new Header({ children: [line(content.marking, [content.title])] }) },
        footers: {
          default: new Footer({
            children: [line(content.marking, ['Page ', PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES])],
          }),
        },
        children: [
          paragraph(content.title, { heading: HeadingLevel.TITLE }),
          paragraph(content.unitName),
          soft(`${shortDate(content.firstOn)} to ${shortDate(content.lastOn)}`),
          ...content.facts.map(soft),
          ...content.sections.flatMap((section) => sectionParts(section, pictures)),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
};
