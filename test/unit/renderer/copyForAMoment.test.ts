import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { clearCopied, copyForAMoment } from '../../../renderer/api/copyForAMoment.ts';

let clipboard = '';
let mayLook = true;
let inFront = true;
beforeEach(() => {
  vi.useFakeTimers();
  [clipboard, mayLook, inFront] = ['', true, true];
  const window = new EventTarget();
  vi.stubGlobal('window', Object.assign(window, { setTimeout: globalThis.setTimeout }));
  vi.stubGlobal('navigator', {
    clipboard: {
      writeText: (text: string) => {
        if (!inFront) return Promise.reject(new Error('not focused'));
        clipboard = text;
        return Promise.resolve();
      },
      readText: () => (mayLook ? Promise.resolve(clipboard) : Promise.reject(new Error('not allowed'))),
    },
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const clipboardAfter = async (milliseconds: number): Promise<string> => {
  await vi.advanceTimersByTimeAsync(milliseconds);
  return clipboard;
};

test('what was copied is off the clipboard ten seconds later, and not before', async () => {
  await copyForAMoment('Re: Ada Rowe-Test');
  expect([await clipboardAfter(9_999), await clipboardAfter(1)]).toEqual(['Re: Ada Rowe-Test', '']);
});

test('what somebody else put on the clipboard meanwhile stays there', async () => {
  await copyForAMoment('Re: Ada Rowe-Test');
  clipboard = 'a shopping list';
  expect(await clipboardAfter(10_000)).toBe('a shopping list');
});

test('where the window may not look at the clipboard it is emptied all the same', async () => {
  mayLook = false;
  await copyForAMoment('Re: Ada Rowe-Test');
  expect(await clipboardAfter(10_000)).toBe('');
});

test('whoever has gone on to write the e-mail finds the clipboard cleared when they come back', async () => {
  await copyForAMoment('Re: Ada Rowe-Test');
  inFront = false;
  const meanwhile = await clipboardAfter(10_000);
  inFront = true;
  window.dispatchEvent(new Event('focus'));
  expect([meanwhile, await clipboardAfter(0)]).toEqual(['Re: Ada Rowe-Test', '']);
});

test('a register that locks does not wait for the ten seconds', async () => {
  await copyForAMoment('Re: Ada Rowe-Test');
  await clearCopied();
  expect(clipboard).toBe('');
});
