import type { AgencyType } from './codes.ts';

/** What a new directory starts with: services that every partnership has, by general names. The unit adds its own. */
export const startingAgencies: readonly { readonly name: string; readonly type: AgencyType }[] = [
  { name: "Children's Social Care", type: 'childrensSocialCare' },
  { name: 'Early Help', type: 'earlyHelp' },
  { name: 'Police', type: 'police' },
  { name: 'Integrated Care Board', type: 'integratedCareBoard' },
  { name: 'Hospital trust', type: 'healthProvider' },
  { name: 'Community health', type: 'healthProvider' },
  { name: 'Child and adolescent mental health', type: 'healthProvider' },
  { name: 'General practice', type: 'healthProvider' },
  { name: 'Adult Social Care', type: 'adultServices' },
  { name: 'Probation', type: 'probation' },
  { name: 'Housing', type: 'housing' },
];
