import type { FormFields } from '../../../../shared/domain/formReading.ts';
import type { Procedure } from '../../../../shared/domain/procedures/procedureSchema.ts';
import type { Gathering } from './gathering.ts';
import type { LabelField } from './labels.ts';

/** What the unit needs to log a case, in the words of the warning. */
const important: Readonly<Partial<Record<LabelField, readonly [path: string, what: string]>>> = {
  dateOfNotification: ['dateOfNotification', 'give the date of notification'],
  'child.name': ['children[0].name', 'give the child\u2019s name'],
  'child.dateOfBirth': ['children[0].dateOfBirth', 'give the child\u2019s date of birth'],
  'referrer.name': ['referrer.name', 'give the referrer\u2019s name'],
  'referrer.role': ['referrer.role', 'give the referrer\u2019s role'],
  'referrer.agency': ['referrer.agency', 'give the referrer\u2019s agency'],
  'safeguardingLead.aware': ['safeguardingLead.aware', 'say whether the safeguarding lead is aware'],
  summary: ['summary', 'give a summary of the disagreement'],
  evidence: ['evidence', 'give the evidence of the challenge so far'],
  desiredOutcome: ['desiredOutcome', 'give the desired outcome'],
};

/** Says which important questions of the form have no answer, unless something was said about them already. */
export const warnOfMissing = (
  fields: FormFields,
  procedure: Procedure,
  { warnings, warn }: Gathering,
): void => {
  const [child] = fields.children ?? [];
  const { referrer } = fields;
  const given: Partial<Record<LabelField, unknown>> = {
    dateOfNotification: fields.dateOfNotification,
    'child.name': child?.name,
    'child.dateOfBirth': child?.dateOfBirth ?? child?.expectedDateOfBirth,
    'referrer.name': referrer?.name,
    'referrer.role': referrer?.role,
    'referrer.agency': referrer?.agency,
    'safeguardingLead.aware': fields.safeguardingLead?.aware,
    summary: fields.summary,
    evidence: fields.evidence,
    desiredOutcome: fields.desiredOutcome,
  };
  for (const row of procedure.form.rows) {
    if (row.kind !== 'field') continue;
    const wanted = important[row.field];
    if (wanted && given[row.field] === undefined) {
      const [path, what] = wanted;
      if (!warnings.some((warning) => warning.field === path))
        warn('missing', path, `The form does not ${what}.`);
    }
    if (
      row.field === 'referrer.contactDetails' &&
      referrer?.email === undefined &&
      referrer?.phone === undefined
    )
      if (!warnings.some((warning) => warning.field === 'referrer.email'))
        warn(
          'missing',
          'referrer.email',
          'The form does not give an e-mail address or a telephone number of the referrer.',
        );
  }
};
