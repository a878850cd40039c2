import { Button, Group, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Issue } from '../../../shared/contract/errors.ts';
import type { InputOf, OutputOf } from '../../../shared/contract/index.ts';
import { bundledProcedures } from '../../../shared/domain/procedures/bundledProcedures.ts';
import { api, type AppFault } from '../../api/client.ts';
import { issuesOf } from '../../api/issuesOf.ts';
import { ChoiceList } from '../../components/ChoiceList.tsx';
import { ErrorSummary } from '../../components/ErrorSummary.tsx';
import { Form } from '../../components/Form.tsx';
import { FieldShell } from '../../components/FieldShell.tsx';
import { LinkButton } from '../../components/LinkButton.tsx';
import { checkChosenPassphrase, NewPassphrase, noPassphrase } from '../../components/NewPassphrase.tsx';
import { RecoveryKey, type NewRecoveryKey } from '../../components/RecoveryKey.tsx';
import { Heading } from './Heading.tsx';
import styles from './SetUpScreen.module.css';
import { VaultFrame } from './VaultFrame.tsx';

const steps = ['procedure', 'unit', 'passphrase', 'recovery'] as const;
type Step = (typeof steps)[number];

/** Which step holds the field that the backend says to mend. */
const stepOfPath: Readonly<Record<string, Step>> = {
  procedureId: 'procedure',
  unitName: 'unit',
  referencePrefix: 'unit',
  personName: 'unit',
  passphrase: 'passphrase',
};

const unbroken = (label = ''): string => label.replaceAll(' ', '\u00a0');

