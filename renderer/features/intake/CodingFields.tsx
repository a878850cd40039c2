import { Checkbox, Group, Radio, Select } from '@mantine/core';
import { childStatuses, codesOf, type ChildStatus } from '../../../shared/domain/codes.ts';
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
      <DateField
        path="stageOpenedOn"
        label={`Date that ${stage?.label ?? 'the stage'} opened`}
        hint="The due date is counted from this day."
        value={form.stageOpenedOn}
        onChange={(stageOpenedOn) => change((now) => ({ ...now, stageOpenedOn }))}
      />
      {question && (
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
      {form.stageOrder > 1 && (
        <TextField
          path="skippedReason"
          label={`Why an earlier ${procedure.stageWord} was left out`}
          hint="Only where one was."
          value={form.skippedReason}
          onChange={(skippedReason) => change((now) => ({ ...now, skippedReason }))}
        />
      )}
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
            <TextField
              path="urgentReason"
              label="Why it is urgent"
              value={form.urgentReason}
              onChange={(urgentReason) => change((now) => ({ ...now, urgentReason }))}
            />
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
