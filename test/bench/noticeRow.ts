/** Writing the completed notice. */
import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';
import { registerDatabaseFor } from '../../electron/backend/database/registerDatabase.ts';
import { loadNoticeFonts, type NoticeFonts } from '../../electron/backend/documents/writing/noticeFonts.ts';
import { findCaseRecord } from '../../electron/backend/features/cases/repository.ts';
import { noticeFactsOf } from '../../electron/backend/features/notices/noticeFacts.ts';
import { gatherNoticeFonts } from '../../electron/preview/noticeFontFolder.ts';
import { projectDirectory } from '../../electron/preview/nodeHost.ts';
import { plainDate } from '../../shared/domain/calendarTypes.ts';
import { noticeContent } from '../../shared/domain/noticeContent.ts';
import { saidInBlocks } from '../helpers/saidOnPaper.ts';
import { interleaved, type Bench, type BenchRow } from './row.ts';

/** A decided case and all that its notice says, line by line. */
const decidedCase = async ({ office, connection }: Bench) => {
  const database = registerDatabaseFor(connection);
  const { rows } = await office.api.cases.list({
    filter: { status: ['decided'] },
    sort: { by: 'due', direction: 'up' },
    offset: 0,
    limit: 1,
  });
  const record = findCaseRecord(database, rows[0]?.caseId ?? '');
  const decision = record?.decisions[0];
  if (!record || !decision) throw new Error('No case is decided');
  const { settings, procedure } = await office.api.settings.get({});
  const facts = noticeFactsOf(record, decision, {
    procedure: procedure.procedure,
    unitName: settings.unitName,
    version: 1,
    completedOn: plainDate('2026-11-20'),
    recordedBy: 'Priya Nair-Test',
  });
  const { issuer, title, particulars, lead, blocks } = noticeContent({
    procedure: procedure.procedure,
    facts,
  });
  const lines = [
    issuer,
    title,
    ...particulars.map(({ label, value }) => `${label}: ${value}`),
    ...(lead === undefined ? [] : [lead]),
    ...saidInBlocks(blocks),
  ];
  return { caseId: record.case.id, revision: record.case.revision, lines };
};

/** The same words in the same two faces, one under the other, with no layout and no structure. */
const writePlainly = async (lines: readonly string[], fonts: NoticeFonts): Promise<number> => {
  const document = new PDFDocument({ size: 'A4', lang: 'en-GB', font: null } as never);
  const bytes = buffer(document as unknown as NodeJS.ReadableStream);
  document.registerFont('regular', fonts.regular as never);
  document.registerFont('semibold', fonts.semibold as never);
  lines.forEach((line, index) => document.font(index % 2 === 0 ? 'semibold' : 'regular').text(line));
  document.end();
  return (await bytes).length;
};

export const noticeRow: BenchRow = {
  name: 'notice.pdf',
  measures:
    'completing a notice: laid out, tagged, kept in the register with its line in the log; limit: pdfkit writing the same words in the same faces, and nothing kept',
  target: { ratio: 2 },
  sizes: 'largest',
  measure: async (bench) => {
    const { caseId, lines, ...found } = await decidedCase(bench);
    const folder = gatherNoticeFonts(projectDirectory);
    let { revision } = found;
    return interleaved(
      bench.times,
      async () => {
        ({ revision } = await bench.office.api.notices.complete({ caseId, revision }));
      },
      async () => writePlainly(lines, await loadNoticeFonts(folder)),
    );
  },
};
