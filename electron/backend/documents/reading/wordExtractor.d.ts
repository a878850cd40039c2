/** The parts of word-extractor that doc.ts uses; the package brings no types. */
declare module 'word-extractor/lib/buffer-reader.js' {
  export default class BufferReader {
    constructor(bytes: Buffer);
  }
}
declare module 'word-extractor/lib/word-ole-extractor.js' {
  import type BufferReader from 'word-extractor/lib/buffer-reader.js';
  export default class WordOleExtractor {
    protected readonly _pieces: readonly { readonly text: string }[];
    /** Lengths in characters of the parts that the text is stored in, one after another. */
    protected readonly _boundaries: Readonly<
      Record<'ccpText' | 'ccpFtn' | 'ccpHdd' | 'ccpAtn' | 'ccpEdn' | 'ccpTxbx', number>
    >;
    buildDocument(): unknown;
    extract<This extends WordOleExtractor>(
      this: This,
      reader: BufferReader,
    ): Promise<ReturnType<This['buildDocument']>>;
  }
}
