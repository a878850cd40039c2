/** The case's further pages: evidence, actions, related cases, decision, history. */
import { Button, Pagination } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { CaseDetail } from '../../../shared/contract/cases.ts';
import type { Decision } from '../../../shared/contract/decisions.ts';
import type { DocumentMeta } from '../../../shared/contract/documents.ts';
import type { PlainDate } from '../../../shared/domain/calendarTypes.ts';
import {
  codesOf,
  decisionOrigins,
  decisionOutcomes,
  outcomesForChild,
  toldParties,
  type ToldParty,
} from '../../../shared/domain/codes.ts';
import { boxesOf } from '../../../shared/domain/intake.ts';
import { getStage } from '../../../shared/domain/procedures/procedureSchema.ts';
import { shortDate } from '../../../shared/domain/wordsForDates.ts';
import { useMayDo } from '../../api/session.tsx';
import { useOperation } from '../../api/useOperation.ts';
import { momentInWords } from '../../api/wordsForMoments.ts';
import { useAnnounce } from '../../components/Announcer.tsx';
import { Callout } from '../../components/Callout.tsx';
import { DateBoxes } from '../../components/DateBoxes.tsx';
import { LinkButton } from '../../components/LinkButton.tsx';
import { PlainText } from '../../components/PlainText.tsx';
import { Empty, Failed, Loading } from '../../components/ScreenState.tsx';
import { PlainTable } from '../../components/PlainTable.tsx';
import { auditKindWords, detailInWords, operationInWords } from '../../../shared/contract/auditWords.ts';
import { ChoiceField, LineField, WordsField } from './dialogFields.tsx';
import { FormDialog } from './FormDialog.tsx';
import { NO_DAY, readDay, useFormChange } from './useFormChange.ts';
import styles from './CaseTabs.module.css';

interface TabProps {
  readonly detail: CaseDetail;
}

/** Every file of the case with where it belongs. */
export const documentsOf = (
  detail: CaseDetail,
): readonly { readonly document: DocumentMeta; readonly what: string; readonly stage: string }[] => [
  ...(detail.formDocument ? [{ document: detail.formDocument, what: 'The form as it came', stage: '' }] : []),
  ...[...(detail.decision ? [detail.decision] : []), ...detail.earlierDecisions].flatMap(
    ({ evidence, version }) =>
      evidence
        ? [{ document: evidence, what: `Evidence of the decision, version ${version}`, stage: '' }]
        : [],
  ),
  ...detail.requests.flatMap(({ ended, askedOf }) =>
    ended?.document ? [{ document: ended.document, what: `Answer of ${askedOf}`, stage: '' }] : [],
  ),
  ...detail.actions.flatMap(({ done, action }) =>
    done?.document ? [{ document: done.document, what: `Done: ${action}`, stage: '' }] : [],
  ),
  ...detail.stages.flatMap((stage) =>
    stage.entries.flatMap((entry) =>
      entry.document
        ? [
            {
              document: entry.document,
              what: entry.title,
              stage: getStage(detail.procedure, stage.order).label,
            },
          ]
        : [],
    ),
  ),
];

export const EvidenceTab = ({
  detail,
  onOpen,
  onAdd,
}: TabProps & {
  readonly onOpen: (documentId: string) => void;
  readonly onAdd: (() => void) | undefined;
}) => {
  const documents = documentsOf(detail);
  const add = onAdd && (
    <Button variant="default" onClick={onAdd}>
      Add evidence
    </Button>
  );
  if (documents.length === 0)
    return (
      <Empty title="No files yet" action={add}>
        The form as it came, letters and minutes are kept here, encrypted, exactly as they are.
      </Empty>
    );
  return (
    <>
      <PlainTable caption="Files of the case" columns={['File', 'What it is', 'Received', 'SHA-256 digest']}>
        {documents.map(({ document, what, stage }) => (
          <tr key={document.id}>
            <td>
              <LinkButton onClick={() => onOpen(document.id)}>{document.fileName}</LinkButton>
            </td>
            <td>
              {what}
              {stage === '' ? '' : <p className={styles['second']}>{stage}</p>}
            </td>
            <td>{momentInWords(document.receivedAt)}</td>
            <td className={styles['digest']}>{document.sha256}</td>
          </tr>
        ))}
      </PlainTable>
      {add && <p className={styles['below']}>{add}</p>}
    </>
  );
};

export const RelatedTab = ({ detail }: TabProps) =>
  detail.related.length === 0 ? (
    <Empty title="No related cases">
      Cases about the same child, or between the same agencies about the same theme, are shown here.
    </Empty>
  ) : (
    <PlainTable caption="Related cases" columns={['Case', 'Why it is related', 'Received', 'Status']}>
      {detail.related.map((other) => (
        <tr key={other.caseId}>
          <td>
            <Link to="/case/$caseId" params={{ caseId: other.caseId }}>
              {other.people}
            </Link>
            <p className={styles['second']}>{other.reference}</p>
          </td>
          <td>{other.reasons.join('; ')}</td>
          <td>{shortDate(other.receivedOn)}</td>
          <td>{other.status}</td>
        </tr>
      ))}
    </PlainTable>
  );

