import { describe, expect, test } from 'vitest';
import { plainDate, type PlainDate } from '../../../shared/domain/calendarTypes.ts';
import {
  findIdentifiers,
  type NamesInRegister,
  type PersonKind,
} from '../../../shared/domain/report/identifiers.ts';

const register = ({
  family = [],
  referrers = [],
  staff = [],
  schools = [],
  births = [],
  numbers = [],
  references = [],
}: {
  readonly family?: readonly string[];
  readonly referrers?: readonly string[];
  readonly staff?: readonly string[];
  readonly schools?: readonly string[];
  readonly births?: readonly string[];
  readonly numbers?: readonly string[];
  readonly references?: readonly string[];
}): NamesInRegister => {
  const named = (kind: PersonKind, names: readonly string[]) => names.map((name) => ({ kind, name }));
  return {
    people: [...named('family', family), ...named('referrer', referrers), ...named('staff', staff)],
    schools,
    isBirthDate: (on: PlainDate) => births.includes(on),
    isNhsNumber: (digits) => numbers.includes(digits),
    isReference: (reference) => references.includes(reference),
  };
};

/** What was found in one text: words, what they are, and whether they are certain. */
const found = (text: string, held: NamesInRegister) =>
  findIdentifiers([{ path: 'learning', text }], held, {
    today: plainDate('2026-10-05'),
    eventsFrom: plainDate('2025-07-01'),
  }).map(({ words, kind, certain }) => `${certain ? 'certain' : 'doubt'} ${kind}: ${words}`);

describe('the names of children, referrers and staff', () => {
  test.each([
    ['Rowan Ashdown-Test', 'We met Rowan Ashdown-Test.', 'Rowan Ashdown-Test'],
    ['Rowan Ashdown-Test', 'rowan ashdown test was heard', 'rowan ashdown test'],
    ['Rowan Ashdown-Test', "ROWAN ASHDOWN-TEST'S PLAN", 'ROWAN ASHDOWN-TEST'],
    ['Rowan Ashdown-Test', 'Ashdown, Rowan: no plan', 'Ashdown, Rowan'],
    ['Rowan Ashdown-Test', 'as R. Ashdown said', 'R. Ashdown'],
    ['Rowan Lee Ashdown-Test', 'Lee Ashdown was not seen', 'Lee Ashdown'],
    ["Niamh O'Brien-Test", 'Niamh O’Briens view', undefined],
    ["Niamh O'Brien-Test", 'Niamh OBrien-Test', 'Niamh OBrien-Test'],
    ["Niamh O'Brien-Test", 'niamh o brien test', 'niamh o brien test'],
    ['Łukasz Núñez-Test', 'Lukasz Nunez-Test', 'Lukasz Nunez-Test'],
    ['Lukasz Nunez-Test', 'Łukasz Núñez-Test’s wish', 'Łukasz Núñez-Test'],
    ['Søren Bjørn-Test', 'Soren Bjorn', 'Soren Bjorn'],
    ['Smith-Jones Ada', 'Ada Smith Jones', 'Ada Smith Jones'],
    ['Robert (Bobby) Calder-Test', 'Bobby Calder', 'Bobby Calder'],
  ])('%s is found in "%s"', (name, text, words) => {
    const all = found(text, register({ family: [name] }));
    expect(all[0]).toEqual(
      words === undefined ? expect.stringContaining('doubt family') : `certain family: ${words}`,
    );
  });

  test('a first name or a surname alone is a doubt, once for all its places, with the words around it', () => {
    const [finding, ...rest] = findIdentifiers(
      [
        { path: 'learning', text: 'The view of Ashdown was lost. Later, ashdown was heard.' },
        { path: 'commentary.volume', text: 'As with the Ashdowns.' },
      ],
      register({ family: ['Rowan Ashdown-Test'] }),
      { today: plainDate('2026-10-05'), eventsFrom: plainDate('2025-07-01') },
    );
    expect({ finding, rest }).toEqual({
      finding: {
        key: 'word:ashdown',
        kind: 'family',
        certain: false,
        words: 'Ashdown',
        because: 'Part of the name of a child or somebody of a family in the register.',
        places: [
          { path: 'learning', excerpt: 'The view of Ashdown was lost. Later, ashdown was heard.' },
          { path: 'learning', excerpt: 'The view of Ashdown was lost. Later, ashdown was heard.' },
          { path: 'commentary.volume', excerpt: 'As with the Ashdowns.' },
        ],
      },
      rest: [],
    });
  });

  test('a name that is a common word too is asked about only with a capital letter, and never in a date', () => {
    const held = register({ family: ['Hope May-Test', 'Will Young-Test', 'Grace Long-Test'] });
    expect([
      found('We hope that it will not take long. It may be that young people wait.', held),
      found('In May 2026, on 12 May and from 3 May to 4 June, nothing changed.', held),
      found('Grace was not seen.', held),
      found('The hope may be that it lasts.', held),
      found('Hope May was not seen.', held),
    ]).toEqual([[], [], ['doubt family: Grace'], ['doubt family: hope may'], ['certain family: Hope May']]);
  });

  test('of a name found as a whole, its parts are asked about only where they stand alone', () => {
    const held = register({ family: ['Rowan Ashdown-Test'] });
    expect([found('Rowan Ashdown-Test', held), found('Rowan Ashdown-Test and Rowan', held)]).toEqual([
      ['certain family: Rowan Ashdown-Test'],
      ['certain family: Rowan Ashdown-Test', 'doubt family: Rowan'],
    ]);
  });

  test('referrers and staff are told as such, and titles, particles and the end of a sentence are no names', () => {
    const held = register({
      family: ['Baby of Ola Kaya-Test', 'Unborn'],
      referrers: ['Dr Imran de la Cruz-Test'],
      staff: ['Priya Nair-Test'],
    });
    expect([
      found('The baby of the family, unborn, was de la rue.', held),
      found('As Dr Imran Cruz and Priya Nair said', held),
      found('Nothing was said to Priya. Nair asked again.', held),
    ]).toEqual([
      [],
      ['certain referrer: Imran Cruz', 'certain staff: Priya Nair'],
      ['doubt staff: Priya', 'doubt staff: Nair'],
    ]);
  });
});

