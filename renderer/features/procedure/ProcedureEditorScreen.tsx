/** Making the unit's own procedure: every rule as a field, what is changed beside it, and adopting it for new cases. */
import { Button, Group, SegmentedControl } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { z } from 'zod';
import type { AdoptedVersion } from '../../../shared/contract/procedures.ts';
import type { Issue } from '../../../shared/contract/errors.ts';
import { bundledProcedures } from '../../../shared/domain/procedures/bundledProcedures.ts';
import { procedureChanges } from '../../../shared/domain/procedureChanges.ts';
import {
  addStage,
  copyProcedure,
  moveStage,
  ownIdOf,
  removeStage,
} from '../../../shared/domain/procedureEditing.ts';
import { procedureSchema, type Procedure } from '../../../shared/domain/procedures/procedureSchema.ts';
import { useMayDo } from '../../api/session.tsx';
import { useChange, useOperation } from '../../api/useOperation.ts';
import { clockTimeOf, momentInWords } from '../../api/wordsForMoments.ts';
import { useAnnounceForNow } from '../../components/Announcer.tsx';
import { Callout } from '../../components/Callout.tsx';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { ErrorSummary } from '../../components/ErrorSummary.tsx';
import { Form } from '../../components/Form.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { Empty, Failed, Loading } from '../../components/ScreenState.tsx';
import { useUnsaved, type Unsaved } from '../../api/useUnsaved.ts';
import { ChangesPanel } from './ChangesPanel.tsx';
import { keptCases } from './keptCases.ts';
import { placeInWords } from './placeInWords.ts';
import { capital, ProcedureEditingProvider, withValueAt } from './procedureEditing.ts';
import { ProcedureFields } from './ProcedureFields.tsx';
import styles from './ProcedureEditor.module.css';

const back = { label: 'The procedure in force', link: { to: '/procedure' } } as const;

/** A procedure as it is being typed: whole in its shape, its words and numbers still to be mended. */
const typedSchema = z.custom<Procedure>(
  (value) =>
    procedureSchema
      .safeParse(value)
      .error?.issues.every(({ code }) => ['too_small', 'too_big', 'custom'].includes(code)) ?? true,
);

/** The unit's own procedure is edited as it is; one that comes with the register is copied first. */
const startFrom = (procedure: Procedure): Procedure =>
  procedure.basedOn === undefined
    ? copyProcedure(procedure, {
        id: ownIdOf(procedure.id),
        title: procedure.title,
        shortName: procedure.shortName,
        referencePrefix: procedure.referencePrefix,
      })
    : procedure;

export const ProcedureEditorScreen = ({ from }: { readonly from?: string }) => {
  const mayManage = useMayDo('procedures.manage');
  const settings = useOperation('settings.get', {});
  const list = useOperation('procedures.list', {});
  const fault = settings.error ?? list.error;
  const inForce = list.data?.versions[0];
  if (!mayManage)
    return (
      <>
        <PageHeader title="Edit the procedure" back={back} />
        <Empty title="The procedure cannot be changed here">
          A business manager changes the procedure. You can read it, and where each rule comes from.
        </Empty>
      </>
    );
  if (fault || !settings.data || !inForce)
    return fault ? (
      <Failed
        fault={fault}
        onRetry={() => {
          void settings.refetch();
          void list.refetch();
        }}
      />
    ) : (
      <Loading what="the procedure" />
    );
  const current = settings.data.procedure.procedure;
  const chosen = bundledProcedures.find(({ id }) => id === from);
  return <Kept current={current} inForce={inForce} start={startFrom(chosen ?? current)} />;
};

interface EditorProps {
  readonly current: Procedure;
  readonly inForce: AdoptedVersion;
  readonly start: Procedure;
}

const Kept = (props: EditorProps) => {
  const unsaved = useUnsaved('procedure', props.start.id, typedSchema);
  if (!unsaved.ready) return <Loading what="the procedure" />;
  return <Editor {...props} unsaved={unsaved} />;
};

