/** Completed notices with all that may come out of a form: every procedure in turn, from a printed seed. */
import fc from 'fast-check';
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { NoticeFonts } from '../../electron/backend/documents/writing/noticeFonts.ts';
import { writePaper } from '../../electron/backend/documents/writing/paperPdf.ts';
import { noticeContent } from '../../shared/domain/noticeContent.ts';
import type { PaperContent } from '../../shared/domain/paperContent.ts';
import { bundledProcedures } from '../../shared/domain/procedures/bundledProcedures.ts';
import { exampleFacts } from '../backend/writing/exampleNotice.ts';
import { readPdf } from '../backend/writing/pdfText.ts';
import { saidOnPaper } from './saidOnPaper.ts';

const words = fc.oneof(
  fc.constantFrom(
    'Zoë Łukasiewicz-Ní Bhriain',
    'ğ ş ı İ ẹ ọ ṣ ŵ ŷ Ŵ ń',
    'Ọlọ́runtósìn',
    'Siân Ffion Llŷr',
    '<b>bold</b> &amp; <!-- -->',
    '=HYPERLINK("http://a.example","b")',
    "'; DROP TABLE notice; --",
    '{{referrer}} ${summary} %s \\n',
    'office affluent ffi fl fi',
    'Ελληνικά и кириллица',
    '“quoted” – dash — … ‘x’ €£½²',
    'a-b\u2010c\u2011d 5 \u00b5g \u03bcg \u2206 \u0394 \u03d5 \u03c6',
    'أحمد بن علي',
    'דוד כהן',
    '☐ ☒ ✓ ≥ → •',
    '123/456-789 2026/05/14',
    'line\r\nline\n\nline',
    'tab\there\u00a0and\u2009there',
    'W'.repeat(300),
    'a\u0301'.repeat(120),
    'x\u0323\u0302',
  ),
  fc.string({ unit: 'grapheme-ascii', maxLength: 200 }),
  fc.string({
    unit: fc
      .tuple(
        fc.constantFrom(...'aeiounsgAEOxq'),
        fc.constantFrom('', '\u0300', '\u0301', '\u0302', '\u0308', '\u0323', '\u0323\u0301'),
      )
      .map((pair) => pair.join('')),
    maxLength: 60,
  }),
);
const awkward = fc
  .array(words, { minLength: 1, maxLength: 12 })
  .map((parts) => parts.join(' '))
  .filter((text) => text.trim() !== '');

const facts = fc.record({
  summary: awkward,
  evidence: awkward,
  name: awkward,
  reasons: awkward,
  action: awkward,
  body: awkward,
});

/** One notice after another, the procedures in turn; the same seed gives the same notices. */
export const awkwardNotices = (count: number, seed: number): readonly PaperContent[] =>
  fc
    .sample(facts, { numRuns: count, seed })
    .map(({ summary, evidence, name, reasons, action, body }, index) => {
      const procedure = bundledProcedures[index % bundledProcedures.length]!;
      const stages = procedure.stages.filter((stage) => stage.decisionBodies.length > 0);
      const stage = stages[index % stages.length]!;
      return noticeContent({
        procedure,
        facts: {
          ...exampleFacts,
          summary,
          people: [{ kind: 'child', name }],
          stageOutcomes: [{ stageOrder: 3, evidence }],
          decision: {
            ...exampleFacts.decision,
            stageOrder: stage.order,
            bodyLabel: body,
            reasons,
            requiredActions: [{ text: action, owner: name }],
          },
        },
      });
    });

/** A4 with the margins of a paper, in points. */
const sheet = { left: 64, right: 595.28 - 64, top: 841.89 - 80, bottom: 84 } as const;
/** What a hanging mark or the slant of a letter may stand out by. */
const TOLERANCE = 1.5;

/** The words that stand beyond the margins of their page; the running head and foot have their own place. */
const overflowing = async (bytes: Uint8Array): Promise<readonly string[]> => {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: VerbosityLevel.ERRORS });
  const document = await task.promise;
  const found: string[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const { items } = await (await document.getPage(number)).getTextContent({ includeMarkedContent: true });
    const open: string[] = [];
    for (const item of items) {
      if (!('str' in item)) {
        if (item.type === 'endMarkedContent') open.pop();
        else open.push((item as unknown as { readonly tag?: string }).tag ?? '');
        continue;
      }
      if (item.str.trim() === '') continue;
      const [x, y] = [item.transform[4] as number, item.transform[5] as number];
      const isRunning = open.includes('Artifact');
      if (
        x < sheet.left - TOLERANCE ||
        x + item.width > sheet.right + TOLERANCE ||
        (!isRunning && (y > sheet.top + TOLERANCE || y < sheet.bottom - TOLERANCE))
      )
        found.push(`page ${number}: ${item.str}`);
    }
  }
  await task.destroy();
  return found;
};

// Where a line ends is the page's business: only what stands on it is compared.
export const bare = (text: string): string => text.normalize('NFC').replace(/\s+/gu, '');

export interface NoticeReading {
  readonly isWhole: boolean;
  readonly overflowing: readonly string[];
}

/** What is found when a notice is read again beside what it was given to say. */
export const readNotice = async (bytes: Uint8Array, content: PaperContent): Promise<NoticeReading> => {
  const read = await readPdf(bytes);
  return {
    isWhole: bare(read.pages.map(({ body }) => body).join('\n')) === bare(saidOnPaper(content)),
    overflowing: await overflowing(bytes),
  };
};

/** Writes a notice and reads it again. */
export const proveNotice = async (content: PaperContent, fonts: NoticeFonts): Promise<NoticeReading> =>
  readNotice(await writePaper(content, fonts), content);
