/**
 * The directory as one table, the same as XLSX and as CSV: headings, then a row for each record. `Kind` says what a
 * row is and so which of the other columns it uses; the rows of a service's contacts name its agency and the service.
 * What the file does not name stays in the directory as it is.
 */
import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import {
  agencySchema,
  decisionMakerSchema,
  directoryContactSchema,
  directoryServiceSchema,
  panelMemberSchema,
  type CheckedFile,
} from '../../../../shared/contract/directory.ts';
import { agencyTypes, codesOf } from '../../../../shared/domain/codes.ts';
import {
  changedDirectory,
  directoryIssues,
  directoryKeys,
  emptyDirectory,
  foldName,
  type Agency,
  type DecisionMaker,
  type Directory,
  type DirectoryChange,
  type DirectoryContact,
  type DirectoryList,
  type DirectoryService,
  type PanelMember,
} from '../../../../shared/domain/directory.ts';

const columns = [
  'Kind',
  'Agency',
  'Agency type',
  'Full member',
  'Service or team',
  'Name',
  'Role',
  'Telephone',
  'Option',
  'E-mail',
  'Copy to',
  'Instruction',
  'Decision body',
  'Retired',
] as const;
type Column = (typeof columns)[number];
type Cells = Readonly<Partial<Record<Column, string>>>;

/** What each kind of row uses: the field of its record, by the column that holds it. */
const kinds = {
  agency: {
    label: 'Agency',
    uses: { Agency: 'name', 'Agency type': 'type', 'Full member': 'fullMember', Retired: 'retired' },
  },
  service: {
    label: 'Service or team',
    uses: {
      Agency: 'agencyId',
      'Service or team': 'name',
      'Copy to': 'copyTo',
      Instruction: 'instruction',
      Retired: 'retired',
    },
  },
  contact: {
    label: 'Contact',
    uses: {
      Agency: 'agencyId',
      'Service or team': 'service',
      Name: 'name',
      Role: 'role',
      Telephone: 'telephone',
      Option: 'option',
      'E-mail': 'email',
    },
  },
  decisionMaker: {
    label: 'Decision maker',
    uses: { Name: 'name', 'Decision body': 'bodyId', Retired: 'retired' },
  },
  panelMember: {
    label: 'Panel member',
    uses: { Agency: 'agencyId', Name: 'name', Role: 'role', Retired: 'retired' },
  },
} as const satisfies Readonly<
  Record<string, { readonly label: string; readonly uses: Readonly<Partial<Record<Column, string>>> }>
>;
type Kind = keyof typeof kinds;

const kindOfList: Readonly<Record<DirectoryList, Kind>> = {
  agencies: 'agency',
  services: 'service',
  decisionMakers: 'decisionMaker',
  panelMembers: 'panelMember',
};

const MAX_ROWS = 2_000;

interface Body {
  readonly id: string;
  readonly label: string;
}

const yesOrNo = (value: boolean): string => (value ? 'Yes' : 'No');

/** The whole directory as rows, headings first; those of one agency stand together. */
export const directoryRows = (directory: Directory, bodies: readonly Body[]): readonly string[][] => {
  const row = (kind: Kind, cells: Cells): string[] =>
    columns.map((column) => (column === 'Kind' ? kinds[kind].label : (cells[column] ?? '')));
  const agencyName = (id: string | undefined): string =>
    directory.agencies.find((agency) => agency.id === id)?.name ?? '';
  const rowsOfService = ({ agencyId, name, contacts, copyTo, instruction, retired }: DirectoryService) => {
    const place: Cells = { Agency: agencyName(agencyId), 'Service or team': name };
    return [
      row('service', {
        ...place,
        'Copy to': copyTo,
        Instruction: instruction,
        Retired: yesOrNo(retired),
      }),
      ...contacts.map((contact) =>
        row('contact', {
          ...place,
          Name: contact.name,
          Role: contact.role,
          Telephone: contact.telephone,
          Option: contact.option,
          'E-mail': contact.email,
        }),
      ),
    ];
  };
  const rowOfAgency = ({ name, type, fullMember, retired }: Agency) =>
    row('agency', {
      Agency: name,
      'Agency type': agencyTypes[type],
      'Full member': yesOrNo(fullMember),
      Retired: yesOrNo(retired),
    });
  const rowOfMember = ({ agencyId, name, role, retired }: PanelMember) =>
    row('panelMember', { Agency: agencyName(agencyId), Name: name, Role: role, Retired: yesOrNo(retired) });
  const rowOfDecisionMaker = ({ name, bodyId, retired }: DecisionMaker) =>
    row('decisionMaker', {
      Name: name,
      'Decision body': bodies.find(({ id }) => id === bodyId)?.label ?? bodyId,
      Retired: yesOrNo(retired),
    });
  const of = <Item extends { readonly agencyId?: string | undefined }>(
    items: readonly Item[],
    agencyId: string | undefined,
  ): readonly Item[] => items.filter((item) => item.agencyId === agencyId);
  return [
    [...columns],
    ...directory.agencies.flatMap((agency) => [
      rowOfAgency(agency),
      ...of(directory.services, agency.id).flatMap(rowsOfService),
      ...of(directory.panelMembers, agency.id).map(rowOfMember),
    ]),
    ...of(directory.services, undefined).flatMap(rowsOfService),
    ...directory.decisionMakers.map(rowOfDecisionMaker),
  ];
};

