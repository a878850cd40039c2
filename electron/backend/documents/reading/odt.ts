import type { Element, Node } from '@xmldom/xmldom';
import type { Block, DocumentModel, Inline, TableCell } from '../../../../shared/domain/documentModel.ts';
import { unpack } from './archive.ts';
import { DocumentRefusal, KEEP_AS_EVIDENCE } from './documentRefusal.ts';
import { limits } from './limits.ts';
import { asFootnote, createModelBuilder, mergeInlines, splitTicks, tick } from './modelBuilder.ts';
import { attribute, elementsOf, findChild, parseXml } from './xml.ts';

type Style = Omit<Inline, 'text' | 'tick'>;

/** What surrounds an element: kept while the walk goes down into it. */
interface Surroundings {
  readonly style: Style;
  readonly depth: number;
  readonly inList: boolean;
}

/** Text styles by name, a style's own settings going before those of the style that it is based on. */
const readStyles = (parts: readonly Element[]): ((name: string | undefined) => Style) => {
  const sources = new Map<string, Element>();
  for (const part of parts)
    for (const element of part.getElementsByTagNameNS('*', 'style')) {
      const name = attribute(element, 'name');
      if (name !== undefined) sources.set(name, element);
    }
  const known = new Map<string, Style>();
  const styleOf = (name: string | undefined, depth = 0): Style => {
    const source = name === undefined ? undefined : sources.get(name);
    if (name === undefined || !source || depth > limits.nesting) return {};
    const before = known.get(name);
    if (before) return before;
    const properties = findChild(source, 'text-properties');
    const weight = attribute(properties, 'font-weight');
    const through = attribute(properties, 'text-line-through-style');
    const under = attribute(properties, 'text-underline-style');
    const background = attribute(properties, 'background-color');
    const style: Style = {
      ...styleOf(attribute(source, 'parent-style-name'), depth + 1),
      ...(weight === undefined ? {} : { bold: weight === 'bold' || Number(weight) >= 600 }),
      ...(through === undefined ? {} : { struck: through !== 'none' }),
      ...(under === undefined && background === undefined
        ? {}
        : {
            marked:
              (under !== undefined && under !== 'none') ||
              (background !== undefined && background !== 'transparent'),
          }),
    };
    known.set(name, style);
    return style;
  };
  return styleOf;
};

const onlySet = (style: Style): Style => ({
  ...(style.bold ? { bold: true } : {}),
  ...(style.struck ? { struck: true } : {}),
  ...(style.marked ? { marked: true } : {}),
  ...(style.placeholder ? { placeholder: true } : {}),
});

/** OpenDocument folds white space as HTML does; wanted spaces, tabs and breaks are elements. */
const foldSpace = (text: string): string => text.replace(/[ \t\r\n]+/g, ' ');

const repeated = (text: string | undefined, most: number): number => {
  const number = Number(text ?? 1);
  return Number.isInteger(number) && number > 0 ? Math.min(number, most) : 1;
};
const MOST_COLUMNS = 63;

/** Elements of a paragraph that hold nothing to read: where changes, bookmarks and their like begin and end. */
const silent = new Set(['tracked-changes', 'sequence-decls', 'soft-page-break', 'forms', 'annotation-end']);

/**
 * Reads an OpenDocument text. Deleted words of tracked changes stand apart in such a file and are left out.
 * Throws a DocumentRefusal when the file is damaged, unsafe or over a limit.
 */
