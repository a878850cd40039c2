/** Where a person is named in what never became a case: drafts, thrown away or not, and files that nothing holds. */
import type { Unlogged } from '../../../../shared/contract/retention.ts';
import { officeDayBounds, type PlainDate } from '../../../../shared/domain/calendarTypes.ts';
import { readDateBoxes, type IntakeForm } from '../../../../shared/domain/intake.ts';
import { readNhsNumber } from '../../../../shared/domain/nhsNumber.ts';
import type { Context } from '../../context.ts';
import { alikeReasons, nameKey } from '../cases/alike.ts';
import { findReceived } from '../documents/repository.ts';
import { listAllDrafts } from '../drafts/repository.ts';
import { listUnheldDocuments } from '../retention/repository.ts';
import { viewOfDraft, viewOfFile } from '../retention/unlogged.ts';

export interface AskedFor {
  /** Empty where it is not asked for. */
  readonly name: string;
  readonly dateOfBirth: PlainDate | undefined;
  /** Digits alone; empty where it is not asked for. */
  readonly nhsNumber: string;
}

/** Whether a person of a record may be the one who is asked for. */
export const mayBeAsked = (
  asked: AskedFor,
  person: {
    readonly name: string | null;
    readonly dateOfBirth: string | null | undefined;
    readonly nhsNumber: string | null;
  },
): boolean => {
  if (asked.nhsNumber !== '' && person.nhsNumber === asked.nhsNumber) return true;
  if (asked.name === '') return asked.dateOfBirth !== undefined && person.dateOfBirth === asked.dateOfBirth;
  return alikeReasons(asked, { ...person, dateOfBirth: person.dateOfBirth ?? asked.dateOfBirth }).length > 0;
};

/** Every word of the name somewhere in the text, or the number. */
const textNames = (asked: AskedFor, text: string): boolean => {
  const words = new Set(nameKey(text).split(' '));
  return (
    (asked.name !== '' &&
      nameKey(asked.name)
        .split(' ')
        .every((word) => words.has(word))) ||
    (asked.nhsNumber !== '' && text.replaceAll(/\s/g, '').includes(asked.nhsNumber))
  );
};

const formNames = (asked: AskedFor, form: IntakeForm): boolean =>
  form.people.some(({ name, dateOfBirth, nhsNumber }) => {
    const birth = readDateBoxes(dateOfBirth);
    return mayBeAsked(asked, {
      name,
      dateOfBirth: birth.ok ? birth.on : undefined,
      nhsNumber: readNhsNumber(nhsNumber).digits,
    });
  }) || textNames(asked, JSON.stringify(form));

export const findUnlogged = (asked: AskedFor, { database, today }: Context): readonly Unlogged[] => {
  const fileNames = (documentId: string | null): boolean => {
    const model = documentId === null ? undefined : findReceived(database, documentId)?.model;
    return model !== undefined && textNames(asked, JSON.stringify(model));
  };
  return [
    ...listAllDrafts(database)
      .filter(({ draft }) => formNames(asked, draft.form) || fileNames(draft.documentId))
      .map(viewOfDraft),
    ...listUnheldDocuments(database, officeDayBounds(today).before)
      .filter(({ id }) => fileNames(id))
      .map(viewOfFile),
  ];
};
