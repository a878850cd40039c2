/** Who may unlock the register. Slots live in the vault's file, names and roles in the database: both change together. */
import { randomUUID } from 'node:crypto';
import type { Person } from '../../../../shared/contract/people.ts';
import type { CopyWorkshop } from '../../backups/copyWork.ts';
import { notFound, refused } from '../../appFault.ts';
import { findAppError } from '../../faults.ts';
import type { About, Context } from '../../context.ts';
import type { Handlers } from '../../router.ts';
import { generatePassphrase } from '../../vault/passphrases.ts';
import { nameKey } from '../cases/alike.ts';
import { addSlot, changeSlotRole, removeSlot, resetSlotPassphrase } from '../../vault/vault.ts';
import { areKeysDue, isRecoveryKeyProved, keepKeysDue } from '../settings/repository.ts';
import { findPerson, insertPerson, listPeople, markLeft, setRole, type StoredPerson } from './repository.ts';
import { slotAccess } from './slotAccess.ts';

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

const about = (personId: string, detail: string): About => ({ entity: `person:${personId}`, detail });

const changeKeys = (context: Context, workshop: CopyWorkshop): Promise<void> =>
  context.alone(() => context.rotateKeys('new keys for everybody who is still here', workshop));

/** Whoever left is out in any case; where the keys cannot be changed now, that stays to be done and is said. */
const tryChangeKeys = async (
  context: Context,
  workshop: CopyWorkshop,
): Promise<{ keysChanged: boolean; problem?: string }> => {
  try {
    await changeKeys(context, workshop);
    return { keysChanged: true };
  } catch (error) {
    const known = findAppError(error, context.now);
    if (!known)
      context.ports.logger.fault(context.ports.ids.next(), 'people.changeKeys', 'could not change the keys');
    return {
      keysChanged: false,
      problem: known?.message ?? 'Something unforeseen was in the way. The register is as it was.',
    };
  }
};

export const createPeopleHandlers = (workshop: CopyWorkshop): Handlers['people'] => ({
  list: (_input, { database }) => ({
    people: listPeople(database).map(personOf),
    recoveryKeyProved: isRecoveryKeyProved(database),
    keysDue: areKeysDue(database),
  }),

  add: async ({ name, role }, context) => {
    const key = nameKey(name);
    if (listPeople(context.database).some((person) => !person.leftAt && nameKey(person.name) === key))
      throw refused(
        'There is already somebody of this name. Add a middle name or initial, so that both can be told apart.',
      );
    const id = randomUUID();
    const passphrase = generatePassphrase();
    const slotId = randomUUID();
    const person: StoredPerson = { id, name, role, slotId, addedAt: context.now, leftAt: null };
    await addSlot({
      ...slotAccess(context, about(id, `added as ${role}`), (database) => insertPerson(database, person)),
      slotId,
      person: { userId: id, name, role },
      passphrase,
    });
    return { person: personOf(person), passphrase };
  },

  changeRole: async ({ personId, role }, context) => {
    const person = getCurrent(context, personId);
    if (person.id === context.session.userId)
      throw refused('You cannot change your own role. Ask another business manager.');
    const passphrase = generatePassphrase();
    await changeSlotRole({
      ...slotAccess(context, about(personId, `from ${person.role} to ${role}`), (database) =>
        setRole(database, personId, role),
      ),
      slotId: person.slotId,
      role,
      passphrase,
    });
    return { person: personOf({ ...person, role }), passphrase };
  },

  resetPassphrase: async ({ personId }, context) => {
    const person = getCurrent(context, personId);
    const passphrase = generatePassphrase();
    await resetSlotPassphrase({
      ...slotAccess(context, about(personId, 'new passphrase')),
      slotId: person.slotId,
      passphrase,
    });
    return { person: personOf(person), passphrase };
  },

  remove: async ({ personId }, context) => {
    const person = getCurrent(context, personId);
    if (person.id === context.session.userId)
      throw refused('You cannot remove yourself. Ask another business manager.');
    await removeSlot({
      ...slotAccess(context, about(personId, 'left'), (database) => {
        markLeft(database, personId, context.now);
        keepKeysDue(database, true);
      }),
      slotId: person.slotId,
    });
    return {
      person: personOf({ ...person, leftAt: context.now }),
      ...(await tryChangeKeys(context, workshop)),
    };
  },

  changeKeys: async (_input, context) => {
    await changeKeys(context, workshop);
    return {};
  },
});
