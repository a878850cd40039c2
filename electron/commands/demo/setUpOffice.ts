/** The office of the demo: its register, the people of each role, and the agencies it works with. */
import type { Client } from '../../../shared/contract/index.ts';
import type { AgencyType } from '../../../shared/domain/codes.ts';
import type { Role } from '../../../shared/domain/permissions.ts';
import type { Procedure } from '../../../shared/domain/procedures/procedureSchema.ts';
import type { MadeUpAgency } from './madeUpPeople.ts';

export const businessManagerName = 'Priya Nair-Test';

const colleagues: readonly { readonly name: string; readonly role: Role }[] = [
  { name: 'Joel Ramsden-Test', role: 'coordinator' },
  { name: 'Bronwen Castellan-Test', role: 'independentChair' },
  { name: 'Idris Galbraith-Test', role: 'independentScrutineer' },
  { name: 'Ola Zielinska-Test', role: 'reader' },
];

const agenciesOfThePlace: readonly { readonly name: string; readonly type: AgencyType }[] = [
  { name: 'Hollybrook Primary School', type: 'school' },
  { name: 'Meadowbank High School', type: 'school' },
  { name: "St Aelred's Primary School", type: 'school' },
  { name: 'Kiln Lane Academy', type: 'school' },
  { name: 'Riverside Special School', type: 'school' },
  { name: 'Northgate Sixth Form College', type: 'college' },
  { name: 'Little Acorns Nursery', type: 'earlyYears' },
  { name: 'Lantern Family Support', type: 'voluntaryAndCommunity' },
];

export interface DemoOffice {
  readonly procedure: Procedure;
  readonly agencies: readonly MadeUpAgency[];
  readonly coordinatorId: string;
  readonly accounts: Readonly<Partial<Record<Role, Account>>>;
}

/** An account as its owner opens the register with it. */
export interface Account {
  readonly name: string;
  readonly passphrase: string;
}

/** Unlocks the register as somebody of it. */
export const unlockAs = async (api: Client, { name, passphrase }: Account): Promise<void> => {
  const { people } = await api.vault.status({});
  const slotId = people.find((person) => person.name === name)?.slotId ?? '';
  await api.vault.unlock({ slotId, passphrase });
};

/** Makes the register and proves its recovery key. The business manager is signed in afterwards. */
export const setUpOffice = async (
  api: Client,
  { procedure, passphrase }: { readonly procedure: Procedure; readonly passphrase: string },
): Promise<DemoOffice> => {
  const { recoveryKey } = await api.vault.create({
    unitName: procedure.partnershipName,
    procedureId: procedure.id,
    referencePrefix: procedure.referencePrefix,
    personName: businessManagerName,
    passphrase,
  });
  const [one, other] = recoveryKey.ask;
  await api.vault.proveRecoveryKey({
    groups: [recoveryKey.groups[one - 1] ?? '', recoveryKey.groups[other - 1] ?? ''],
  });
  const accounts: Partial<Record<Role, Account>> = {
    businessManager: { name: businessManagerName, passphrase },
  };
  let coordinatorId = '';
  for (const { name, role } of colleagues) {
    const added = await api.people.add({ name, role });
    accounts[role] = { name, passphrase: added.passphrase };
    if (role === 'coordinator') coordinatorId = added.person.id;
  }
  for (const agency of agenciesOfThePlace) await api.directory.addAgency(agency);
  // An office of three years needs nobody to show it around.
  await api.preferences.keep({ tourDone: true });
  const { settings } = await api.settings.get({});
  await api.settings.update({
    ...settings,
    secureKeyword: '[secure]',
    unitEmail: 'escalations@partnership.example',
  });
  return {
    procedure,
    agencies: (await api.directory.listAgencies({})).agencies,
    coordinatorId,
    accounts,
  };
};
