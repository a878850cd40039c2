/** A part of a rich text file. */
export type RtfToken =
  | { readonly kind: 'open' | 'close' }
  /** A control word or symbol; "\'" comes with the byte that it stands for. */
  | { readonly kind: 'control'; readonly word: string; readonly param?: number; readonly byte?: number }
  | { readonly kind: 'text'; readonly data: Uint8Array };

const [OPEN, CLOSE, BACKSLASH, RETURN, NEW_LINE, SPACE, HYPHEN] = [123, 125, 92, 13, 10, 32, 45];

const isLetter = (byte: number): boolean => (byte > 64 && byte < 91) || (byte > 96 && byte < 123);
const isDigit = (byte: number): boolean => byte > 47 && byte < 58;

/**
 * The parts of a rich text file one after another, each made when it is asked for, so that a file over a limit is given
 * up at once. Every byte is looked at once. Binary data is passed over.
 */
export const rtfTokens = function* (bytes: Uint8Array): Generator<RtfToken, void, undefined> {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = source.length;
  const byteAt = (at: number): number => source[at] ?? -1;
  const after = (at: number, belongs: (byte: number) => boolean): number => {
    let next = at;
    while (next < end && belongs(byteAt(next))) next += 1;
    return next;
  };
  const isText = (byte: number): boolean =>
    byte !== OPEN && byte !== CLOSE && byte !== BACKSLASH && byte !== RETURN && byte !== NEW_LINE;

  let at = 0;
  while (at < end) {
    const byte = byteAt(at);
    if (byte === OPEN || byte === CLOSE) {
      yield { kind: byte === OPEN ? 'open' : 'close' };
      at += 1;
    } else if (byte === RETURN || byte === NEW_LINE) {
      at += 1;
    } else if (byte !== BACKSLASH) {
      const next = after(at, isText);
      yield { kind: 'text', data: source.subarray(at, next) };
      at = next;
    } else if (isLetter(byteAt(at + 1))) {
      const wordEnd = after(at + 1, isLetter);
      const paramEnd = byteAt(wordEnd) === HYPHEN ? after(wordEnd + 1, isDigit) : after(wordEnd, isDigit);
      const word = source.toString('latin1', at + 1, wordEnd);
      const param = Number.parseInt(source.toString('latin1', wordEnd, paramEnd), 10);
      at = byteAt(paramEnd) === SPACE ? paramEnd + 1 : paramEnd;
      if (word === 'bin' && param > 0) at += param;
      yield { kind: 'control', word, ...(Number.isNaN(param) ? {} : { param }) };
    } else {
      const word = source.toString('latin1', at + 1, at + 2);
      at += 2;
      if (word === "'") {
        const code = Number.parseInt(source.toString('latin1', at, at + 2), 16);
        at += 2;
        yield { kind: 'control', word, ...(Number.isNaN(code) ? {} : { byte: code }) };
      } else if (word !== '') yield { kind: 'control', word };
    }
  }
};