export const DecisionTab = ({
  detail,
  today,
  onOpenDocument,
}: TabProps & { readonly today: PlainDate; readonly onOpenDocument: (documentId: string) => void }) => {
  const mayPrepare = useMayDo('decisions.prepare');
  const maySignHere = useMayDo('decisions.sign');
  const mayWork = useMayDo('cases.work');
  const [telling, setTelling] = useState(false);
  const { decision, row, submission } = detail;
  const params = { caseId: row.caseId };
  const stage = getStage(detail.procedure, row.stage.order);
  const mayDecide = mayPrepare || maySignHere;
  const waiting = submission && (
    <Callout
      kind="note"
      title={`Submitted by ${submission.submittedBy}, ${momentInWords(submission.submittedAt)}`}
    >
      <p>It waits to be signed. Nothing is decided until then.</p>
    </Callout>
  );
  if (!decision)
    return (
      <div className={styles['decision']}>
        {waiting}
        <Empty
          title="No decision yet"
          action={
            mayDecide &&
            row.status === 'open' &&
            stage.decisionBodies.length > 0 && (
              <Link to="/case/$caseId/decision" params={params}>
                {maySignHere ? 'Read and decide' : 'Record the decision'}
              </Link>
            )
          }
        >
          {stage.decisionBodies.length > 0
            ? `${row.needed}.`
            : `A decision is made at a later ${detail.procedure.stageWord} than ${stage.label}.`}
        </Empty>
      </div>
    );
  return (
    <div className={styles['decision']}>
      {waiting}
      <DecisionWords decision={decision} later={detail.told} onOpenDocument={onOpenDocument} />
      <p className={styles['links']}>
        {mayDecide && (
          <Link to="/case/$caseId/decision" params={params}>
            Amend the decision
          </Link>
        )}
        <Link to="/case/$caseId/notice" params={params}>
          {detail.procedure.notice.title}
        </Link>
        {mayWork && <LinkButton onClick={() => setTelling(true)}>Record who was told</LinkButton>}
      </p>
      {detail.earlierDecisions.map((earlier) => (
        <details key={earlier.id} className={styles['earlier']}>
          <summary>
            Version {earlier.version}, {decisionOrigins[earlier.how].toLowerCase()},{' '}
            {momentInWords(earlier.recordedAt)}
          </summary>
          <DecisionWords decision={earlier} later={[]} onOpenDocument={onOpenDocument} />
        </details>
      ))}
      {telling && <TellDialog detail={detail} today={today} onClose={() => setTelling(false)} />}
    </div>
  );
};

const TellDialog = ({
  detail,
  today,
  onClose,
}: TabProps & { readonly today: PlainDate; readonly onClose: () => void }) => {
  const announce = useAnnounce();
  const [party, setParty] = useState<ToldParty | ''>('');
  const [who, setWho] = useState('');
  const [how, setHow] = useState('');
  const [on, setOn] = useState(boxesOf(today));
  const [words, setWords] = useState('');
  const change = useFormChange(
    'decisions.recordTold',
    () => {
      announce('Recorded.');
      onClose();
    },
    { 'told.how': 'Say how they were told' },
  );
  return (
    <FormDialog
      title="Record who was told of the decision"
      submitLabel="Record"
      issues={change.issues}
      fault={change.fault}
      busy={change.busy}
      onClose={onClose}
      onSubmit={() => {
        const day = readDay('told.on', on);
        change.submit(
          {
            caseId: detail.row.caseId,
            revision: detail.revision,
            told: { party: party as ToldParty, who, how, on: day.on ?? NO_DAY, words },
          },
          day.issues,
        );
      }}
    >
      <ChoiceField
        path="told.party"
        label="Who was told"
        choices={codesOf(toldParties).map((code) => ({ code, label: toldParties[code] }))}
        value={party}
        error={change.errorOf('told.party')}
        onChange={setParty}
      />
      <LineField
        path="told.who"
        label="Name, where it helps"
        value={who}
        error={change.errorOf('told.who')}
        onChange={setWho}
      />
      <LineField
        path="told.how"
        label="How"
        value={how}
        error={change.errorOf('told.how')}
        suggestions={['By telephone', 'In person', 'By letter', 'By secure e-mail']}
        onChange={setHow}
      />
      <DateBoxes path="told.on" label="When" value={on} error={change.errorOf('told.on')} onChange={setOn} />
      <WordsField
        path="told.words"
        label="What they were told"
        value={words}
        error={change.errorOf('told.words')}
        onChange={setWords}
      />
    </FormDialog>
  );
};

