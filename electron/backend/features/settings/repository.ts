import { desc, eq, sql } from 'drizzle-orm';
import { procedureVersions, settings as settingsTable } from '../../../../drizzle/schema/register.ts';
import { settingsSchema, type Settings } from '../../../../shared/contract/settings.ts';
import type { Instant } from '../../../../shared/domain/calendarTypes.ts';
import type { Procedure } from '../../../../shared/domain/procedures/procedureSchema.ts';
import type { AnchorProblem } from '../../audit/auditLog.ts';
import { preparedOnce, type RegisterDatabase } from '../../database/registerDatabase.ts';

const keep = (database: RegisterDatabase, name: string, value: unknown): void => {
  database
    .insert(settingsTable)
    .values({ name, value })
    .onConflictDoUpdate({ target: settingsTable.name, set: { value } })
    .run();
};

const setting = preparedOnce((database) =>
  database
    .select({ value: settingsTable.value })
    .from(settingsTable)
    .where(eq(settingsTable.name, sql.placeholder('name')))
    .prepare(),
);

const find = (database: RegisterDatabase, name: string): unknown => setting(database).get({ name })?.value;

const unitText = preparedOnce((database) =>
  database
    .select({ text: sql<string>`${settingsTable.value}` })
    .from(settingsTable)
    .where(eq(settingsTable.name, 'unit'))
    .prepare(),
);

/** What was last read, with the text that it was read from: nearly every operation asks. */
const lastRead = new WeakMap<RegisterDatabase, { readonly text: string; readonly settings: Settings }>();

/** Throws where the register holds none: a register is made with its settings. */
export const getSettings = (database: RegisterDatabase): Settings => {
  const text = unitText(database).get()?.text ?? 'null';
  const last = lastRead.get(database);
  if (last?.text === text) return last.settings;
  const settings = settingsSchema.parse(JSON.parse(text));
  lastRead.set(database, { text, settings });
  return settings;
};

export const keepSettings = (database: RegisterDatabase, settings: Settings): void =>
  keep(database, 'unit', settings);

export const isRecoveryKeyProved = (database: RegisterDatabase): boolean =>
  find(database, 'recoveryKeyProved') === true;

export const keepRecoveryKeyProved = (database: RegisterDatabase, proved: boolean): void =>
  keep(database, 'recoveryKeyProved', proved);

export type KeptAnchorProblem = AnchorProblem & { readonly at: Instant };

/** What was found wrong when the audit log was last held against its anchor, until a person has seen to it. */
export const findAnchorProblem = (database: RegisterDatabase): KeptAnchorProblem | undefined =>
  (find(database, 'anchorProblem') ?? undefined) as KeptAnchorProblem | undefined;

export const keepAnchorProblem = (
  database: RegisterDatabase,
  problem: KeptAnchorProblem | undefined,
): void => {
  if (problem) keep(database, 'anchorProblem', problem);
  else database.delete(settingsTable).where(eq(settingsTable.name, 'anchorProblem')).run();
};

/** Somebody left and the register's keys are still those that they could open. */
export const areKeysDue = (database: RegisterDatabase): boolean => find(database, 'keysDue') === true;

export const keepKeysDue = (database: RegisterDatabase, due: boolean): void => keep(database, 'keysDue', due);

/** When a backup was last restored for a drill, and was equal. */
export const findLastDrillAt = (database: RegisterDatabase): Instant | undefined => {
  const at = find(database, 'lastDrillAt');
  return typeof at === 'string' ? (at as Instant) : undefined;
};

export const keepLastDrillAt = (database: RegisterDatabase, at: Instant): void =>
  keep(database, 'lastDrillAt', at);

export interface ProcedureVersion {
  readonly versionId: string;
  readonly procedure: Procedure;
}

export const insertProcedureVersion = (
  database: RegisterDatabase,
  { versionId, procedure }: ProcedureVersion,
  adoptedAt: Instant,
): void => {
  database
    .insert(procedureVersions)
    .values({
      id: versionId,
      procedureId: procedure.id,
      version: procedure.version,
      definition: procedure,
      adoptedAt,
    })
    .run();
};

/**
 * The procedure that new cases are opened under: the one adopted last. Versions are never deleted, so that the order
 * in which they were written stands, whatever the computer's clock said.
 */
export const getCurrentProcedure = (database: RegisterDatabase): ProcedureVersion => {
  const row = database
    .select()
    .from(procedureVersions)
    .orderBy(desc(sql`rowid`))
    .limit(1)
    .get();
  if (!row) throw new Error('The register has no procedure');
  return { versionId: row.id, procedure: row.definition };
};

const versionIds = preparedOnce((database) =>
  database.select({ id: procedureVersions.id }).from(procedureVersions).prepare(),
);
const definition = preparedOnce((database) =>
  database
    .select({ procedure: procedureVersions.definition })
    .from(procedureVersions)
    .where(eq(procedureVersions.id, sql.placeholder('id')))
    .prepare(),
);

/** Long, and never changed once adopted: each is read once. */
const readVersions = new WeakMap<RegisterDatabase, Map<string, Procedure>>();

const getProcedure = (database: RegisterDatabase, id: string): Procedure => {
  const read = readVersions.get(database) ?? new Map<string, Procedure>();
  readVersions.set(database, read);
  const procedure = read.get(id) ?? definition(database).get({ id })?.procedure;
  if (!procedure) throw new Error('A version of the procedure is gone');
  read.set(id, procedure);
  return procedure;
};

/** Every version that a case may have been opened under, by id. */
export const listProcedures = (database: RegisterDatabase): ReadonlyMap<string, Procedure> =>
  new Map(
    versionIds(database)
      .all()
      .map(({ id }) => [id, getProcedure(database, id)]),
  );
