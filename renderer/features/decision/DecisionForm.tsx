/**
 * The fields of a decision, wherever it is made: on the case's own page or from a review pack. It is handed all that it
 * shows and asks the register for nothing.
 */
import { Button, NativeSelect, Select } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import {
  codesOf,
  decisionOutcomes,
  outcomesForChild,
  toldParties,
  type DecisionOutcome,
} from '../../../shared/domain/codes.ts';
import { AGREEMENT_BODY } from '../../../shared/domain/caseCourse.ts';
import type { Procedure } from '../../../shared/domain/procedures/procedureSchema.ts';
import { DateBoxes } from '../../components/DateBoxes.tsx';
import { FieldShell } from '../../components/FieldShell.tsx';
import { useRemovableRows } from '../../components/useRemovableRows.ts';
import { ActionsField, ChoiceField, LineField, WordsField } from '../case/dialogFields.tsx';
import { emptyTold, sitsTogether, type TypedDecision } from './decisionTyping.ts';
import styles from './DecisionForm.module.css';

export interface DecisionFormFacts {
  readonly procedure: Procedure;
  /** Who may decide here, by the procedure and by who is typing. */
  readonly bodies: readonly { readonly code: string; readonly label: string; readonly remark?: string }[];
  /** The signer's own name, where they decide themselves: nobody types another. */
  readonly signer: string | undefined;
  /** Names of the directory, offered while typing. */
  readonly deciders: readonly string[];
  /** Those whom the directory names for a panel: choosing one fills a row. */
  readonly members: TypedDecision['panel'];
  readonly agencies: readonly { readonly id: string; readonly name: string }[];
  /** What the stage requires and is not done. */
  readonly undone: readonly string[];
  readonly amending: boolean;
}

const outcomeRemarks: Readonly<Record<DecisionOutcome, string>> = {
  upheld: 'The challenge is right',
  partlyUpheld: 'Right on some points',
  notUpheld: 'The first decision stands',
  agreementReached: 'The agencies agree',
  referredOutward: 'To someone outside',
};

