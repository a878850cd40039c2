import { isDeepStrictEqual } from 'node:util';
import { createGateway } from '../../electron/window/gateway.ts';
import { MAX_MESSAGE_BYTES } from '../../shared/contract/common.ts';
import { operations, type OperationName } from '../../shared/contract/index.ts';
import type { Access } from '../../shared/contract/operation.ts';
import { mayDo, roles, type Role } from '../../shared/domain/permissions.ts';
import { signInAs } from '../helpers/loggedCase.ts';
import { openOffice, setUp } from '../helpers/office.ts';
import type { Row } from './row.ts';

const origin = 'app://register';
const window = { isMainFrame: true, url: `${origin}/index.html#/today` };

const strangers = [
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
    'javascript:1',
    '',
  ].map((url) => ({ isMainFrame: true, url })),
];
const misshapenMessages = (name: string): readonly unknown[] => [
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
const misshapenInputs = [null, 7, 'text', [], [{}], { 'a field that no operation has': true }, {}];

/** No role opens a review pack: it is reached by its own passphrase alone. */
const answerTo = (role: Role, allow: Access): string => {
  if (allow === 'openPack') return 'locked';
  return allow === 'beforeUnlock' || mayDo(role, allow) ? 'invalid' : 'forbidden';
};

export const operationGuards: Row = {
  name: 'operation-guards',
  target: 'every operation refuses a wrong sender, shape, size, role',
  promise:
    'every operation of the contract refuses a wrong sender, shape, size and role, and a locked register',
  seed: 20260421,
  run: async () => {
    const everyOperation = [...operations];
    const wrong: string[] = [];
    let [asked, passedOn] = [0, 0];
    const gateway = createGateway({
      allowedOrigin: origin,
      call: () => {
        passedOn += 1;
        return Promise.resolve({ ok: true, value: 'done' });
      },
    });
    const expectCode = (what: string, code: string, expected: string): void => {
      asked += 1;
      if (code !== expected) wrong.push(`${what} was answered with ${code}`);
    };
    const codeOf = (result: { ok: boolean; error?: { code: string } }): string =>
      result.error?.code ?? 'done';
    const ask = async (message: unknown, sender = window): Promise<string> =>
      codeOf(JSON.parse(await gateway.handle(message, sender)) as { ok: boolean });
    const tooLarge = JSON.stringify('é'.repeat(MAX_MESSAGE_BYTES / 2));
    for (const name of operations.keys()) {
      for (const stranger of strangers)
        expectCode(
          `${name} from ${stranger.url}`,
          await ask({ name, inputJson: '{}' }, stranger),
          'forbidden',
        );
      for (const message of misshapenMessages(name))
        expectCode(`${name} as ${JSON.stringify(message)}`, await ask(message), 'invalid');
      expectCode(`${name}, too large`, await ask({ name, inputJson: tooLarge }), 'too-large');
    }
    const slippedThrough = passedOn;
    for (const name of operations.keys()) await ask({ name, inputJson: '{}' });

    let faults = 0;
    const behindTheLock = everyOperation.filter(([, { allow }]) => allow !== 'beforeUnlock');
    let allowed = 0;
    for (const role of Object.keys(roles) as Role[]) {
      await using office = openOffice();
      await setUp(office);
      if (role !== 'businessManager') await signInAs(office, role);
      const inputs = role === 'businessManager' ? misshapenInputs : misshapenInputs.slice(-2);
      for (const [name, { allow }] of everyOperation)
        for (const input of inputs) {
          const expected = answerTo(role, allow);
          if (expected === 'invalid') allowed += 1;
          // `{}` is what an operation without fields takes, and so no wrong shape.
          if (expected === 'invalid' && isDeepStrictEqual(input, {})) continue;
          const code = codeOf(await office.backend.call(name, input));
          expectCode(`${name} as ${role} with ${JSON.stringify(input)}`, code, expected);
        }
      faults += office.faults.length;
    }
    await using locked = openOffice();
    await setUp(locked);
    await locked.api.vault.lock({});
    for (const [name] of behindTheLock)
      expectCode(
        `${name} when locked`,
        codeOf(await locked.backend.call(name as OperationName, {})),
        'locked',
      );
    return {
      measured:
        `${asked - wrong.length} of ${asked} refused as they should be over ${everyOperation.length} operations, ` +
        `${slippedThrough} passed on, ${faults} faults${wrong
          .slice(0, 5)
          .map((what) => `; ${what}`)
          .join('')}`,
      control: `from the register’s own window ${passedOn - slippedThrough} of ${everyOperation.length} passed on; ${allowed} calls allowed to their role got as far as the check of their shape`,
      ok:
        wrong.length === 0 &&
        slippedThrough === 0 &&
        faults === 0 &&
        passedOn === everyOperation.length &&
        allowed > 0,
    };
  },
};
