import { describe, expect, it } from 'vitest';
import { MAX_MESSAGE_BYTES } from '../../../shared/contract/common.ts';
import { operations } from '../../../shared/contract/index.ts';
import { createGateway } from '../../../electron/window/gateway.ts';

const window = { isMainFrame: true, url: 'app://register/index.html#/today' };

const recordingGateway = () => {
  const calls: { name: string; input: unknown }[] = [];
  const gateway = createGateway({
    allowedOrigin: 'app://register',
    call: async (name, input) => {
      calls.push({ name, input });
      return { ok: true, value: 'done' };
    },
  });
  const codeFor = async (message: unknown, sender = window): Promise<unknown> => {
    const result = JSON.parse(await gateway.handle(message, sender));
    return result.ok ? result.value : result.error.code;
  };
  return { calls, gateway, codeFor };
};

describe.each([...operations.keys()])('%s', (name) => {
  const message = { name, inputJson: '{}' };

  it('is passed on from the main frame of the register', async () => {
    const { calls, codeFor } = recordingGateway();
    expect([await codeFor(message), calls]).toEqual(['done', [{ name, input: {} }]]);
  });

  it('is refused from any other sender', async () => {
    const { calls, codeFor } = recordingGateway();
    const others = [
      { isMainFrame: false, url: window.url },
      ...[
        'app://register.example/',
        'app://other/',
        'https://register/',
        'app://register:1/',
        'app://someone@register.example/',
        'file:///app/register',
        'about:blank',
        'data:text/html,app://register',
        'blob:app://register/1',
        '',
      ].map((url) => ({ isMainFrame: true, url })),
    ];
    const codes = await Promise.all(others.map((sender) => codeFor(message, sender)));
    expect([codes, calls]).toEqual([others.map(() => 'forbidden'), []]);
  });

  it('is refused in a wrong shape', async () => {
    const { calls, codeFor } = recordingGateway();
    const misshapen = [
      undefined,
      null,
      name,
      [name, '{}'],
      {},
      { name },
      { name, inputJson: {} },
      { name, inputJson: '{' },
      { name, inputJson: '' },
      { name: `${name}x`, inputJson: '{}' },
      { name: [name], inputJson: '{}' },
      { name, inputJson: '{}', userId: 'somebody else' },
    ];
    const codes = await Promise.all(misshapen.map((shape) => codeFor(shape)));
    expect([codes, calls]).toEqual([misshapen.map(() => 'invalid'), []]);
  });

  it('is refused when it is larger than a message may be', async () => {
    const { calls, codeFor } = recordingGateway();
    const oversize = { name, inputJson: JSON.stringify('é'.repeat(MAX_MESSAGE_BYTES / 2)) };
    expect([await codeFor(oversize), calls]).toEqual(['too-large', []]);
  });
});

it('names that every object has are no operations', async () => {
  const { calls, codeFor } = recordingGateway();
  const names = ['constructor', '__proto__', 'cases', 'cases.constructor', 'vault.locked', ''];
  const codes = await Promise.all(names.map((name) => codeFor({ name, inputJson: '{}' })));
  expect([codes, calls]).toEqual([names.map(() => 'invalid'), []]);
});

it('a fault of the backend reaches the window as a code without its words', async () => {
  const gateway = createGateway({
    allowedOrigin: 'app://register',
    call: () => Promise.reject(new Error('Robin Sample-Test')),
  });
  const answer = await gateway.handle({ name: 'vault.lock', inputJson: '{}' }, window);
  expect([JSON.parse(answer).error.code, answer.includes('Sample-Test')]).toEqual(['internal', false]);
});
