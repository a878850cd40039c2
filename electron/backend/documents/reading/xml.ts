import { DOMParser, type Document, type Element, type Node } from '@xmldom/xmldom';
import { DocumentRefusal, KEEP_AS_EVIDENCE } from './documentRefusal.ts';

/**
 * Parses one XML part of an Office file. Such parts never declare a document type, so any declaration is an attack
 * (entity bombs, files pulled in from elsewhere) and is refused before the parser sees it.
 */
export const parseXml = (bytes: Uint8Array): Document => {
  const utf16 = bytes[0] === 0xff || bytes[0] === 0xfe;
  const source = new TextDecoder(utf16 ? (bytes[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8').decode(
    bytes,
  );
  if (/<!(?:DOCTYPE|ENTITY)/i.test(source))
    throw new DocumentRefusal(
      'unsafe-xml',
      `This file holds instructions that Word never writes, so it was not opened. ${KEEP_AS_EVIDENCE}`,
    );
  try {
    return new DOMParser({
      locator: false,
      onError: (level, message) => {
        if (level !== 'warning') throw new Error(message);
      },
    }).parseFromString(source, 'text/xml');
  } catch {
    throw new DocumentRefusal(
      'damaged',
      `This file is damaged or incomplete. Ask the sender for it again. ${KEEP_AS_EVIDENCE}`,
    );
  }
};

const isElement = (node: Node): node is Element => node.nodeType === 1;

/** Child elements in order. Names are compared without namespaces: Word has two for each, strict and transitional. */
export const elementsOf = (parent: Node): readonly Element[] => {
  const elements: Element[] = [];
  for (let child = parent.firstChild; child; child = child.nextSibling)
    if (isElement(child)) elements.push(child);
  return elements;
};

export const findChild = (parent: Node | undefined, name: string): Element | undefined =>
  parent && elementsOf(parent).find((element) => element.localName === name);

/** An attribute by its name without the prefix. */
export const attribute = (element: Element | undefined, name: string): string | undefined => {
  if (!element) return undefined;
  for (const candidate of element.attributes) if (candidate.localName === name) return candidate.value;
  return undefined;
};

/** Word's on-off properties: present means on unless the value says otherwise. */
export const isOn = (element: Element | undefined): boolean =>
  element !== undefined && !['0', 'false', 'off', 'none'].includes(attribute(element, 'val') ?? '');

/** Whether any element below has one of the names. */
export const holdsElement = (parent: Element, names: readonly string[]): boolean =>
  names.some((name) => parent.getElementsByTagNameNS('*', name).length > 0);
