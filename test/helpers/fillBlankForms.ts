/** Fills in the register's blank forms by program, as Word and a PDF reader leave them behind. */
import { createRequire } from 'node:module';
import { DOMParser, XMLSerializer, type Element } from '@xmldom/xmldom';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { repeatField } from '../../shared/domain/blankForm.ts';

/** What to write, by the names of the fields. */
export type Entries = ReadonlyMap<string, string>;

const named = (parent: Element, name: string): Element[] => [...parent.getElementsByTagName(name)];
const within = (control: Element, name: string): Element | undefined => {
  const [properties] = named(control, 'w:sdtPr');
  return properties && named(properties, name)[0];
};

/** Types over the placeholder of one content control. */
const typeInto = (control: Element, text: string): void => {
  const document = control.ownerDocument!;
  const placeholder = within(control, 'w:showingPlcHdr');
  placeholder?.parentNode?.removeChild(placeholder);
  const [content] = named(control, 'w:sdtContent');
  while (content?.firstChild) content.removeChild(content.firstChild);
  const run = document.createElement('w:r');
  for (const piece of text.split(/(\n|\t)/)) {
    const written = document.createElement(piece === '\n' ? 'w:br' : piece === '\t' ? 'w:tab' : 'w:t');
    if (written.tagName === 'w:t') {
      written.setAttribute('xml:space', 'preserve');
      written.appendChild(document.createTextNode(piece));
    }
    run.appendChild(written);
  }
  content?.appendChild(run);
};

/** A Word form with these entries. Rows are repeated as Word's plus sign does: copied whole, names and all. */
export const fillWordForm = (blank: Uint8Array, entries: Entries): Uint8Array => {
  const parts = unzipSync(blank);
  const document = new DOMParser().parseFromString(strFromU8(parts['word/document.xml']!), 'text/xml');
  const root = document.documentElement!;
  for (const item of named(root, 'w:sdt').filter((control) => within(control, 'w15:repeatingSectionItem'))) {
    const tags = named(item, 'w:tag').map((tag) => tag.getAttribute('w:val') ?? '');
    const count = Math.max(
      1,
      ...Array.from({ length: 20 }, (_item, index) =>
        tags.some((tag) => entries.has(repeatField(tag, index))) ? index + 1 : 0,
      ),
    );
    const copies = [item];
    while (copies.length < count) {
      const copy = item.cloneNode(true) as Element;
      item.parentNode?.appendChild(copy);
      copies.push(copy);
    }
    copies.forEach((copy, index) => {
      for (const control of named(copy, 'w:sdt')) {
        const text = entries.get(repeatField(within(control, 'w:tag')?.getAttribute('w:val') ?? '', index));
        if (text !== undefined) typeInto(control, text);
      }
    });
  }
  for (const control of named(root, 'w:sdt')) {
    const tag = within(control, 'w:tag')?.getAttribute('w:val') ?? '';
    if (tag.includes('.0.') || named(control, 'w:sdt').length > 0) continue;
    const text = entries.get(tag);
    if (text !== undefined) typeInto(control, text);
  }
  return zipSync({
    ...parts,
    'word/document.xml': strToU8(new XMLSerializer().serializeToString(document)),
  });
};

const { PDFDocument, PDFDropdown, PDFTextField } = createRequire(import.meta.url)(
  '@cantoo/pdf-lib',
) as typeof import('@cantoo/pdf-lib');

/** A PDF form with these entries; a name that the form lacks throws. */
export const fillPdfForm = async (blank: Uint8Array, entries: Entries): Promise<Uint8Array> => {
  const pdf = await PDFDocument.load(blank, { updateMetadata: false });
  for (const [name, text] of entries) {
    const field = pdf.getForm().getField(name);
    if (field instanceof PDFDropdown) field.select(text);
    else if (field instanceof PDFTextField) field.setText(text);
  }
  return pdf.save({ updateFieldAppearances: false });
};
