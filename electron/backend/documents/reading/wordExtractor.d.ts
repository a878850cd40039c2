/** The parts of word-extractor that doc.ts uses; the package brings no types. */
declare module 'word-extractor/lib/word-ole-extractor.js' {
  export default class WordOleExtractor {
    protected readonly _pieces: readonly { readonly text: string }[];
    /** Lengths in characters of the parts that the text is stored in, one after another. */
    protected readonly _boundaries: Readonly<
      Record<'ccpText' | 'ccpFtn' | 'ccpHdd' | 'ccpAtn' | 'ccpEdn' | 'ccpTxbx', number>
    >;
    buildDocument(): unknown;
    extract<This extends WordOleExtractor>(
      this: This,
      reader: {
        open(): Promise<void>;
        close(): Promise<void>;
        read(into: Buffer, offset: number, length: number, position: number): Promise<Buffer>;
      },
    ): Promise<ReturnType<This['buildDocument']>>;
  }
}
