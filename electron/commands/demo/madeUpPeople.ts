/** People who do not exist: surnames end in -Test, e-mail in .example, and numbers come from reserved ranges. */
import type { AgencyType } from '../../../shared/domain/codes.ts';
import type { PlainDate } from '../../../shared/domain/calendarTypes.ts';
import {
  boxesOf,
  emptyPerson,
  emptyReferrer,
  type IntakePerson,
  type IntakeReferrer,
  type PersonKind,
} from '../../../shared/domain/intake.ts';
import { isNhsNumber } from '../../../shared/domain/nhsNumber.ts';
import { addDays } from '../../../shared/domain/workingDays.ts';
import type { Chance } from './chance.ts';

const firstNames =
  'Aaliyah Adaeze Alfie Amira Aoife Arjun Bronwen Caleb Chidi Dafydd Darcey Ebony Eilidh Ezra Farhan Freya Gethin Halima Hamza Idris Imogen Ines Isla Jakub Joel Kayden Keira Leila Lowri Mabel Maisie Malachi Marek Mina Nadia Nia Noor Oisin Ola Otis Poppy Priya Quinn Rafael Rhys Rosa Saffron Sami Sienna Tariq Theo Tomos Uma Vera Wiktoria Xander Yusuf Zara Zofia'.split(
    ' ',
  );
const surnames =
  'Abara Ackroyd Adeyemi Appleby Bancroft Begum Blythe Boateng Bramhall Calloway Castellan Chaudhry Crowther Dalby Delaney Dhillon Eastwood Ellery Fairhurst Farrow Fenwick Galbraith Garside Hallam Harrop Hussain Inchbald Iqbal Jessop Kaczmarek Kershaw Khatun Langley Lomax Lowery Marsden Merrin Mistry Nowak Nuttall Oakden Okafor Ogden Pendle Pickup Qureshi Ramsden Rehman Sagar Scholes Shaw Tattersall Thornley Ullah Unsworth Varley Wadsworth Whitehead Yarwood Zielinska'.split(
    ' ',
  );

/** The numbers from 999 000 0000 up whose check digit is right, in order. */
export const createNhsNumbers = (): (() => string) => {
  let next = 9_990_000_000;
  return () => {
    while (!isNhsNumber(String(next))) next += 1;
    const found = String(next);
    next += 1;
    return found;
  };
};

export const madeUpSurname = (chance: Chance): string => `${chance.pick(surnames)}-Test`;
export const madeUpName = (chance: Chance, surname = madeUpSurname(chance)): string =>
  `${chance.pick(firstNames)} ${surname}`;

const addressOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z]+/g, '.')
    .replace(/^\.|\.$/g, '');

const rolesOfReferrers: Readonly<Partial<Record<AgencyType, readonly string[]>>> = {
  school: ['Designated Safeguarding Lead', 'Head Teacher', 'Pastoral Manager'],
  college: ['Designated Safeguarding Lead'],
  earlyYears: ['Nursery Manager'],
  healthProvider: ['Named Nurse', 'Named Doctor', 'Health Visitor', 'Safeguarding Midwife'],
  integratedCareBoard: ['Designated Nurse'],
  police: ['Detective Sergeant', 'Detective Inspector'],
  childrensSocialCare: ['Team Manager', 'Service Manager'],
  earlyHelp: ['Locality Lead'],
  probation: ['Senior Probation Officer'],
  housing: ['Tenancy Support Manager'],
  voluntaryAndCommunity: ['Service Manager'],
};

export interface MadeUpAgency {
  readonly id: string;
  readonly name: string;
  readonly type: AgencyType;
}

export const madeUpReferrer = (chance: Chance, agency: MadeUpAgency): IntakeReferrer => {
  const name = madeUpName(chance);
  const host = addressOf(agency.name).replaceAll('.', '-');
  return {
    ...emptyReferrer,
    name,
    role: chance.pick(rolesOfReferrers[agency.type] ?? ['Manager']),
    agency: agency.name,
    agencyId: agency.id,
    email: `${addressOf(name)}@${host}.example`,
    phone: chance.in(0.5)
      ? `01632 960${String(chance.whole(0, 999)).padStart(3, '0')}`
      : `0161 496 0${String(chance.whole(0, 999)).padStart(3, '0')}`,
  };
};

/** One person a case is about, with the gaps that real forms have. */
export const madeUpPerson = (
  chance: Chance,
  options: {
    readonly kind: PersonKind;
    readonly surname: string;
    readonly on: PlainDate;
    readonly nextNhsNumber: () => string;
  },
): IntakePerson => {
  const { kind, surname, on, nextNhsNumber } = options;
  const empty = emptyPerson(kind);
  if (kind === 'unborn')
    return {
      ...empty,
      name: `Unborn ${surname}`,
      expectedDateOfBirth: boxesOf(addDays(on, chance.whole(20, 180))),
    };
  const nameNotKnown = chance.in(0.02);
  const dateOfBirthNotKnown = chance.in(0.04);
  const days = kind === 'adult' ? chance.whole(19 * 365, 70 * 365) : chance.whole(20, 17 * 365);
  return {
    ...empty,
    name: nameNotKnown ? '' : madeUpName(chance, surname),
    nameNotKnown,
    dateOfBirth: dateOfBirthNotKnown ? empty.dateOfBirth : boxesOf(addDays(on, -days)),
    dateOfBirthNotKnown,
    nhsNumber: chance.in(0.55) ? nextNhsNumber() : '',
    otherNumber: chance.in(0.1) ? `P${chance.whole(100_000, 999_999)}` : '',
  };
};
