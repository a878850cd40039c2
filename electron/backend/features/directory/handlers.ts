/** Agencies, whom to reach there, and who decides. Every change is one set of records that can be taken back whole. */
import type { Issue } from '../../../../shared/contract/errors.ts';
import {
  changedDirectory,
  directoryIssues,
  emptyDirectory,
  undoOf,
  type Directory,
  type DirectoryChange,
  type DirectoryList,
} from '../../../../shared/domain/directory.ts';
import { invalid, refused } from '../../appFault.ts';
import type { Context } from '../../context.ts';
import type { RegisterDatabase } from '../../database/registerDatabase.ts';
import { writeSpreadsheet } from '../../documents/writing/spreadsheet.ts';
import type { Handlers } from '../../router.ts';
import type { Uploads } from '../documents/uploads.ts';
import { getCurrentProcedure } from '../settings/repository.ts';
import { directoryRows, readDirectoryRows, type DirectoryRows } from './directoryFile.ts';
import { getDirectory, keepDirectoryChange, listAgencies } from './repository.ts';

const entity = 'directory';

/** Bodies of the procedure in force. Whoever is listed for a body of an earlier one stays listed. */
const bodiesOf = (database: RegisterDatabase): readonly { readonly id: string; readonly label: string }[] =>
  getCurrentProcedure(database).procedure.decisionBodies.map(({ id, label }) => ({ id, label }));

const unknownBodies = (
  { put }: DirectoryChange,
  current: Directory,
  bodies: readonly { readonly id: string }[],
): readonly Issue[] => {
  const known = new Set(
    [...bodies, ...current.decisionMakers.map(({ bodyId }) => ({ id: bodyId }))].map(({ id }) => id),
  );
  return put.decisionMakers.flatMap(({ bodyId }, index) =>
    known.has(bodyId)
      ? []
      : [{ path: `put.decisionMakers.${index}.bodyId`, message: 'The procedure has no such decision body' }],
  );
};

const checkChange = (
  change: DirectoryChange,
  current: Directory,
  bodies: readonly { readonly id: string }[],
): void => {
  const placeOf = (list: DirectoryList, id: string): number =>
    change.put[list].findIndex((record) => record.id === id);
  const found = directoryIssues(changedDirectory(current, change));
  if (found.some(({ list, id }) => placeOf(list, id) < 0)) throw stillNamed();
  const issues = [
    ...found.map(({ list, id, path, message }) => ({
      path: `put.${list}.${placeOf(list, id)}.${path}`,
      message,
    })),
    ...unknownBodies(change, current, bodies),
  ];
  if (issues.length > 0) throw invalid('The directory cannot be saved like this.', issues);
};

const stillNamed = () =>
  refused('A case or another entry still names this agency, so it cannot be taken out. Retire it instead.');

const detailOf = ({ put, remove }: DirectoryChange): string =>
  [
    `agencies ${put.agencies.length}`,
    `services ${put.services.length}`,
    `decision makers ${put.decisionMakers.length}`,
    `panel members ${put.panelMembers.length}`,
    `taken out ${remove.length}`,
  ].join(', ');

/** Saves the whole of a change or nothing of it. */
const recordChange = (change: DirectoryChange, context: Context): { undo: DirectoryChange } => {
  const current = getDirectory(context.database);
  checkChange(change, current, bodiesOf(context.database));
  try {
    context.record({ entity, detail: detailOf(change) }, (database) => keepDirectoryChange(database, change));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'SQLITE_CONSTRAINT_FOREIGNKEY')
      throw stillNamed();
    throw error;
  }
  return { undo: undoOf(current, change) };
};

const readUpload = async (content: Buffer, context: Context): Promise<DirectoryRows> => {
  const read = await context.documentReader.readTable(content);
  if (!read.ok) throw invalid(read.error.message);
  return readDirectoryRows(read.sheets[0]?.rows ?? [], {
    current: getDirectory(context.database),
    bodies: bodiesOf(context.database),
    nextId: context.ports.ids.next,
  });
};

export const createDirectoryHandlers = (uploads: Uploads): Handlers['directory'] => ({
  get: (_input, { database }) => ({ ...getDirectory(database), bodies: [...bodiesOf(database)] }),

  listAgencies: (_input, { database }) => ({ agencies: [...listAgencies(database)] }),

  addAgency: (words, context) => {
    const agency = { id: context.ports.ids.next(), ...words, retired: false };
    const change = { put: { ...emptyDirectory, agencies: [agency] }, remove: [] };
    const current = getDirectory(context.database);
    const [issue] = directoryIssues(changedDirectory(current, change));
    if (issue) throw invalid('The directory already has an agency of this name.', [issue]);
    context.record({ entity, detail: 'agency added' }, (database) => keepDirectoryChange(database, change));
    return agency;
  },

  change: (change, context) => recordChange(change, context),

  checkFile: async ({ uploadId }, context) => {
    const { problems, counts } = await readUpload(uploads.read(uploadId).content, context);
    return { problems: [...problems], counts: [...counts] };
  },

  importFile: async ({ uploadId }, context) => {
    const { problems, change } = await readUpload(uploads.read(uploadId).content, context);
    if (problems.length > 0)
      throw refused('The file still has rows to mend, so nothing was brought in. Check it again.');
    const { undo } = recordChange(change, context);
    uploads.abandon(uploadId);
    return { undo };
  },

  exportFile: async ({ format }, context) => {
    const rows = directoryRows(getDirectory(context.database), bodiesOf(context.database));
    return context.handOver(
      { entity, detail: `directory as ${format}` },
      { suggestedName: `directory.${format}`, bytes: await writeSpreadsheet(rows, format), action: 'save' },
    );
  },
});
