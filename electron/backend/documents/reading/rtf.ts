import type { Block, DocumentModel, Inline } from '../../../../shared/domain/documentModel.ts';
import { DocumentRefusal, KEEP_AS_EVIDENCE } from './documentRefusal.ts';
import { limits } from './limits.ts';
import {
  asFootnote,
  createModelBuilder,
  isBlank,
  mergeDown,
  mergeInlines,
  splitTicks,
  symbolTick,
  tick,
  type MergingCell,
} from './modelBuilder.ts';
import { rtfTokens } from './rtfTokens.ts';

/** What a group may set; closing it brings the former state back. */
interface State {
  readonly destination: 'text' | 'skipped' | 'fonts' | 'formField' | 'listEntry';
  readonly bold: boolean;
  readonly struck: boolean;
  readonly marked: boolean;
  readonly hidden: boolean;
  readonly deleted: boolean;
  readonly font: number;
  /** Characters that stand after each \u for readers without Unicode. */
  readonly substitutes: number;
}

interface CellDefinition {
  readonly right: number;
  readonly down?: 'from' | 'into';
  readonly intoLeft: boolean;
}

interface OpenTable {
  readonly rows: {
    readonly definitions: readonly CellDefinition[];
    readonly cells: readonly (readonly Block[])[];
  }[];
  cells: (readonly Block[])[];
  /** What stands so far in the cell being read. */
  current: Block[];
}

/** Groups whose words are no part of the text. */
const skipped = new Set(
  (
    'colortbl stylesheet info pict listtable listoverridetable revtbl rsidtbl themedata colorschememapping ' +
    'latentstyles datastore generator xmlnstbl filetbl listtext pntext nonshppict nonesttables fldinst ' +
    'objdata objclass sp annotation atnid atnauthor atndate atnref xe tc mmathPr fchars lchars'
  ).split(' '),
);
/** Groups marked as optional ("\*") that are read all the same. */
const known = new Set(['shpinst', 'formfield', 'ffl', 'nesttableprops', 'fldinst']);

/** Windows code pages of the character sets that fonts name. */
const codePages: Readonly<Record<number, string>> = {
  77: 'macintosh',
  128: 'shift_jis',
  129: 'euc-kr',
  134: 'gbk',
  136: 'big5',
  161: 'windows-1253',
  162: 'windows-1254',
  163: 'windows-1258',
  177: 'windows-1255',
  178: 'windows-1256',
  186: 'windows-1257',
  204: 'windows-1251',
  222: 'windows-874',
  238: 'windows-1250',
};

const characters: Readonly<Record<string, string>> = {
  tab: '\t',
  line: '\n',
  emdash: '\u2014',
  endash: '\u2013',
  bullet: '\u2022',
  lquote: '\u2018',
  rquote: '\u2019',
  ldblquote: '\u201c',
  rdblquote: '\u201d',
  '~': '\u00a0',
  _: '-',
  enspace: '\u2002',
  emspace: '\u2003',
};

const damaged = (): DocumentRefusal =>
  new DocumentRefusal(
    'damaged',
    `This rich text file is damaged or incomplete. Ask the sender for it again. ${KEEP_AS_EVIDENCE}`,
  );

/** Cells with their places in the grid that all rows of a table share. Edges within a millimetre or so are one. */
const gridOf = (rows: OpenTable['rows']): readonly (readonly MergingCell[])[] => {
  const NEAR_IN_TWIPS = 40;
  const rights = new Set<number>();
  // Rows of the same widths share their definitions.
  for (const definitions of new Set(rows.map((row) => row.definitions)))
    for (const { right } of definitions) rights.add(right);
  const columns = new Map<number, number>();
  const edges: number[] = [];
  let passed = 0;
  for (const right of [...rights].sort((first, second) => first - second)) {
    if (right - (edges.at(-1) ?? -Infinity) > NEAR_IN_TWIPS) edges.push(right);
    while ((edges[passed] ?? Infinity) < right - NEAR_IN_TWIPS) passed += 1;
    columns.set(right, passed);
  }
  const columnOf = (right: number): number => columns.get(right) ?? 0;
  return rows.map(({ definitions, cells }) => {
    const row: { columns: number; down?: 'from' | 'into'; blocks: () => readonly Block[] }[] = [];
    let column = 0;
    cells.forEach((blocks, index) => {
      const definition = definitions[index];
      const end = definition ? columnOf(definition.right) + 1 : column + 1;
      const columns = Math.max(end - column, 1);
      column += columns;
      const left = row.at(-1);
      if (definition?.intoLeft && left) left.columns += columns;
      else
        row.push({ columns, ...(definition?.down ? { down: definition.down } : {}), blocks: () => blocks });
    });
    return row;
  });
};

