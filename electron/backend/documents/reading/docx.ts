import type { Element } from '@xmldom/xmldom';
import type { Block, DocumentModel, Inline, Table } from '../../../../shared/domain/documentModel.ts';
import { repeatField } from '../../../../shared/domain/blankForm.ts';
import { unpack } from './archive.ts';
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
  type ModelBuilder,
} from './modelBuilder.ts';
import { attribute, elementsOf, findChild, holdsElement, isOn, parseXml } from './xml.ts';

/** What surrounds a run: kept while the walk goes down into it. */
interface Surroundings {
  readonly placeholder: boolean;
  readonly depth: number;
  /** The content control's own name for itself. */
  readonly field?: string;
  /** Which repetition of a repeated part of the form this is, from 0. */
  readonly item?: number;
}

interface Relationship {
  readonly kind: string;
  readonly target: string;
  readonly external: boolean;
}

type Walk = ReturnType<typeof createWalk>;

const flags = (properties: Element | undefined, surroundings: Surroundings): Omit<Inline, 'text'> => ({
  ...(isOn(findChild(properties, 'b')) ? { bold: true } : {}),
  ...(isOn(findChild(properties, 'strike')) || isOn(findChild(properties, 'dstrike'))
    ? { struck: true }
    : {}),
  ...(isOn(findChild(properties, 'u')) || isOn(findChild(properties, 'highlight')) ? { marked: true } : {}),
  ...(surroundings.placeholder ? { placeholder: true } : {}),
  ...(surroundings.field === undefined ? {} : { field: surroundings.field }),
});

/** A legacy form field: a check box, or the choice of a drop-down list; its own text follows as ordinary runs. */
const legacyField = (fieldData: Element | undefined): Inline | undefined => {
  const checkBox = findChild(fieldData, 'checkBox');
  if (checkBox) return tick(isOn(findChild(checkBox, 'checked') ?? findChild(checkBox, 'default')));
  const list = findChild(fieldData, 'ddList');
  if (!list) return undefined;
  const entries = elementsOf(list).filter((entry) => entry.localName === 'listEntry');
  const chosen = Number(attribute(findChild(list, 'result') ?? findChild(list, 'default'), 'val') ?? 0);
  return { text: attribute(entries[chosen], 'val') ?? '' };
};

/** Containers that only wrap what they hold, and tracked insertions, which are read as accepted. */
const transparent = new Set([
  'ins',
  'moveTo',
  'hyperlink',
  'smartTag',
  'customXml',
  'fldSimple',
  'dir',
  'bdo',
  'sdtContent',
]);
const removed = new Set(['del', 'moveFrom']);

/** How many repetitions of the same part of the form stand before this one. */
const repetitionOf = (control: Element): number => {
  const beside = control.parentNode ? elementsOf(control.parentNode) : [];
  return beside.filter((element) => element.localName === 'sdt').indexOf(control);
};

