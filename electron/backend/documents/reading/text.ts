import type { Block, DocumentModel } from '../../../../shared/domain/documentModel.ts';
import { createModelBuilder, splitTicks, type ModelBuilder } from './modelBuilder.ts';

/** Text in the encodings that Windows and the web write: UTF-8, UTF-16 with its mark, otherwise Windows-1252. */
export const decodeText = (bytes: Uint8Array): string => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
};

/** One paragraph a line; empty lines are kept, since they part one answer from the next. */
export const textBlocks = (builder: ModelBuilder, text: string): readonly Block[] =>
  text
    .trimEnd()
    .split(/\r\n?|\n/)
    .map((line) => builder.paragraph('body', line === '' ? [] : splitTicks({ text: line })));

/** Reads a plain text file. */
export const readText = (bytes: Uint8Array, idPrefix = 'b'): DocumentModel => {
  const builder = createModelBuilder(idPrefix);
  return {
    format: 'text',
    headers: [],
    blocks: [...textBlocks(builder, decodeText(bytes))],
    formFields: [],
    losses: builder.losses,
  };
};
