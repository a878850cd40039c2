import { Select } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import type { CaseDetail } from '../../../shared/contract/cases.ts';
import { childStatuses } from '../../../shared/domain/codes.ts';
import { mayDo } from '../../../shared/domain/permissions.ts';
import { shortDay } from '../../../shared/domain/wordsForDates.ts';
import { useMayDo } from '../../api/session.tsx';
import { useChange, useOperation } from '../../api/useOperation.ts';
import { useAnnounce } from '../../components/Announcer.tsx';
import { LinkButton } from '../../components/LinkButton.tsx';
import { PlainText } from '../../components/PlainText.tsx';
import { ThemeTag } from '../../components/ThemeTag.tsx';
import styles from './CaseFacts.module.css';

/** Beside the timeline: what the disagreement is, between whom, and how it is coded. */
export const CaseFacts = ({ detail }: { readonly detail: CaseDetail }) => {
  const mayWork = useMayDo('cases.work');
  const { form, row } = detail;
  return (
    <aside className={styles['facts']} aria-label="About the case">
      <h2>The disagreement</h2>
      <Summary words={form.summary} />
      <dl>
        <Fact label="Raised by">
          {form.referrers.map((referrer, index) => (
            <div key={index}>
              {referrer.agency}
              <p className={styles['second']}>
                {[referrer.name, referrer.role].filter((part) => part !== '').join(', ')}
              </p>
            </div>
          ))}
        </Fact>
        <Fact label="Challenged">
          {row.sharedConcern && 'A shared concern'}
          {row.challenged.map((agency) => (
            <div key={agency}>{agency}</div>
          ))}
          {!row.sharedConcern && row.challenged.length === 0 && 'Not coded'}
        </Fact>
        <Fact label="Themes">
          <span className={styles['themes']}>
            {row.themes.map((theme) => (
              <ThemeTag key={theme.id} label={theme.label} primary={theme.primary} />
            ))}
            {row.themes.length === 0 && <ThemeTag label="Not coded" primary={false} notCoded />}
          </span>
        </Fact>
        <Fact label="Level of need">
          {form.levelOfNeed === '' ? 'Not coded' : `Level ${form.levelOfNeed}`}
        </Fact>
        <Fact label="Child's status">
          {form.childStatus === '' ? 'Not coded' : childStatuses[form.childStatus]}
        </Fact>
        <Fact label="Danger check">
          Not immediate
          <p className={styles['second']}>
            {detail.dangerChecked.by}, {shortDay(detail.dangerChecked.on)}
          </p>
        </Fact>
        <Fact label="Owner" isWide={mayWork}>
          {mayWork ? <Owner detail={detail} /> : (row.ownerName ?? 'Nobody yet')}
        </Fact>
      </dl>
      {mayWork && (
        <Link to="/case/$caseId/correct" params={{ caseId: row.caseId }}>
          Correct or code the details
        </Link>
      )}
    </aside>
  );
};

const LONG_SUMMARY = 420;

const Summary = ({ words }: { readonly words: string }) => {
  const [whole, setWhole] = useState(false);
  if (words.length <= LONG_SUMMARY) return <PlainText>{words}</PlainText>;
  return (
    <div>
      <PlainText>{whole ? words : `${words.slice(0, words.lastIndexOf(' ', LONG_SUMMARY))}…`}</PlainText>
      <LinkButton aria-expanded={whole} onClick={() => setWhole(!whole)}>
        {whole ? 'Show less' : 'Show it all'}
      </LinkButton>
    </div>
  );
};

const Fact = ({
  label,
  isWide = false,
  children,
}: {
  readonly label: string;
  /** The label stands above, so that a long name in a box is not cut. */
  readonly isWide?: boolean;
  readonly children: ReactNode;
}) => (
  <div className={styles['fact']} data-wide={isWide || undefined}>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
);

const Owner = ({ detail }: { readonly detail: CaseDetail }) => {
  const people = useOperation('people.list', {});
  const assign = useChange('cases.assign');
  const announce = useAnnounce();
  const able = people.data?.people.filter(
    (person) =>
      (person.leftAt === undefined && mayDo(person.role, 'cases.work')) || person.id === detail.ownerId,
  );
  return (
    <Select
      aria-label="Owner"
      data={(able ?? []).map((person) => ({ value: person.id, label: person.name }))}
      value={detail.ownerId ?? null}
      placeholder="Nobody yet"
      clearable
      clearButtonProps={{ 'aria-label': 'Take the owner away' }}
      disabled={assign.isPending || !able}
      onChange={(ownerId) =>
        assign.mutate(
          { caseId: detail.row.caseId, revision: detail.revision, ownerId },
          {
            onSuccess: () => announce('The owner is changed.'),
            onError: (fault) => announce({ text: fault.message, isFault: true }),
          },
        )
      }
    />
  );
};
