import { bundledProcedures } from '../../../../shared/domain/procedures/bundledProcedures.ts';
import type { Procedure } from '../../../../shared/domain/procedures/procedureSchema.ts';
import { procedureChanges } from '../../../../shared/domain/procedureChanges.ts';
import { conflict, notFound, refused } from '../../appFault.ts';
import type { Handlers } from '../../router.ts';
import { writeUnlockScreen } from '../../vault/unlockScreen.ts';
import { getCurrentProcedure, getSettings, insertProcedureVersion } from '../settings/repository.ts';
import { listAdoptedProcedures, nextVersionOf } from './repository.ts';

/** A partnership's procedure quotes that partnership's document: under its own name it stays as it is. */
const refuseChangedOriginal = (procedure: Procedure): void => {
  const original = bundledProcedures.find(({ id }) => id === procedure.id);
  if (original && procedureChanges(original, procedure).length > 0)
    throw refused(
      `${original.shortName}'s procedure comes with the register and stays as its document has it. Make your own copy and change that.`,
    );
};

export const proceduresHandlers: Handlers['procedures'] = {
  list: (_input, { database }) => ({
    versions: listAdoptedProcedures(database).map(({ version }) => version),
  }),

  get: ({ versionId }, { database }) => {
    const adopted = listAdoptedProcedures(database).find(({ version }) => version.versionId === versionId);
    if (!adopted) throw notFound('The register holds no such version of a procedure.');
    return { version: adopted.version, procedure: adopted.procedure };
  },

  adopt: ({ procedure, insteadOf }, context) => {
    const { database, ports, now } = context;
    const current = getCurrentProcedure(database);
    if (current.versionId !== insteadOf) throw conflict();
    refuseChangedOriginal(procedure);
    if (procedure.id === current.procedure.id && procedureChanges(current.procedure, procedure).length === 0)
      throw refused('This is the procedure that is in force already. Nothing needs adopting.');
    const versionId = ports.ids.next();
    const version = nextVersionOf(database, procedure.id);
    context.record({ entity: 'procedure', detail: `${procedure.id}, version ${version}` }, (open) =>
      insertProcedureVersion(open, { versionId, procedure: { ...procedure, version } }, now),
    );
    writeUnlockScreen(ports.paths.register, { unitName: getSettings(database).unitName, procedure });
    return { versionId, version };
  },
};
