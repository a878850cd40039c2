import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Procedure } from '../../../shared/domain/procedures/procedureSchema.ts';
import { findDatabaseFault } from '../database/databaseFault.ts';
import { writeFileAtomically } from '../files/writeFileAtomically.ts';

/** What the unlock screen may show before anyone has unlocked: the unit's name and its ladder. Decoration, not proof. */
const unlockScreenSchema = z.strictObject({
  unitName: z.string(),
  ladder: z.array(z.strictObject({ label: z.string(), who: z.string() })),
});
export type UnlockScreen = z.infer<typeof unlockScreenSchema>;

const fileIn = (directory: string): string => join(directory, 'unlock-screen.json');

export const writeUnlockScreen = (
  directory: string,
  { unitName, procedure }: { readonly unitName: string; readonly procedure: Procedure },
): void => {
  const screen: UnlockScreen = {
    unitName,
    ladder: procedure.stages
      .filter((stage) => !stage.outward)
      .map(({ label, name }) => ({ label, who: name })),
  };
  try {
    writeFileAtomically(fileIn(directory), JSON.stringify(screen));
  } catch (error) {
    // Nobody is kept out, and nothing that was saved called unsaved, for want of a decoration.
    if (findDatabaseFault(error)?.code !== 'disk-full') throw error;
  }
};

/** Undefined where the file is missing or unreadable: the screen does without. */
export const findUnlockScreen = (directory: string): UnlockScreen | undefined => {
  try {
    return unlockScreenSchema.parse(JSON.parse(readFileSync(fileIn(directory), 'utf8')));
  } catch {
    return undefined;
  }
};
