import { roles, type Role } from '../../../shared/domain/permissions.ts';

const details: Readonly<Record<Role, string>> = {
  businessManager: 'Everything: cases, decisions, notices, people and settings.',
  coordinator: 'Logs forms, works cases, completes and sends notices.',
  independentChair: 'Reads cases and notices and records decisions. Sees the audit log.',
  independentScrutineer: 'Reads cases and notices and records decisions. Sees the audit log.',
  reader: 'Reads cases and notices and changes nothing.',
};

export const roleChoices = (Object.keys(roles) as Role[]).map((role) => ({
  value: role,
  label: roles[role],
  detail: details[role],
}));