const createWalk = (builder: ModelBuilder, notes: ReadonlyMap<string, Element>) => {
  const footnotes: Block[] = [];

  const note = (reference: Element, surroundings: Surroundings): void => {
    const kind = reference.localName === 'footnoteReference' ? 'footnote' : 'endnote';
    const source = notes.get(`${kind} ${attribute(reference, 'id') ?? ''}`);
    if (source) footnotes.push(...blocks(source, surroundings).map(asFootnote));
  };

  const drawing = (element: Element, surroundings: Surroundings, beside: Block[]): void => {
    const boxes = [...element.getElementsByTagNameNS('*', 'txbxContent')];
    for (const box of boxes) beside.push(...blocks(box, deeper(surroundings)));
    if (boxes.length === 0 && holdsElement(element, ['blip', 'imagedata']))
      builder.lose('pictures', 'This document has pictures. Words inside a picture are not read.');
    if (element.localName === 'object')
      builder.lose('embedded-files', 'This document has other files embedded in it. They are not read.');
  };

  /** Word keeps a text box twice, for new and old versions of itself: only one may be read. */
  const alternate = (element: Element, surroundings: Surroundings, into: Inline[], beside: Block[]): void => {
    const options = elementsOf(element);
    const choice = options.find((option) => option.localName === 'Choice');
    const chosen = choice && elementsOf(choice).length > 0 ? choice : options.at(-1);
    if (chosen) inlines(chosen, surroundings, into, beside);
  };

  const control = (element: Element, surroundings: Surroundings): Surroundings | Inline => {
    const properties = findChild(element, 'sdtPr');
    const checkBox = findChild(properties, 'checkbox');
    if (checkBox) return tick(isOn(findChild(checkBox, 'checked')));
    const tag = attribute(findChild(properties, 'tag'), 'val');
    const item = findChild(properties, 'repeatingSectionItem') ? repetitionOf(element) : surroundings.item;
    return {
      ...surroundings,
      ...(item === undefined ? {} : { item }),
      ...(tag ? { field: repeatField(tag, item ?? 0) } : {}),
      ...(findChild(properties, 'showingPlcHdr') ? { placeholder: true } : {}),
    };
  };

  const run = (element: Element, surroundings: Surroundings, into: Inline[], beside: Block[]): void => {
    const properties = findChild(element, 'rPr');
    if (isOn(findChild(properties, 'vanish'))) {
      if (holdsElement(element, ['t']))
        builder.lose('hidden-text', 'This document has hidden words. They are not read.');
      return;
    }
    const style = flags(properties, surroundings);
    for (const part of elementsOf(element)) {
      switch (part.localName) {
        case 't':
          into.push(...splitTicks({ text: part.textContent ?? '', ...style }));
          break;
        case 'tab':
        case 'ptab':
          into.push({ text: '\t', ...style });
          break;
        case 'br':
        case 'cr':
          into.push({ text: '\n', ...style });
          break;
        case 'noBreakHyphen':
          into.push({ text: '-', ...style });
          break;
        case 'sym': {
          const ticked = symbolTick(
            attribute(part, 'font'),
            Number.parseInt(attribute(part, 'char') ?? '', 16),
          );
          if (ticked) into.push({ ...ticked, ...style });
          break;
        }
        case 'fldChar': {
          const field = legacyField(findChild(part, 'ffData'));
          if (field) into.push({ ...field, ...style });
          break;
        }
        case 'footnoteReference':
        case 'endnoteReference':
          note(part, surroundings);
          break;
        case 'commentReference':
          builder.lose('comments', 'This document has comments in its margin. They are not read.');
          break;
        case 'drawing':
        case 'pict':
        case 'object':
          drawing(part, surroundings, beside);
          break;
        case 'AlternateContent':
          alternate(part, surroundings, into, beside);
          break;
        case 'delText':
        case 'delInstrText':
          break;
      }
    }
  };

  const inlines = (parent: Element, surroundings: Surroundings, into: Inline[], beside: Block[]): void => {
    for (const element of elementsOf(parent)) {
      const name = element.localName ?? '';
      if (name === 'r') run(element, surroundings, into, beside);
      else if (name === 'sdt') {
        const inside = control(element, surroundings);
        if ('text' in inside) into.push(inside);
        else inlines(element, inside, into, beside);
      } else if (removed.has(name)) loseChanges();
      else if (name === 'AlternateContent') alternate(element, surroundings, into, beside);
      else if (name === 'drawing' || name === 'pict' || name === 'object')
        drawing(element, surroundings, beside);
      else if (transparent.has(name)) {
        if (name === 'ins' || name === 'moveTo') loseChanges();
        inlines(element, surroundings, into, beside);
      }
    }
  };

  const loseChanges = (): void =>
    builder.lose(
      'tracked-changes',
      'This document has tracked changes. It was read as if all were accepted.',
    );

  const blocks = (parent: Element, surroundings: Surroundings): Block[] => {
    if (surroundings.depth > limits.nesting)
      throw new DocumentRefusal(
        'too-complex',
        `This document has more than ${limits.nesting} tables or boxes inside one another. ${KEEP_AS_EVIDENCE}`,
      );
    const found: Block[] = [];
    // A paragraph whose end mark was deleted in a tracked change runs on into the next one.
    let runOn: Inline[] = [];
    for (const element of elementsOf(parent)) {
      const name = element.localName ?? '';
      if (name === 'p') {
        const properties = findChild(element, 'pPr');
        const into: Inline[] = runOn;
        const beside: Block[] = [];
        inlines(element, surroundings, into, beside);
        runOn = [];
        if (findChild(findChild(properties, 'rPr'), 'del')) {
          loseChanges();
          runOn = into;
        } else found.push(builder.paragraph(paragraphStyle(properties), mergeInlines(into)));
        found.push(...beside);
      } else if (name === 'tbl') found.push(table(element, surroundings));
      else if (name === 'sdt') {
        const inside = control(element, surroundings);
        found.push(
          ...('text' in inside
            ? [builder.paragraph('body', [inside])]
            : elementsOf(element)
                .filter((child) => child.localName === 'sdtContent')
                .flatMap((content) => blocks(content, deeper(inside)))),
        );
      } else if (removed.has(name)) loseChanges();
      else if (name === 'AlternateContent') {
        const options = elementsOf(element);
        const chosen = options.find((option) => option.localName === 'Choice') ?? options.at(-1);
        if (chosen) found.push(...blocks(chosen, deeper(surroundings)));
      } else if (transparent.has(name)) found.push(...blocks(element, deeper(surroundings)));
      else if (name === 'altChunk')
        builder.lose('embedded-files', 'This document has other files embedded in it. They are not read.');
    }
    if (runOn.length > 0) found.push(builder.paragraph('body', mergeInlines(runOn)));
    return found;
  };

  /** Rows of a table or cells of a row, through the content controls and changes that may wrap them. */
  const parts = (
    parent: Element,
    name: 'tr' | 'tc',
    surroundings: Surroundings,
  ): readonly (readonly [Element, Surroundings])[] =>
    elementsOf(parent).flatMap((element) => {
      if (element.localName === name) return [[element, surroundings] as const];
      if (element.localName === 'sdt') {
        const inside = control(element, surroundings);
        return parts(element, name, 'text' in inside ? surroundings : inside);
      }
      return transparent.has(element.localName ?? '') ? parts(element, name, surroundings) : [];
    });

  const table = (element: Element, surroundings: Surroundings): Table => {
    const rows: MergingCell[][] = [];
    for (const [row, rowSurroundings] of parts(element, 'tr', surroundings)) {
      const rowProperties = findChild(row, 'trPr');
      if (findChild(rowProperties, 'del')) {
        loseChanges();
        continue;
      }
      const before = count(attribute(findChild(rowProperties, 'gridBefore'), 'val'), 0);
      rows.push([
        ...(before > 0 ? [{ columns: before, blocks: () => [] }] : []),
        ...parts(row, 'tc', rowSurroundings).map(([cell, cellSurroundings]) => {
          const properties = findChild(cell, 'tcPr');
          const merge = findChild(properties, 'vMerge');
          return {
            columns: count(attribute(findChild(properties, 'gridSpan'), 'val'), 1),
            ...(merge
              ? { down: attribute(merge, 'val') === 'restart' ? ('from' as const) : ('into' as const) }
              : {}),
            blocks: () => blocks(cell, deeper(cellSurroundings)),
          };
        }),
      ]);
    }
    return builder.table(mergeDown(rows));
  };

  return { blocks, footnotes };
};

