import { and, asc, eq, isNull } from 'drizzle-orm';
import { earlierMasters, signingKeys, slotFiles } from '../../../../drizzle/schema/vault.ts';
import { people } from '../../../../drizzle/schema/register.ts';
import type { Role } from '../../../../shared/domain/permissions.ts';
import type { Instant } from '../../../../shared/domain/calendarTypes.ts';
import type { RegisterDatabase } from '../../database/registerDatabase.ts';
import { deriveKeys, type VaultKeys } from '../../vault/keys.ts';
import { parseSlotFile, type SlotFile } from '../../vault/slotFile.ts';

export type StoredPerson = typeof people.$inferSelect;

export const listPeople = (database: RegisterDatabase): readonly StoredPerson[] =>
  database.select().from(people).orderBy(asc(people.name)).all();

export const findPerson = (database: RegisterDatabase, id: string): StoredPerson | undefined =>
  database.select().from(people).where(eq(people.id, id)).get();

export const insertPerson = (database: RegisterDatabase, person: StoredPerson): void => {
  database.insert(people).values(person).run();
};

export const setRole = (database: RegisterDatabase, id: string, role: Role): void => {
  database.update(people).set({ role }).where(eq(people.id, id)).run();
};

/** Their name stays beside what they did; their slot is gone. */
export const markLeft = (database: RegisterDatabase, id: string, leftAt: Instant): void => {
  database.update(people).set({ leftAt, slotId: null }).where(eq(people.id, id)).run();
};

/** The text of the slot file that counts. Throws where there is none: a register is made with it. */
export const getSlotFile = (database: RegisterDatabase): string => {
  const row = database.select().from(slotFiles).get();
  if (!row) throw new Error('The register has no slot file');
  return row.content;
};

/** Keeps a changed slot file, and with it from when until when each person signs with which key. */
export const keepSlotFile = (database: RegisterDatabase, slotFile: SlotFile, at: Instant): void => {
  const content = JSON.stringify(slotFile);
  database
    .insert(slotFiles)
    .values({ id: 1, content })
    .onConflictDoUpdate({ target: slotFiles.id, set: { content } })
    .run();
  const inUse = database.select().from(signingKeys).where(isNull(signingKeys.untilAt)).all();
  const now = slotFile.slots.map(({ userId, signingKey }) => ({ personId: userId, publicKey: signingKey }));
  const isIn = (
    list: readonly { readonly personId: string; readonly publicKey: string }[],
    { personId, publicKey }: { readonly personId: string; readonly publicKey: string },
  ): boolean => list.some((other) => other.personId === personId && other.publicKey === publicKey);
  for (const { personId, publicKey } of inUse.filter((key) => !isIn(now, key)))
    database
      .update(signingKeys)
      .set({ untilAt: at })
      .where(and(eq(signingKeys.personId, personId), eq(signingKeys.publicKey, publicKey)))
      .run();
  const added = now.filter((key) => !isIn(inUse, key)).map((key) => ({ ...key, fromAt: at, untilAt: null }));
  if (added.length > 0) database.insert(signingKeys).values(added).run();
};

/** Every key that a person ever signed with (Base64), the oldest first. */
export const listSigningKeys = (
  database: RegisterDatabase,
  personId: string,
): readonly (typeof signingKeys.$inferSelect)[] =>
  database
    .select()
    .from(signingKeys)
    .where(eq(signingKeys.personId, personId))
    .orderBy(asc(signingKeys.fromAt))
    .all();

/** The register's own id, which its keys are derived with. */
export const getRegisterId = (database: RegisterDatabase): string => {
  const slotFile = parseSlotFile(getSlotFile(database));
  if (!slotFile) throw new Error('The register’s slot file cannot be read');
  return slotFile.registerId;
};

/** The keys that the register had before somebody left, the oldest first; `untilSequence` counts audit entries. */
export const listEarlierKeys = (
  database: RegisterDatabase,
): readonly { readonly untilSequence: number; readonly keys: VaultKeys }[] =>
  database
    .select()
    .from(earlierMasters)
    .orderBy(asc(earlierMasters.untilSequence))
    .all()
    .map(({ untilSequence, master }) => ({
      untilSequence,
      keys: deriveKeys(Buffer.from(master, 'base64'), getRegisterId(database)),
    }));

export const keepEarlierMaster = (
  database: RegisterDatabase,
  earlier: { readonly untilSequence: number; readonly master: Buffer; readonly replacedAt: Instant },
): void => {
  database
    .insert(earlierMasters)
    .values({ ...earlier, master: earlier.master.toString('base64') })
    .run();
};