const Editor = ({
  current,
  inForce,
  start,
  unsaved,
}: EditorProps & { readonly unsaved: Unsaved<Procedure> }) => {
  const navigate = useNavigate();
  const announce = useAnnounceForNow();
  const putAway = useRef<() => void>(undefined);
  const adopt = useChange('procedures.adopt');
  const [procedure, setProcedure] = useState(unsaved.found?.value ?? start);
  const [restored, setRestored] = useState(unsaved.found !== undefined);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [tried, setTried] = useState(false);
  const [summary, setSummary] = useState<readonly Issue[]>([]);
  // A stage has no id of its own: its key here stays with it when it moves.
  const [stageKeys, setStageKeys] = useState<readonly number[]>(() => procedure.stages.map((_, at) => at));
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  const [asking, setAsking] = useState(false);
  const original = bundledProcedures.find(({ id }) => id === procedure.basedOn);
  // The unit's own changes are told against the original; against what is in force where that is an own one already.
  const bases = [
    { value: 'inForce', label: 'The version in force', procedure: current },
    ...(original && original.id !== current.id
      ? [{ value: 'original', label: `${original.shortName}’s original`, procedure: original }]
      : []),
  ];
  const [base, setBase] = useState('inForce');
  const compared = bases.find(({ value }) => value === base) ?? bases[0];
  const changes = compared ? procedureChanges(compared.procedure, procedure) : [];

  const issues: readonly Issue[] =
    procedureSchema.safeParse(procedure).error?.issues.map(({ path, message }) => ({
      path: path.join('.'),
      message,
    })) ?? [];

  const put = (next: Procedure): void => {
    // What Undo would bring back is older than this.
    putAway.current?.();
    setProcedure(next);
    unsaved.keep(next);
  };
  /** As it is now, before a change that is made with it. */
  const offerUndo = (text: string): void => {
    const before = { procedure, stageKeys };
    putAway.current = announce({
      text,
      action: {
        label: 'Undo',
        run: () => {
          put(before.procedure);
          setStageKeys(before.stageKeys);
          announce({ text: 'It is as it was.', quiet: true });
        },
      },
    });
  };
  useEffect(() => () => putAway.current?.(), []);
  const startAgain = (): void => {
    offerUndo('What was typed is put away.');
    setProcedure(start);
    setStageKeys(start.stages.map((_, at) => at));
    setOpened(new Set());
    setRestored(false);
    setTried(false);
    setLeft(new Set());
    setSummary([]);
    void unsaved.discard();
  };

  const add = (): void => {
    const key = Math.max(...stageKeys) + 1;
    const keysWhere = (outward: boolean): readonly number[] =>
      stageKeys.filter((_, at) => procedure.stages[at]?.outward === outward);
    put(addStage(procedure));
    setStageKeys([...keysWhere(false), key, ...keysWhere(true)]);
    setOpened(new Set([...opened, key]));
  };
  const move = (index: number, by: -1 | 1): void => {
    const keys = [...stageKeys];
    keys.splice(index + by, 0, ...keys.splice(index, 1));
    put(moveStage(procedure, index, by));
    setStageKeys(keys);
    announce({
      text: `${procedure.stages[index]?.label} is now number ${index + by + 1} of ${keys.length}.`,
      quiet: true,
    });
  };
  const remove = (index: number): void => {
    put(removeStage(procedure, index));
    setStageKeys(stageKeys.filter((_, at) => at !== index));
  };
  const toggle = (key: number): void => {
    const next = new Set(opened);
    if (!next.delete(key)) next.add(key);
    setOpened(next);
  };

  const check = (): void => {
    setTried(true);
    setSummary(
      issues.map(({ path, message }) => {
        const place = placeInWords(procedure, path);
        return {
          path,
          message: place === '' ? message : `${place}: ${message.charAt(0).toLowerCase()}${message.slice(1)}`,
        };
      }),
    );
    // A field inside a closed stage could not be reached from the summary.
    const toOpen = issues.flatMap(({ path }) => {
      const [part, index] = path.split('.');
      return part === 'stages' && index !== undefined ? (stageKeys[Number(index)] ?? []) : [];
    });
    setOpened((already) => new Set([...already, ...toOpen]));
    if (issues.length > 0) return;
    if (procedureChanges(current, procedure).length === 0 && current.id === procedure.id)
      setSummary([{ path: '', message: 'Nothing is changed yet, so there is nothing to adopt' }]);
    else setAsking(true);
  };

  const leaveAdopted = async (): Promise<void> => {
    await unsaved.discard();
    announce('The procedure is adopted. New cases follow it.');
    await navigate({ to: '/procedure' });
  };

  const adoptIt = (): void =>
    adopt.mutate(
      { procedure, insteadOf: inForce.versionId },
      {
        onSuccess: () => void leaveAdopted(),
        onError: (fault) => {
          if (fault.issues.length === 0) return;
          setAsking(false);
          setSummary(
            fault.issues.map(({ path, message }) => ({ path: path.replace(/^procedure\./, ''), message })),
          );
        },
      },
    );

  return (
    <ProcedureEditingProvider
      value={{
        procedure,
        change: (path, value) => put(withValueAt(procedure, path, value)),
        replace: put,
        takenAway: (what) => offerUndo(`${capital(what)} is taken away.`),
        errorAt: (path) =>
          tried || left.has(path) ? issues.find((issue) => issue.path === path)?.message : undefined,
        leave: (path) => setLeft((already) => new Set([...already, path])),
      }}
    >
      <div onBlur={unsaved.flush}>
        <PageHeader
          title={start.id === current.id ? 'Edit the procedure' : 'Make the unit’s own procedure'}
          back={back}
          subtitle={
            original
              ? `Made from ${original.partnershipName}’s. Nothing is in force until you adopt it.`
              : 'Nothing is in force until you adopt it.'
          }
          actions={
            <>
              <p className={styles['quiet']} role="status">
                {unsaved.keptAt ? `Kept as typed at ${clockTimeOf(unsaved.keptAt)}` : ''}
              </p>
              <Button onClick={check}>Adopt…</Button>
            </>
          }
        />
        <div className={styles['columns']}>
          <Form className={styles['form']} onSubmit={check}>
            <ErrorSummary issues={summary} title="Put these right before adopting" />
            {restored && unsaved.found && (
              <Callout kind="note" title="This is what was being typed">
                <p>Kept on {momentInWords(unsaved.found.keptAt)}; not yet adopted.</p>
                <Button variant="default" className={styles['start'] ?? ''} onClick={startAgain}>
                  Start again
                </Button>
              </Callout>
            )}
            <ProcedureFields
              stageKeys={stageKeys}
              opened={opened}
              onToggle={toggle}
              onAdd={add}
              onMove={move}
              onRemove={remove}
            />
            <Group gap={8}>
              <Button type="submit">Adopt…</Button>
              <Button variant="default" onClick={() => void navigate({ to: '/procedure' })}>
                Close, keep what is typed
              </Button>
            </Group>
          </Form>
          <aside className={styles['side']} aria-labelledby="changes">
            <h2 id="changes">What changes</h2>
            {bases.length > 1 ? (
              <SegmentedControl
                fullWidth
                aria-label="Compared with"
                value={base}
                onChange={setBase}
                data={bases.map(({ value, label }) => ({ value, label }))}
              />
            ) : (
              <p className={styles['quiet']}>Compared with the version in force.</p>
            )}
            <ChangesPanel changes={changes} none="Nothing is changed yet." />
          </aside>
        </div>
        <ConfirmDialog
          opened={asking}
          title="Adopt this procedure?"
          confirmLabel="Adopt it for new cases"
          busy={adopt.isPending}
          fault={adopt.error}
          onConfirm={adoptIt}
          onClose={() => setAsking(false)}
        >
          <p>
            Cases logged from now on follow it. {keptCases(inForce.openCases)} The older versions stay in the
            register.
          </p>
        </ConfirmDialog>
      </div>
    </ProcedureEditingProvider>
  );
};
