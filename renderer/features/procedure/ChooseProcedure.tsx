import { Button, Group, Modal } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { AdoptedVersion } from '../../../shared/contract/procedures.ts';
import { bundledProcedures } from '../../../shared/domain/procedures/bundledProcedures.ts';
import type { Procedure } from '../../../shared/domain/procedures/procedureSchema.ts';
import { useChange } from '../../api/useOperation.ts';
import { useAnnounce } from '../../components/Announcer.tsx';
import { ChoiceList } from '../../components/ChoiceList.tsx';
import { Failed } from '../../components/ScreenState.tsx';
import { keptCases } from './keptCases.ts';
import { Form } from '../../components/Form.tsx';
import styles from './ProcedureScreen.module.css';

/** Takes up another of the procedures that come with the register, as it stands or as the start of an own one. */
export const ChooseProcedure = ({
  inForce,
  procedure,
  onClose,
}: {
  readonly inForce: AdoptedVersion;
  readonly procedure: Procedure;
  readonly onClose: () => void;
}) => {
  const navigate = useNavigate();
  const announce = useAnnounce();
  const adopt = useChange('procedures.adopt');
  const [chosenId, setChosenId] = useState('');
  const [asked, setAsked] = useState(false);
  const chosen = bundledProcedures.find(({ id }) => id === chosenId);
  const submit = (): void => {
    setAsked(true);
    if (chosen)
      adopt.mutate(
        { procedure: chosen, insteadOf: inForce.versionId },
        {
          onSuccess: () => {
            announce(`${chosen.partnershipName}’s procedure is in force for new cases.`);
            onClose();
          },
        },
      );
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title="Choose another procedure"
      size={620}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': 'Close without choosing' }}
    >
      <Form className={styles['form']} onSubmit={submit}>
        {adopt.error && <Failed fault={adopt.error} />}
        <ChoiceList
          path="procedureId"
          label="Whose procedure?"
          value={chosenId}
          onChange={setChosenId}
          error={asked && !chosen ? 'Choose a procedure' : undefined}
          choices={bundledProcedures
            .filter(({ id }) => id !== procedure.id)
            .map(({ id, partnershipName, title, stages }) => ({
              value: id,
              label: partnershipName,
              detail: `${title}. ${stages[0]?.label} to ${stages.at(-1)?.label}.`,
            }))}
        />
        <p>New cases follow it from now on. {keptCases(inForce.openCases)}</p>
        <Group gap={8}>
          <Button type="submit" loading={adopt.isPending}>
            Adopt it as it stands
          </Button>
          <Button
            variant="default"
            onClick={() => {
              setAsked(true);
              if (chosen) void navigate({ to: '/procedure/edit', search: { from: chosen.id } });
            }}
          >
            Copy and edit it
          </Button>
          <Button variant="subtle" onClick={onClose}>
            Cancel
          </Button>
        </Group>
      </Form>
    </Modal>
  );
};