/** Reads a rich text file. Throws a DocumentRefusal when it is damaged or over a limit. */
export const readRtf = (bytes: Uint8Array, idPrefix = 'b'): DocumentModel => {
  const builder = createModelBuilder(idPrefix);
  const body: Block[] = [];
  const footnotes: Block[] = [];
  const fonts = new Map<number, { codePage?: string; name: string }>();
  const decoders = new Map<string, InstanceType<typeof TextDecoder>>();
  let codePage = 'windows-1252';

  const stack: { readonly state: State; readonly onClose?: () => void }[] = [];
  let state: State = {
    destination: 'text',
    bold: false,
    struck: false,
    marked: false,
    hidden: false,
    deleted: false,
    font: 0,
    substitutes: 1,
  };
  let optional = false;
  let substitutesLeft = 0;
  let bytesWaiting: number[] = [];
  let onClose: (() => void) | undefined;

  let into: Body = { blocks: body, tables: [], inlines: [] };
  interface Body {
    readonly blocks: Block[];
    readonly tables: OpenTable[];
    inlines: Inline[];
  }
  let depth = 0;
  let listItem = false;
  let heading = false;
  let definitions: CellDefinition[] = [];
  let nextCell: Omit<CellDefinition, 'right'> = { intoLeft: false };
  let field: { kind?: number; result?: number; fallback?: number; entries: string[] } = { entries: [] };

  const decode = (data: readonly number[] | Uint8Array): string => {
    const page = fonts.get(state.font)?.codePage ?? codePage;
    let decoder = decoders.get(page);
    if (!decoder) decoders.set(page, (decoder = new TextDecoder(page)));
    return decoder.decode(data instanceof Uint8Array ? data : Uint8Array.from(data));
  };

  const write = (text: string): void => {
    if (text === '' || state.destination === 'skipped') return;
    if (state.destination === 'fonts') {
      const font = fonts.get(state.font);
      if (font) font.name += text.replace(/;.*/s, '');
      return;
    }
    if (state.destination === 'listEntry') {
      field.entries[field.entries.length - 1] += text;
      return;
    }
    if (state.destination === 'formField') return;
    if (state.hidden) {
      if (text.trim() !== '')
        builder.lose('hidden-text', 'This document has hidden words. They are not read.');
      return;
    }
    if (state.deleted) {
      builder.lose(
        'tracked-changes',
        'This document has tracked changes. It was read as if all were accepted.',
      );
      return;
    }
    const style = {
      ...(state.bold ? { bold: true } : {}),
      ...(state.struck ? { struck: true } : {}),
      ...(state.marked ? { marked: true } : {}),
    };
    const symbols = fonts.get(state.font)?.name.trim() ?? '';
    if (/^wingdings/i.test(symbols)) {
      for (const character of text) {
        const ticked = symbolTick(symbols, character.codePointAt(0) ?? 0);
        into.inlines.push(ticked ?? { text: character, ...style });
      }
    } else into.inlines.push(...splitTicks({ text, ...style }));
  };
  const flush = (): void => {
    const waiting = bytesWaiting;
    bytesWaiting = [];
    if (waiting.length > 0) write(decode(waiting));
  };

  const closeTable = (): void => {
    const table = into.tables.pop();
    if (!table) return;
    // Words after the last finished row: the file breaks off there, and they are not lost.
    const left = [...table.cells.flat(), ...table.current].filter((block) => !isBlank(block));
    const outer = into.tables.at(-1)?.current ?? into.blocks;
    if (table.rows.length > 0) outer.push(builder.table(mergeDown(gridOf(table.rows))));
    outer.push(...left);
  };
  const atDepth = (wanted: number): void => {
    if (wanted > limits.nesting)
      throw new DocumentRefusal(
        'too-complex',
        `This document has more than ${limits.nesting} tables inside one another. ${KEEP_AS_EVIDENCE}`,
      );
    while (into.tables.length > wanted) closeTable();
    while (into.tables.length < wanted) into.tables.push({ rows: [], cells: [], current: [] });
  };
  const endParagraph = (): void => {
    flush();
    atDepth(depth);
    const style = heading ? 'heading' : listItem ? 'listItem' : 'body';
    (into.tables.at(-1)?.current ?? into.blocks).push(builder.paragraph(style, mergeInlines(into.inlines)));
    into.inlines = [];
  };
  const endCell = (): void => {
    if (depth === 0) depth = 1;
    endParagraph();
    const table = into.tables.at(-1);
    if (!table) return;
    table.cells.push(table.current);
    table.current = [];
  };
  const endRow = (): void => {
    flush();
    const table = into.tables.at(-1);
    if (!table) return;
    if (table.cells.length > 0) table.rows.push({ definitions, cells: table.cells });
    table.cells = [];
  };
  const endBody = (): void => {
    flush();
    if (into.inlines.length > 0) endParagraph();
    atDepth(0);
  };

  /** Reads a group as a text of its own: a text box, a footnote, a header. */
  const apart = (finish: (blocks: readonly Block[]) => void): void => {
    const outer = { into, depth, listItem, heading, definitions };
    const inner: Body = { blocks: [], tables: [], inlines: [] };
    into = inner;
    depth = 0;
    onClose = () => {
      endBody();
      finish(inner.blocks.filter((block) => !isBlank(block)));
      ({ into, depth, listItem, heading, definitions } = outer);
    };
  };

  const control = (word: string, param: number | undefined, wasOptional: boolean): void => {
    const on = param !== 0;
    const text = characters[word];
    if (text !== undefined) return write(text);
    if (state.destination === 'fonts') {
      if (word === 'f') {
        state = { ...state, font: param ?? 0 };
        fonts.set(param ?? 0, { name: '' });
      } else if (word === 'fcharset') {
        const page = codePages[param ?? 0];
        const font = fonts.get(state.font);
        if (font && page !== undefined) font.codePage = page;
      } else if (wasOptional) state = { ...state, destination: 'skipped' };
      return;
    }
    if (skipped.has(word) || (wasOptional && !known.has(word))) {
      if (word === 'pict')
        builder.lose('pictures', 'This document has pictures. Words inside a picture are not read.');
      if (word === 'annotation')
        builder.lose('comments', 'This document has comments in its margin. They are not read.');
      if (word === 'objdata')
        builder.lose('embedded-files', 'This document has other files embedded in it. They are not read.');
      // The field's instruction may hold a form field, which is read.
      state = { ...state, destination: word === 'fldinst' ? 'formField' : 'skipped' };
      return;
    }
    switch (word) {
      case 'fonttbl':
        state = { ...state, destination: 'fonts' };
        return;
      case 'ansicpg':
        codePage = param !== undefined && param >= 1250 && param <= 1258 ? `windows-${param}` : codePage;
        return;
      case 'mac':
        codePage = 'macintosh';
        return;
      case 'uc':
        state = { ...state, substitutes: Math.max(param ?? 1, 0) };
        return;
      case 'u': {
        const code = (param ?? 0) < 0 ? (param ?? 0) + 65536 : (param ?? 0);
        if (code >= 0 && code <= 0x10ffff) write(String.fromCodePoint(code));
        substitutesLeft = state.substitutes;
        return;
      }
      case 'plain':
        state = { ...state, bold: false, struck: false, marked: false, hidden: false, deleted: false };
        return;
      case 'b':
        state = { ...state, bold: on };
        return;
      case 'strike':
      case 'striked':
        state = { ...state, struck: on };
        return;
      case 'ul':
      case 'uld':
      case 'uldb':
      case 'ulw':
      case 'ulth':
        state = { ...state, marked: on };
        return;
      case 'highlight':
        state = { ...state, marked: on };
        return;
      case 'ulnone':
        state = { ...state, marked: false };
        return;
      case 'v':
        state = { ...state, hidden: on };
        return;
      case 'deleted':
        state = { ...state, deleted: on };
        return;
      case 'f':
        state = { ...state, font: param ?? 0 };
        return;
      case 'pard':
        depth = 0;
        listItem = false;
        heading = false;
        return;
      case 'intbl':
        depth = Math.max(depth, 1);
        return;
      case 'itap':
        depth = param ?? 0;
        return;
      case 'ls':
        listItem = param !== 0;
        return;
      case 'outlinelevel':
        heading = true;
        return;
      case 'par':
      case 'sect':
      case 'page':
        if (word !== 'page' || into.inlines.length > 0) endParagraph();
        return;
      case 'trowd':
        definitions = [];
        nextCell = { intoLeft: false };
        return;
      case 'clvmgf':
        nextCell = { ...nextCell, down: 'from' };
        return;
      case 'clvmrg':
        nextCell = { ...nextCell, down: 'into' };
        return;
      case 'clmrg':
        nextCell = { ...nextCell, intoLeft: true };
        return;
      case 'cellx':
        if (definitions.length >= limits.columns)
          throw new DocumentRefusal(
            'too-complex',
            `This document has a table of more than ${limits.columns} columns, which no form has. ${KEEP_AS_EVIDENCE}`,
          );
        definitions = [...definitions, { right: param ?? 0, ...nextCell }];
        nextCell = { intoLeft: false };
        return;
      case 'cell':
        depth = 1;
        endCell();
        return;
      case 'nestcell':
        depth = Math.max(depth, 2);
        endCell();
        return;
      case 'row':
        atDepth(1);
        endRow();
        return;
      case 'nestrow':
        endRow();
        return;
      case 'nesttableprops': {
        const outer = definitions;
        onClose = () => {
          definitions = outer;
        };
        return;
      }
      case 'footnote':
        apart((blocks) => footnotes.push(...blocks.map(asFootnote)));
        return;
      case 'shptxt': {
        const beside = into.tables.at(-1)?.current ?? into.blocks;
        apart((blocks) => beside.push(...blocks));
        return;
      }
      case 'header':
      case 'headerl':
      case 'headerr':
      case 'headerf':
      case 'footer':
      case 'footerl':
      case 'footerr':
      case 'footerf':
        apart((blocks) => footnotes.push(...blocks.map(asFootnote)));
        return;
      case 'formfield':
        field = { entries: [] };
        state = { ...state, destination: 'formField' };
        onClose = () => {
          const chosen = field.result === undefined || field.result === 25 ? field.fallback : field.result;
          const made: Inline | undefined =
            field.kind === 1
              ? tick(chosen === 1)
              : field.kind === 2
                ? { text: field.entries[chosen ?? 0] ?? '' }
                : undefined;
          if (made) into.inlines.push(made);
        };
        return;
      case 'fftype':
        field.kind = param ?? 0;
        return;
      case 'ffres':
        field.result = param ?? 0;
        return;
      case 'ffdefres':
        field.fallback = param ?? 0;
        return;
      case 'ffl':
        field.entries.push('');
        state = { ...state, destination: 'listEntry' };
        return;
    }
  };

  let closed = false;
  try {
    for (const token of rtfTokens(bytes)) {
      if (closed) break;
      const hex = token.kind === 'control' && token.word === "'";
      if (!hex) flush();
      switch (token.kind) {
        case 'open':
          stack.push({ state });
          substitutesLeft = 0;
          if (stack.length > 2_000) throw damaged();
          break;
        case 'close': {
          const opened = stack.pop();
          if (!opened) throw damaged();
          opened.onClose?.();
          state = opened.state;
          closed = stack.length === 0;
          break;
        }
        case 'control': {
          const { word } = token;
          const wasOptional = optional;
          optional = false;
          if (word === '*') optional = true;
          else if (substitutesLeft > 0 && (hex || word.length === 1)) substitutesLeft -= 1;
          else if (hex) {
            if (token.byte !== undefined) bytesWaiting.push(token.byte);
          } else if (word === '\\' || word === '{' || word === '}') write(word);
          else if (word === '\r' || word === '\n') control('par', undefined, false);
          else if (state.destination !== 'skipped') control(word, token.param, wasOptional);
          if (onClose) {
            const group = stack.pop();
            if (group) stack.push({ ...group, onClose });
            onClose = undefined;
          }
          break;
        }
        case 'text': {
          const { data } = token;
          const passed = Math.min(substitutesLeft, data.length);
          substitutesLeft -= passed;
          if (data.length > passed) write(decode(data.subarray(passed)));
          break;
        }
      }
    }
  } catch (error) {
    throw error instanceof DocumentRefusal ? error : damaged();
  }
  if (!closed) throw damaged();
  endBody();
  return {
    format: 'rtf',
    headers: [],
    blocks: [...body, ...footnotes],
    formFields: [],
    losses: builder.losses,
  };
};
