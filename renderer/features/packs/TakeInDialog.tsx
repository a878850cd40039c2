import { Button, Checkbox, Group, Modal } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '../../../shared/contract/index.ts';
import type { PackAnswer } from '../../../shared/contract/packs.ts';
import { decisionOutcomes, outcomesForChild } from '../../../shared/domain/codes.ts';
import { packName } from '../../../shared/domain/reviewPack.ts';
import { shortDate } from '../../../shared/domain/wordsForDates.ts';
import { useChange, useOperation } from '../../api/useOperation.ts';
import { momentInWords } from '../../api/wordsForMoments.ts';
import { useAnnounce } from '../../components/Announcer.tsx';
import { Callout } from '../../components/Callout.tsx';
import { PlainText } from '../../components/PlainText.tsx';
import { Failed, Loading } from '../../components/ScreenState.tsx';
import { operationInWords } from '../../../shared/contract/auditWords.ts';
import styles from './Packs.module.css';

/** What came back, checked and shown before anything of it is kept. */
export const TakeInDialog = ({
  uploadId,
  onClose,
}: {
  readonly uploadId: string;
  readonly onClose: () => void;
}) => {
  const read = useOperation('packs.readReturn', { uploadId }, { unchanging: true });
  return (
    <Modal
      opened
      onClose={onClose}
      title="Take in an answer"
      size={720}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': 'Close without taking it in' }}
    >
      {read.isPending && <Loading what="the answer" />}
      {read.isError && (
        <div className={styles['made']}>
          <Failed fault={read.error} />
          <Group>
            <Button variant="default" onClick={onClose}>
              Close
            </Button>
          </Group>
        </div>
      )}
      {read.data && <Answers uploadId={uploadId} returned={read.data} onClose={onClose} />}
    </Modal>
  );
};

const Answers = ({
  uploadId,
  returned: { pack, signedAt, answers },
  onClose,
}: {
  readonly uploadId: string;
  readonly returned: OutputOf<'packs.readReturn'>;
  readonly onClose: () => void;
}) => {
  const takeIn = useChange('packs.takeIn');
  const announce = useAnnounce();
  const [accepted, setAccepted] = useState<readonly string[]>([]);
  const fit = answers.filter(({ refusal }) => refusal === undefined);
  const toAccept = fit.filter(({ changedSince }) => changedSince.length > 0);
  const waits = toAccept.some(({ caseId }) => !accepted.includes(caseId));
  return (
    <div className={styles['made']}>
      <p>
        Pack {packName(pack.packId)}, signed by {pack.reviewer.name} ({pack.reviewer.role}) on{' '}
        {momentInWords(signedAt)}. The signature is right, and the pack is the one that was sent.
      </p>
      {answers.map((answer) => (
        <Answer
          key={answer.caseId}
          answer={answer}
          accepted={accepted.includes(answer.caseId)}
          onAccept={(yes) =>
            setAccepted(
              yes ? [...accepted, answer.caseId] : accepted.filter((caseId) => caseId !== answer.caseId),
            )
          }
        />
      ))}
      {takeIn.error && <Failed fault={takeIn.error} />}
      <Group gap={8}>
        {fit.length > 0 && (
          <Button
            loading={takeIn.isPending}
            disabled={waits}
            onClick={() =>
              takeIn.mutate(
                { uploadId, changedCaseIds: [...accepted] },
                {
                  onSuccess: () => {
                    announce(`The answer of ${pack.reviewer.name} is taken in.`);
                    onClose();
                  },
                },
              )
            }
          >
            Take it in
          </Button>
        )}
        <Button variant="default" onClick={onClose}>
          Close
        </Button>
      </Group>
    </div>
  );
};

const Answer = ({
  answer: { reference, decision, notes, changedSince, refusal },
  accepted,
  onAccept,
}: {
  readonly answer: PackAnswer;
  readonly accepted: boolean;
  readonly onAccept: (yes: boolean) => void;
}) => (
  <section className={styles['answer']} aria-label={reference}>
    <h3>{reference}</h3>
    {refusal !== undefined && (
      <Callout kind="stop" title="This is not taken in">
        <p>{refusal}</p>
      </Callout>
    )}
    {decision ? (
      <>
        <p>
          <b>{decisionOutcomes[decision.outcome]}</b>, {shortDate(decision.decidedOn)}
        </p>
        <PlainText>{decision.decision}</PlainText>
        <PlainText>{decision.reasons}</PlainText>
        {decision.requiredActions.map((action, index) => (
          <p key={index}>
            Required of {action.owner}: {action.action}
            {action.dueOn ? `, by ${shortDate(action.dueOn)}` : ''}
          </p>
        ))}
        <p>Outcome for the child: {outcomesForChild[decision.outcomeForChild].toLowerCase()}</p>
      </>
    ) : (
      <p>No decision: notes alone.</p>
    )}
    {notes !== '' && (
      <>
        <h4>Notes for the file</h4>
        <PlainText>{notes}</PlainText>
      </>
    )}
    {refusal === undefined && changedSince.length > 0 && (
      <Callout kind="check" title="The case changed since the pack was made">
        <ul>
          {changedSince.map(({ at, by, action }, index) => (
            <li key={index}>
              {operationInWords(action)}: {by}, {momentInWords(at)}
            </li>
          ))}
        </ul>
        <Checkbox
          label="Take the answer in all the same"
          checked={accepted}
          onChange={(event) => onAccept(event.currentTarget.checked)}
        />
      </Callout>
    )}
  </section>
);
