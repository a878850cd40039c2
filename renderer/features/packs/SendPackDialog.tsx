import { Button, Checkbox, Group, Modal, Select } from '@mantine/core';
import { useState } from 'react';
import type { CaseDetail } from '../../../shared/contract/cases.ts';
import type { OutputOf } from '../../../shared/contract/index.ts';
import type { PlainDate } from '../../../shared/domain/calendarTypes.ts';
import { boxesOf } from '../../../shared/domain/intake.ts';
import { getStage } from '../../../shared/domain/procedures/procedureSchema.ts';
import { packName, USUAL_PACK_DAYS } from '../../../shared/domain/reviewPack.ts';
import { maySign } from '../../../shared/domain/signing.ts';
import { listInWords } from '../../../shared/domain/wordsForDates.ts';
import { addDays } from '../../../shared/domain/workingDays.ts';
import { useChange, useOperation } from '../../api/useOperation.ts';
import { useAnnounce } from '../../components/Announcer.tsx';
import { Callout } from '../../components/Callout.tsx';
import { DateBoxes } from '../../components/DateBoxes.tsx';
import { FieldShell } from '../../components/FieldShell.tsx';
import { PlainText } from '../../components/PlainText.tsx';
import { Failed } from '../../components/ScreenState.tsx';
import { LineField } from '../case/dialogFields.tsx';
import { FormDialog } from '../case/FormDialog.tsx';
import { NO_DAY, readDay, useFormChange } from '../case/useFormChange.ts';
import styles from './Packs.module.css';

type Made = OutputOf<'packs.create'>;
interface SendPackProps {
  readonly detail: CaseDetail;
  readonly today: PlainDate;
  readonly onClose: () => void;
}

/** Somebody whom the register does not know by an account or its directory. */
const OTHER = 'other';

export const SendPackDialog = (props: SendPackProps) => {
  const [made, setMade] = useState<Made>();
  return made ? <MadePack made={made} onClose={props.onClose} /> : <MakePack {...props} onMade={setMade} />;
};