export interface DirectoryRows extends CheckedFile {
  /** What the rows would change; to be used only where there is no problem. */
  readonly change: DirectoryChange;
}

interface TakenRow {
  readonly row: number;
  readonly kind: Kind;
  readonly cells: Cells;
}
type Problem = CheckedFile['problems'][number];

const noChange: DirectoryChange = { put: emptyDirectory, remove: [] };

/** Curly apostrophes and capitals make no other word. */
const wordKey = (text: string): string => foldName(text.trim().replaceAll('’', "'"));

/** The column of each heading, or what is wrong with the headings. */
const readHeadings = (
  headings: readonly string[],
): { readonly placeOf: ReadonlyMap<Column, number>; readonly problems: readonly Problem[] } => {
  const placeOf = new Map<Column, number>();
  const problems: Problem[] = [];
  headings.forEach((heading, place) => {
    if (heading.trim() === '') return;
    const column = columns.find((known) => wordKey(known) === wordKey(heading));
    if (!column) problems.push({ row: 1, column: heading, message: 'The directory has no such column' });
    else if (placeOf.has(column)) problems.push({ row: 1, column, message: 'This column is there twice' });
    else placeOf.set(column, place);
  });
  if (!placeOf.has('Kind'))
    problems.push({
      row: 1,
      column: 'Kind',
      message:
        'The first row must hold the headings, “Kind” among them. Save the directory as a file to see them',
    });
  return { placeOf, problems };
};

