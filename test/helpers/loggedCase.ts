/** Forms filled in by hand and logged as cases, through the operations that the screens use. */
import { plainDate } from '../../shared/domain/calendarTypes.ts';
import type { InputOf } from '../../shared/contract/index.ts';
import type { DecisionInput } from '../../shared/contract/decisions.ts';
import { boxesOf, emptyPerson, type IntakeForm, type IntakePerson } from '../../shared/domain/intake.ts';
import type { Role } from '../../shared/domain/permissions.ts';
import { PASSPHRASE, type Office } from './office.ts';

export const day = (text: string) => plainDate(text);

export const child = (name: string, bornOn?: string, more: Partial<IntakePerson> = {}): IntakePerson => ({
  ...emptyPerson(),
  name,
  dateOfBirth: boxesOf(bornOn === undefined ? undefined : day(bornOn)),
  dateOfBirthNotKnown: bornOn === undefined,
  ...more,
});

export const referrer = (agency: string, name = 'Morgan Ellery-Test', agencyId = '') => ({
  name,
  role: 'Head teacher',
  agency,
  agencyId,
  email: 'm.ellery@hollybrook.example',
  phone: '01632 960123',
});

/** A form with all that is needed, written and received on one day. */
export const filledIn = (form: IntakeForm, on: string, changes: Partial<IntakeForm> = {}): IntakeForm => ({
  ...form,
  dangerAnswer: 'no',
  dateOfNotification: boxesOf(day(on)),
  receivedOn: boxesOf(day(on)),
  stageOpenedOn: boxesOf(day(on)),
  people: [child('Rowan Ashdown-Test', '2016-04-03')],
  referrers: [referrer('Hollybrook Primary School')],
  safeguardingLeadAware: 'yes',
  summary: 'The referral was closed without a visit.',
  ...changes,
});

type Desk = Pick<Office, 'api'>;

/** Logs a form; everything not said is filled in. `on` is the day it was written, received and opened its stage. */
export const logForm = async ({ api }: Desk, on: string, changes: Partial<IntakeForm> = {}) => {
  const draft = await api.drafts.start({});
  const form = filledIn(draft.form, on, changes);
  const { revision } = await api.drafts.save({ draftId: draft.id, revision: draft.revision, form });
  return api.drafts.log({ draftId: draft.id, revision });
};

export const decision = (decidedOn: string, changes: Partial<DecisionInput> = {}): DecisionInput => ({
  bodyId: 'executive',
  deciderName: 'Margaret Osei-Test',
  panel: [],
  decidedOn: day(decidedOn),
  outcome: 'upheld',
  decision: 'A strategy discussion is to be held.',
  reasons: 'Two disclosures should have been read together.',
  requiredActions: [],
  outcomeForChild: 'tooEarly',
  outcomeForChildWords: '',
  widerLearning: '',
  policyChange: '',
  dissent: '',
  referredOutwardTo: '',
  told: [],
  ...changes,
});

export const revisionOf = async ({ api }: Desk, caseId: string): Promise<number> =>
  (await api.cases.get({ caseId })).revision;

/** Adds somebody of a role and unlocks the register as them: the business manager is signed out by it. */
export const signInAs = async ({ api }: Desk, role: Role, name = 'Sam Marlow-Test') => {
  const { passphrase } = await api.people.add({ name, role });
  await api.vault.lock({});
  return signIn({ api }, name, passphrase);
};

/** Unlocks a locked register. */
export const signIn = async ({ api }: Desk, name = 'Priya Nair-Test', passphrase = PASSPHRASE) => {
  const { people } = await api.vault.status({});
  const slotId = people.find((person) => person.name === name)?.slotId ?? '';
  return api.vault.unlock({ slotId, passphrase });
};

/** A file that was received: minutes, a letter. */
export const receivedFile = async ({ api }: Desk, words = 'Minutes of the meeting.') => {
  const { uploadId } = await api.documents.begin({
    fileName: 'minutes.txt',
    bytes: Buffer.byteLength(words),
  });
  await api.documents.append({ uploadId, index: 0, piece: Buffer.from(words).toString('base64') });
  return (await api.documents.finish({ uploadId })).document;
};

/** Records a decision that was made elsewhere, from minutes of it. */
export const recordDecision = async (
  desk: Desk,
  made: Omit<InputOf<'decisions.recordElsewhere'>, 'evidenceDocumentId'>,
) => desk.api.decisions.recordElsewhere({ ...made, evidenceDocumentId: (await receivedFile(desk)).id });
