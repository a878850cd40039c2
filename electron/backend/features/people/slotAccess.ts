import type { About, Context } from '../../context.ts';
import type { RegisterDatabase } from '../../database/registerDatabase.ts';
import type { SlotFile } from '../../vault/slotFile.ts';
import { getSlotFile, keepSlotFile } from './repository.ts';

/** What a change of the slot file needs; it is kept together with `change` and its audit line, or not at all. */
export const slotAccess = (
  context: Context,
  line: About,
  change: (database: RegisterDatabase) => void = () => undefined,
) => ({
  directory: context.ports.paths.register,
  keys: context.register.keys,
  kept: getSlotFile(context.database),
  commit: (slotFile: SlotFile) =>
    context.record(line, (database) => {
      change(database);
      keepSlotFile(database, slotFile, context.now);
    }),
  ...(context.ports.scryptCost === undefined ? {} : { cost: context.ports.scryptCost }),
});
