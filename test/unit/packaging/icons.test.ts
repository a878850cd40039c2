import { readdir, readFile } from 'node:fs/promises';
import { loadImage } from '@napi-rs/canvas';
import { expect, it } from 'vitest';
import { icnsOf } from '../../../electron/commands/packaging/iconFiles.ts';

const sizeOf = async (png: Buffer): Promise<number> => (await loadImage(png)).width;

it('the Windows icon holds the mark in every size that Windows shows', async () => {
  const ico = await readFile('build/icon.ico');
  const sizes = [];
  for (let index = 0; index < ico.readUInt16LE(4); index += 1) {
    const at = 6 + 16 * index;
    const from = ico.readUInt32LE(at + 12);
    const size = await sizeOf(ico.subarray(from, from + ico.readUInt32LE(at + 8)));
    expect(ico.readUInt8(at)).toBe(size % 256);
    sizes.push(size);
  }
  expect(sizes).toEqual([16, 24, 32, 48, 64, 128, 256]);
});

it('the macOS icon holds the mark up to 1024 pixels, and its lengths add up', async () => {
  const icns = await readFile('build/icon.icns');
  const found: [string, number][] = [];
  for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4)) {
    const png = icns.subarray(at + 8, at + icns.readUInt32BE(at + 4));
    found.push([icns.toString('ascii', at, at + 4), await sizeOf(png)]);
  }
  expect([icns.toString('ascii', 0, 4), icns.readUInt32BE(4), Object.fromEntries(found)]).toEqual([
    'icns',
    icns.length,
    { ic11: 32, ic12: 64, ic07: 128, ic08: 256, ic13: 256, ic09: 512, ic14: 512, ic10: 1024 },
  ]);
  expect(icnsOf([])).toEqual(Buffer.from('icns\0\0\0\x08', 'latin1'));
});

it('the Linux icons are as large as their names say', async () => {
  for (const name of await readdir('build/icons'))
    expect(`${await sizeOf(await readFile(`build/icons/${name}`))}`, name).toBe(name.split('x')[0]);
});

it('the icons are drawn from the mark that the window shows', async () => {
  const [logo, svg] = await Promise.all([
    readFile('renderer/components/Logo.tsx', 'utf8'),
    readFile('renderer/public/icon.svg', 'utf8'),
  ]);
  const heights = /\{\[([\d., ]+)\]/.exec(logo)?.[1]?.split(', ').map(Number) ?? [];
  const bars = [...svg.matchAll(/<rect x="([\d.]+)" y="([\d.]+)" width="3" height="([\d.]+)"/g)].map((bar) =>
    bar.slice(1).map(Number),
  );
  expect(bars).toEqual(heights.map((height, index) => [6 + index * 4.5, 25 - height, height]));
  expect(bars).toHaveLength(5);
});
