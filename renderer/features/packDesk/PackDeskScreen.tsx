import { Button, Tabs } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import type { CaseDetail } from '../../../shared/contract/cases.ts';
import type { OutputOf } from '../../../shared/contract/index.ts';
import { listInWords, shortDate } from '../../../shared/domain/wordsForDates.ts';
import { api } from '../../api/client.ts';
import { DocumentSource, packDocuments } from '../../api/documentSource.ts';
import { SessionProvider } from '../../api/session.tsx';
import { GivenToday } from '../../api/useToday.ts';
import { useActivity } from '../../api/useActivity.ts';
import { useChange, useOperation } from '../../api/useOperation.ts';
import { momentInWords } from '../../api/wordsForMoments.ts';
import { Callout } from '../../components/Callout.tsx';
import { Logo } from '../../components/Logo.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { PlainTable } from '../../components/PlainTable.tsx';
import { PlainText } from '../../components/PlainText.tsx';
import { Empty, Failed, Loading } from '../../components/ScreenState.tsx';
import { CaseFacts } from '../case/CaseFacts.tsx';
import { EvidenceTab } from '../case/CaseTabs.tsx';
import { DocumentDialog } from '../case/DocumentDialog.tsx';
import { Timeline } from '../case/Timeline.tsx';
import { AnswerForm } from './AnswerForm.tsx';
import styles from './PackDesk.module.css';
import { SignAnswer } from './SignAnswer.tsx';

type Pack = OutputOf<'packDesk.get'>;

/** The open pack: its cases to read, an answer to each, and the signature at the end. */
export const PackDeskScreen = () => {
  const pack = useOperation('packDesk.get', {});
  if (pack.isError)
    return (
      <main className={styles['main']}>
        <Failed fault={pack.error} onRetry={() => void pack.refetch()} />
        <PutAway />
      </main>
    );
  if (pack.isPending) return <Loading what="the review pack" />;
  return <PackDesk pack={pack.data} />;
};

const PutAway = () => {
  const close = useChange('packDesk.close');
  return (
    <Button variant="default" loading={close.isPending} onClick={() => close.mutate({})}>
      Put the pack away
    </Button>
  );
};

const PackDesk = ({ pack }: { readonly pack: Pack }) => {
  const [caseId, setCaseId] = useState(pack.cases[0]?.caseId ?? '');
  const lock = useChange('packDesk.lock');
  useActivity(api.packDesk.touch);
  return (
    // Somebody who may read: no component draws what would change a register.
    <SessionProvider session={{ userId: pack.packId, name: pack.reviewer.name, role: 'reader' }}>
      <GivenToday value={pack.today}>
        <DocumentSource value={packDocuments}>
          <header className={styles['bar']}>
            <Logo />
            <div className={styles['who']}>
              <strong>Review pack for {pack.reviewer.name}</strong>
              <span>
                {pack.reviewer.role}. From {pack.unitName}, made by {pack.createdBy} on{' '}
                {momentInWords(pack.createdAt)}. Opens until the end of {shortDate(pack.expiresOn)}.
              </span>
            </div>
            <span className={styles['marking']}>{pack.marking}</span>
            <Button
              variant="default"
              leftSection={<IconLock size={16} stroke={1.75} aria-hidden="true" />}
              loading={lock.isPending}
              onClick={() => lock.mutate({})}
            >
              Close the pack
            </Button>
          </header>
          <main className={styles['main']}>
            {pack.cases.length > 1 && (
              <nav className={styles['cases']} aria-label="Cases of the pack">
                {pack.cases.map((one) => (
                  <button
                    key={one.caseId}
                    type="button"
                    aria-current={one.caseId === caseId ? 'page' : undefined}
                    onClick={() => setCaseId(one.caseId)}
                  >
                    <strong>{one.reference}</strong>
                    <span>{one.people}</span>
                    <span>{one.answer ? 'Ready to sign' : 'Not answered yet'}</span>
                  </button>
                ))}
              </nav>
            )}
            <PackedCase key={caseId} pack={pack} caseId={caseId} />
          </main>
        </DocumentSource>
      </GivenToday>
    </SessionProvider>
  );
};

const PackedCase = ({ pack, caseId }: { readonly pack: Pack; readonly caseId: string }) => {
  const packed = useOperation('packDesk.case', { caseId });
  if (packed.isError) return <Failed fault={packed.error} onRetry={() => void packed.refetch()} />;
  if (packed.isPending) return <Loading what="the case" />;
  return <CaseOfPack pack={pack} detail={packed.data.detail} />;
};

