/**
 * What is to be reviewed: closed cases, and what never became one. Nothing ever goes by itself. This feature imports
 * the window's api and components and the dialog of the case.
 */
import { Button, Menu } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import type { RetentionReview } from '../../../shared/contract/retention.ts';
import { officeDayOf } from '../../../shared/domain/calendarTypes.ts';
import { shortDate } from '../../../shared/domain/wordsForDates.ts';
import { useChange, useOperation } from '../../api/useOperation.ts';
import { useAnnounce } from '../../components/Announcer.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { ActionsCell, PlainTable, RowMenu } from '../../components/PlainTable.tsx';
import { Empty, Failed, Loading } from '../../components/ScreenState.tsx';
import { EraseDialog, HoldDialog, KeepDialog, ReleaseDialog } from './retentionDialogs.tsx';
import styles from './RetentionScreen.module.css';
import { RuleDialog } from './RuleDialog.tsx';
import { UnloggedSection } from './UnloggedSection.tsx';

type Doing =
  | { readonly what: 'rule' }
  | { readonly what: 'keep' | 'hold' | 'release' | 'erase'; readonly review: RetentionReview };

const ruleWords = (rule: { yearsFromClosure: number; untilBirthday?: number | undefined }): string =>
  `Review a case ${rule.yearsFromClosure} year${rule.yearsFromClosure === 1 ? '' : 's'} after it was closed${
    rule.untilBirthday === undefined
      ? ''
      : `, and not before the youngest child’s birthday number ${rule.untilBirthday}`
  }.`;

const Reviews = ({
  id,
  title,
  words,
  reviews,
  children,
}: {
  readonly id: string;
  readonly title: string;
  readonly words: string;
  readonly reviews: readonly RetentionReview[];
  readonly children: (review: RetentionReview) => ReactNode;
}) => (
  <section className={styles['section']} aria-labelledby={id}>
    <h2 id={id}>
      {title} ({reviews.length})
    </h2>
    <p>{words}</p>
    {reviews.length > 0 && (
      <PlainTable caption={`${title}`} columns={['Reference', 'About', 'Review on', 'Why then']} withActions>
        {reviews.map((review) => (
          <tr key={review.caseId}>
            <th scope="row">
              <Link to="/case/$caseId" params={{ caseId: review.caseId }}>
                {review.reference}
              </Link>
            </th>
            <td>{review.people}</td>
            <td>{review.reviewOn ? shortDate(review.reviewOn) : 'No rule'}</td>
            <td className={styles['why']}>
              {review.hold && (
                <span className={styles['held']}>
                  Held since {shortDate(officeDayOf(review.hold.at))} by {review.hold.by}:{' '}
                  {review.hold.reason}{' '}
                </span>
              )}
              {review.words}
              {review.keptReason && ` ${review.keptReason}`}
            </td>
            <ActionsCell>{children(review)}</ActionsCell>
          </tr>
        ))}
      </PlainTable>
    )}
  </section>
);

