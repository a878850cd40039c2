/** How this unit works: its name, its calendar, its lock, and what its procedure leaves it to say. This feature imports the window's api and components. */
import { Button, Checkbox, Group, NumberInput, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import type { Issue } from '../../../shared/contract/errors.ts';
import type { OutputOf } from '../../../shared/contract/index.ts';
import { quarterCalendars, type QuarterCalendar } from '../../../shared/domain/analytics/quarters.ts';
import { settingsSchema, type Settings } from '../../../shared/contract/settings.ts';
import { codesOf } from '../../../shared/domain/codes.ts';
import { boxesOf, emptyDate, readDateBoxes, type DateBoxes as Boxes } from '../../../shared/domain/intake.ts';
import { issuesOf } from '../../api/issuesOf.ts';
import { useMayDo } from '../../api/session.tsx';
import { useChange, useOperation } from '../../api/useOperation.ts';
import { useAnnounce } from '../../components/Announcer.tsx';
import { ChoiceList } from '../../components/ChoiceList.tsx';
import { DateBoxes } from '../../components/DateBoxes.tsx';
import { ErrorSummary } from '../../components/ErrorSummary.tsx';
import { Form } from '../../components/Form.tsx';
import { FieldShell, type ControlProps } from '../../components/FieldShell.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { Failed, Loading } from '../../components/ScreenState.tsx';
import { ProcedureSummary } from './ProcedureSummary.tsx';
import { disclosureIssue, SmallNumbers, type TypedDisclosure } from './SmallNumbers.tsx';
import { StatedTimescales } from './StatedTimescales.tsx';
import styles from './SettingsScreen.module.css';

type Current = OutputOf<'settings.get'>;

interface ClosedDay {
  readonly key: number;
  readonly on: Boxes;
  readonly name: string;
}

/** The settings as typed: numbers may be empty and days unfinished while somebody is at them. */
interface Typed extends Omit<
  Settings,
  'extraClosedDays' | 'idleLockMinutes' | 'noticeWithinWorkingDays' | 'disclosure'
> {
  readonly disclosure: TypedDisclosure;
  readonly idleLockMinutes: number | string;
  readonly noticeWithinWorkingDays: number | string;
  readonly closedDays: readonly ClosedDay[];
}

const typedOf = (settings: Settings): Typed => {
  const { extraClosedDays, ...others } = settings;
  return {
    ...others,
    closedDays: extraClosedDays.map(({ on, name }, key) => ({ key, on: boxesOf(on), name })),
  };
};

const read = (typed: Typed): { readonly settings: unknown; readonly issues: readonly Issue[] } => {
  const { closedDays, ...others } = typed;
  const days = closedDays.map(({ on, name }) => ({ reading: readDateBoxes(on), name }));
  return {
    settings: {
      ...others,
      extraClosedDays: days.map(({ reading, name }) => ({ on: reading.ok ? reading.on : undefined, name })),
    },
    issues: days.flatMap(({ reading }, index) =>
      reading.ok && reading.on
        ? []
        : [
            {
              path: `extraClosedDays.${index}.on`,
              message: reading.ok ? 'Give the day on which the office is closed' : reading.message,
            },
          ],
    ),
  };
};

/** Sentences that say, in the summary, which field they are about. */
const issueInWords = (path: string, message: string): string => {
  if (path === 'unitName') return 'Give the name of the business unit';
  if (path === 'idleLockMinutes') return 'Lock after: use 1 to 60 minutes';
  if (path === 'noticeWithinWorkingDays') return 'Send the notice within: use 1 to 60 working days';
  const closedDay = /^extraClosedDays\.(\d+)\.name$/.exec(path)?.[1];
  if (closedDay !== undefined) return `Say why the office is closed on day ${Number(closedDay) + 1}`;
  if (/^statedTimescales\.\d+\.source$/.test(path)) return 'Say who stated the timescale, and where';
  return disclosureIssue[path] ?? message;
};

const quarterExamples = {
  financial: 'January to March 2026 is quarter 4 of 2025/26.',
  calendar: 'January to March 2026 is quarter 1 of 2026.',
} as const satisfies Record<QuarterCalendar, string>;

const SettingsForm = ({ current, mayManage }: { readonly current: Current; readonly mayManage: boolean }) => {
  const [typed, setTyped] = useState<Typed>(() => typedOf(current.settings));
  const [wrong, setWrong] = useState<readonly Issue[]>([]);
  const update = useChange('settings.update');
  const announce = useAnnounce();
  const issues = wrong.length > 0 ? wrong : issuesOf(update.error);
  const errorAt = (path: string): string | undefined => issues.find((issue) => issue.path === path)?.message;
  const { procedure } = current.procedure;

  const submit = (): void => {
    const { settings, issues: days } = read(typed);
    const parsed = settingsSchema.safeParse(settings);
    const found = [
      ...(parsed.success
        ? []
        : parsed.error.issues.map(({ path, message }) => ({
            path: path.join('.'),
            message: issueInWords(path.join('.'), message),
          }))
      ).filter((issue) => !days.some((day) => day.path === issue.path)),
      ...days,
    ];
    setWrong(found);
    if (parsed.success && found.length === 0)
      update.mutate(parsed.data, { onSuccess: () => announce('The settings are saved.') });
  };

  const text = (
    path: 'unitName' | 'referencePrefix' | 'unitEmail' | 'secureKeyword',
    label: string,
    hint: ReactNode,
  ) => (
    <FieldShell path={path} label={label} hint={hint} error={errorAt(path)}>
      {(control: ControlProps) => (
        <TextInput
          {...control}
          autoComplete="off"
          error={errorAt(path) !== undefined}
          value={typed[path]}
          onChange={({ currentTarget: { value } }) =>
            setTyped({ ...typed, [path]: path === 'referencePrefix' ? value.toUpperCase() : value })
          }
        />
      )}
    </FieldShell>
  );
  const number = (path: 'idleLockMinutes' | 'noticeWithinWorkingDays', label: string, hint: string) => (
    <FieldShell path={path} label={label} hint={hint} error={errorAt(path)}>
      {(control: ControlProps) => (
        <NumberInput
          {...control}
          w={100}
          min={1}
          max={60}
          clampBehavior="none"
          allowDecimal={false}
          error={errorAt(path) !== undefined}
          value={typed[path]}
          onChange={(value) => setTyped({ ...typed, [path]: value })}
        />
      )}
    </FieldShell>
  );

  return (
    <Form onSubmit={submit}>
      <ErrorSummary issues={issues} />
      <fieldset disabled={!mayManage} className={styles['all']}>
        <legend className="visuallyHidden">Settings</legend>
        <section className={styles['section']} aria-labelledby="the-unit">
          <h2 id="the-unit">The unit</h2>
          {text('unitName', 'Business unit or partnership', 'As it stands on notices.')}
          {text('referencePrefix', 'Prefix of your references', 'For cases logged from now on.')}
          {text(
            'unitEmail',
            'The unit’s own e-mail address',
            'Goes into the From line of a draft. May be empty.',
          )}
          {text(
            'secureKeyword',
            'Word for secure e-mail',
            'Goes into the subject of a draft, such as [secure]. May be empty.',
          )}
        </section>
        <section className={styles['section']} aria-labelledby="dates">
          <h2 id="dates">Dates</h2>
          <Checkbox
            label="Leave out bank holidays in England when counting working days"
            description={`Bank holidays are known up to the end of ${current.bankHolidaysKnownUntil}.`}
            checked={typed.bankHolidaysCount}
            onChange={({ currentTarget: { checked } }) => setTyped({ ...typed, bankHolidaysCount: checked })}
          />
          {number('noticeWithinWorkingDays', 'Send the notice within', 'Working days after the decision.')}
          <div>
            <h3>Other days on which the office is closed</h3>
            <p className={styles['hint']}>They are not counted as working days either.</p>
          </div>
          {typed.closedDays.map((day, index) => {
            const change = (next: Partial<ClosedDay>): void =>
              setTyped({
                ...typed,
                closedDays: typed.closedDays.map((other) => (other === day ? { ...day, ...next } : other)),
              });
            const namePath = `extraClosedDays.${index}.name`;
            return (
              <div key={day.key} className={styles['closedDay']}>
                <DateBoxes
                  label={`Day ${index + 1}`}
                  path={`extraClosedDays.${index}.on`}
                  value={day.on}
                  error={errorAt(`extraClosedDays.${index}.on`)}
                  onChange={(on) => change({ on })}
                />
                <FieldShell path={namePath} label="Why" error={errorAt(namePath)}>
                  {(control) => (
                    <TextInput
                      {...control}
                      autoComplete="off"
                      error={errorAt(namePath) !== undefined}
                      value={day.name}
                      onChange={({ currentTarget: { value } }) => change({ name: value })}
                    />
                  )}
                </FieldShell>
                <Button
                  variant="subtle"
                  leftSection={<IconTrash size={16} stroke={1.75} aria-hidden="true" />}
                  onClick={() =>
                    setTyped({ ...typed, closedDays: typed.closedDays.filter((other) => other !== day) })
                  }
                >
                  Take away<span className="visuallyHidden"> day {index + 1}</span>
                </Button>
              </div>
            );
          })}
          <Button
            variant="default"
            className={styles['start'] ?? ''}
            leftSection={<IconPlus size={16} stroke={1.75} aria-hidden="true" />}
            onClick={() =>
              setTyped({
                ...typed,
                closedDays: [
                  ...typed.closedDays,
                  {
                    key: Math.max(-1, ...typed.closedDays.map((day) => day.key)) + 1,
                    on: emptyDate,
                    name: '',
                  },
                ],
              })
            }
          >
            Add a day
          </Button>
        </section>
        <section className={styles['section']} aria-labelledby="figures">
          <h2 id="figures">Figures and reports</h2>
          <ChoiceList
            path="quarters"
            label="How quarters and years are named"
            choices={codesOf(quarterCalendars).map((value) => ({
              value,
              label: quarterCalendars[value],
              detail: quarterExamples[value],
            }))}
            value={typed.quarters}
            onChange={(value) => setTyped({ ...typed, quarters: value as QuarterCalendar })}
          />
        </section>
        <SmallNumbers
          typed={typed.disclosure}
          issues={issues}
          onChange={(disclosure) => setTyped({ ...typed, disclosure })}
        />
        <StatedTimescales
          procedure={procedure}
          stated={typed.statedTimescales}
          issues={issues}
          onChange={(statedTimescales) => setTyped({ ...typed, statedTimescales: [...statedTimescales] })}
        />
        <section className={styles['section']} aria-labelledby="the-lock">
          <h2 id="the-lock">Lock</h2>
          {number('idleLockMinutes', 'Lock after', 'Minutes without use, 1 to 60.')}
        </section>
      </fieldset>
      {mayManage ? (
        <Group mt={20}>
          <Button type="submit" loading={update.isPending}>
            Save the settings
          </Button>
        </Group>
      ) : (
        <p className={styles['hint']}>A business manager can change the settings.</p>
      )}
      <section className={styles['procedure']} aria-labelledby="letters">
        <h2 id="letters">Letters</h2>
        <p>
          <Link to="/letters">Wording of letters</Link>: what each letter says, who reads it, and which facts
          it may carry.
        </p>
      </section>
      <ProcedureSummary procedure={procedure} />
    </Form>
  );
};

export const SettingsScreen = () => {
  const mayManage = useMayDo('settings.manage');
  const { data, error, refetch } = useOperation('settings.get', {});
  return (
    <>
      <PageHeader title="Settings" />
      {error ? (
        <Failed fault={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Loading what="the settings" />
      ) : (
        <SettingsForm current={data} mayManage={mayManage} />
      )}
    </>
  );
};