const CaseOfPack = ({ pack, detail }: { readonly pack: Pack; readonly detail: CaseDetail }) => {
  const [documentId, setDocumentId] = useState<string>();
  const { row, form } = detail;
  return (
    <>
      <PageHeader
        helpSection="open-a-review-pack"
        title={listInWords(row.people.map((person) => person.name))}
        subtitle={
          <p>
            {[row.reference, ...row.people.map(({ age }) => age), row.stage.label, row.needed]
              .filter((fact) => fact !== '')
              .join(' · ')}
          </p>
        }
      />
      <Tabs defaultValue="case" keepMounted={false}>
        <Tabs.List className="noPrint" aria-label="Parts of the case">
          <Tabs.Tab value="case">The case</Tabs.Tab>
          <Tabs.Tab value="documents">Documents</Tabs.Tab>
          <Tabs.Tab value="alike">Alike</Tabs.Tab>
          <Tabs.Tab value="answer">Your answer</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="case" pt={16}>
          <div className={styles['columns']}>
            <div>
              <section className={styles['asked']} aria-label="What was asked for">
                <h2>What was asked for</h2>
                <PlainText>
                  {form.desiredOutcome === ''
                    ? 'The form asks for nothing in particular.'
                    : form.desiredOutcome}
                </PlainText>
                {form.evidence !== '' && (
                  <>
                    <h2>Evidence given</h2>
                    <PlainText>{form.evidence}</PlainText>
                  </>
                )}
              </section>
              <h2>Stages</h2>
              <Timeline detail={detail} linksCases={false} onOpenDocument={setDocumentId} />
              <Asked detail={detail} />
              <EarlierDecision detail={detail} />
            </div>
            <CaseFacts detail={detail} />
          </div>
        </Tabs.Panel>
        <Tabs.Panel value="documents" pt={16}>
          <h2 className="visuallyHidden">Documents</h2>
          <EvidenceTab detail={detail} onOpen={setDocumentId} onAdd={undefined} />
        </Tabs.Panel>
        <Tabs.Panel value="alike" pt={16}>
          <Alike detail={detail} />
        </Tabs.Panel>
        <Tabs.Panel value="answer" pt={16}>
          <div className={styles['answer']}>
            <AnswerForm pack={pack} detail={detail} />
            <SignAnswer pack={pack} />
          </div>
        </Tabs.Panel>
      </Tabs>
      {documentId !== undefined && (
        <DocumentDialog documentId={documentId} onClose={() => setDocumentId(undefined)} />
      )}
    </>
  );
};

const Asked = ({ detail }: { readonly detail: CaseDetail }) =>
  detail.requests.length === 0 ? null : (
    <section className={styles['asked']}>
      <h2>What was asked before deciding</h2>
      {detail.requests.map(({ id, askedOf, question, askedBy, ended }) => (
        <div key={id}>
          <p>
            <b>{askedOf}</b>, asked by {askedBy}
          </p>
          <PlainText>{question}</PlainText>
          <PlainText>{ended ? ended.words : 'Not answered yet.'}</PlainText>
        </div>
      ))}
    </section>
  );

const EarlierDecision = ({ detail: { decision } }: { readonly detail: CaseDetail }) =>
  decision === undefined ? null : (
    <Callout kind="note" title={`Decided before, on ${shortDate(decision.decidedOn)}`}>
      <PlainText>{decision.decision}</PlainText>
      <PlainText>{decision.reasons}</PlainText>
    </Callout>
  );

/** Other cases without the names in them. */
const Alike = ({ detail: { related } }: { readonly detail: CaseDetail }) =>
  related.length === 0 ? (
    <Empty title="No cases alike">
      Cases of the same child, or of the same agencies over the same theme, would be named here by their
      reference.
    </Empty>
  ) : (
    <PlainTable caption="Cases alike" columns={['Reference', 'Received', 'How it stands', 'Why it is named']}>
      {related.map(({ caseId, reference, receivedOn, status, reasons }) => (
        <tr key={caseId}>
          <td>{reference}</td>
          <td>{shortDate(receivedOn)}</td>
          <td>{status}</td>
          <td>{reasons.join('; ')}</td>
        </tr>
      ))}
    </PlainTable>
  );
