/** The case's further pages: evidence, actions, related cases, decision, history. */
import { Button, Pagination } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { CaseDetail } from '../../../shared/contract/cases.ts';
import type { Decision } from '../../../shared/contract/decisions.ts';
import type { DocumentMeta } from '../../../shared/contract/documents.ts';
import { decisionOutcomes, outcomesForChild } from '../../../shared/domain/codes.ts';
import { getStage } from '../../../shared/domain/procedures/procedureSchema.ts';
import { shortDate } from '../../../shared/domain/wordsForDates.ts';
import { useMayDo } from '../../api/session.tsx';
import { useOperation } from '../../api/useOperation.ts';
import { momentInWords } from '../../api/wordsForMoments.ts';
import { PlainText } from '../../components/PlainText.tsx';
import { Empty, Failed, Loading } from '../../components/ScreenState.tsx';
import table from '../../components/PlainTable.module.css';
import { auditKindWords, detailInWords, operationInWords } from '../../../shared/contract/auditWords.ts';
import styles from './CaseTabs.module.css';

interface TabProps {
  readonly detail: CaseDetail;
}

/** Every file of the case with where it belongs. */
export const documentsOf = (
  detail: CaseDetail,
): readonly { readonly document: DocumentMeta; readonly what: string; readonly stage: string }[] => [
  ...(detail.formDocument ? [{ document: detail.formDocument, what: 'The form as it came', stage: '' }] : []),
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
  if (documents.length === 0)
    return (
      <Empty
        title="No files yet"
        action={
          onAdd && (
            <Button variant="default" onClick={onAdd}>
              Add evidence
            </Button>
          )
        }
      >
        The form as it came, letters and minutes are kept here, encrypted, exactly as they are.
      </Empty>
    );
  return (
    <table className={table['table']}>
      <thead>
        <tr>
          <th scope="col">File</th>
          <th scope="col">What it is</th>
          <th scope="col">Received</th>
          <th scope="col">SHA-256 digest</th>
        </tr>
      </thead>
      <tbody>
        {documents.map(({ document, what, stage }) => (
          <tr key={document.id}>
            <td>
              <button type="button" className={styles['link']} onClick={() => onOpen(document.id)}>
                {document.fileName}
              </button>
            </td>
            <td>
              {what}
              {stage === '' ? '' : <p className={styles['second']}>{stage}</p>}
            </td>
            <td>{momentInWords(document.receivedAt)}</td>
            <td className={styles['digest']}>{document.sha256}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

export const actionsOf = (detail: CaseDetail) => [
  ...(detail.decision?.requiredActions.map((action) => ({ ...action, from: 'The decision' })) ?? []),
  ...detail.stages.flatMap((stage) =>
    stage.entries.flatMap((entry) =>
      entry.actions.map((action) => ({ ...action, from: `${entry.title}, ${shortDate(entry.happenedOn)}` })),
    ),
  ),
];

export const ActionsTab = ({ detail }: TabProps) => {
  const actions = actionsOf(detail);
  if (actions.length === 0)
    return (
      <Empty title="No actions yet">
        Actions agreed at a contact or a meeting, and those that the decision asks for, are listed here.
      </Empty>
    );
  return (
    <table className={table['table']}>
      <thead>
        <tr>
          <th scope="col">Action</th>
          <th scope="col">Who</th>
          <th scope="col">By</th>
          <th scope="col">From</th>
        </tr>
      </thead>
      <tbody>
        {actions.map((action, index) => (
          <tr key={index}>
            <td>{action.action}</td>
            <td>{action.owner}</td>
            <td>{action.dueOn ? shortDate(action.dueOn) : 'No date'}</td>
            <td>{action.from}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

export const RelatedTab = ({ detail }: TabProps) =>
  detail.related.length === 0 ? (
    <Empty title="No related cases">
      Cases about the same child, or between the same agencies about the same theme, are shown here.
    </Empty>
  ) : (
    <table className={table['table']}>
      <thead>
        <tr>
          <th scope="col">Case</th>
          <th scope="col">Why it is related</th>
          <th scope="col">Received</th>
          <th scope="col">Status</th>
        </tr>
      </thead>
      <tbody>
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
      </tbody>
    </table>
  );

export const DecisionTab = ({ detail }: TabProps) => {
  const mayDecide = useMayDo('decisions.record');
  const { decision, row } = detail;
  const stage = getStage(detail.procedure, row.stage.order);
  if (!decision)
    return (
      <Empty
        title="No decision yet"
        action={
          mayDecide &&
          row.status === 'open' &&
          stage.decisionBodies.length > 0 && (
            <Link to="/case/$caseId/decision" params={{ caseId: row.caseId }}>
              Record the decision
            </Link>
          )
        }
      >
        {stage.decisionBodies.length > 0
          ? `${row.needed}.`
          : `A decision is made at a later ${detail.procedure.stageWord} than ${stage.label}.`}
      </Empty>
    );
  return (
    <div className={styles['decision']}>
      <DecisionWords decision={decision} />
      <p className={styles['links']}>
        {mayDecide && (
          <Link to="/case/$caseId/decision" params={{ caseId: row.caseId }}>
            Amend the decision
          </Link>
        )}
        <Link to="/case/$caseId/notice" params={{ caseId: row.caseId }}>
          {detail.procedure.notice.title}
        </Link>
      </p>
      {detail.earlierDecisions.map((earlier) => (
        <details key={earlier.id} className={styles['earlier']}>
          <summary>
            Version {earlier.version}, recorded {momentInWords(earlier.recordedAt)}
          </summary>
          <DecisionWords decision={earlier} />
        </details>
      ))}
    </div>
  );
};

const DecisionWords = ({ decision }: { readonly decision: Decision }) => {
  const texts = [
    ['Decision', decision.decision],
    ['Reasons', decision.reasons],
    [
      'Outcome for the child',
      `${outcomesForChild[decision.outcomeForChild]}. ${decision.outcomeForChildWords}`.trim(),
    ],
    ['Wider learning', decision.widerLearning],
    ['Dissent', decision.dissent],
    ['Referred outward to', decision.referredOutwardTo],
    ['Why an earlier version was replaced', decision.amendmentReason ?? ''],
  ] as const;
  return (
    <dl className={styles['words']}>
      <div>
        <dt>Outcome</dt>
        <dd>
          <b>{decisionOutcomes[decision.outcome]}</b>
          <p className={styles['second']}>
            {decision.bodyLabel}: {decision.deciderName}, {shortDate(decision.decidedOn)}. Version{' '}
            {decision.version}, recorded by {decision.recordedBy}.
          </p>
        </dd>
      </div>
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
                  {action.action} <span className={styles['second']}>{action.owner}</span>
                  {action.dueOn ? `, by ${shortDate(action.dueOn)}` : ''}
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
      <table className={table['table']}>
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">Who</th>
            <th scope="col">Kind</th>
            <th scope="col">What</th>
          </tr>
        </thead>
        <tbody>
          {history.data.entries.map((entry) => (
            <tr key={entry.sequence}>
              <td>{momentInWords(entry.at)}</td>
              <td>{entry.person}</td>
              <td>{auditKindWords[entry.kind]}</td>
              <td>
                {operationInWords(entry.action)}
                <span className={styles['second']}> {detailInWords(entry, people.data?.people ?? [])}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
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