export const RetentionScreen = () => {
  const announce = useAnnounce();
  const settings = useOperation('settings.get', {});
  const queue = useOperation('retention.queue', {});
  const certificates = useOperation('retention.certificates', { offset: 0, limit: 100 });
  const save = useChange('retention.saveCertificate');
  const [doing, setDoing] = useState<Doing>();
  const close = (): void => setDoing(undefined);
  const error = queue.error ?? settings.error ?? certificates.error;
  if (error)
    return (
      <>
        <PageHeader title="Retention" />
        <Failed fault={error} onRetry={() => void queue.refetch()} />
      </>
    );
  if (!queue.data || !settings.data || !certificates.data)
    return (
      <>
        <PageHeader title="Retention" />
        <Loading what="the reviews" />
      </>
    );
  const rule = settings.data.settings.retention;
  const { due, comingUp, held } = queue.data;
  const menu = (review: RetentionReview) => (
    <RowMenu label="Review" of={review.reference}>
      <Menu.Item onClick={() => setDoing({ what: 'keep', review })}>Keep it longer</Menu.Item>
      <Menu.Item onClick={() => setDoing({ what: 'hold', review })}>Hold it</Menu.Item>
      <Menu.Divider />
      <Menu.Item color="stop" onClick={() => setDoing({ what: 'erase', review })}>
        Erase it
      </Menu.Item>
    </RowMenu>
  );
  return (
    <>
      <PageHeader
        title="Retention"
        subtitle="Closed cases, and what was never logged, are reviewed by a person. Nothing ever goes by itself."
        actions={
          <Button variant={rule ? 'default' : 'filled'} onClick={() => setDoing({ what: 'rule' })}>
            {rule ? 'Change the rule' : 'Set the rule'}
          </Button>
        }
      />
      {rule ? (
        <p>{ruleWords(rule)}</p>
      ) : (
        <Empty title="The unit has set no rule yet">
          No period is laid down for escalations. Agree one with your information governance lead, and set it
          here.
        </Empty>
      )}
      {rule && (
        <>
          <Reviews
            id="reviews-due"
            title="To review"
            words={
              due.length === 0
                ? 'No case is to be reviewed today.'
                : 'Keep each of these longer, hold it, or erase it.'
            }
            reviews={due}
          >
            {menu}
          </Reviews>
          <Reviews
            id="reviews-coming"
            title="Coming up within a year"
            words={comingUp.length === 0 ? 'None.' : 'These can be reviewed now, or when their day comes.'}
            reviews={comingUp}
          >
            {menu}
          </Reviews>
        </>
      )}
      <Reviews
        id="reviews-held"
        title="On hold"
        words={
          held.length === 0
            ? 'No case is on hold. A hold is put on from the review or from the case, and keeps a record whatever the rule says.'
            : 'A held record cannot be erased until the hold is released.'
        }
        reviews={held}
      >
        {(review) => (
          <Button variant="subtle" onClick={() => setDoing({ what: 'release', review })}>
            Release<span className="visuallyHidden"> {review.reference}</span>
          </Button>
        )}
      </Reviews>
      <UnloggedSection unlogged={queue.data.unlogged} settings={settings.data.settings} />
      <section className={styles['section']} aria-labelledby="certificates">
        <h2 id="certificates">Certificates of erasure ({certificates.data.total})</h2>
        {certificates.data.total === 0 ? (
          <p>No record has been erased.</p>
        ) : (
          <PlainTable
            caption="Certificates of erasure"
            columns={['Reference', 'Erased', 'By', 'Why']}
            withActions
          >
            {certificates.data.certificates.map((certificate) => (
              <tr key={certificate.id}>
                <th scope="row">{certificate.reference}</th>
                <td>{shortDate(officeDayOf(certificate.erasedAt))}</td>
                <td>{certificate.erasedBy}</td>
                <td className={styles['why']}>{certificate.reason}</td>
                <ActionsCell>
                  <Button
                    variant="subtle"
                    onClick={() =>
                      save.mutate(
                        { certificateId: certificate.id },
                        {
                          onSuccess: ({ delivered, where }) =>
                            announce(
                              delivered
                                ? `The certificate is in ${where}.`
                                : 'The certificate was not saved.',
                            ),
                        },
                      )
                    }
                  >
                    Save as PDF<span className="visuallyHidden"> for {certificate.reference}</span>
                  </Button>
                </ActionsCell>
              </tr>
            ))}
          </PlainTable>
        )}
        {save.error && <Failed fault={save.error} />}
      </section>
      {doing?.what === 'rule' && <RuleDialog settings={settings.data.settings} onClose={close} />}
      {doing?.what === 'keep' && <KeepDialog review={doing.review} onClose={close} />}
      {doing?.what === 'hold' && <HoldDialog of={doing.review} onClose={close} />}
      {doing?.what === 'release' && <ReleaseDialog of={doing.review} onClose={close} />}
      {doing?.what === 'erase' && <EraseDialog of={doing.review} onClose={close} />}
    </>
  );
};