export const readOdt = (bytes: Uint8Array, idPrefix = 'b'): DocumentModel => {
  let macros = false;
  const parts = unpack(bytes, (name) => {
    macros ||= /^(Basic|Scripts)\//.test(name);
    return ['content.xml', 'styles.xml', 'META-INF/manifest.xml'].includes(name);
  });
  const root = (name: string): Element | undefined => {
    const part = parts[name];
    return part && (parseXml(part).documentElement ?? undefined);
  };
  if ((root('META-INF/manifest.xml')?.getElementsByTagNameNS('*', 'encryption-data').length ?? 0) > 0)
    throw new DocumentRefusal(
      'encrypted',
      `This file is locked with a password. Ask the sender for a copy without one, or open it and save it without. ${KEEP_AS_EVIDENCE}`,
    );
  const content = root('content.xml');
  const body = findChild(findChild(content, 'body'), 'text');
  if (!content || !body)
    throw new DocumentRefusal(
      'unsupported-format',
      `This OpenDocument file is not a text document. Open it, save it as a Word document (.docx) and try again. ${KEEP_AS_EVIDENCE}`,
    );
  const styles = root('styles.xml');
  const styleOf = readStyles(styles ? [styles, content] : [content]);
  const builder = createModelBuilder(idPrefix);
  const footnotes: Block[] = [];
  if (macros) builder.lose('macros', 'This document holds macros. They were not run.');

  const tickedBoxes = new Map<string, boolean>();
  for (const box of body.getElementsByTagNameNS('*', 'checkbox'))
    tickedBoxes.set(
      attribute(box, 'id') ?? '',
      (attribute(box, 'current-state') ?? attribute(box, 'state')) === 'checked',
    );

  const frame = (element: Element, surroundings: Surroundings, beside: Block[]): void => {
    for (const part of elementsOf(element)) {
      if (part.localName === 'text-box') beside.push(...blocks(part, deeper(surroundings)));
      else if (part.localName === 'image')
        builder.lose('pictures', 'This document has pictures. Words inside a picture are not read.');
      else if (part.localName === 'object' || part.localName === 'object-ole')
        builder.lose('embedded-files', 'This document has other files embedded in it. They are not read.');
    }
  };

  const inlines = (parent: Node, surroundings: Surroundings, into: Inline[], beside: Block[]): void => {
    checkDepth(surroundings);
    for (let node = parent.firstChild; node; node = node.nextSibling) {
      const style = onlySet(surroundings.style);
      if (node.nodeType === 3) {
        into.push(...splitTicks({ text: foldSpace(node.nodeValue ?? ''), ...style }));
        continue;
      }
      if (node.nodeType !== 1) continue;
      const element = node as Element;
      const inside = deeper(surroundings);
      switch (element.localName) {
        case 's':
          into.push({ text: ' '.repeat(repeated(attribute(element, 'c'), 200)), ...style });
          break;
        case 'tab':
          into.push({ text: '\t', ...style });
          break;
        case 'line-break':
          into.push({ text: '\n', ...style });
          break;
        case 'span': {
          const own = styleOf(attribute(element, 'style-name'));
          inlines(element, { ...inside, style: { ...surroundings.style, ...own } }, into, beside);
          break;
        }
        case 'placeholder':
          inlines(element, { ...inside, style: { ...surroundings.style, placeholder: true } }, into, beside);
          break;
        case 'content-control': {
          const checkBox = attribute(element, 'checkbox') === 'true';
          const placeholder = attribute(element, 'showing-place-holder') === 'true';
          if (checkBox) into.push(tick(attribute(element, 'checked') === 'true'));
          else
            inlines(
              element,
              placeholder ? { ...inside, style: { ...surroundings.style, placeholder } } : inside,
              into,
              beside,
            );
          break;
        }
        case 'control': {
          const ticked = tickedBoxes.get(attribute(element, 'control') ?? '');
          if (ticked !== undefined) into.push(tick(ticked));
          break;
        }
        case 'note': {
          const note = findChild(element, 'note-body');
          if (note) footnotes.push(...blocks(note, inside).map(asFootnote));
          break;
        }
        case 'annotation':
          builder.lose('comments', 'This document has comments in its margin. They are not read.');
          break;
        case 'change':
        case 'change-start':
        case 'change-end':
          builder.lose(
            'tracked-changes',
            'This document has tracked changes. It was read as if all were accepted.',
          );
          break;
        case 'frame':
        case 'custom-shape':
        case 'rect':
        case 'g':
          if (element.localName === 'frame') frame(element, surroundings, beside);
          else beside.push(...blocks(element, inside));
          break;
        default:
          inlines(element, inside, into, beside);
      }
    }
  };

  const deeper = (surroundings: Surroundings): Surroundings => ({
    ...surroundings,
    depth: surroundings.depth + 1,
  });
  const checkDepth = ({ depth }: Surroundings): void => {
    if (depth > limits.nesting)
      throw new DocumentRefusal(
        'too-complex',
        `This document has more than ${limits.nesting} tables or boxes inside one another. ${KEEP_AS_EVIDENCE}`,
      );
  };

  const rowsOf = (table: Element): readonly Element[] =>
    elementsOf(table).flatMap((element) =>
      element.localName === 'table-row'
        ? Array<Element>(repeated(attribute(element, 'number-rows-repeated'), 100)).fill(element)
        : ['table-header-rows', 'table-rows', 'table-row-group'].includes(element.localName ?? '')
          ? rowsOf(element)
          : [],
    );

  const cellsOf = (row: Element, surroundings: Surroundings): readonly Omit<TableCell, 'id'>[] =>
    elementsOf(row)
      .filter((cell) => cell.localName === 'table-cell')
      .flatMap((cell) =>
        Array.from({ length: repeated(attribute(cell, 'number-columns-repeated'), MOST_COLUMNS) }, () => ({
          columns: repeated(attribute(cell, 'number-columns-spanned'), MOST_COLUMNS),
          rows: repeated(attribute(cell, 'number-rows-spanned'), limits.archiveEntries),
          blocks: blocks(cell, deeper(surroundings)),
        })),
      );

  const blocks = (parent: Element, surroundings: Surroundings): Block[] => {
    checkDepth(surroundings);
    return elementsOf(parent).flatMap((element): Block[] => {
      const name = element.localName ?? '';
      switch (name) {
        case 'p':
        case 'h': {
          const into: Inline[] = [];
          const beside: Block[] = [];
          const style = styleOf(attribute(element, 'style-name'));
          inlines(element, { ...deeper(surroundings), style }, into, beside);
          const kind = name === 'h' ? 'heading' : surroundings.inList ? 'listItem' : 'body';
          return [builder.paragraph(kind, mergeInlines(into)), ...beside];
        }
        case 'list':
          return elementsOf(element).flatMap((item) =>
            blocks(item, { ...deeper(surroundings), inList: item.localName === 'list-item' }),
          );
        case 'table':
          return [builder.table(rowsOf(element).map((row) => cellsOf(row, surroundings)))];
        case 'frame': {
          const beside: Block[] = [];
          frame(element, surroundings, beside);
          return beside;
        }
        default:
          return silent.has(name) ? [] : blocks(element, deeper(surroundings));
      }
    });
  };

  const start: Surroundings = { style: {}, depth: 0, inList: false };
  const text = blocks(body, start);
  return {
    format: 'odt',
    headers: [],
    blocks: [...text, ...footnotes],
    formFields: [],
    losses: builder.losses,
  };
};
