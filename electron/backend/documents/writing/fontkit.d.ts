/** fontkit publishes no types; pdf-lib, which takes it whole, knows what it needs of it. */
declare module 'fontkit' {
  export const create: import('@cantoo/pdf-lib/cjs/types/fontkit.d.ts').Fontkit['create'];
}
