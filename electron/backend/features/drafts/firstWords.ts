import type { IntakeForm } from '../../../../shared/domain/intake.ts';

/** What a list shows of a draft, whatever is filled in so far. */
export const firstWords = (form: IntakeForm): { readonly about: string; readonly raisedBy: string } => ({
  about: form.people.map((person) => person.name.trim()).find((name) => name !== '') ?? 'No name yet',
  raisedBy:
    form.referrers.map((referrer) => referrer.agency.trim()).find((agency) => agency !== '') ??
    'No agency yet',
});
