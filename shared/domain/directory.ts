import type { AgencyType } from './codes.ts';

/** A body that raises or is challenged. */
export interface Agency {
  readonly id: string;
  readonly name: string;
  readonly type: AgencyType;
  /** A full member of the partnership: what Gloucestershire's Resolution Panel is made up of. */
  readonly fullMember: boolean;
  /** Kept with its cases and no longer offered. */
  readonly retired: boolean;
}

/** One way to reach a service: a person, a role or a telephone alone. What is not known is empty. */
export interface DirectoryContact {
  readonly name: string;
  readonly role: string;
  readonly telephone: string;
  /** What to press once the telephone answers. */
  readonly option: string;
  readonly email: string;
}

/** A service or a team, as a list of single points of contact has it. */
export interface DirectoryService {
  readonly id: string;
  /** Absent where it stands for a kind of service: "Education: ask the school for its designated lead". */
  readonly agencyId?: string | undefined;
  readonly name: string;
  readonly contacts: readonly DirectoryContact[];
  readonly copyTo: string;
  readonly instruction: string;
  readonly retired: boolean;
}

export interface DecisionMaker {
  readonly id: string;
  readonly name: string;
  /** A decision body of the procedure. */
  readonly bodyId: string;
  readonly retired: boolean;
}

export interface PanelMember {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly agencyId: string;
  readonly retired: boolean;
}

export interface Directory {
  readonly agencies: readonly Agency[];
  readonly services: readonly DirectoryService[];
  readonly decisionMakers: readonly DecisionMaker[];
  readonly panelMembers: readonly PanelMember[];
}
export type DirectoryList = keyof Directory;

export const emptyDirectory: Directory = { agencies: [], services: [], decisionMakers: [], panelMembers: [] };

/** What makes two records the same one: names that differ only in their capitals are one name. */
export const foldName = (name: string): string => name.normalize('NFC').toLocaleLowerCase('en-GB');

/** The key of a record within its list; no two of one key may stand in the directory. */
export const directoryKeys = {
  agencies: ({ name }: Pick<Agency, 'name'>): string => foldName(name),
  services: ({ agencyId = '', name }: Pick<DirectoryService, 'agencyId' | 'name'>): string =>
    `${agencyId} ${foldName(name)}`,
  decisionMakers: ({ bodyId, name }: Pick<DecisionMaker, 'bodyId' | 'name'>): string =>
    `${bodyId} ${foldName(name)}`,
  panelMembers: ({ agencyId, name }: Pick<PanelMember, 'agencyId' | 'name'>): string =>
    `${agencyId} ${foldName(name)}`,
} as const;

export interface DirectoryIssue {
  readonly list: DirectoryList;
  readonly id: string;
  /** The field of the record. */
  readonly path: string;
  readonly message: string;
}

const alreadyThere: Readonly<Record<DirectoryList, string>> = {
  agencies: 'There is already an agency of this name',
  services: 'This agency already has a service or team of this name',
  decisionMakers: 'This person is already listed for this body',
  panelMembers: 'This person is already listed for this agency',
};

const issuesOfService = ({
  agencyId,
  contacts,
  instruction,
}: DirectoryService): readonly { readonly path: string; readonly message: string }[] => [
  ...contacts.flatMap((contact, index) => [
    ...(contact.name || contact.role || contact.telephone || contact.email
      ? []
      : [
          { path: `contacts.${index}.name`, message: 'Give a name, a role, a telephone number or an e-mail' },
        ]),
    ...(contact.option && !contact.telephone
      ? [{ path: `contacts.${index}.telephone`, message: 'Give the number that this option belongs to' }]
      : []),
  ]),
  ...(agencyId === undefined && contacts.length === 0 && instruction === ''
    ? [{ path: 'instruction', message: 'Add a contact, or say what to do' }]
    : []),
];

/** What keeps a directory from being one that people can rely on; empty where nothing does. */
export const directoryIssues = (directory: Directory): readonly DirectoryIssue[] => {
  const agencyIds = new Set(directory.agencies.map(({ id }) => id));
  const repeated = (Object.keys(directoryKeys) as DirectoryList[]).flatMap((list) => {
    const keyOf = directoryKeys[list] as (record: Directory[DirectoryList][number]) => string;
    const seen = new Set<string>();
    return directory[list].flatMap((record) => {
      const key = keyOf(record);
      if (seen.has(key)) return [{ list, id: record.id, path: 'name', message: alreadyThere[list] }];
      seen.add(key);
      return [];
    });
  });
  const agencyGone = (
    list: DirectoryList,
    { id, agencyId }: { id: string; agencyId?: string | undefined },
  ) =>
    agencyId === undefined || agencyIds.has(agencyId)
      ? []
      : [{ list, id, path: 'agencyId', message: 'This agency is not in the directory' }];
  return [
    ...repeated,
    ...directory.services.flatMap((service) => [
      ...agencyGone('services', service),
      ...issuesOfService(service).map((issue) => ({ list: 'services' as const, id: service.id, ...issue })),
    ]),
    ...directory.panelMembers.flatMap((member) => agencyGone('panelMembers', member)),
  ];
};

/** Records to put in the place of those of the same id, or beside them where there is none, and ids to take out. */
export interface DirectoryChange {
  readonly put: Directory;
  readonly remove: readonly string[];
}

const lists = Object.keys(emptyDirectory) as readonly DirectoryList[];

const eachList = (
  recordsOf: (list: DirectoryList) => readonly Directory[DirectoryList][number][],
): Directory => Object.fromEntries(lists.map((list) => [list, recordsOf(list)])) as unknown as Directory;

/** The directory after a change. What was put stands last in its list, so that an issue falls on it and not on the old. */
export const changedDirectory = (directory: Directory, { put, remove }: DirectoryChange): Directory => {
  const leaves = new Set([...remove, ...lists.flatMap((list) => put[list].map(({ id }) => id))]);
  return eachList((list) => [...directory[list].filter(({ id }) => !leaves.has(id)), ...put[list]]);
};

/** The change that takes `change` back. */
export const undoOf = (directory: Directory, { put, remove }: DirectoryChange): DirectoryChange => {
  const touched = new Set([...remove, ...lists.flatMap((list) => put[list].map(({ id }) => id))]);
  const known = new Set(lists.flatMap((list) => directory[list].map(({ id }) => id)));
  return {
    put: eachList((list) => directory[list].filter(({ id }) => touched.has(id))),
    remove: lists.flatMap((list) => put[list].map(({ id }) => id)).filter((id) => !known.has(id)),
  };
};