const deeper = (surroundings: Surroundings): Surroundings => ({
  ...surroundings,
  depth: surroundings.depth + 1,
});

const count = (text: string | undefined, otherwise: number): number => {
  const number = Number(text);
  return Number.isInteger(number) && number > 0 && number <= 63 ? number : otherwise;
};

const paragraphStyle = (properties: Element | undefined): 'body' | 'heading' | 'listItem' => {
  const style = attribute(findChild(properties, 'pStyle'), 'val') ?? '';
  if (/^(heading|title|subtitle)/i.test(style) || findChild(properties, 'outlineLvl')) return 'heading';
  const numbering = attribute(findChild(findChild(properties, 'numPr'), 'numId'), 'val');
  return (numbering !== undefined && numbering !== '0') || /^list/i.test(style) ? 'listItem' : 'body';
};

const readRelationships = (part: Uint8Array | undefined): readonly Relationship[] => {
  if (!part) return [];
  const root = parseXml(part).documentElement;
  return (root ? elementsOf(root) : []).map((element) => ({
    kind: (attribute(element, 'Type') ?? '').split('/').at(-1) ?? '',
    target: attribute(element, 'Target') ?? '',
    external: attribute(element, 'TargetMode') === 'External',
  }));
};

const readNotes = (
  part: Uint8Array | undefined,
  kind: 'footnote' | 'endnote',
): readonly (readonly [string, Element])[] => {
  const root = part && parseXml(part).documentElement;
  return (root ? elementsOf(root) : [])
    .filter((element) => element.localName === kind && attribute(element, 'type') === undefined)
    .map((element) => [`${kind} ${attribute(element, 'id') ?? ''}`, element]);
};

