/**
 * Reads the guides of docs/, which are written in a small part of Markdown: headings, paragraphs, lists of one level, tables,
 * code, bold words and links. It makes plain data of them, so that no HTML is ever made from text. What is not in that part
 * throws: the tests read each guide through.
 */
export type Inline =
  | { readonly kind: 'text' | 'code'; readonly text: string }
  | { readonly kind: 'strong'; readonly words: readonly Inline[] }
  | { readonly kind: 'link'; readonly to: string; readonly words: readonly Inline[] };

export type Block =
  | { readonly kind: 'paragraph'; readonly words: readonly Inline[] }
  | {
      readonly kind: 'list';
      readonly ordered: boolean;
      readonly items: readonly (readonly Inline[])[];
    }
  | {
      readonly kind: 'table';
      readonly head: readonly (readonly Inline[])[];
      readonly rows: readonly (readonly (readonly Inline[])[])[];
    }
  | { readonly kind: 'code'; readonly text: string };

export interface GuideSection {
  /** As links name it: the heading in small letters, with hyphens. */
  readonly id: string;
  readonly title: string;
  /** 1 is the guide itself, 2 a part, 3 a task. */
  readonly level: number;
  readonly blocks: readonly Block[];
}

const marks = /\*\*(.+?)\*\*|`([^`]+)`|\[([^\]]+)\]\(([^)\s]+)\)/g;

const readInlines = (text: string): readonly Inline[] => {
  const inlines: Inline[] = [];
  let from = 0;
  const plain = (words: string): void => {
    if (/\*\*|`|\]\(|<[a-z/]/i.test(words))
      throw new Error(`The guide has a mark that is not read: ${words}`);
    if (words !== '') inlines.push({ kind: 'text', text: words });
  };
  for (const match of text.matchAll(marks)) {
    const [all, strong, code, words, to] = match;
    plain(text.slice(from, match.index));
    from = match.index + all.length;
    if (strong !== undefined) inlines.push({ kind: 'strong', words: readInlines(strong) });
    else if (code !== undefined) inlines.push({ kind: 'code', text: code });
    else inlines.push({ kind: 'link', to: to ?? '', words: readInlines(words ?? '') });
  }
  plain(text.slice(from));
  return inlines;
};

export const wordsOf = (inlines: readonly Inline[]): string =>
  inlines.map((inline) => ('words' in inline ? wordsOf(inline.words) : inline.text)).join('');

const cellsOf = (line: string): readonly (readonly Inline[])[] =>
  line
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => readInlines(cell.trim()));

const listMark = /^(?:[-*]|(\d+)\.) +/;
const isBlockStart = (line: string): boolean => listMark.test(line) || /^(?:#|\||```)/.test(line);

/** Joins a line with those that go on from it: what was broken only to fit the page. */
const gather = (lines: readonly string[], from: number): { readonly text: string; readonly next: number } => {
  let next = from + 1;
  while (lines[next] !== undefined && lines[next] !== '' && !isBlockStart(lines[next] ?? '')) next += 1;
  return {
    text: lines
      .slice(from, next)
      .map((line) => line.trim())
      .join(' '),
    next,
  };
};

const readBlocks = (lines: readonly string[]): readonly Block[] => {
  const blocks: Block[] = [];
  let index = 0;
  while (index < lines.length) {
    const line = lines[index] ?? '';
    if (line === '') index += 1;
    else if (line.startsWith('```')) {
      const end = lines.indexOf('```', index + 1);
      if (end === -1) throw new Error('The guide has code without an end');
      blocks.push({ kind: 'code', text: lines.slice(index + 1, end).join('\n') });
      index = end + 1;
    } else if (line.startsWith('|')) {
      let end = index;
      while (lines[end]?.startsWith('|')) end += 1;
      const [head = '', , ...rows] = lines.slice(index, end);
      blocks.push({ kind: 'table', head: cellsOf(head), rows: rows.map(cellsOf) });
      index = end;
    } else if (listMark.test(line)) {
      const ordered = listMark.exec(line)?.[1] !== undefined;
      const items: (readonly Inline[])[] = [];
      while (
        listMark.test(lines[index] ?? '') &&
        (listMark.exec(lines[index] ?? '')?.[1] !== undefined) === ordered
      ) {
        const { text, next } = gather(lines, index);
        items.push(readInlines(text.replace(listMark, '')));
        index = next;
      }
      blocks.push({ kind: 'list', ordered, items });
    } else if (/^(?: +(?:[-*]|\d+\.) |>|!\[)/.test(line)) {
      throw new Error(`The guide has a block that is not read: ${line}`);
    } else {
      const { text, next } = gather(lines, index);
      blocks.push({ kind: 'paragraph', words: readInlines(text) });
      index = next;
    }
  }
  return blocks;
};

/** The name of a heading in links, as readers of Markdown make it. */
const idOf = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s-]/gu, '')
    .trim()
    .replace(/\s/g, '-');

/** The guide's sections in order, the guide itself first. */
export const readGuide = (markdown: string): readonly GuideSection[] => {
  const lines = markdown.split('\n').map((line) => line.trimEnd());
  const headings = lines.flatMap((line, at) => {
    const [, hashes, title] = /^(#{1,3}) +(.+)$/.exec(line) ?? [];
    return hashes !== undefined && title !== undefined ? [{ at, level: hashes.length, title }] : [];
  });
  return headings.map(({ at, level, title }, index) => ({
    id: idOf(title),
    title,
    level,
    blocks: readBlocks(lines.slice(at + 1, headings[index + 1]?.at)),
  }));
};

const wordsOfBlock = (block: Block): readonly string[] => {
  switch (block.kind) {
    case 'paragraph':
      return [wordsOf(block.words)];
    case 'list':
      return block.items.map(wordsOf);
    case 'table':
      return [block.head, ...block.rows].map((row) => row.map(wordsOf).join(' · '));
    case 'code':
      return [block.text];
  }
};

const fold = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('’', "'").toLowerCase();

export interface GuideHit {
  readonly section: GuideSection;
  /** The passage with most of the words that were searched for; empty where only the heading has them. */
  readonly passage: string;
}

/** The sections that have every word, in their heading or text; those with a word in their heading first. */
export const searchGuide = (sections: readonly GuideSection[], search: string): readonly GuideHit[] => {
  const words = fold(search)
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return [];
  const hits = sections.flatMap((section) => {
    const passages = section.level === 1 ? [] : section.blocks.flatMap(wordsOfBlock);
    const title = fold(section.title);
    const all = [title, ...passages.map(fold)].join('\n');
    if (!words.every((word) => all.includes(word))) return [];
    const countIn = (text: string): number => words.filter((word) => text.includes(word)).length;
    const passage = passages.toSorted((one, other) => countIn(fold(other)) - countIn(fold(one)))[0] ?? '';
    return [
      {
        hit: { section, passage: countIn(fold(passage)) > 0 ? passage : '' },
        inTitle: countIn(title),
      },
    ];
  });
  return hits.toSorted((one, other) => other.inTitle - one.inTitle).map(({ hit }) => hit);
};
