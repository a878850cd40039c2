import { describe, expect, it } from 'vitest';
import { markWords } from '../../../renderer/features/intake/markWords.ts';
import { provenanceOf } from '../../../renderer/features/intake/provenance.ts';
import { plainDate } from '../../../shared/domain/calendarTypes.ts';
import type { DocumentModel, Paragraph } from '../../../shared/domain/documentModel.ts';
import type { FormReading } from '../../../shared/domain/formReading.ts';
import { intakeFromReading } from '../../../shared/domain/intake.ts';
import { bury } from '../../../shared/domain/procedures/bury.ts';

const today = plainDate('2026-03-12');

const paragraph = (id: string, text: string): Paragraph => ({
  kind: 'paragraph',
  id,
  style: 'body',
  inlines: [{ text }],
});
const model: DocumentModel = {
  format: 'docx',
  headers: [],
  blocks: [
    paragraph('p1', 'Date of Notification: 09/03/2026'),
    paragraph('p2', 'Name: Rowan Ashdown-Test, NHS 999 000 0540'),
    paragraph('p3', 'Referrer: Morgan Ellery-Test'),
  ],
  formFields: [],
  losses: [],
};

const reading: FormReading = {
  procedure: 'bury',
  fields: {
    dateOfNotification: plainDate('2026-03-09'),
    children: [{ name: 'Rowan Ashdown-Test', nhsNumber: '9990000540' }],
    referrer: { name: 'Morgan Ellery-Test' },
  },
  found: {
    'referrer.name': { part: 'paragraph 3', text: 'Morgan Ellery-Test', blockIds: ['p3'] },
    'children[0].name': { part: 'paragraph 2', text: 'Rowan Ashdown-Test', blockIds: ['p2'] },
    'children[0].nhsNumber': { part: 'paragraph 2', text: '999 000 0540', blockIds: ['p2'] },
    dateOfNotification: { part: 'paragraph 1', text: '09/03/2026', blockIds: ['p1'] },
  },
  warnings: [
    {
      code: 'check-digit',
      field: 'children[0].nhsNumber',
      message: 'The last digit does not fit the others.',
    },
  ],
};

const form = intakeFromReading(reading, bury, today);
const marksFor = (changed: typeof form) => provenanceOf(changed, reading, model, { procedure: bury, today });

describe('where the fields of a draft came from', () => {
  it('numbers the phrases from the top of the document down, whatever order they were read in', () => {
    expect(
      marksFor(form).phrases.map(({ number, formPath, toCheck }) => ({ number, formPath, toCheck })),
    ).toEqual([
      { number: 1, formPath: 'dateOfNotification', toCheck: false },
      { number: 2, formPath: 'people.0.name', toCheck: false },
      { number: 3, formPath: 'people.0.nhsNumber', toCheck: true },
      { number: 4, formPath: 'referrers.0.name', toCheck: false },
    ]);
  });

  it('tells apart what was found, what is to be checked, and what is not in the form', () => {
    const marks = marksFor(form);
    expect({
      name: marks.of('people.0.name'),
      nhsNumber: marks.of('people.0.nhsNumber'),
      role: marks.of('referrers.0.role'),
      coding: marks.of('levelOfNeed'),
    }).toEqual({
      name: { kind: 'found', number: 2, warnings: [] },
      nhsNumber: { kind: 'toCheck', number: 3, warnings: ['The last digit does not fit the others.'] },
      role: { kind: 'notInForm', warnings: [] },
      coding: undefined,
    });
  });

  it('calls a value typed once somebody has changed it, and its warning is dealt with', () => {
    const [person] = form.people;
    if (!person) throw new Error('The form has no person');
    const marks = marksFor({ ...form, people: [{ ...person, nhsNumber: '999 000 0547', name: '' }] });
    expect({
      nhsNumber: marks.of('people.0.nhsNumber'),
      name: marks.of('people.0.name'),
      toCheck: marks.toCheck,
    }).toEqual({
      nhsNumber: { kind: 'typed', warnings: [] },
      name: { kind: 'takenOut', number: 2, warnings: [] },
      toCheck: [],
    });
  });

  it('marks nothing on a form that is typed in by hand', () => {
    const marks = provenanceOf(form, undefined, undefined, { procedure: bury, today });
    expect({ mark: marks.of('people.0.name'), phrases: marks.phrases }).toEqual({
      mark: undefined,
      phrases: [],
    });
  });
});

describe('the words of a paragraph with the phrases found in it', () => {
  const { phrases } = marksFor(form);
  const words = (text: readonly string[], blockId: string) =>
    markWords(
      text.map((part) => ({ text: part })),
      phrases.filter((phrase) => phrase.found.blockIds.includes(blockId)),
      () => true,
    ).map((part) =>
      part.kind === 'number' ? `(${part.phrase.number})` : part.runs.map((run) => run.text).join('|'),
    );

  it('cuts the paragraph at each phrase, across its runs and its white space', () => {
    expect(words(['Name: Rowan ', 'Ashdown-Test', ', NHS 999  000 0540'], 'p2')).toEqual([
      'Name: ',
      'Rowan |Ashdown-Test',
      '(2)',
      ', NHS ',
      '999  000 0540',
      '(3)',
    ]);
  });

  it('keeps the number of a phrase whose words are not there letter for letter', () => {
    expect(words(['Referrer: M. Ellery'], 'p3')).toEqual(['Referrer: M. Ellery', '(4)']);
  });
});
