import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';

export type ReadPage = {
  /** What the page says, in the order in which it is written. */
  readonly body: string;
  /** Head and foot: marked as no part of the document. */
  readonly artifacts: string;
};

export type ReadPdf = {
  readonly pages: readonly ReadPage[];
  readonly marked: boolean;
  readonly info: Readonly<Record<string, unknown>>;
  readonly metadata: string;
  /** Structure types in reading order, page by page. */
  readonly roles: readonly string[];
};

type TreeNode = { readonly role?: string; readonly children?: readonly TreeNode[] };
const rolesOf = (node: TreeNode | null): readonly string[] =>
  node ? [...(node.role ? [node.role] : []), ...(node.children ?? []).flatMap(rolesOf)] : [];

/** A reader of PDFs other than the one that wrote them. */
export const readPdf = async (bytes: Uint8Array): Promise<ReadPdf> => {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: VerbosityLevel.ERRORS });
  const document = await task.promise;
  const pages: ReadPage[] = [];
  const roles: string[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent({ includeMarkedContent: true, disableNormalization: true });
    const text = { body: '', artifacts: '' };
    const open: string[] = [];
    for (const item of items) {
      if ('str' in item)
        text[open.includes('Artifact') ? 'artifacts' : 'body'] += item.str + (item.hasEOL ? '\n' : '');
      else if (item.type === 'endMarkedContent') open.pop();
      else open.push((item as unknown as { readonly tag?: string }).tag ?? '');
    }
    pages.push(text);
    roles.push(...rolesOf((await page.getStructTree()) as TreeNode));
  }
  const { info, metadata } = await document.getMetadata();
  const marks = (await document.getMarkInfo()) as unknown;
  const read = {
    pages,
    marked: marks instanceof Map ? marks.get('Marked') === true : false,
    info: info as Readonly<Record<string, unknown>>,
    metadata: String((metadata as { getRaw?: () => string } | null)?.getRaw?.() ?? ''),
    roles,
  };
  await task.destroy();
  return read;
};