/** First run: the procedure, the unit, the first business manager, and a recovery key that is proved to be kept. */
export const SetUpScreen = ({
  onDone,
  onOpenPack,
  onBring,
}: {
  readonly onDone: () => void;
  readonly onOpenPack: () => void;
  /** There is a register already, in a backup or on another computer. */
  readonly onBring: () => void;
}) => {
  const [step, setStep] = useState<Step>('procedure');
  const [procedureId, setProcedureId] = useState('');
  const [unit, setUnit] = useState({ unitName: '', referencePrefix: '', personName: '' });
  const [chosen, setChosen] = useState(noPassphrase);
  const [issues, setIssues] = useState<readonly Issue[]>([]);
  const [recoveryKey, setRecoveryKey] = useState<NewRecoveryKey | undefined>();
  // Not useChange: asking for everything again would open the register before the recovery key is shown.
  const create = useMutation<OutputOf<'vault.create'>, AppFault, InputOf<'vault.create'>>({
    mutationFn: api.vault.create,
    onSuccess: (made) => {
      setRecoveryKey(made.recoveryKey);
      setChosen(noPassphrase);
      setStep('recovery');
    },
    onError: (fault) => {
      const found = issuesOf(fault);
      const firstStep = found.map((issue) => stepOfPath[issue.path]).find((at) => at !== undefined);
      setIssues(found);
      if (firstStep) setStep(firstStep);
    },
  });
  const procedure = bundledProcedures.find((candidate) => candidate.id === procedureId);
  const errorAt = (path: string): string | undefined => issues.find((issue) => issue.path === path)?.message;
  const count = `Step ${steps.indexOf(step) + 1} of ${steps.length}`;

  const go = (found: readonly Issue[], then: () => void): void => {
    setIssues(found);
    if (found.length === 0) then();
  };

  const next = (): void => {
    if (step === 'procedure')
      go(procedure ? [] : [{ path: 'procedureId', message: 'Choose your procedure' }], () => {
        if (procedure && unit.referencePrefix === '')
          setUnit({
            ...unit,
            unitName: unit.unitName || procedure.partnershipName,
            referencePrefix: procedure.referencePrefix,
          });
        setStep('unit');
      });
    else if (step === 'unit')
      go(
        [
          ...(unit.unitName.trim() === ''
            ? [{ path: 'unitName', message: 'Give the name of the business unit or partnership' }]
            : []),
          ...(/^[A-Z][A-Z0-9]{1,7}$/.test(unit.referencePrefix)
            ? []
            : [{ path: 'referencePrefix', message: 'Use 2 to 8 capital letters or digits for the prefix' }]),
          ...(unit.personName.trim() === '' ? [{ path: 'personName', message: 'Give your name' }] : []),
        ],
        () => setStep('passphrase'),
      );
    else
      go(checkChosenPassphrase(chosen, 'passphrase'), () =>
        create.mutate({ ...unit, procedureId, passphrase: chosen.passphrase }),
      );
  };

  return (
    <VaultFrame
      helpSection="set-up-the-register"
      unitName={unit.unitName || undefined}
      ladder={(procedure?.stages ?? [])
        .filter(({ outward }) => !outward)
        .map(({ label, name }) => ({ label, who: name }))}
    >
      {step === 'recovery' && recoveryKey ? (
        <>
          <div className="noPrint">
            <Heading
              step={count}
              intro="This key opens the register when a passphrase is lost. It is shown now and never again."
            >
              Print the recovery key
            </Heading>
          </div>
          <RecoveryKey recoveryKey={recoveryKey} unitName={unit.unitName} onProved={onDone} />
        </>
      ) : (
        <Form className={styles['form']} onSubmit={next}>
          <Heading
            key={step}
            step={count}
            intro={
              step === 'procedure'
                ? 'It sets the stages, their timescales and the words on the notices.'
                : step === 'unit'
                  ? 'You become the first business manager and can add your colleagues afterwards.'
                  : undefined
            }
          >
            {step === 'procedure'
              ? 'Choose your procedure'
              : step === 'unit'
                ? 'Name the unit and yourself'
                : 'Choose your passphrase'}
          </Heading>
          <ErrorSummary issues={issues} />
          {step === 'procedure' && (
            <ChoiceList
              path="procedureId"
              label="Whose procedure do you work to?"
              value={procedureId}
              onChange={setProcedureId}
              error={errorAt('procedureId')}
              choices={bundledProcedures.map(({ id, partnershipName, title, stages }) => ({
                value: id,
                label: partnershipName,
                detail: `${title}. ${unbroken(stages[0]?.label)} to ${unbroken(stages.at(-1)?.label)}.`,
              }))}
            />
          )}
          {step === 'unit' && (
            <>
              <FieldShell
                path="unitName"
                label="Business unit or partnership"
                hint="As it is to stand on notices."
                error={errorAt('unitName')}
              >
                {(control) => (
                  <TextInput
                    {...control}
                    autoComplete="off"
                    error={errorAt('unitName') !== undefined}
                    value={unit.unitName}
                    onChange={({ currentTarget: { value } }) => setUnit({ ...unit, unitName: value })}
                  />
                )}
              </FieldShell>
              <FieldShell
                path="referencePrefix"
                label="Prefix of your references"
                hint={`Each case gets a reference that begins with it, such as ${unit.referencePrefix || 'ABC'}-2026-001.`}
                error={errorAt('referencePrefix')}
              >
                {(control) => (
                  <TextInput
                    {...control}
                    w={140}
                    autoComplete="off"
                    error={errorAt('referencePrefix') !== undefined}
                    value={unit.referencePrefix}
                    onChange={({ currentTarget: { value } }) =>
                      setUnit({ ...unit, referencePrefix: value.toUpperCase() })
                    }
                  />
                )}
              </FieldShell>
              <FieldShell path="personName" label="Your name" error={errorAt('personName')}>
                {(control) => (
                  <TextInput
                    {...control}
                    autoComplete="off"
                    error={errorAt('personName') !== undefined}
                    value={unit.personName}
                    onChange={({ currentTarget: { value } }) => setUnit({ ...unit, personName: value })}
                  />
                )}
              </FieldShell>
            </>
          )}
          {step === 'passphrase' && (
            <NewPassphrase path="passphrase" value={chosen} onChange={setChosen} issues={issues} />
          )}
          <Group gap={8}>
            <Button type="submit" loading={create.isPending}>
              {step === 'passphrase' ? 'Make the register' : 'Continue'}
            </Button>
            {step !== 'procedure' && (
              <Button
                variant="default"
                disabled={create.isPending}
                onClick={() => {
                  setIssues([]);
                  setStep(step === 'passphrase' ? 'unit' : 'procedure');
                }}
              >
                Back
              </Button>
            )}
          </Group>
          {step === 'procedure' && (
            <ul className={styles['other']} aria-label="Instead of a new register">
              <li>
                <LinkButton onClick={onBring}>Bring a register from a backup</LinkButton>
              </li>
              <li>
                <LinkButton onClick={onOpenPack}>Open a review pack that somebody sent to you</LinkButton>
              </li>
            </ul>
          )}
        </Form>
      )}
    </VaultFrame>
  );
};
