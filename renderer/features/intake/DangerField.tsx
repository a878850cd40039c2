import { Group, Radio } from '@mantine/core';
import type { IntakeForm } from '../../../shared/domain/intake.ts';
import type { Procedure } from '../../../shared/domain/procedures/procedureSchema.ts';
import { Callout } from '../../components/Callout.tsx';
import { SourceNote } from '../../components/SourceNote.tsx';
import { GroupField } from './Field.tsx';
import { useIntakeEditing } from './intakeEditing.ts';
import styles from './IntakeForm.module.css';

type Answer = IntakeForm['dangerAnswer'];

/** The first question of all: this is not the process for a child in immediate danger. */
export const DangerField = () => {
  const { form, change, procedure } = useIntakeEditing();
  return (
    <section aria-label="Immediate danger" className={styles['section']}>
      <GroupField
        path="dangerAnswer"
        label="Is the child in immediate danger?"
        hint={`If so: 999, or ${procedure.immediateDanger.door}.`}
      >
        <DangerAnswers
          answer={form.dangerAnswer}
          onAnswer={(dangerAnswer) => change((now) => ({ ...now, dangerAnswer }))}
        />
      </GroupField>
      {form.dangerAnswer === 'yes' && <DangerAdvice procedure={procedure} />}
    </section>
  );
};

export const DangerAnswers = ({
  answer,
  onAnswer,
}: {
  readonly answer: Answer;
  readonly onAnswer: (answer: Answer) => void;
}) => (
  <Radio.Group value={answer} onChange={(value) => onAnswer(value as Answer)} name="dangerAnswer">
    <Group gap="lg">
      <Radio value="no" label="No, checked" />
      <Radio value="yes" label="Yes or unsure" />
    </Group>
  </Radio.Group>
);

export const DangerAdvice = ({ procedure }: { readonly procedure: Procedure }) => (
  <Callout kind="stop" title="Act on the danger first">
    <p>{procedure.immediateDanger.advice}</p>
    <p>This register is not the way to do that. Come back when the child is safe.</p>
    <SourceNote source={procedure.immediateDanger.source} />
  </Callout>
);
