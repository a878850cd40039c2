import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { prepareDemoFolder } from '../../../electron/commands/demo/demoFolder.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'demo-folder-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

test('a second demo takes away what the first left, and nothing else', () => {
  const folder = prepareDemoFolder(directory);
  mkdirSync(folder.register);
  writeFileSync(join(folder.notices, 'old.pdf'), '');
  writeFileSync(join(directory, 'my-own-notes.txt'), '');
  prepareDemoFolder(directory);
  expect({
    register: existsSync(folder.register),
    notice: existsSync(join(folder.notices, 'old.pdf')),
    notes: existsSync(join(directory, 'my-own-notes.txt')),
  }).toEqual({ register: false, notice: false, notes: true });
});

test('a register that no demo made is left alone, and the demo says so', () => {
  mkdirSync(join(directory, 'register'));
  expect(() => prepareDemoFolder(directory)).toThrow('was not made by a demo. Move it away first.');
  expect(existsSync(join(directory, 'register'))).toBe(true);
});
