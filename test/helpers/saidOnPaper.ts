import type { PaperBlock, PaperContent } from '../../shared/domain/paperContent.ts';

/** What the blocks of a paper say, line by line in their order. */
export const saidInBlocks = (blocks: readonly PaperBlock[]): readonly string[] =>
  blocks.flatMap((block): readonly string[] => {
    switch (block.kind) {
      case 'heading':
      case 'remark':
        return [block.text];
      case 'field':
        return [block.label, ...block.lines];
      case 'text':
        return [block.label, ...block.paragraphs];
      case 'words':
        return block.paragraphs.flat();
      case 'table':
        return [
          ...block.columns.flatMap(({ label, remark }) => (remark === undefined ? [label] : [label, remark])),
          ...block.rows.flat(2),
        ];
    }
  });

/** Everything a paper says, in its order, as its content has it. */
export const saidOnPaper = (paper: PaperContent): string =>
  [
    paper.issuer,
    paper.title,
    ...paper.particulars.map(({ label, value }) => `${label}: ${value}`).join('·'),
    ...(paper.lead === undefined ? [] : [paper.lead]),
    ...saidInBlocks(paper.blocks),
  ].join(' ');
