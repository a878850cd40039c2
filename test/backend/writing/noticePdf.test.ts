import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import {
  installedNoticeFonts,
  loadNoticeFonts,
} from '../../../electron/backend/documents/writing/noticeFonts.ts';
import { writePaper } from '../../../electron/backend/documents/writing/paperPdf.ts';
import type { NoticeFacts } from '../../../shared/domain/noticeContent.ts';
import type { PaperContent } from '../../../shared/domain/paperContent.ts';
import { noticeContent, noticeLabels } from '../../../shared/domain/noticeContent.ts';
import { bundledProcedures } from '../../../shared/domain/procedures/bundledProcedures.ts';
import { bury } from '../../../shared/domain/procedures/bury.ts';
import { awkwardNotices, bare, proveNotice } from '../../helpers/awkwardNotices.ts';
import { saidOnPaper } from '../../helpers/saidOnPaper.ts';
import { exampleFacts } from './exampleNotice.ts';
import type { ReadPdf } from './pdfText.ts';
import { readPdf } from './pdfText.ts';

const fonts = await loadNoticeFonts(
  fileURLToPath(new URL('../../../node_modules', import.meta.url)),
  installedNoticeFonts,
);
const contentOf = (facts: Partial<NoticeFacts> = {}): PaperContent =>
  noticeContent({ procedure: bury, facts: { ...exampleFacts, ...facts } });
const written = async (facts: Partial<NoticeFacts> = {}): Promise<ReadPdf> =>
  readPdf(await writePaper(contentOf(facts), fonts));

const folded = (text: string): string => text.replace(/\s+/gu, ' ').trim();
const bodyOf = (read: ReadPdf): string => read.pages.map((page) => page.body).join('\n');

