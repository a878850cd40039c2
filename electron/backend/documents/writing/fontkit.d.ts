/** The parts of fontkit that noticeFonts.ts uses; the package brings no types. */
declare module 'fontkit' {
  export interface Font {
    layout(text: string): unknown;
  }
  export const create: (bytes: Uint8Array) => Font;
}
