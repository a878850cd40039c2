/**
 * Who may do what, as one table. The router refuses an operation whose permission the signed-in person's
 * role does not carry; the screens read the same table to leave out what would be refused.
 */
export const roles = {
  businessManager: 'Business manager',
  coordinator: 'Coordinator',
  independentChair: 'Independent chair',
  independentScrutineer: 'Independent scrutineer',
  reader: 'Reader',
} as const;
export type Role = keyof typeof roles;

const unit = ['businessManager', 'coordinator'] as const;
const deciders = ['independentChair', 'independentScrutineer'] as const;
const everyone = [...unit, ...deciders, 'reader'] as const;

export const permissions = {
  'people.manage': ['businessManager'],
  'settings.view': everyone,
  'settings.manage': ['businessManager'],
  'procedures.manage': ['businessManager'],
  'directory.view': everyone,
  'directory.manage': unit,
  'cases.view': everyone,
  'cases.log': unit,
  'cases.work': unit,
  'cases.reopen': ['businessManager'],
  'reviews.take': [...unit, ...deciders],
  'decisions.prepare': unit,
  'decisions.sendBack': [...unit, ...deciders],
  'decisions.sign': deciders,
  'decisions.recordElsewhere': ['businessManager'],
  'notices.view': everyone,
  'notices.complete': unit,
  'notices.send': unit,
  'packs.send': unit,
  'packs.takeIn': ['businessManager'],
  'letters.view': everyone,
  'letters.write': unit,
  'letters.manage': ['businessManager'],
  'breaches.manage': unit,
  'cases.export': unit,
  'retention.manage': ['businessManager'],
  'subjectAccess.export': ['businessManager'],
  'tracker.manage': ['businessManager'],
  'reports.view': everyone,
  'reports.write': unit,
  'reports.freeze': ['businessManager'],
  'reports.export': [...unit, ...deciders],
  'audit.view': ['businessManager', ...deciders],
  'security.view': [...unit, ...deciders],
  'backups.make': unit,
  'backups.manage': ['businessManager'],
  'own.account': everyone,
} as const satisfies Readonly<Record<string, readonly Role[]>>;
export type Permission = keyof typeof permissions;

/** Whether a role carries a permission. */
export const mayDo = (role: Role, permission: Permission): boolean =>
  (permissions[permission] as readonly Role[]).includes(role);
