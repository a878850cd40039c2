/** Pictures of screens as small files: few colours, each named by one byte. */
import { crc32, deflateSync } from 'node:zlib';
import { createCanvas, loadImage } from '@napi-rs/canvas';

const COLOURS = 192;
/** So many of the commonest colours are kept to the letter: those of areas, and of the thick of words. */
const COMMONEST = 96;

interface Counted {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
  readonly count: number;
}
type Channel = 'red' | 'green' | 'blue';
const channels: readonly Channel[] = ['red', 'green', 'blue'];

const spreadOf = (colours: readonly Counted[], channel: Channel): number => {
  const values = colours.map((colour) => colour[channel]);
  return Math.max(...values) - Math.min(...values);
};

/** Cuts the box in two where half of its pixels lie on either side, along its longest edge. */
const cut = (colours: readonly Counted[]): readonly [readonly Counted[], readonly Counted[]] => {
  const [longest = 'red'] = [...channels].sort(
    (one, other) => spreadOf(colours, other) - spreadOf(colours, one),
  );
  const sorted = [...colours].sort((one, other) => one[longest] - other[longest]);
  const whole = sorted.reduce((sum, { count }) => sum + count, 0);
  let passed = 0;
  const at = sorted.findIndex(({ count }) => (passed += count) * 2 >= whole);
  const middle = Math.min(Math.max(1, at + 1), sorted.length - 1);
  return [sorted.slice(0, middle), sorted.slice(middle)];
};

/** The commonest colours, each for itself, then median cut of the rest; the colour that a box has most of stands for it. */
const choosePalette = (colours: readonly Counted[]): readonly (readonly Counted[])[] => {
  const byCount = [...colours].sort((one, other) => other.count - one.count);
  const boxes: (readonly Counted[])[] = byCount.slice(0, COMMONEST).map((colour) => [colour]);
  if (byCount.length > COMMONEST) boxes.push(byCount.slice(COMMONEST));
  while (boxes.length < COLOURS) {
    const weight = (box: readonly Counted[]): number =>
      box.length < 2
        ? 0
        : Math.max(...channels.map((channel) => spreadOf(box, channel))) * Math.sqrt(box.length);
    const heaviest = boxes.reduce(
      (found, box, index) => (weight(box) > weight(boxes[found] ?? []) ? index : found),
      0,
    );
    if ((boxes[heaviest]?.length ?? 0) < 2) break;
    boxes.splice(heaviest, 1, ...cut(boxes[heaviest] ?? []));
  }
  return boxes;
};

const chunk = (type: string, data: Uint8Array): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
};

/** A PNG with a palette of what is in another PNG, without its transparency. */
export const makeSmallPicture = async (png: Buffer): Promise<Buffer> => {
  const image = await loadImage(png);
  const { width, height } = image;
  const context = createCanvas(width, height).getContext('2d');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  const counts = new Map<number, number>();
  const keyAt = (pixel: number): number =>
    ((data[pixel * 4] ?? 0) << 16) | ((data[pixel * 4 + 1] ?? 0) << 8) | (data[pixel * 4 + 2] ?? 0);
  for (let pixel = 0; pixel < width * height; pixel += 1)
    counts.set(keyAt(pixel), (counts.get(keyAt(pixel)) ?? 0) + 1);
  const boxes = choosePalette(
    [...counts].map(([key, count]) => ({ red: key >> 16, green: (key >> 8) & 255, blue: key & 255, count })),
  );
  const palette = Buffer.alloc(boxes.length * 3);
  const places = new Map<number, number>();
  boxes.forEach((box, index) => {
    const [most] = [...box].sort((one, other) => other.count - one.count);
    if (most) palette.set([most.red, most.green, most.blue], index * 3);
    for (const { red, green, blue } of box) places.set((red << 16) | (green << 8) | blue, index);
  });
  // Each line of pixels begins with the number of its filter: none.
  const lines = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) lines[y * (width + 1) + x + 1] = places.get(keyAt(y * width + x)) ?? 0;
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  // Eight bits a pixel, by palette.
  head.set([8, 3], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('PLTE', palette),
    chunk('IDAT', deflateSync(lines, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};
