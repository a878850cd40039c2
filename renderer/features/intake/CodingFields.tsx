import { Checkbox, Group, Radio, Select } from '@mantine/core';
import { recordKinds } from '../../../shared/domain/caseCourse.ts';
import { childStatuses, codesOf, outcomesForChild, type ChildStatus } from '../../../shared/domain/codes.ts';
import type { IntakeForm } from '../../../shared/domain/intake.ts';
import { openQuestions } from '../../../shared/domain/procedureEditing.ts';
import { useOperation } from '../../api/useOperation.ts';
import { OpenQuestions } from '../../components/OpenQuestions.tsx';
import { SourceNote } from '../../components/SourceNote.tsx';
import { ChallengedAgencies } from './AgencyFields.tsx';
import { DateField, GroupField, TextField } from './Field.tsx';
import { useIntakeEditing } from './intakeEditing.ts';
import styles from './IntakeForm.module.css';

/** The coding that no form asks for. It may be left out, and then counts as not coded. */
export const CodingFields = () => {
  const { form, change, procedure } = useIntakeEditing();
  const stages = procedure.stages.filter((stage) => !stage.outward);
  const stage = procedure.stages.find((candidate) => candidate.order === form.stageOrder);
  const question = stage?.timescales.flatMap((timescale) =>
    timescale.length.unit === 'agreed'
      ? [{ words: timescale.length.question, source: timescale.source }]
      : [],
  )[0];
  const settings = useOperation('settings.get', {});
  const unanswered = openQuestions(
    procedure,
    form.stageOrder,
    settings.data?.settings.statedTimescales.map(({ timescaleId }) => timescaleId) ?? [],
  );
  return (
    <section aria-labelledby="intake-coding" className={styles['section']}>
      <h2 id="intake-coding" tabIndex={-1}>
        Coding
      </h2>
      <p className={styles['lead']}>
        No form asks for these. What you leave out counts as not coded and can be added later.
      </p>
      <ChallengedAgencies />
      <Themes />
      <div className={styles['pair']}>
        <GroupField path="levelOfNeed" label="Level of need">
          <Radio.Group
            value={form.levelOfNeed}
            onChange={(value) => change((now) => ({ ...now, levelOfNeed: value as typeof form.levelOfNeed }))}
          >
            <Group gap="md">
              {(['1', '2', '3', '4'] as const).map((level) => (
                <Radio key={level} value={level} label={level} />
              ))}
              <Radio value="" label="Not coded" />
            </Group>
          </Radio.Group>
        </GroupField>
        <Select
          id="field-childStatus"
          label="Child's status"
          data={codesOf(childStatuses).map((code) => ({ value: code, label: childStatuses[code] }))}
          value={form.childStatus === '' ? null : form.childStatus}
          placeholder="Not coded"
          clearable
          clearButtonProps={{ 'aria-label': "Clear the child's status" }}
          onChange={(value) => change((now) => ({ ...now, childStatus: (value ?? '') as ChildStatus | '' }))}
        />
      </div>
      <h3>Where it stands</h3>
      <GroupField path="stageOrder" label={`The ${procedure.stageWord} that it stands at`}>
        <Radio.Group
          value={String(form.stageOrder)}
          onChange={(value) => change((now) => ({ ...now, stageOrder: Number(value) }))}
        >
          <div className={styles['stack']}>
            {stages.map((candidate) => (
              <Radio
                key={candidate.order}
                value={String(candidate.order)}
                label={`${candidate.label}: ${candidate.name}`}
              />
            ))}
          </div>
        </Radio.Group>
      </GroupField>
      <RecordKindFields />
      {form.recordKind !== 'resolvedElsewhere' && (
        <>
          <DateField
            path="stageOpenedOn"
            label={`Date that ${stage?.label ?? 'the stage'} opened`}
            hint="The due date is counted from this day."
            value={form.stageOpenedOn}
            onChange={(stageOpenedOn) => change((now) => ({ ...now, stageOpenedOn }))}
          />
          {stage?.timescales.some(({ length }) => length.unit === 'hours') && (
            <TextField
              path="stageOpenedTime"
              label={`Time at which ${stage.label} opened`}
              hint="Its timescale counts hours. For example, 16:00."
              value={form.stageOpenedTime}
              onChange={(stageOpenedTime) => change((now) => ({ ...now, stageOpenedTime }))}
            />
          )}
        </>
      )}
      {settings.data && form.recordKind !== 'resolvedElsewhere' && <OpenQuestions questions={unanswered} />}
      {question && form.recordKind !== 'resolvedElsewhere' && (
        <div className={styles['withSource']}>
          <DateField
            path="agreedOn"
            label={question.words}
            value={form.agreedOn}
            onChange={(agreedOn) => change((now) => ({ ...now, agreedOn }))}
          />
          <SourceNote source={question.source} />
        </div>
      )}
      <EarlierStages />
      {procedure.urgentEntry && (
        <div>
          <div className={styles['withSource']}>
            <Checkbox
              label={`Urgent entry: ${procedure.urgentEntry.how}`}
              checked={form.urgentEntry}
              onChange={(event) => {
                const urgentEntry = event.currentTarget.checked;
                change((now) => ({ ...now, urgentEntry }));
              }}
            />
            <SourceNote source={procedure.urgentEntry.source} />
          </div>
          {form.urgentEntry && (
            <>
              <TextField
                path="urgentReason"
                label="Why it is urgent"
                value={form.urgentReason}
                onChange={(urgentReason) => change((now) => ({ ...now, urgentReason }))}
              />
              <TextField
                path="urgentHow"
                label="How the other agency was reached"
                hint="For example, by telephone, and whom."
                value={form.urgentHow}
                onChange={(urgentHow) => change((now) => ({ ...now, urgentHow }))}
              />
            </>
          )}
        </div>
      )}
      <div className={styles['withSource']}>
        <h3>The child&rsquo;s own date</h3>
        <SourceNote source={procedure.childLedDates} />
      </div>
      <p className={styles['lead']}>
        Where something happens to the child before the procedure&rsquo;s own date, the earlier date counts.
      </p>
      <div className={styles['pair']}>
        <DateField
          path="childLedOn"
          label="To be resolved before"
          value={form.childLedOn}
          onChange={(childLedOn) => change((now) => ({ ...now, childLedOn }))}
        />
        <TextField
          path="childLedReason"
          label="What happens on that date"
          value={form.childLedReason}
          onChange={(childLedReason) => change((now) => ({ ...now, childLedReason }))}
        />
      </div>
    </section>
  );
};