const installed = (command: string): boolean => spawnSync(command, ['--version']).error === undefined;
const inFile = <Result>(bytes: Uint8Array, use: (path: string) => Result): Result => {
  const folder = mkdtempSync(join(tmpdir(), 'notice-'));
  try {
    const path = join(folder, 'notice.pdf');
    writeFileSync(path, bytes);
    return use(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

describe('the completed notice', () => {
  test('says all that its content says, in that order, and nothing else', async () => {
    expect(bare(bodyOf(await written()))).toBe(bare(saidOnPaper(contentOf())));
  });

  test("keeps every label of Bury's form in the form's order, and the decision after them", async () => {
    const text = folded(bodyOf(await written()));
    const labels = [
      'Date of Notification',
      'Name of Child/Young Person',
      'D.O.B',
      'Outcome Resolution Notice Referrer details:',
      'Name',
      'Role',
      'Agency/Team',
      'Contact Details',
      'Designated safeguarding lead aware of this notice?',
      'Name of safeguarding lead:',
      'Summary of disagreement',
      'Evidence of the challenge that has taken place at stages 1, 2 & 3 and the outcome at each stage',
      'Desired outcome for the child and / or family.',
      'Stage',
      'Date Outcome Resolved',
      'Supporting Evidence',
      'Stage 3',
      'Stage 4 (to be completed by Safeguarding Partnership Business Unit)',
      'Final decision of:',
      'Independent Scrutineer',
      'Dr Amina Siddiqui-Test',
      'Partly upheld',
      exampleFacts.decision.text,
    ];
    let from = 0;
    const missing = labels.filter((label) => {
      const at = text.indexOf(label, from);
      if (at >= 0) from = at + label.length;
      return at < 0;
    });
    expect(missing).toEqual([]);
  });

  test('bears the marking at head and foot, the version and "Page x of n" on every page', async () => {
    const { pages } = await written({ summary: 'A long account. '.repeat(600) });
    expect(pages.length).toBeGreaterThan(4);
    expect(pages.map((page) => folded(page.artifacts))).toEqual(
      pages.map(
        (_page, index) =>
          `OFFICIAL-SENSITIVE OFFICIAL-SENSITIVE BURY-2026-014 · Version 1 Page ${index + 1} of ${pages.length}`,
      ),
    );
  });

  test('is tagged, in British English, with a title that names nobody', async () => {
    const { marked, info, metadata, roles } = await written();
    expect({
      marked,
      language: info['Language'],
      title: info['Title'],
      version: info['PDFFormatVersion'],
      accessible: metadata.includes('<pdfuaid:part>1</pdfuaid:part>'),
      roles: [...new Set(roles)].filter((role) => role !== 'Root').sort(),
    }).toEqual({
      marked: true,
      language: 'en-GB',
      title: 'Escalation notice BURY-2026-014',
      version: '1.7',
      accessible: true,
      roles: ['Document', 'H1', 'H2', 'H3', 'P', 'TD', 'TH', 'TR', 'Table'],
    });
  });

  test('is the same to the byte when it is written again, whatever was written in between', async () => {
    const lookAlikes = 'x-y x\u2010y x\u2011y 5\u00b5 5\u03bc \u0394 \u2206';
    const otherWayRound = [...lookAlikes].reverse().join('');
    const first = await writePaper(contentOf({ summary: lookAlikes }), fonts);
    await writePaper(contentOf({ summary: otherWayRound }), fonts);
    const again = await writePaper(contentOf({ summary: lookAlikes }), fonts);
    // Fonts of other bytes are taken apart anew, as in a program that has just been started.
    const fresh = {
      regular: fonts.regular.slice(),
      semibold: fonts.semibold.slice(),
      fallback: fonts.fallback.slice(),
    };
    const elsewhere = await writePaper(contentOf({ summary: lookAlikes }), fresh);
    expect([again, elsewhere].map((bytes) => Buffer.from(bytes).equals(Buffer.from(first)))).toEqual([
      true,
      true,
    ]);
  });

  test('says what is not known or not given and leaves nothing blank', async () => {
    const read = await written({
      dateOfNotification: undefined,
      people: [{ kind: 'child' }],
      referrers: [{ name: 'Ian Marsh-Test', agency: 'Elm Bank Primary School' }],
      safeguardingLead: {},
      summary: ' \n ',
      evidence: undefined,
      desiredOutcome: undefined,
      stageOutcomes: [],
    });
    const text = folded(bodyOf(read));
    expect(
      [
        'Date of Notification Not given',
        'Name of Child/Young Person Child, name not known',
        'D.O.B Not known',
        'Role Not given',
        'Contact Details Not given',
        'aware of this notice? Not given',
        'Name of safeguarding lead: Not given',
        'Summary of disagreement Not given',
        'Stage 3 Not given Not given',
      ].filter((words) => !text.includes(words)),
    ).toEqual([]);
  });

  test('moves long evidence out of the stage table and keeps every word of it', async () => {
    const evidence = `Opening words. ${'Minute after minute. '.repeat(400)}Closing words.`;
    const content = contentOf({ stageOutcomes: [{ stageOrder: 3, evidence }] });
    const text = bodyOf(await readPdf(await writePaper(content, fonts)));
    expect(bare(text)).toBe(bare(saidOnPaper(content)));
    expect(bare(text)).toContain(bare(evidence));
  });

  test('carries a table row that is taller than a page onto the next', async () => {
    const content = contentOf({
      decision: { ...exampleFacts.decision, bodyLabel: 'Panel of senior officers '.repeat(120) },
    });
    const read = await readPdf(await writePaper(content, fonts));
    expect(bare(bodyOf(read))).toBe(bare(saidOnPaper(content)));
  });

  test('lays out 50,000 characters in under a second', async () => {
    const summary = 'The school asked again and was told to wait. '.repeat(1112);
    const content = contentOf({ summary });
    const before = performance.now();
    const bytes = await writePaper(content, fonts);
    const took = performance.now() - before;
    expect(bare(bodyOf(await readPdf(bytes)))).toBe(bare(saidOnPaper(content)));
    expect(took).toBeLessThan(1000);
  });

  test('never ends a page with a heading', async () => {
    for (let length = 0; length < 40; length += 3) {
      const { pages } = await written({ summary: 'One line of the account.\n'.repeat(length + 1) });
      const last = pages.slice(0, -1).map((page) => page.body.trim().split('\n').at(-1));
      expect(
        last.filter((line) =>
          /^(Summary of disagreement|Decision|Reasons|Outcome|Decided by|Required action.*)$/.test(
            line ?? '',
          ),
        ),
      ).toEqual([]);
    }
  });

  test('writes a character that no font has as its number, never as an empty box', async () => {
    const text = bodyOf(await written({ summary: 'Seen 👍🏽 by 陳 and क' }));
    expect(folded(text)).toContain('Seen [U+1F44D][U+1F3FD] by [U+9673] and [U+0915]');
  });

  test('sets Arabic and Hebrew words whole, in a line of English', async () => {
    const text = bodyOf(await written({ summary: 'Her name is أحمد بن علي at home and דוד כהן at school.' }));
    expect(folded(text)).toContain('أحمد بن علي');
    expect(folded(text)).toContain('דוד כהן');
  });

  test('gives words that run right to left back as they are read, however many spaces stand between them', async () => {
    const text = bodyOf(await written({ summary: 'Called דוד כהן   أحمد بن علي at home.' }));
    expect(text.replace(/\s+/gu, '')).toContain('Calledדודכהןأحمدبنعليathome.');
  });

  test('keeps a line that runs right to left inside its margins, also where a word has to be broken', async () => {
    const name = 'أحمد بن علي ';
    const contents = [
      ...Array.from(
        { length: 12 },
        (_, letters) => `${name.repeat(20)}${'l'.repeat(letters)} ${name.repeat(20)}`,
      ),
      'بيت'.repeat(200),
    ].map((summary) => contentOf({ summary }));
    const proofs = await Promise.all(contents.map((content) => proveNotice(content, fonts)));
    expect(proofs).toEqual(proofs.map(() => ({ isWhole: true, overflowing: [] })));
  });

  test('says awkward words as they were given, inside its margins, under every procedure', async () => {
    const proofs = [];
    for (const content of awkwardNotices(18, 20260515)) proofs.push(await proveNotice(content, fonts));
    expect(proofs.map(({ isWhole, overflowing }) => [isWhole, overflowing])).toEqual(
      proofs.map(() => [true, []]),
    );
  }, 60_000);

  test.each(bundledProcedures.map((procedure) => [procedure.id, procedure] as const))(
    'holds every label of the form of %s in its order, and the decision, in the readings of other programs',
    async (_id, procedure) => {
      const decidedAt = procedure.stages.findLast((stage) => stage.decisionBodies.length > 0)!.order;
      const bytes = await writePaper(
        noticeContent({
          procedure,
          facts: { ...exampleFacts, decision: { ...exampleFacts.decision, stageOrder: decidedAt } },
        }),
        fonts,
      );
      const readings = [
        bodyOf(await readPdf(bytes)),
        ...(installed('pdftotext')
          ? [inFile(bytes, (path) => execFileSync('pdftotext', [path, '-'], { encoding: 'utf8' }))]
          : []),
      ].map(folded);
      for (const text of readings) {
        let from = 0;
        const missing = noticeLabels(procedure, decidedAt).filter((label) => {
          const at = text.indexOf(label, from);
          if (at >= 0) from = at + label.length;
          return at < 0;
        });
        expect([missing, text.includes(exampleFacts.decision.text)]).toEqual([[], true]);
      }
    },
  );

  test.skipIf(!installed('qpdf'))('passes qpdf, where qpdf is installed', async () => {
    const bytes = await writePaper(contentOf(), fonts);
    const report = inFile(bytes, (path) => execFileSync('qpdf', ['--check', path], { encoding: 'utf8' }));
    expect(report).toContain('No syntax or stream encoding errors found');
  });

  test.skipIf(!installed('pdftotext'))(
    "keeps its labels, the decision and the referrer in pdftotext's reading, where it is installed",
    async () => {
      const bytes = await writePaper(contentOf(), fonts);
      const text = folded(
        inFile(bytes, (path) => execFileSync('pdftotext', [path, '-'], { encoding: 'utf8' })),
      );
      const labels = contentOf().blocks.flatMap((block) =>
        block.kind === 'field' || block.kind === 'text' ? [block.label] : [],
      );
      expect(
        [
          ...labels,
          'Stage 4 (to be completed by Safeguarding Partnership Business Unit)',
          'Final decision of:',
          'Ọlá Doğan-Test',
          exampleFacts.decision.text,
        ].filter((words) => !text.includes(words)),
      ).toEqual([]);
    },
  );
});
