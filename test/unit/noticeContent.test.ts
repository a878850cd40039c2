import { describe, expect, test } from 'vitest';
import { noticeContent } from '../../shared/domain/noticeContent.ts';
import { noticeEmailBody, noticeSubject } from '../../shared/domain/noticeEmail.ts';
import { bundledProcedures } from '../../shared/domain/procedures/bundledProcedures.ts';
import { noticeParts, type NoticePart } from '../../shared/domain/procedures/procedureSchema.ts';
import { exampleFacts } from '../backend/writing/exampleNotice.ts';
import { saidInBlocks } from '../helpers/saidOnPaper.ts';

describe.each(bundledProcedures.map((procedure) => [procedure.id, procedure] as const))(
  "the notice under %s's procedure",
  (_id, procedure) => {
    const last = procedure.stages.findLast((stage) => stage.decisionBodies.length > 0)!;
    const content = noticeContent({
      procedure,
      facts: { ...exampleFacts, decision: { ...exampleFacts.decision, stageOrder: last.order } },
    });
    const said = saidInBlocks(content.blocks);

    test("keeps the form's labels in the form's order", () => {
      const labels = procedure.form.rows.flatMap((row) =>
        row.kind === 'stageTable' ? [...row.columns, ...row.rows.map(({ label }) => label)] : [row.label],
      );
      let from = 0;
      const missing = labels.filter((label) => {
        const at = said.indexOf(label, from);
        if (at >= 0) from = at + 1;
        return at < 0;
      });
      expect(missing).toEqual([]);
    });

    test('says once whose final decision it is', () => {
      const at = said.indexOf('Final decision of:');
      expect([
        said.filter((line) => line === 'Final decision of:').length,
        said[at + 1],
        said[at + 2],
      ]).toEqual([1, exampleFacts.decision.bodyLabel, exampleFacts.decision.deciderName]);
    });

    test('leaves nothing blank', () => {
      expect(said.filter((line) => line.trim() === '')).toEqual([]);
    });
  },
);

test('a decision says on the notice who signed it, or who recorded what was made elsewhere', () => {
  const [procedure] = bundledProcedures;
  const saidOf = (howMade: string | undefined) =>
    saidInBlocks(
      noticeContent({
        procedure: procedure!,
        facts: { ...exampleFacts, decision: { ...exampleFacts.decision, howMade } },
      }).blocks,
    );
  const words = 'Made elsewhere; recorded from its written evidence by Priya Nair-Test on 18 May 2026';
  expect(saidOf(words)[saidOf(words).indexOf('How it was made') + 1]).toBe(words);
  expect(saidOf(undefined)).not.toContain('How it was made');
});

test('a notice says of the decision what was chosen for it, and by itself nothing that no form asks for', () => {
  const [bury] = bundledProcedures;
  const decision = {
    ...exampleFacts.decision,
    widerLearning: 'Read repeat referrals together.',
    policyChange: 'Change the guide.',
  };
  const labelsOf = (parts?: readonly NoticePart[]): readonly string[] =>
    noticeContent({ procedure: bury!, facts: { ...exampleFacts, decision }, parts }).blocks.flatMap(
      (block) =>
        block.kind === 'text' && Object.values<string>(noticeParts).includes(block.label)
          ? [block.label]
          : [],
    );
  expect([labelsOf(), labelsOf([]), labelsOf(['policyChange', 'widerLearning', 'reasons'])]).toEqual([
    ['Reasons', 'Outcome for the child'],
    [],
    ['Reasons', 'Wider learning', 'Change of policy or procedure'],
  ]);
});

test('a form that asks for the practitioner alone gives their role beside the name', () => {
  const valueOf = (id: string, label: string): readonly string[] =>
    noticeContent({
      procedure: bundledProcedures.find((procedure) => procedure.id === id)!,
      facts: { ...exampleFacts, decision: { ...exampleFacts.decision, stageOrder: 4 } },
    }).blocks.flatMap((block) => (block.kind === 'field' && block.label === label ? block.lines : []));
  expect([valueOf('staffordshire', 'Practitioner:'), valueOf('bury', 'Name').at(-1)]).toEqual([
    ['Ọlá Doğan-Test, Deputy head teacher and designated safeguarding lead'],
    'Ọlá Doğan-Test',
  ]);
});

test('a form without a row for the stage of the decision gains one', () => {
  const salford = bundledProcedures.find((procedure) => procedure.id === 'salford')!;
  const rows = salford.form.rows.map((row) =>
    row.kind === 'stageTable' ? { ...row, rows: row.rows.filter(({ stageOrder }) => stageOrder < 5) } : row,
  );
  const content = noticeContent({
    procedure: { ...salford, form: { ...salford.form, rows } },
    facts: { ...exampleFacts, decision: { ...exampleFacts.decision, stageOrder: 5 } },
  });
  const table = content.blocks.find((block) => block.kind === 'table');
  expect(table?.rows.map((row) => row[0]?.[0])).toEqual(['Stage 3', 'Stage 4', 'Stage E: decision']);
});

test("the e-mail's subject is the marking and the reference, and its body names no child", () => {
  const body = noticeEmailBody({
    reference: 'BURY-2026-014',
    referrerNames: ['Ọlá Doğan-Test', 'Ian Marsh-Test'],
    unitName: 'Bury Business Unit',
  });
  expect([noticeSubject('BURY-2026-014', '[secure]'), body.split('\n')[0]]).toEqual([
    'OFFICIAL-SENSITIVE: [secure] BURY-2026-014 escalation notice',
    'Dear Ọlá Doğan-Test and Ian Marsh-Test,',
  ]);
});
