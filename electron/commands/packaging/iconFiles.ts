/** Pictures of one size each, packed as Windows and macOS want them. */
export interface IconPicture {
  /** Width and height in pixels. */
  readonly size: number;
  readonly png: Buffer;
}

const HEADER = 6;
const ENTRY = 16;

/** A Windows icon: a directory and then the pictures as PNG, which Windows reads since Vista. */
export const icoOf = (pictures: readonly IconPicture[]): Buffer => {
  const directory = Buffer.alloc(HEADER + ENTRY * pictures.length);
  directory.writeUInt16LE(1, 2);
  directory.writeUInt16LE(pictures.length, 4);
  let offset = directory.length;
  for (const [index, { size, png }] of pictures.entries()) {
    const at = HEADER + ENTRY * index;
    // A byte has no 256: nought stands for it.
    directory.writeUInt8(size % 256, at);
    directory.writeUInt8(size % 256, at + 1);
    directory.writeUInt16LE(1, at + 4);
    directory.writeUInt16LE(32, at + 6);
    directory.writeUInt32LE(png.length, at + 8);
    directory.writeUInt32LE(offset, at + 12);
    offset += png.length;
  }
  return Buffer.concat([directory, ...pictures.map(({ png }) => png)]);
};

/** The kinds of picture in a macOS icon, by their size; the second is for displays of twice the density. */
const icnsKinds: Readonly<Record<number, readonly string[]>> = {
  32: ['ic11'],
  64: ['ic12'],
  128: ['ic07'],
  256: ['ic08', 'ic13'],
  512: ['ic09', 'ic14'],
  1024: ['ic10'],
};

/** A macOS icon. Sizes that it has no kind for are left out. */
export const icnsOf = (pictures: readonly IconPicture[]): Buffer => {
  const blocks = pictures.flatMap(({ size, png }) =>
    (icnsKinds[size] ?? []).map((kind) => {
      const head = Buffer.alloc(8);
      head.write(kind, 'ascii');
      head.writeUInt32BE(png.length + head.length, 4);
      return Buffer.concat([head, png]);
    }),
  );
  const head = Buffer.alloc(8);
  head.write('icns', 'ascii');
  head.writeUInt32BE(
    blocks.reduce((sum, { length }) => sum + length, head.length),
    4,
  );
  return Buffer.concat([head, ...blocks]);
};
