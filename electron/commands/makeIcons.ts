/** `npm run icons`: draws the product's mark, renderer/public/icon.svg, into the icons that the installers take from build/. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { projectDirectory } from '../preview/nodeHost.ts';
import { icnsOf, icoOf, type IconPicture } from './packaging/iconFiles.ts';

const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024] as const;
const LARGEST_ICO = 256;
const LARGEST_LINUX = 512;

const svg = await readFile(join(projectDirectory, 'renderer', 'public', 'icon.svg'), 'utf8');

const draw = async (size: number): Promise<IconPicture> => {
  // Drawn at its size, not scaled from another: each edge is sharp.
  const sized = svg.replace('<svg ', `<svg width="${size}" height="${size}" `);
  const canvas = createCanvas(size, size);
  canvas.getContext('2d').drawImage(await loadImage(Buffer.from(sized)), 0, 0, size, size);
  return { size, png: await canvas.encode('png') };
};

const pictures = await Promise.all(sizes.map(draw));
const build = join(projectDirectory, 'build');
await mkdir(join(build, 'icons'), { recursive: true });
for (const { size, png } of pictures.filter((picture) => picture.size <= LARGEST_LINUX))
  await writeFile(join(build, 'icons', `${size}x${size}.png`), png);
await writeFile(join(build, 'icon.ico'), icoOf(pictures.filter(({ size }) => size <= LARGEST_ICO)));
await writeFile(join(build, 'icon.icns'), icnsOf(pictures));
process.stdout.write('The icons are in build/.\n');