/** How the decision came into the register, in words that say who stands for it. */
const originOf = ({ how, signed, recordedBy, recordedAt }: Decision): string => {
  if (signed) return `Signed by ${signed.by}, ${momentInWords(signed.at)}.`;
  return how === 'recordedElsewhere'
    ? `Made elsewhere. Recorded from its written evidence by ${recordedBy}, ${momentInWords(recordedAt)}.`
    : `Recorded by ${recordedBy}, ${momentInWords(recordedAt)}.`;
};

const DecisionWords = ({
  decision,
  later,
  onOpenDocument,
}: {
  readonly decision: Decision;
  /** Who was told once it stood. */
  readonly later: CaseDetail['told'];
  readonly onOpenDocument: (documentId: string) => void;
}) => {
  const { evidence, signed } = decision;
  const texts = [
    ['Decision', decision.decision],
    ['Reasons', decision.reasons],
    [
      'Outcome for the child',
      `${outcomesForChild[decision.outcomeForChild]}. ${decision.outcomeForChildWords}`.trim(),
    ],
    ['Wider learning', decision.widerLearning],
    ['Change of policy or procedure', decision.policyChange],
    ['Dissent', decision.dissent],
    ['Referred outward to', decision.referredOutwardTo],
    ['Why an earlier version was replaced', decision.amendmentReason ?? ''],
  ] as const;
  const told = [...later, ...decision.told];
  return (
    <dl className={styles['words']}>
      <div>
        <dt>Outcome</dt>
        <dd>
          <b>{decisionOutcomes[decision.outcome]}</b>
          <p className={styles['second']}>
            {decision.bodyLabel}: {decision.deciderName}, {shortDate(decision.decidedOn)}. Version{' '}
            {decision.version}. {originOf(decision)}
          </p>
          {evidence && (
            <p>
              <LinkButton onClick={() => onOpenDocument(evidence.id)}>{evidence.fileName}</LinkButton>
            </p>
          )}
          {signed && <p className={styles['digest']}>SHA-256 of what was signed: {signed.digest}</p>}
        </dd>
      </div>
      {decision.panel.length > 0 && (
        <div>
          <dt>Who decided together</dt>
          <dd>
            {decision.panel.map(({ name, role }) => [name, role].filter(Boolean).join(', ')).join('; ')}
          </dd>
        </div>
      )}
      {texts
        .filter(([, words]) => words.trim() !== '')
        .map(([label, words]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <PlainText>{words}</PlainText>
            </dd>
          </div>
        ))}
      {decision.requiredActions.length > 0 && (
        <div>
          <dt>Required actions</dt>
          <dd>
            <ul>
              {decision.requiredActions.map((action, index) => (
                <li key={index}>
                  {action.action}
                  <p className={styles['second']}>
                    {action.owner}
                    {action.dueOn ? `, by ${shortDate(action.dueOn)}` : ''}
                  </p>
                </li>
              ))}
            </ul>
          </dd>
        </div>
      )}
      {told.length > 0 && (
        <div>
          <dt>Who was told</dt>
          <dd>
            <ul>
              {told.map((one, index) => (
                <li key={index}>
                  {one.who === ''
                    ? toldParties[one.party]
                    : `${one.who} (${toldParties[one.party].toLowerCase()})`}
                  , {shortDate(one.on)}: {one.how}
                  {one.words !== '' && <PlainText>{one.words}</PlainText>}
                </li>
              ))}
            </ul>
          </dd>
        </div>
      )}
    </dl>
  );
};

const PAGE = 50;

export const HistoryTab = ({ detail }: TabProps) => {
  const [page, setPage] = useState(1);
  const people = useOperation('people.list', {});
  const history = useOperation(
    'audit.ofCase',
    { caseId: detail.row.caseId, offset: (page - 1) * PAGE, limit: PAGE },
    { keepPrevious: true },
  );
  if (history.isError) return <Failed fault={history.error} onRetry={() => void history.refetch()} />;
  if (history.isPending) return <Loading what="the history" />;
  return (
    <>
      <PlainTable caption="History of the case" columns={['When', 'Who', 'Kind', 'What']}>
        {history.data.entries.map((entry) => (
          <tr key={entry.sequence}>
            <td>{momentInWords(entry.at)}</td>
            <td>{entry.person}</td>
            <td>{auditKindWords[entry.kind]}</td>
            <td>
              {operationInWords(entry.action)}
              <p className={styles['second']}>{detailInWords(entry, people.data?.people ?? [])}</p>
            </td>
          </tr>
        ))}
      </PlainTable>
      {history.data.total > PAGE && (
        <Pagination
          mt="md"
          value={page}
          onChange={setPage}
          total={Math.ceil(history.data.total / PAGE)}
          getControlProps={(control) => ({
            'aria-label': control === 'next' ? 'Next page' : 'Previous page',
          })}
        />
      )}
    </>
  );
};
