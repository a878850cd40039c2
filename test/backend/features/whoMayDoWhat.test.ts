import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { operations } from '../../../shared/contract/index.ts';
import type { Access } from '../../../shared/contract/operation.ts';
import { mayDo, roles, type Role } from '../../../shared/domain/permissions.ts';
import { openOffice, refusalOf, setUp } from '../../helpers/office.ts';
import { signIn, signInAs } from '../../helpers/loggedCase.ts';

const nonsense = { 'a field that no operation has': true };
const everyOperation = [...operations];
const behindTheLock = everyOperation.filter(([, { allow }]) => allow !== 'beforeUnlock');

const codeOf = async (answer: Promise<{ ok: boolean; error?: { code: string } }>): Promise<string> =>
  (await answer).error?.code ?? 'done';

/** No role opens a review pack: it is reached by its own passphrase alone. */
const answerTo = (role: Role, allow: Access): string => {
  if (allow === 'openPack') return 'locked';
  return allow === 'beforeUnlock' || mayDo(role, allow) ? 'invalid' : 'forbidden';
};

describe('every operation of the contract', () => {
  test('is refused while the register is locked, whatever is sent', async () => {
    await using office = openOffice();
    await setUp(office);
    await office.api.vault.lock({});
    const codes = await Promise.all(
      behindTheLock.map(async ([name]) => [name, await codeOf(office.backend.call(name, nonsense))]),
    );
    expect(codes).toEqual(behindTheLock.map(([name]) => [name, 'locked']));
  });

  test.each(Object.keys(roles) as Role[])('is open to the role %s only as the table says', async (role) => {
    await using office = openOffice();
    await setUp(office);
    if (role !== 'businessManager') await signInAs(office, role);
    const codes = await Promise.all(
      behindTheLock.map(async ([name]) => [name, await codeOf(office.backend.call(name, nonsense))]),
    );
    expect(codes).toEqual(
      behindTheLock.map(([name, { allow }]) => [
        name,
        // Past the guard, the shape of what was sent is the next thing that is looked at.
        answerTo(role, allow),
      ]),
    );
    expect(office.faults).toEqual([]);
  });

  test.each([undefined, null, 7, 'text', [], { caseId: 'no id' }])('refuses the shape %j', async (shape) => {
    await using office = openOffice();
    await setUp(office);
    const codes = await Promise.all(
      everyOperation.map(async ([name]) => [name, await codeOf(office.backend.call(name, shape))]),
    );
    expect(codes).toEqual(
      everyOperation.map(([name, { allow }]) => [
        name,
        // What no business manager may do, such as signing as a scrutineer, is refused before it is read.
        answerTo('businessManager', allow),
      ]),
    );
    expect(office.faults).toEqual([]);
  });

  test('and nothing that is not in it can be called', async () => {
    await using office = openOffice();
    await setUp(office);
    for (const name of ['cases.erase', 'constructor', '__proto__', 'cases', 'vault.locked', ''])
      expect(await codeOf(office.backend.call(name, {})), name).toBe('invalid');
  });
});

describe('people', () => {
  test('a person of each role is added, unlocks with the passphrase handed over, and is of that role', async () => {
    await using office = openOffice();
    const { api } = office;
    await setUp(office);
    const added = [];
    for (const role of Object.keys(roles) as Role[])
      added.push(await api.people.add({ name: `${roles[role]} Wren-Test`, role }));
    await api.vault.lock({});
    for (const { person, passphrase } of added) {
      const session = await signIn(office, person.name, passphrase);
      expect(session).toEqual({ userId: person.id, name: person.name, role: person.role });
      await api.vault.lock({});
    }
  });

  test('nobody is added under a name that differs only by case, accents or spaces', async () => {
    await using office = openOffice();
    const { api } = office;
    await setUp(office);
    await api.people.add({ name: 'Zoë Lark-Test', role: 'coordinator' });
    for (const name of ['Zoë Lark-Test', 'zoe lark-test', 'ZOE  LARK TEST'])
      expect(await refusalOf(api.people.add({ name, role: 'reader' }))).toMatchObject({ code: 'refused' });
  });

  test('a new role comes with a new passphrase, and the old one opens nothing', async () => {
    await using office = openOffice();
    const { api } = office;
    await setUp(office);
    const { person, passphrase: before } = await api.people.add({ name: 'Zoë Lark-Test', role: 'reader' });
    const { passphrase } = await api.people.changeRole({ personId: person.id, role: 'coordinator' });
    await api.vault.lock({});
    expect(await refusalOf(signIn(office, 'Zoë Lark-Test', before))).toMatchObject({
      code: 'wrong-passphrase',
    });
    expect(await signIn(office, 'Zoë Lark-Test', passphrase)).toMatchObject({ role: 'coordinator' });
  });

  test('whoever has left cannot unlock; their name stays in the list and they are given no more cases', async () => {
    await using office = openOffice();
    const { api } = office;
    await setUp(office);
    const { person } = await api.people.add({ name: 'Zoë Lark-Test', role: 'coordinator' });
    await api.people.remove({ personId: person.id });
    expect(await refusalOf(api.people.remove({ personId: person.id }))).toMatchObject({ code: 'not-found' });
    expect((await api.people.list({})).people.find(({ id }) => id === person.id)).toMatchObject({
      name: 'Zoë Lark-Test',
      leftAt: '2026-05-14T09:30:00.000Z',
    });
    await api.vault.lock({});
    expect((await api.vault.status({})).people.map(({ name }) => name)).toEqual(['Priya Nair-Test']);
  });

  test('a business manager can neither leave, nor give up their own role, nor be the last to go', async () => {
    await using office = openOffice();
    const { api } = office;
    const { session } = await setUp(office);
    expect(await refusalOf(api.people.remove({ personId: session.userId }))).toMatchObject({
      code: 'refused',
    });
    expect(
      await refusalOf(api.people.changeRole({ personId: session.userId, role: 'reader' })),
    ).toMatchObject({ code: 'refused' });
    expect(await refusalOf(api.people.remove({ personId: randomUUID() }))).toMatchObject({
      code: 'not-found',
    });
  });

  test('one’s own passphrase is changed only by who knows the present one', async () => {
    await using office = openOffice();
    const { api } = office;
    await setUp(office);
    const next = 'amber saddle pocket thistle';
    expect(
      await refusalOf(api.vault.changeOwnPassphrase({ current: 'not this one at all', next })),
    ).toMatchObject({ code: 'wrong-passphrase' });
    expect(
      await refusalOf(
        api.vault.changeOwnPassphrase({ current: 'copper lantern meadow violin', next: 'short' }),
      ),
    ).toMatchObject({ code: 'invalid' });
    await api.vault.changeOwnPassphrase({ current: 'copper lantern meadow violin', next });
    await api.vault.lock({});
    expect(await refusalOf(signIn(office))).toMatchObject({ code: 'wrong-passphrase' });
    expect(await signIn(office, 'Priya Nair-Test', next)).toMatchObject({ role: 'businessManager' });
  });
});