describe('schools', () => {
  test('are found by their own words, and are a doubt', () => {
    const held = register({
      schools: ['Kiln Lane Academy', "St Aelred's Primary School", 'Park Primary School'],
    });
    expect([
      found('Staff at Kiln Lane raised two.', held),
      found('st aelreds primary school', held),
      found('St Aelred’s Primary School’s head', held),
      found('They met in the park and at primary school.', held),
      found('Park Primary School', held),
    ]).toEqual([
      ['doubt school: Kiln Lane'],
      ['doubt school: st aelreds primary school'],
      ['doubt school: St Aelred’s Primary School'],
      [],
      ['doubt school: Park Primary School'],
    ]);
  });
});

describe('dates of birth, NHS numbers and references', () => {
  const held = register({
    births: ['2014-05-09', '2026-03-02'],
    numbers: ['9990000018'],
    references: ['BURY-2026-014'],
  });

  test.each([
    '09/05/2014',
    '9.5.14',
    '9-5-2014',
    '9 / 5 / 2014',
    '2014-05-09',
    '09 05 2014',
    '09052014',
    '9 May 2014',
    '9th of May 2014',
    '9th May, 2014',
    'Fri 9 May 2014',
    '09-May-14',
    'May 9th, 2014',
    "9 May '14",
  ])('the date of birth is found as %s', (written) => {
    expect(found(`Born: ${written}.`, held)).toEqual([expect.stringMatching(/^certain birth: /)]);
  });

  test('the days with which a report names its period are nobody’s birthday unless a birth is spoken of', () => {
    const firstAndLast = [plainDate('2026-03-02'), plainDate('2026-06-30')];
    const kindsIn = (text: string) =>
      findIdentifiers([{ path: 'headlines', text }], held, {
        today: plainDate('2026-10-05'),
        eventsFrom: plainDate('2025-07-01'),
        ofPeriod: firstAndLast,
      }).map(({ kind }) => kind);
    expect([
      kindsIn('37 cases received from 2 March 2026 to 30 June 2026.'),
      kindsIn('The child, born 2 March 2026, was seen.'),
    ]).toEqual([[], ['birth']]);
  });

  test('a day of the year of the report is a doubt unless a birth is spoken of', () => {
    expect([
      found('The panel met on 2 March 2026.', held),
      found('born 2 March 2026', held),
      found('The panel met on 3 March 2026, and 9 May 2014 is long ago.', held),
    ]).toEqual([
      ['doubt birth: 2 March 2026'],
      ['certain birth: 2 March 2026'],
      ['certain birth: 9 May 2014'],
    ]);
  });

  test('a held NHS number is certain however it is spaced, and any other that could be one is a doubt', () => {
    expect([
      found('999 000 0018', held),
      found('9990000018', held),
      found('999-000-0018 and 999\u00a0000\u20130018', held),
      found('999 000 0050', held),
      found('999 000 0017, 01632 960123 and 12345678901', held),
    ]).toEqual([
      ['certain nhsNumber: 999 000 0018'],
      ['certain nhsNumber: 9990000018'],
      ['certain nhsNumber: 999-000-0018'],
      ['doubt nhsNumber: 999 000 0050'],
      [],
    ]);
  });

  test('the reference of a case is a doubt', () => {
    expect(found('See bury-2026-014 and BURY-2026-015.', held)).toEqual(['doubt reference: bury-2026-014']);
  });
});
