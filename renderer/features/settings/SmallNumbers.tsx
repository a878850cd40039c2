import { NumberInput } from '@mantine/core';
import type { Issue } from '../../../shared/contract/errors.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import { codesOf } from '../../../shared/domain/codes.ts';
import { describeMethod } from '../../../shared/domain/disclosure/describeMethod.ts';
import {
  disclosureMethods,
  disclosureSettingsSchema,
  roundingBases,
} from '../../../shared/domain/disclosure/disclosureSettings.ts';
import { ChoiceList } from '../../components/ChoiceList.tsx';
import { FieldShell } from '../../components/FieldShell.tsx';
import styles from './SettingsScreen.module.css';

type Stored = Settings['disclosure'];

/** As typed: a number may be empty while somebody is at it. */
export interface TypedDisclosure extends Omit<Stored, 'smallUpTo' | 'smallestBase'> {
  readonly smallUpTo: number | string;
  readonly smallestBase: number | string;
}

const methodDetails = {
  suppress: 'Small counts are shown as a span, such as “1 to 5”, and no other count gives them away.',
  round: 'Every count is rounded, also a large one. What rounding alone would give away is hidden.',
} as const satisfies Record<Stored['method'], string>;

/** Sentences that say, in the summary, which field they are about. */
export const disclosureIssue: Readonly<Partial<Record<string, string>>> = {
  'disclosure.smallUpTo': 'A count is small up to: use 2 to 20',
  'disclosure.smallestBase': 'Percentages and medians: use 2 to 100 cases',
};

/** How small numbers are kept out of published reports, with the words in which the report will say so. */
export const SmallNumbers = ({
  typed,
  issues,
  onChange,
}: {
  readonly typed: TypedDisclosure;
  readonly issues: readonly Issue[];
  readonly onChange: (typed: TypedDisclosure) => void;
}) => {
  const settings = disclosureSettingsSchema.safeParse(typed).data;
  const number = (key: 'smallUpTo' | 'smallestBase', max: number, label: string, hint: string) => {
    const path = `disclosure.${key}`;
    const error = issues.find((issue) => issue.path === path)?.message;
    return (
      <FieldShell path={path} label={label} hint={hint} error={error}>
        {(control) => (
          <NumberInput
            {...control}
            w={100}
            min={2}
            max={max}
            clampBehavior="none"
            allowDecimal={false}
            error={error !== undefined}
            value={typed[key]}
            onChange={(value) => onChange({ ...typed, [key]: value })}
          />
        )}
      </FieldShell>
    );
  };
  return (
    <section className={styles['section']} aria-labelledby="small-numbers">
      <div>
        <h2 id="small-numbers">Small numbers in published reports</h2>
        <p className={styles['hint']}>
          For reports frozen from now on. A frozen report keeps the rule that it was made by, and is held
          against when the next one is made.
        </p>
      </div>
      <ChoiceList
        path="disclosure.method"
        label="How small numbers are kept back"
        choices={codesOf(disclosureMethods).map((value) => ({
          value,
          label: disclosureMethods[value],
          detail: methodDetails[value],
        }))}
        value={typed.method}
        onChange={(method) => onChange({ ...typed, method: method as Stored['method'] })}
      />
      {number(
        'smallUpTo',
        20,
        'A count is small up to',
        '2 to 20. 0 is not small. The Department for Education uses 5.',
      )}
      {typed.method === 'round' && (
        <ChoiceList
          path="disclosure.roundTo"
          label="Round to the nearest"
          choices={roundingBases.map((base) => ({ value: String(base), label: String(base) }))}
          value={String(typed.roundTo)}
          onChange={(chosen) => {
            const roundTo = roundingBases.find((base) => String(base) === chosen);
            if (roundTo !== undefined) onChange({ ...typed, roundTo });
          }}
        />
      )}
      {number(
        'smallestBase',
        100,
        'Show percentages and medians from',
        'Cases, 2 to 100. On fewer they are hidden.',
      )}
      {settings && (
        <div className={styles['timescales']}>
          <h3>What the report will say</h3>
          {describeMethod(settings).map((paragraph) => (
            <p key={paragraph} className={styles['hint']}>
              {paragraph}
            </p>
          ))}
        </div>
      )}
    </section>
  );
};