/** Whether each earlier stage took place. Saying nothing leaves it to the evidence on the form. */
const EarlierStages = () => {
  const { form, change, procedure } = useIntakeEditing();
  const earlier = procedure.stages.filter(({ order }) => order < form.stageOrder);
  const rows = earlier.map(
    ({ order }): IntakeForm['earlierStages'][number] =>
      form.earlierStages.find(({ stageOrder }) => stageOrder === order) ?? {
        stageOrder: order,
        how: '',
        reason: '',
      },
  );
  const set = (order: number, part: Partial<IntakeForm['earlierStages'][number]>) =>
    change((now) => ({
      ...now,
      earlierStages: rows.map((row) => (row.stageOrder === order ? { ...row, ...part } : row)),
    }));
  if (earlier.length === 0) return null;
  const fields = earlier.map(({ order, label, name }, index) => {
    const row = rows[index];
    return (
      <div key={order}>
        <GroupField path={`earlierStages.${index}.how`} label={`${label}: ${name}`}>
          <Radio.Group
            value={row?.how ?? ''}
            onChange={(how) => set(order, { how: how as IntakeForm['earlierStages'][number]['how'] })}
          >
            <Group gap="md">
              <Radio value="tookPlace" label="Took place" />
              <Radio value="leftOut" label="Left out" />
              <Radio value="" label="Not said" />
            </Group>
          </Radio.Group>
        </GroupField>
        {row?.how === 'leftOut' && (
          <TextField
            path={`earlierStages.${index}.reason`}
            label={`Why ${label} was left out`}
            value={row.reason}
            onChange={(reason) => set(order, { reason })}
          />
        )}
      </div>
    );
  });
  return (
    <>
      <h3>The {procedure.stageWord}s before it</h3>
      {fields}
    </>
  );
};

