import { TextInput } from '@mantine/core';
import type { Issue } from '../../../shared/contract/errors.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import { ruleInWords } from '../../../shared/domain/clock.ts';
import type { Procedure, Timescale } from '../../../shared/domain/procedures/procedureSchema.ts';
import { ChoiceList } from '../../components/ChoiceList.tsx';
import { FieldShell } from '../../components/FieldShell.tsx';
import { SourceNote } from '../../components/SourceNote.tsx';
import styles from './SettingsScreen.module.css';

type Stated = Settings['statedTimescales'];

interface Alternatives {
  readonly id: string;
  readonly stageLabel: string;
  readonly timescales: readonly Timescale[];
}

/** The places where the procedure gives two timescales for one thing. */
const alternativesOf = (procedure: Procedure): readonly Alternatives[] =>
  procedure.stages.flatMap((stage) => {
    const groups = new Map<string, Timescale[]>();
    for (const timescale of stage.timescales)
      if (timescale.alternativeTo !== undefined)
        groups.set(timescale.alternativeTo, [...(groups.get(timescale.alternativeTo) ?? []), timescale]);
    return [...groups].map(([id, timescales]) => ({ id, stageLabel: stage.label, timescales }));
  });

/** Asks which of two timescales applies, and on whose word. Until it is stated, the earlier date is shown. */
export const StatedTimescales = ({
  procedure,
  stated,
  issues,
  onChange,
}: {
  readonly procedure: Procedure;
  readonly stated: Stated;
  readonly issues: readonly Issue[];
  readonly onChange: (stated: Stated) => void;
}) => {
  const alternatives = alternativesOf(procedure);
  if (alternatives.length === 0) return null;
  return (
    <section className={styles['section']} aria-labelledby="which-timescale">
      <h2 id="which-timescale">Where the procedure gives two timescales</h2>
      {alternatives.map(({ id, stageLabel, timescales }) => {
        const ids = timescales.map((timescale) => timescale.id);
        const index = stated.findIndex((one) => ids.includes(one.timescaleId));
        const chosen = stated[index];
        const others = stated.filter((one) => one !== chosen);
        const path = `statedTimescales.${index}.source`;
        const error = issues.find((issue) => issue.path === path)?.message;
        return (
          <div key={id} className={styles['section']}>
            <ChoiceList
              path={`stated-${id}`}
              label={`${stageLabel}: which applies here?`}
              value={chosen?.timescaleId ?? ''}
              choices={[
                { value: '', label: 'Not stated', detail: 'The earlier date counts.' },
                ...timescales.map((timescale) => ({
                  value: timescale.id,
                  label: `${ruleInWords(timescale.length)}: ${timescale.action}`,
                  detail: timescale.source.quote,
                })),
              ]}
              onChange={(timescaleId) =>
                onChange(
                  timescaleId === '' ? others : [...others, { timescaleId, source: chosen?.source ?? '' }],
                )
              }
            />
            {timescales.map((timescale) => (
              <SourceNote
                key={timescale.id}
                source={timescale.source}
                label={`Where “${ruleInWords(timescale.length)}” comes from`}
              />
            ))}
            {chosen && (
              <FieldShell
                path={path}
                label="Who stated it, and where"
                hint="Such as “Business manager, e-mail of 3 March 2026”."
                error={error}
              >
                {(control) => (
                  <TextInput
                    {...control}
                    autoComplete="off"
                    error={error !== undefined}
                    value={chosen.source}
                    onChange={({ currentTarget: { value } }) =>
                      onChange(stated.map((one) => (one === chosen ? { ...one, source: value } : one)))
                    }
                  />
                )}
              </FieldShell>
            )}
          </div>
        );
      })}
    </section>
  );
};
