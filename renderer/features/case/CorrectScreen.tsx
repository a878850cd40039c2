/** Putting a case's details right, or coding it later: the intake's own fields, with a reason. */
import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { z } from 'zod';
import type { CaseDetail } from '../../../shared/contract/cases.ts';
import { officeDayOf, type PlainDate } from '../../../shared/domain/calendarTypes.ts';
import { checkIntake, intakeFormSchema, type IntakeForm as Form } from '../../../shared/domain/intake.ts';
import { listInWords } from '../../../shared/domain/wordsForDates.ts';
import { useMayDo } from '../../api/session.tsx';
import { useOperation } from '../../api/useOperation.ts';
import { clockTimeOf } from '../../api/wordsForMoments.ts';
import { FailedPage } from '../../components/FailedPage.tsx';
import { useAnnounce } from '../../components/Announcer.tsx';
import { ErrorSummary } from '../../components/ErrorSummary.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { Empty, Failed, Loading } from '../../components/ScreenState.tsx';
import { useUnsaved, type Unsaved } from '../../api/useUnsaved.ts';
import { IntakeForm } from '../intake/IntakeForm.tsx';
import { LineField } from './dialogFields.tsx';
import { useFormChange } from './useFormChange.ts';
import styles from './CorrectScreen.module.css';

const typedSchema = z.strictObject({ form: intakeFormSchema, reason: z.string() });
type Typed = z.infer<typeof typedSchema>;

export const CorrectScreen = ({ caseId }: { readonly caseId: string }) => {
  const detail = useOperation('cases.get', { caseId });
  const settings = useOperation('settings.get', {});
  const mayWork = useMayDo('cases.work');
  const unsaved = useUnsaved('correct', caseId, typedSchema);
  if (detail.isError)
    return (
      <FailedPage title="Correct the details" fault={detail.error} onRetry={() => void detail.refetch()} />
    );
  if (settings.isError)
    return (
      <FailedPage
        title="Correct the details"
        fault={settings.error}
        onRetry={() => void settings.refetch()}
      />
    );
  if (detail.isPending || settings.isPending || !unsaved.ready) return <Loading what="the case" />;
  if (!mayWork)
    return (
      <>
        <PageHeader title="Correct the details" />
        <Empty title="Details are put right by the business unit">
          Your account may look at this case and not change it. Tell a business manager or a coordinator.
        </Empty>
      </>
    );
  return <Editor detail={detail.data} today={officeDayOf(settings.data.now)} unsaved={unsaved} />;
};

const Editor = ({
  detail,
  today,
  unsaved,
}: {
  readonly detail: CaseDetail;
  readonly today: PlainDate;
  readonly unsaved: Unsaved<Typed>;
}) => {
  const navigate = useNavigate();
  const announce = useAnnounce();
  const [typed, setTyped] = useState<Typed>(unsaved.found?.value ?? { form: detail.form, reason: '' });
  const { procedure, row } = detail;
  const toCase = () => navigate({ to: '/case/$caseId', params: { caseId: row.caseId } });
  const change = useFormChange(
    'cases.correct',
    async () => {
      await unsaved.discard();
      announce('The details are put right.');
      await toCase();
    },
    { reason: 'Say why the details are changed' },
  );
  const set = (next: Typed) => {
    setTyped(next);
    unsaved.keep(next);
  };
  const update = (edit: (form: Form) => Form) =>
    setTyped((now) => {
      const next = { ...now, form: edit(now.form) };
      unsaved.keep(next);
      return next;
    });
  const submit = () => {
    const check = checkIntake(typed.form, { procedure, today });
    change.submit(
      { caseId: row.caseId, revision: detail.revision, form: typed.form, reason: typed.reason },
      check.ok ? [] : check.issues,
    );
  };
  const cancel = async () => {
    await unsaved.discard();
    announce({
      text: 'Nothing was changed. What was typed is put away.',
      action: {
        label: 'Undo',
        run: () => {
          unsaved.keep(typed);
          unsaved.flush();
          void navigate({ to: '/case/$caseId/correct', params: { caseId: row.caseId } });
        },
      },
    });
    await toCase();
  };
  // The backend names the form's fields from its own input: `form.people.0.name`.
  const issues = change.issues.map(({ path, message }) => ({ path: path.replace(/^form\./, ''), message }));
  return (
    <div className={styles['page']} onBlur={unsaved.flush}>
      <PageHeader
        title="Correct the details"
        back={{
          label: `${listInWords(row.people.map((person) => person.name))}, ${row.reference}`,
          link: { to: '/case/$caseId', params: { caseId: row.caseId } },
        }}
        subtitle={
          unsaved.keptAt
            ? `Kept as typed at ${clockTimeOf(unsaved.keptAt)}`
            : 'The change and its reason are kept in the history.'
        }
      />
      <ErrorSummary issues={issues} />
      {change.fault && <Failed fault={change.fault} />}
      <IntakeForm
        editing={{
          form: typed.form,
          change: update,
          issues,
          procedure,
          provenanceOf: () => undefined,
          showInDocument: () => undefined,
        }}
      />
      <div className={styles['foot']}>
        <LineField
          path="reason"
          label="Why it is changed"
          value={typed.reason}
          error={change.errorOf('reason')}
          onChange={(reason) => set({ ...typed, reason })}
        />
        <div className={styles['buttons']}>
          <Button onClick={submit} loading={change.busy}>
            Save the changes
          </Button>
          <Button variant="default" onClick={() => void cancel()}>
            Leave it as it was
          </Button>
        </div>
      </div>
    </div>
  );
};