const MakePack = ({
  detail,
  today,
  onClose,
  onMade,
}: SendPackProps & { readonly onMade: (made: Made) => void }) => {
  const { row, procedure } = detail;
  const bodies = procedure.decisionBodies.filter(({ id }) =>
    getStage(procedure, row.stage.order).decisionBodies.includes(id),
  );
  const people = useOperation('people.list', {});
  const directory = useOperation('directory.get', {});
  const waiting = useOperation('cases.list', {
    filter: { nextStep: ['decide'] },
    sort: { by: 'due', direction: 'up' },
    offset: 0,
    limit: 50,
  });
  const [reviewer, setReviewer] = useState('');
  const [name, setName] = useState('');
  const [bodyId, setBodyId] = useState(bodies.length === 1 ? (bodies[0]?.id ?? '') : '');
  const [expires, setExpires] = useState(boxesOf(addDays(today, USUAL_PACK_DAYS)));
  const [others, setOthers] = useState<readonly string[]>([]);
  const change = useFormChange('packs.create', onMade);

  const accounts = (people.data?.people ?? []).filter(
    (person) => person.leftAt === undefined && bodies.some((body) => maySign(person.role, body)),
  );
  const makers = (directory.data?.decisionMakers ?? []).filter(
    (maker) => !maker.retired && bodies.some(({ id }) => id === maker.bodyId),
  );
  const offered = (waiting.data?.rows ?? []).filter(({ caseId }) => caseId !== row.caseId);

  const submit = (): void => {
    const day = readDay('expiresOn', expires);
    const maker = makers.find(({ id }) => `maker:${id}` === reviewer);
    const chosen =
      reviewer === OTHER
        ? ({ kind: 'named', name, bodyId } as const)
        : maker
          ? ({ kind: 'named', name: maker.name, bodyId: maker.bodyId } as const)
          : ({ kind: 'person', personId: reviewer.replace('person:', '') } as const);
    change.submit({ caseIds: [row.caseId, ...others], reviewer: chosen, expiresOn: day.on ?? NO_DAY }, [
      ...(reviewer === '' ? [{ path: 'reviewer', message: 'Choose who reviews' }] : []),
      ...(reviewer === OTHER && name.trim() === ''
        ? [{ path: 'reviewer.name', message: 'Give the name of who reviews' }]
        : []),
      ...(reviewer === OTHER && bodyId === ''
        ? [{ path: 'reviewer.bodyId', message: 'Say as which body they decide' }]
        : []),
      ...day.issues,
    ]);
  };

  // With nobody chosen the shape of the choice is wrong in several places: one sentence says it.
  const issues =
    reviewer === ''
      ? change.issues.filter(({ path }) => path === 'reviewer' || !path.startsWith('reviewer'))
      : change.issues;
  return (
    <FormDialog
      title="Send a review pack"
      submitLabel="Make the pack"
      wide
      issues={issues}
      fault={change.fault}
      busy={change.busy}
      onSubmit={submit}
      onClose={onClose}
    >
      <FieldShell path="reviewer" label="Who reviews and decides" error={change.errorOf('reviewer')}>
        {(control) => (
          <Select
            {...control}
            placeholder="Choose a person"
            searchable
            error={change.errorOf('reviewer') !== undefined}
            data={[
              ...accounts.map((person) => ({ value: `person:${person.id}`, label: person.name })),
              ...makers.map((maker) => ({
                value: `maker:${maker.id}`,
                label: `${maker.name}, ${bodies.find(({ id }) => id === maker.bodyId)?.label ?? ''}`,
              })),
              { value: OTHER, label: 'Somebody else' },
            ]}
            value={reviewer === '' ? null : reviewer}
            onChange={(value) => setReviewer(value ?? '')}
          />
        )}
      </FieldShell>
      {reviewer === OTHER && (
        <>
          <LineField
            path="reviewer.name"
            label="Their name"
            hint="As it should stand on the decision."
            value={name}
            error={change.errorOf('reviewer.name')}
            onChange={setName}
          />
          <FieldShell path="reviewer.bodyId" label="They decide as" error={change.errorOf('reviewer.bodyId')}>
            {(control) => (
              <Select
                {...control}
                placeholder="Choose a body"
                error={change.errorOf('reviewer.bodyId') !== undefined}
                data={bodies.map(({ id, label }) => ({ value: id, label }))}
                value={bodyId === '' ? null : bodyId}
                onChange={(value) => setBodyId(value ?? '')}
              />
            )}
          </FieldShell>
        </>
      )}
      <DateBoxes
        path="expiresOn"
        label="It opens until"
        value={expires}
        error={change.errorOf('expiresOn')}
        onChange={setExpires}
      />
      {offered.length > 0 && (
        <Checkbox.Group label="Other cases that wait for a decision" value={[...others]} onChange={setOthers}>
          <div className={styles['choices']}>
            {offered.map((one) => (
              <Checkbox
                key={one.caseId}
                value={one.caseId}
                label={`${one.reference}, ${listInWords(one.people.map((person) => person.name))}`}
              />
            ))}
          </div>
        </Checkbox.Group>
      )}
      <p className={styles['second']}>
        The pack holds the case, its timeline, the forms and the evidence. Names of children in other cases
        stay out.
      </p>
    </FormDialog>
  );
};

/** The passphrase is shown here and never again. */
const MadePack = ({ made, onClose }: { readonly made: Made; readonly onClose: () => void }) => {
  const save = useChange('packs.save');
  const announce = useAnnounce();
  const [saved, setSaved] = useState('');
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Review pack ${packName(made.packId)}`}
      size={720}
      closeOnClickOutside={false}
      closeOnEscape={false}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className={styles['made']}>
        <Callout kind="check" title="Tell the passphrase by telephone, never by e-mail">
          <p>It is shown now and never again. Without it nobody opens the pack.</p>
          <p className={styles['passphrase']} aria-label="Passphrase of the pack">
            {made.passphrase}
          </p>
        </Callout>
        <Group gap={8}>
          <Button
            loading={save.isPending}
            onClick={() =>
              save.mutate(
                { packId: made.packId },
                {
                  onSuccess: ({ delivered, where }) => {
                    const words = delivered
                      ? `The pack is in ${where}.`
                      : 'Nothing was saved: choose a place for it.';
                    setSaved(words);
                    announce(words);
                  },
                },
              )
            }
          >
            Save the pack
          </Button>
          <span>{sizeInWords(made.bytes)}</span>
        </Group>
        {save.error && <Failed fault={save.error} />}
        {saved !== '' && <p>{saved}</p>}
        <section aria-label="Words for the e-mail" className={styles['email']}>
          <h3>Words for the e-mail</h3>
          <p>
            <b>{made.email.subject}</b>
          </p>
          <PlainText>{made.email.body}</PlainText>
        </section>
        <Group>
          <Button variant="default" onClick={onClose}>
            I have noted the passphrase
          </Button>
        </Group>
      </div>
    </Modal>
  );
};

const sizeInWords = (bytes: number): string =>
  bytes < 1_000_000
    ? `${Math.max(1, Math.round(bytes / 1000))} KB`
    : `${(bytes / 1_000_000).toFixed(1)} MB. Many mail services take no more than 20 MB.`;