/** Headers and footers, drawn but never read as answers. Variants for first and even pages often repeat each other. */
const marginBlocks = (walk: Walk, parts: readonly (Uint8Array | undefined)[]): readonly Block[] => {
  const seen = new Set<string>();
  return parts.flatMap((part) => {
    const root = part && parseXml(part).documentElement;
    const text = root?.textContent?.trim() ?? '';
    if (!root || text === '' || seen.has(text)) return [];
    seen.add(text);
    return walk
      .blocks(root, { placeholder: false, depth: 0 })
      .map(asFootnote)
      .filter((block) => !isBlank(block));
  });
};

/**
 * Reads a Word document: its own walk of WordprocessingML rather than a conversion to HTML, because a form's meaning
 * lies in what HTML has no words for (placeholders, tracked changes, check boxes, crossed-out answers, spans).
 * Throws a DocumentRefusal when the file is damaged, unsafe or over a limit.
 */
export const readDocx = (bytes: Uint8Array, idPrefix = 'b'): DocumentModel => {
  let macros = false;
  const parts = unpack(bytes, (name) => {
    macros ||= /(^|\/)vbaProject\.bin$/i.test(name);
    return /^_rels\/\.rels$|^word\/[^/]+\.xml$|^word\/_rels\/[^/]+\.rels$/i.test(name);
  });
  const mainTarget = readRelationships(parts['_rels/.rels']).find(
    (relationship) => relationship.kind === 'officeDocument' && !relationship.external,
  )?.target;
  const mainName = mainTarget?.replace(/^\//, '') ?? 'word/document.xml';
  const main = parts[mainName];
  const body = main && findChild(parseXml(main).documentElement ?? undefined, 'body');
  if (!body)
    throw new DocumentRefusal(
      'damaged',
      `This Word document has no text inside. Ask the sender for it again. ${KEEP_AS_EVIDENCE}`,
    );

  const builder = createModelBuilder(idPrefix);
  const relationships = readRelationships(parts[mainName.replace(/^word\//, 'word/_rels/') + '.rels']);
  if (macros) builder.lose('macros', 'This document holds macros. They were not run.');
  if (
    [...relationships, ...readRelationships(parts['word/_rels/settings.xml.rels'])].some(
      (relationship) => relationship.external && relationship.kind !== 'hyperlink',
    )
  )
    builder.lose('outside-content', 'This document points to files kept elsewhere. They were not fetched.');

  const walk = createWalk(
    builder,
    new Map([
      ...readNotes(parts['word/footnotes.xml'], 'footnote'),
      ...readNotes(parts['word/endnotes.xml'], 'endnote'),
    ]),
  );
  const margins = (kind: 'header' | 'footer'): readonly Block[] =>
    marginBlocks(
      walk,
      relationships
        .filter((relationship) => relationship.kind === kind && !relationship.external)
        .map((relationship) => parts[`word/${relationship.target}`]),
    );
  const header = margins('header');
  const text = walk.blocks(body, { placeholder: false, depth: 0 });
  return {
    format: 'docx',
    headers: [],
    blocks: [...header, ...text, ...walk.footnotes, ...margins('footer')],
    formFields: [],
    losses: builder.losses,
  };
};