export const DecisionForm = ({
  facts,
  typed,
  errorOf,
  onChange,
}: {
  readonly facts: DecisionFormFacts;
  readonly typed: TypedDecision;
  readonly errorOf: (path: string) => string | undefined;
  readonly onChange: (part: Partial<TypedDecision>) => void;
}) => {
  const { procedure, bodies, signer } = facts;
  const body = procedure.decisionBodies.find(({ id }) => id === typed.bodyId);
  const byAgreement = typed.bodyId === AGREEMENT_BODY.id;
  return (
    <>
      {(bodies.length > 1 || typed.bodyId === '') && (
        <ChoiceField
          path="decision.bodyId"
          label={signer === undefined ? 'Who decides' : 'You decide as'}
          choices={bodies}
          value={typed.bodyId}
          error={errorOf('decision.bodyId')}
          onChange={(bodyId) =>
            onChange({
              bodyId,
              ...(bodyId === AGREEMENT_BODY.id ? { outcome: 'agreementReached' as const } : {}),
            })
          }
        />
      )}
      <div className={styles['pair']}>
        {signer === undefined ? (
          <LineField
            path="decision.deciderName"
            label={byAgreement ? 'Name of who confirmed the agreement' : 'Name of who decided'}
            hint="As it should stand on the notice."
            value={typed.deciderName}
            error={errorOf('decision.deciderName')}
            suggestions={facts.deciders}
            onChange={(deciderName) => onChange({ deciderName })}
          />
        ) : (
          <div>
            <p className={styles['label']}>Who decides</p>
            <p>
              <b>{signer}</b>
              {body && `, ${body.label}`}
            </p>
          </div>
        )}
        <DateBoxes
          path="decision.decidedOn"
          label="Date of the decision"
          value={typed.decidedOn}
          error={errorOf('decision.decidedOn')}
          onChange={(decidedOn) => onChange({ decidedOn })}
        />
      </div>
      {body && sitsTogether(procedure, typed.bodyId) && (
        <PanelField
          label={body.kind === 'panel' ? 'Who sat on the panel' : 'Nominated representatives'}
          facts={facts}
          panel={typed.panel}
          error={errorOf('decision.panel')}
          onChange={(panel) => onChange({ panel: [...panel] })}
        />
      )}
      <div className={styles['outcomes']}>
        <ChoiceField
          path="decision.outcome"
          label="Outcome"
          choices={codesOf(decisionOutcomes).map((code) => ({
            code,
            label: decisionOutcomes[code],
            remark: outcomeRemarks[code],
          }))}
          value={typed.outcome}
          error={errorOf('decision.outcome')}
          onChange={(outcome) => onChange({ outcome })}
        />
      </div>
      <WordsField
        path="decision.decision"
        label="Decision in plain words"
        hint="One or two sentences that the family could read."
        lines={3}
        value={typed.decision}
        error={errorOf('decision.decision')}
        onChange={(decision) => onChange({ decision })}
      />
      <WordsField
        path="decision.reasons"
        label="Reasons"
        hint="What was weighed, and what decided it."
        lines={4}
        value={typed.reasons}
        error={errorOf('decision.reasons')}
        onChange={(reasons) => onChange({ reasons })}
      />
      <ActionsField
        path="decision.requiredActions"
        label="Required actions"
        actions={typed.requiredActions}
        errorOf={errorOf}
        onChange={(requiredActions) => onChange({ requiredActions: [...requiredActions] })}
      />
      <div className={styles['inline']}>
        <ChoiceField
          path="decision.outcomeForChild"
          label="Outcome for the child"
          choices={codesOf(outcomesForChild).map((code) => ({ code, label: outcomesForChild[code] }))}
          value={typed.outcomeForChild}
          error={errorOf('decision.outcomeForChild')}
          onChange={(outcomeForChild) => onChange({ outcomeForChild })}
        />
      </div>
      <WordsField
        path="decision.outcomeForChildWords"
        label="What it means for the child"
        value={typed.outcomeForChildWords}
        error={errorOf('decision.outcomeForChildWords')}
        onChange={(outcomeForChildWords) => onChange({ outcomeForChildWords })}
      />
      <div className={styles['pair']}>
        <WordsField
          path="decision.widerLearning"
          label="Wider learning"
          hint="What others should learn from it."
          value={typed.widerLearning}
          error={errorOf('decision.widerLearning')}
          onChange={(widerLearning) => onChange({ widerLearning })}
        />
        <WordsField
          path="decision.policyChange"
          label="Change of policy or procedure"
          hint="What should read differently, and where."
          value={typed.policyChange}
          error={errorOf('decision.policyChange')}
          onChange={(policyChange) => onChange({ policyChange })}
        />
      </div>
      <div className={styles['pair']}>
        <WordsField
          path="decision.dissent"
          label="Dissent"
          hint="Who does not agree, and why. Leave empty if nobody."
          value={typed.dissent}
          error={errorOf('decision.dissent')}
          onChange={(dissent) => onChange({ dissent })}
        />
        <LineField
          path="decision.referredOutwardTo"
          label="Referred outward to"
          hint="Leave empty if it was not."
          value={typed.referredOutwardTo}
          error={errorOf('decision.referredOutwardTo')}
          onChange={(referredOutwardTo) => onChange({ referredOutwardTo })}
        />
      </div>
      <ToldField typed={typed} errorOf={errorOf} onChange={(told) => onChange({ told: [...told] })} />
      {facts.undone.length > 0 && (
        <LineField
          path="undoneDutiesReason"
          label="Why these are not done"
          hint={facts.undone.join('; ')}
          value={typed.undoneDutiesReason}
          error={errorOf('undoneDutiesReason')}
          onChange={(undoneDutiesReason) => onChange({ undoneDutiesReason })}
        />
      )}
      {facts.amending && (
        <LineField
          path="amendmentReason"
          label="Why the decision is amended"
          hint="The earlier version is kept, and the amended decision needs its own notice."
          value={typed.amendmentReason}
          error={errorOf('amendmentReason')}
          onChange={(amendmentReason) => onChange({ amendmentReason })}
        />
      )}
    </>
  );
};