/** Reads a table's rows against the directory as it stands. Nothing is left out silently: what is not understood is a problem. */
export const readDirectoryRows = (
  rows: readonly (readonly string[])[],
  {
    current,
    bodies,
    nextId,
  }: { readonly current: Directory; readonly bodies: readonly Body[]; readonly nextId: () => string },
): DirectoryRows => {
  const headings = readHeadings(rows[0] ?? []);
  if (headings.problems.length > 0) return { problems: headings.problems, counts: [], change: noChange };
  if (rows.length > MAX_ROWS)
    return {
      problems: [
        { row: MAX_ROWS + 1, column: 'Kind', message: `Bring in ${MAX_ROWS} rows or fewer at a time` },
      ],
      counts: [],
      change: noChange,
    };

  const problems: Problem[] = [];
  const taken: TakenRow[] = [];
  rows.slice(1).forEach((values, index) => {
    const row = index + 2;
    const cells: Cells = Object.fromEntries(
      [...headings.placeOf].map(([column, place]) => [column, (values[place] ?? '').trim()]),
    );
    const beyond = values.some(
      (value, place) => value.trim() !== '' && ![...headings.placeOf.values()].includes(place),
    );
    if (Object.values(cells).every((text) => text === '') && !beyond) return;
    if (beyond)
      problems.push({ row, column: '', message: 'There is something in a column without a heading' });
    const kind = (Object.keys(kinds) as Kind[]).find(
      (known) => wordKey(kinds[known].label) === wordKey(cells.Kind ?? ''),
    );
    if (!kind) {
      const labels = Object.values(kinds).map(({ label }) => label);
      problems.push({ row, column: 'Kind', message: `Use one of: ${labels.join(', ')}` });
      return;
    }
    for (const [column, text] of Object.entries(cells) as [Column, string][])
      if (text !== '' && column !== 'Kind' && !(column in kinds[kind].uses))
        problems.push({
          row,
          column,
          message: `A row of the kind “${kinds[kind].label}” does not use this column: leave it empty`,
        });
    taken.push({ row, kind, cells });
  });

  const rowOf = new Map<string, { readonly row: number; readonly kind: Kind }>();
  const columnOf = (kind: Kind, field: string): string =>
    Object.entries(kinds[kind].uses).find(([, used]) => used === field)?.[0] ?? '';
  /** The record as the contract has it, or its problems. */
  const checked = <Schema extends z.ZodType>(
    schema: Schema,
    { row, kind }: { readonly row: number; readonly kind: Kind },
    value: unknown,
  ): z.output<Schema> | undefined => {
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues)
      problems.push({
        row,
        column: columnOf(kind, String(issue.path[0])),
        message:
          issue.path[0] === 'type' ? `Use one of: ${Object.values(agencyTypes).join(', ')}` : issue.message,
      });
    return undefined;
  };
  const readYesOrNo = (row: number, column: Column, text = ''): boolean => {
    const word = wordKey(text);
    if (['yes', 'y', 'true'].includes(word)) return true;
    if (!['', 'no', 'n', 'false'].includes(word)) problems.push({ row, column, message: 'Use Yes or No' });
    return false;
  };

  const agencies = new Map(current.agencies.map((agency) => [foldName(agency.name), agency]));
  const idOf = <List extends DirectoryList>(
    list: List,
    record: Parameters<(typeof directoryKeys)[List]>[0],
  ): string => {
    const keyOf = directoryKeys[list] as (item: unknown) => string;
    return current[list].find((known) => keyOf(known) === keyOf(record))?.id ?? nextId();
  };
  const put: { -readonly [List in DirectoryList]: Directory[List][number][] } = {
    agencies: [],
    services: [],
    decisionMakers: [],
    panelMembers: [],
  };
  const keep = <List extends DirectoryList>(
    list: List,
    at: { readonly row: number; readonly kind: Kind },
    record: Directory[List][number],
  ): void => {
    const before = rowOf.get(record.id);
    if (before)
      problems.push({
        row: at.row,
        column: columnOf(at.kind, 'name'),
        message: `This is the same as row ${before.row}`,
      });
    else {
      rowOf.set(record.id, at);
      (put[list] as Directory[List][number][]).push(record);
    }
  };

  for (const at of taken.filter(({ kind }) => kind === 'agency')) {
    const { row, cells } = at;
    const name = cells.Agency ?? '';
    const agency = checked(agencySchema, at, {
      id: agencies.get(foldName(name))?.id ?? nextId(),
      name,
      type: codesOf(agencyTypes).find(
        (code) => wordKey(agencyTypes[code]) === wordKey(cells['Agency type'] ?? ''),
      ),
      fullMember: readYesOrNo(row, 'Full member', cells['Full member']),
      retired: readYesOrNo(row, 'Retired', cells.Retired),
    });
    if (!agency) continue;
    keep('agencies', at, agency);
    agencies.set(foldName(agency.name), agency);
  }

  /** The agency that a row names, if any; `undefined` where it is nowhere, which is then a problem. */
  const agencyNamed = ({ row, cells }: TakenRow): { readonly agencyId?: string } | undefined => {
    const name = cells.Agency ?? '';
    if (name === '') return {};
    const agency = agencies.get(foldName(name));
    if (agency) return { agencyId: agency.id };
    problems.push({
      row,
      column: 'Agency',
      message: 'This agency is neither in the directory nor in a row of its own that is right',
    });
    return undefined;
  };

  const services = new Map<string, Omit<DirectoryService, 'contacts'> & { contacts: DirectoryContact[] }>();
  const serviceRows = new Map<string, TakenRow>();
  for (const at of taken.filter(({ kind }) => kind === 'service')) {
    const { row, cells } = at;
    const agency = agencyNamed(at);
    if (!agency) continue;
    const words = { name: cells['Service or team'] ?? '', ...agency };
    const service = checked(directoryServiceSchema, at, {
      ...words,
      id: idOf('services', words),
      contacts: [],
      copyTo: cells['Copy to'] ?? '',
      instruction: cells.Instruction ?? '',
      retired: readYesOrNo(row, 'Retired', cells.Retired),
    });
    if (!service) continue;
    const key = directoryKeys.services(service);
    const before = serviceRows.get(key);
    if (before)
      problems.push({ row, column: 'Service or team', message: `This is the same as row ${before.row}` });
    else {
      services.set(key, { ...service, contacts: [] });
      serviceRows.set(key, at);
    }
  }
  const contactRows = new Map<string, number[]>();
  for (const at of taken.filter(({ kind }) => kind === 'contact')) {
    const { row, cells } = at;
    const agency = agencyNamed(at);
    if (!agency) continue;
    const key = directoryKeys.services({ name: cells['Service or team'] ?? '', ...agency });
    const contact = checked(directoryContactSchema, at, {
      name: cells.Name ?? '',
      role: cells.Role ?? '',
      telephone: cells.Telephone ?? '',
      option: cells.Option ?? '',
      email: cells['E-mail'] ?? '',
    });
    const service = services.get(key);
    if (!service)
      problems.push({
        row,
        column: 'Service or team',
        message: 'The file needs a row of the kind “Service or team” for this one, with the same agency',
      });
    else if (contact) {
      service.contacts.push(contact);
      contactRows.set(service.id, [...(contactRows.get(service.id) ?? []), row]);
    }
  }
  for (const [key, service] of services) {
    const at = serviceRows.get(key);
    if (at) keep('services', at, service);
  }

  for (const at of taken.filter(({ kind }) => kind === 'decisionMaker')) {
    const { row, cells } = at;
    const named = wordKey(cells['Decision body'] ?? '');
    const listed = current.decisionMakers.map(({ bodyId }) => ({ id: bodyId, label: bodyId }));
    const body = [...bodies, ...listed].find(({ id, label }) =>
      [wordKey(label), wordKey(id)].includes(named),
    );
    if (!body) {
      problems.push({
        row,
        column: 'Decision body',
        message: `Use one of the procedure's: ${bodies.map(({ label }) => label).join(', ')}`,
      });
      continue;
    }
    const words = {
      name: cells.Name ?? '',
      bodyId: body.id,
      retired: readYesOrNo(row, 'Retired', cells.Retired),
    };
    const maker = checked(decisionMakerSchema, at, { ...words, id: idOf('decisionMakers', words) });
    if (maker) keep('decisionMakers', at, maker);
  }

  for (const at of taken.filter(({ kind }) => kind === 'panelMember')) {
    const { row, cells } = at;
    const agency = agencyNamed(at);
    if (!agency) continue;
    const words = {
      name: cells.Name ?? '',
      role: cells.Role ?? '',
      agencyId: agency.agencyId ?? '',
      retired: readYesOrNo(row, 'Retired', cells.Retired),
    };
    const member = checked(panelMemberSchema, at, { ...words, id: idOf('panelMembers', words) });
    if (member) keep('panelMembers', at, member);
  }

  const change: DirectoryChange = { put, remove: [] };
  for (const { id, path, message } of directoryIssues(changedDirectory(current, change))) {
    const at = rowOf.get(id);
    if (!at) continue;
    const [field = '', index, inner] = path.split('.');
    problems.push(
      index === undefined
        ? { row: at.row, column: columnOf(at.kind, field), message }
        : {
            row: contactRows.get(id)?.[Number(index)] ?? at.row,
            column: columnOf('contact', inner ?? ''),
            message,
          },
    );
  }
  return {
    problems: problems.sort((one, other) => one.row - other.row),
    counts: (Object.keys(kindOfList) as DirectoryList[]).map((list) => countsOf(list, current, change)),
    change: onlyWhatDiffers(current, change),
  };
};

const differing = <List extends DirectoryList>(list: List, current: Directory, { put }: DirectoryChange) => {
  const known = new Map(current[list].map((record) => [record.id, record]));
  const records: readonly Directory[List][number][] = put[list];
  return {
    known,
    records: records.filter((record) => !isDeepStrictEqual(known.get(record.id), record)),
  };
};

const countsOf = (
  list: DirectoryList,
  current: Directory,
  change: DirectoryChange,
): CheckedFile['counts'][number] => {
  const { known, records } = differing(list, current, change);
  const added = records.filter(({ id }) => !known.has(id)).length;
  return {
    kind: kinds[kindOfList[list]].label,
    added,
    changed: records.length - added,
    unchanged: change.put[list].length - records.length,
  };
};

const onlyWhatDiffers = (current: Directory, change: DirectoryChange): DirectoryChange => ({
  put: {
    agencies: differing('agencies', current, change).records,
    services: differing('services', current, change).records,
    decisionMakers: differing('decisionMakers', current, change).records,
    panelMembers: differing('panelMembers', current, change).records,
  },
  remove: [],
});