/** Only where the procedure has the unit told of matters that are not its own cases. */
const RecordKindFields = () => {
  const { form, change, procedure } = useIntakeEditing();
  const rules = procedure.notificationOnly.filter(({ stageOrder }) => stageOrder === form.stageOrder);
  if (rules.length === 0 && form.recordKind === 'case') return null;
  return (
    <>
      <GroupField path="recordKind" label="What is recorded">
        <Radio.Group
          value={form.recordKind}
          onChange={(recordKind) =>
            change((now) => ({ ...now, recordKind: recordKind as IntakeForm['recordKind'] }))
          }
        >
          <div className={styles['stack']}>
            <Radio value="case" label={recordKinds.case} />
            {rules.map((rule) => (
              <div key={rule.kind} className={styles['withSource']}>
                <Radio value={rule.kind} label={rule.label} />
                <SourceNote source={rule.source} />
              </div>
            ))}
          </div>
        </Radio.Group>
      </GroupField>
      {form.recordKind === 'resolvedElsewhere' && (
        <>
          <DateField
            path="resolvedOn"
            label="Date it was resolved"
            value={form.resolvedOn}
            onChange={(resolvedOn) => change((now) => ({ ...now, resolvedOn }))}
          />
          <GroupField path="outcomeForChild" label="Outcome for the child">
            <Radio.Group
              value={form.outcomeForChild}
              onChange={(value) =>
                change((now) => ({ ...now, outcomeForChild: value as IntakeForm['outcomeForChild'] }))
              }
            >
              <Group gap="md">
                {codesOf(outcomesForChild).map((code) => (
                  <Radio key={code} value={code} label={outcomesForChild[code]} />
                ))}
              </Group>
            </Radio.Group>
          </GroupField>
          <TextField
            path="outcomeForChildWords"
            label="What it changed for the child and the family"
            value={form.outcomeForChildWords}
            onChange={(outcomeForChildWords) => change((now) => ({ ...now, outcomeForChildWords }))}
          />
        </>
      )}
    </>
  );
};

const Themes = () => {
  const { form, change, procedure } = useIntakeEditing();
  const toggle = (themeId: string, chosen: boolean) =>
    change((now) => {
      const themeIds = chosen
        ? [...now.themeIds, themeId]
        : now.themeIds.filter((candidate) => candidate !== themeId);
      const primaryThemeId =
        themeIds.length === 1
          ? (themeIds[0] ?? '')
          : themeIds.includes(now.primaryThemeId)
            ? now.primaryThemeId
            : '';
      return { ...now, themeIds, primaryThemeId };
    });
  const other = procedure.themes.some(
    (theme) => theme.common === 'other' && form.themeIds.includes(theme.id),
  );
  return (
    <>
      <GroupField path="themeIds" label="Themes" hint="Tick all that apply, and say which is the main one.">
        <div className={styles['themes']} id="field-primaryThemeId" tabIndex={-1}>
          {procedure.themes.map((theme) => {
            const chosen = form.themeIds.includes(theme.id);
            return (
              <div key={theme.id} className={styles['theme']}>
                <Checkbox
                  label={theme.label}
                  checked={chosen}
                  onChange={(event) => toggle(theme.id, event.currentTarget.checked)}
                />
                {chosen && (
                  <Radio
                    name="primaryTheme"
                    label="Main theme"
                    aria-label={`${theme.label} is the main theme`}
                    checked={form.primaryThemeId === theme.id}
                    onChange={() => change((now) => ({ ...now, primaryThemeId: theme.id }))}
                  />
                )}
              </div>
            );
          })}
        </div>
        <PrimaryThemeProblem />
      </GroupField>
      {other && (
        <TextField
          path="otherThemeWords"
          label="The other theme, in words"
          value={form.otherThemeWords}
          onChange={(otherThemeWords) => change((now) => ({ ...now, otherThemeWords }))}
        />
      )}
    </>
  );
};

const PrimaryThemeProblem = () => {
  const { issues } = useIntakeEditing();
  const problem = issues.find((issue) => issue.path === 'primaryThemeId');
  return problem ? <p className={styles['problem']}>{problem.message}</p> : null;
};