/** One row each; without an agency of the directory it is somebody of the business unit. */
const PanelField = ({
  label,
  facts: { members, agencies },
  panel,
  error,
  onChange,
}: {
  readonly label: string;
  readonly facts: DecisionFormFacts;
  readonly panel: TypedDecision['panel'];
  readonly error: string | undefined;
  readonly onChange: (panel: TypedDecision['panel']) => void;
}) => {
  const set = (index: number, part: Partial<TypedDecision['panel'][number]>) =>
    onChange(panel.map((member, at) => (at === index ? { ...member, ...part } : member)));
  const nameOf = (agencyId: string): string =>
    agencies.find(({ id }) => id === agencyId)?.name ?? 'The business unit';
  const offered = members.flatMap((member, index) =>
    panel.some(({ name, agencyId }) => name === member.name && agencyId === member.agencyId)
      ? []
      : [
          {
            value: String(index),
            label: [member.name, member.role, nameOf(member.agencyId)].filter(Boolean).join(', '),
          },
        ],
  );
  return (
    <FieldShell path="decision.panel" label={label} error={error}>
      {({ id }) => (
        <div id={id} role="group" aria-label={label} tabIndex={-1} className={styles['rows']}>
          {panel.map((member, index) => (
            <div key={index} className={styles['row']} role="group" aria-label={`Person ${index + 1}`}>
              <LineField
                path={`decision.panel.${index}.name`}
                label="Name"
                value={member.name}
                onChange={(name) => set(index, { name })}
              />
              <LineField
                path={`decision.panel.${index}.role`}
                label="Post"
                value={member.role}
                onChange={(role) => set(index, { role })}
              />
              <Select
                label="Agency"
                placeholder="The business unit"
                clearable
                data={agencies.map(({ id: value, name }) => ({ value, label: name }))}
                value={member.agencyId === '' ? null : member.agencyId}
                onChange={(agencyId) => set(index, { agencyId: agencyId ?? '' })}
              />
              <Button
                variant="default"
                className={styles['small']}
                aria-label={`Take out person ${index + 1}`}
                onClick={() => onChange(panel.filter((_, at) => at !== index))}
              >
                Take out
              </Button>
            </div>
          ))}
          {offered.length > 0 && (
            <Select
              label="Add from the directory"
              placeholder="Choose a person"
              searchable
              data={offered}
              value={null}
              onChange={(index) => {
                const member = members[Number(index)];
                if (index !== null && member) onChange([...panel, member]);
              }}
            />
          )}
          <Button
            variant="default"
            className={styles['small']}
            onClick={() => onChange([...panel, { name: '', role: '', agencyId: '' }])}
          >
            Add a person
          </Button>
        </div>
      )}
    </FieldShell>
  );
};

/** Who has been told by now. Whoever is told later is recorded once the decision stands. */
const ToldField = ({
  typed: { told },
  errorOf,
  onChange,
}: {
  readonly typed: Pick<TypedDecision, 'told'>;
  readonly errorOf: (path: string) => string | undefined;
  readonly onChange: (told: TypedDecision['told']) => void;
}) => {
  const remove = useRemovableRows(told, onChange);
  const set = (index: number, part: Partial<TypedDecision['told'][number]>) =>
    onChange(told.map((row, at) => (at === index ? { ...row, ...part } : row)));
  return (
    <fieldset className={styles['rows']}>
      <legend className={styles['label']}>What each party has been told</legend>
      <p className={styles['hint']}>Whoever is told later is recorded on the case, under its decision.</p>
      {told.map((row, index) => {
        const path = `decision.told.${index}`;
        return (
          <div key={index} className={styles['told']} role="group" aria-label={`Told ${index + 1}`}>
            <FieldShell path={`${path}.party`} label="Who was told" error={errorOf(`${path}.party`)}>
              {(control) => (
                <NativeSelect
                  {...control}
                  value={row.party}
                  error={errorOf(`${path}.party`) !== undefined}
                  data={[
                    { value: '', label: 'Choose' },
                    ...codesOf(toldParties).map((value) => ({ value, label: toldParties[value] })),
                  ]}
                  onChange={(event) =>
                    set(index, { party: event.currentTarget.value as TypedDecision['told'][number]['party'] })
                  }
                />
              )}
            </FieldShell>
            <LineField
              path={`${path}.who`}
              label="Name, where it helps"
              value={row.who}
              error={errorOf(`${path}.who`)}
              onChange={(who) => set(index, { who })}
            />
            <LineField
              path={`${path}.how`}
              label="How"
              value={row.how}
              error={errorOf(`${path}.how`)}
              suggestions={['By telephone', 'In person', 'At the meeting', 'By letter', 'By secure e-mail']}
              onChange={(how) => set(index, { how })}
            />
            <DateBoxes
              path={`${path}.on`}
              label="When"
              value={row.on}
              error={errorOf(`${path}.on`)}
              onChange={(on) => set(index, { on })}
            />
            <div className={styles['whole']}>
              <WordsField
                path={`${path}.words`}
                label="What they were told"
                value={row.words}
                error={errorOf(`${path}.words`)}
                onChange={(words) => set(index, { words })}
              />
            </div>
            <Button
              variant="subtle"
              className={styles['small']}
              leftSection={<IconTrash size={16} stroke={1.75} />}
              aria-label={`Remove told ${index + 1}`}
              onClick={() => remove(index, row.who.trim() || 'Who was told')}
            >
              Remove
            </Button>
          </div>
        );
      })}
      <Button
        variant="default"
        className={styles['small']}
        leftSection={<IconPlus size={16} stroke={1.75} />}
        onClick={() => onChange([...told, emptyTold])}
      >
        Add who was told
      </Button>
    </fieldset>
  );
};
