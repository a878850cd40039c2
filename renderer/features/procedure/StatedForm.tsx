import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import type { Issue } from '../../../shared/contract/errors.ts';
import { settingsSchema, type Settings } from '../../../shared/contract/settings.ts';
import { alternativesFor } from '../../../shared/domain/procedureEditing.ts';
import { ruleInWords } from '../../../shared/domain/clock.ts';
import type { Procedure } from '../../../shared/domain/procedures/procedureSchema.ts';
import { issuesOf } from '../../api/issuesOf.ts';
import { useMayDo } from '../../api/session.tsx';
import { useChange, useOperation } from '../../api/useOperation.ts';
import { useAnnounce } from '../../components/Announcer.tsx';
import { ErrorSummary } from '../../components/ErrorSummary.tsx';
import { Form } from '../../components/Form.tsx';
import { SourceNote } from '../../components/SourceNote.tsx';
import { StatedTimescales } from '../settings/StatedTimescales.tsx';
import styles from './ProcedureScreen.module.css';

/** What the procedure leaves to the unit to say: each question with its answer, and the form that answers it. */
export const StatedForm = ({ procedure }: { readonly procedure: Procedure }) => {
  const { data } = useOperation('settings.get', {});
  const mayAnswer = useMayDo('settings.manage');
  const [typing, setTyping] = useState(false);
  if (!data || procedure.toState.length === 0) return null;
  const { settings } = data;
  return (
    <section className={styles['section']} aria-labelledby="to-state">
      <h2 id="to-state">For the unit to state</h2>
      {typing ? (
        <AnswerForm procedure={procedure} settings={settings} onClose={() => setTyping(false)} />
      ) : (
        procedure.toState.map(({ id, question, source }) => {
          const alternatives = alternativesFor(procedure, id);
          const stated = settings.statedTimescales.find(({ timescaleId }) =>
            alternatives.some((timescale) => timescale.id === timescaleId),
          );
          const chosen = alternatives.find((timescale) => timescale.id === stated?.timescaleId);
          return (
            <div key={id} className={styles['question']} data-answered={stated !== undefined}>
              <p>
                <strong>{question}</strong>
              </p>
              {stated && chosen ? (
                <p>
                  {ruleInWords(chosen.length)}. Stated by: {stated.source}
                </p>
              ) : (
                <p>Not stated yet: both are shown on each case, and the earlier is due.</p>
              )}
              <SourceNote source={source} />
              {mayAnswer && (
                <Group>
                  <Button variant="default" onClick={() => setTyping(true)}>
                    {stated ? 'Change the answer' : 'State which applies'}
                  </Button>
                </Group>
              )}
            </div>
          );
        })
      )}
    </section>
  );
};

const AnswerForm = ({
  procedure,
  settings,
  onClose,
}: {
  readonly procedure: Procedure;
  readonly settings: Settings;
  readonly onClose: () => void;
}) => {
  const update = useChange('settings.update');
  const announce = useAnnounce();
  const [stated, setStated] = useState(settings.statedTimescales);
  const [wrong, setWrong] = useState<readonly Issue[]>([]);
  const issues = wrong.length > 0 ? wrong : issuesOf(update.error);

  const save = (): void => {
    const parsed = settingsSchema.safeParse({ ...settings, statedTimescales: stated });
    setWrong(
      parsed.error?.issues.map(({ path, message }) => ({
        path: path.join('.'),
        message: path.at(-1) === 'source' ? 'Say who stated it, and where' : message,
      })) ?? [],
    );
    if (parsed.success)
      update.mutate(parsed.data, {
        onSuccess: () => {
          announce('The answer is saved. Due dates follow it from now on.');
          onClose();
        },
      });
  };

  return (
    <Form className={styles['form']} onSubmit={save}>
      <ErrorSummary issues={issues} />
      <StatedTimescales
        procedure={procedure}
        stated={stated}
        issues={issues}
        onChange={(next) => setStated([...next])}
      />
      <Group gap={8}>
        <Button type="submit" loading={update.isPending}>
          Save the answer
        </Button>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
      </Group>
    </Form>
  );
};
