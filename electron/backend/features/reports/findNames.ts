import type { PlainDate } from '../../../../shared/domain/calendarTypes.ts';
import {
  findIdentifiers,
  type Finding,
  type NamesInRegister,
  type PersonKind,
  type TextPlace,
} from '../../../../shared/domain/report/identifiers.ts';

/** Names of one kind of people, as JSON: hundreds of thousands of them are handed to another process at once. */
export interface NamesOfKind {
  readonly kind: PersonKind;
  readonly json: Buffer;
}

/** What texts are held against, all of it sendable to another process. */
export interface NameSearch {
  readonly texts: readonly TextPlace[];
  readonly names: readonly NamesOfKind[];
  readonly schools: readonly string[];
  /** Of the days, numbers and references that stand in the texts, those that the register knows. */
  readonly known: {
    readonly births: readonly PlainDate[];
    readonly nhsNumbers: readonly string[];
    readonly references: readonly string[];
  };
  readonly of: Parameters<typeof findIdentifiers>[2];
}

/** What of the days, numbers and references in some texts the register knows. */
export const knownIn = (
  texts: NameSearch['texts'],
  register: Pick<NamesInRegister, 'isBirthDate' | 'isNhsNumber' | 'isReference'>,
  of: NameSearch['of'],
): NameSearch['known'] => {
  const found = { births: [] as PlainDate[], nhsNumbers: [] as string[], references: [] as string[] };
  const keep =
    <Asked>(knows: (asked: Asked) => boolean, into: Asked[]) =>
    (asked: Asked): boolean => {
      if (knows(asked)) into.push(asked);
      return false;
    };
  findIdentifiers(
    texts,
    {
      people: [],
      schools: [],
      isBirthDate: keep(register.isBirthDate, found.births),
      isNhsNumber: keep(register.isNhsNumber, found.nhsNumbers),
      isReference: keep(register.isReference, found.references),
    },
    of,
  );
  return found;
};

/** Whether the texts name anybody: every name of the register is looked at. */
export const findNames = ({ texts, names, schools, known, of }: NameSearch): readonly Finding[] =>
  findIdentifiers(
    texts,
    {
      people: names.flatMap(({ kind, json }) =>
        (JSON.parse(json.toString('utf8')) as string[]).map((name) => ({ kind, name })),
      ),
      schools,
      isBirthDate: (on) => known.births.includes(on),
      isNhsNumber: (digits) => known.nhsNumbers.includes(digits),
      isReference: (reference) => known.references.includes(reference),
    },
    of,
  );
