/** Who may unlock the register. Slots live in the vault's file, names and roles in the database: both change together. */
import { randomUUID } from 'node:crypto';
import type { Person } from '../../../../shared/contract/people.ts';
import { notFound, refused } from '../../appFault.ts';
import type { Context } from '../../context.ts';
import type { Handlers } from '../../router.ts';
import { generatePassphrase } from '../../vault/passphrases.ts';
import { nameKey } from '../cases/alike.ts';
import { addSlot, changeSlotRole, removeSlot, replaceSlotPassphrase } from '../../vault/vault.ts';
import { isRecoveryKeyProved } from '../settings/repository.ts';
import { findPerson, insertPerson, listPeople, markLeft, setRole, type StoredPerson } from './repository.ts';

const personOf = ({ id, name, role, addedAt, leftAt }: StoredPerson): Person => ({
  id,
  name,
  role,
  addedAt,
  ...(leftAt ? { leftAt } : {}),
});

const getCurrent = (context: Context, personId: string): StoredPerson & { readonly slotId: string } => {
  const person = findPerson(context.database, personId);
  if (!person?.slotId || person.leftAt) throw notFound('This person can no longer unlock the register.');
  return { ...person, slotId: person.slotId };
};

/** The folder, keys and cost that every change of the slot file needs. */
const vaultAccess = ({ ports, register }: Context) => ({
  directory: ports.paths.register,
  keys: register.keys,
  ...(ports.scryptCost === undefined ? {} : { cost: ports.scryptCost }),
});

const about = (personId: string, detail: string) => ({ entity: `person:${personId}`, detail });

export const peopleHandlers: Handlers['people'] = {
  list: (_input, { database }) => ({
    people: listPeople(database).map(personOf),
    recoveryKeyProved: isRecoveryKeyProved(database),
  }),

  add: async ({ name, role }, context) => {
    const key = nameKey(name);
    if (listPeople(context.database).some((person) => !person.leftAt && nameKey(person.name) === key))
      throw refused(
        'There is already somebody of this name. Add a middle name or initial, so that both can be told apart.',
      );
    const id = randomUUID();
    const passphrase = generatePassphrase();
    const slotId = await addSlot({ ...vaultAccess(context), person: { userId: id, name, role }, passphrase });
    const person: StoredPerson = { id, name, role, slotId, addedAt: context.now, leftAt: null };
    try {
      context.record(about(id, `added as ${role}`), (database) => insertPerson(database, person));
    } catch (error) {
      await removeSlot({ ...vaultAccess(context), slotId });
      throw error;
    }
    return { person: personOf(person), passphrase };
  },

  changeRole: async ({ personId, role }, context) => {
    const person = getCurrent(context, personId);
    if (person.id === context.session.userId)
      throw refused('You cannot change your own role. Ask another business manager.');
    const passphrase = generatePassphrase();
    await changeSlotRole({ ...vaultAccess(context), slotId: person.slotId, role, passphrase });
    context.record(about(personId, `from ${person.role} to ${role}`), (database) =>
      setRole(database, personId, role),
    );
    return { person: personOf({ ...person, role }), passphrase };
  },

  resetPassphrase: async ({ personId }, context) => {
    const person = getCurrent(context, personId);
    const passphrase = generatePassphrase();
    await replaceSlotPassphrase({ ...vaultAccess(context), slotId: person.slotId, passphrase });
    context.record(about(personId, 'new passphrase'), () => undefined);
    return { person: personOf(person), passphrase };
  },

  remove: async ({ personId }, context) => {
    const person = getCurrent(context, personId);
    if (person.id === context.session.userId)
      throw refused('You cannot remove yourself. Ask another business manager.');
    await removeSlot({ ...vaultAccess(context), slotId: person.slotId });
    context.record(about(personId, 'left'), (database) => markLeft(database, personId, context.now));
    return personOf({ ...person, leftAt: context.now });
  },
};
