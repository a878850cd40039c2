/**
 * The letters of a case: written, handed over, sent, received. This folder holds the tab, the screen on which a
 * letter is written and that of the unit's wordings; it imports the renderer's components and api, shared, and the
 * case's dialog fields.
 */
import { Button, Menu, Modal } from '@mantine/core';
import { IconChevronDown, IconMailPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { sendingWays, type CaseDetail } from '../../../shared/contract/cases.ts';
import type { Letter } from '../../../shared/contract/letters.ts';
import type { PlainDate } from '../../../shared/domain/calendarTypes.ts';
import { letterKinds } from '../../../shared/domain/letters/letterKinds.ts';
import { shortDate } from '../../../shared/domain/wordsForDates.ts';
import { useMayDo } from '../../api/session.tsx';
import { useChange, useOperation } from '../../api/useOperation.ts';
import { momentInWords } from '../../api/wordsForMoments.ts';
import { useAnnounce } from '../../components/Announcer.tsx';
import { PagePictures } from '../../components/PagePictures.tsx';
import { Empty, Failed, Loading } from '../../components/ScreenState.tsx';
import { Breaches } from '../breaches/Breaches.tsx';
import { copyForAMoment } from '../../api/copyForAMoment.ts';
import { AddressDialog } from '../sending/AddressDialog.tsx';
import { ReceiptDialog, SentDialog } from '../sending/SendingDialogs.tsx';
import styles from './LettersTab.module.css';

export const LettersTab = ({ detail, today }: { readonly detail: CaseDetail; readonly today: PlainDate }) => {
  const { caseId } = detail.row;
  const mayWrite = useMayDo('letters.write');
  const letters = useOperation('letters.ofCase', { caseId });
  if (letters.isError) return <Failed fault={letters.error} onRetry={() => void letters.refetch()} />;
  if (letters.isPending) return <Loading what="the letters" />;
  const write = mayWrite && (
    <Button
      renderRoot={(props) => <Link to="/case/$caseId/letter" params={{ caseId }} {...props} />}
      leftSection={<IconMailPlus size={18} stroke={1.75} />}
    >
      Write a letter
    </Button>
  );
  return (
    <div className={styles['letters']}>
      {letters.data.letters.length === 0 ? (
        <Empty title="No letters yet" {...(write ? { action: write } : {})}>
          Acknowledgements, requests, invitations and covering letters are written here and kept exactly as
          they went.
        </Empty>
      ) : (
        <>
          {write && <div className={styles['head']}>{write}</div>}
          <ul className={styles['list']}>
            {letters.data.letters.map((letter) => (
              <LetterLine key={letter.id} letter={letter} detail={detail} today={today} />
            ))}
          </ul>
        </>
      )}
      <Breaches detail={detail} letters={letters.data.letters} today={today} />
    </div>
  );
};

type Open = 'pages' | 'address' | 'sent' | 'receipt';

const LetterLine = ({
  letter,
  detail,
  today,
}: {
  readonly letter: Letter;
  readonly detail: CaseDetail;
  readonly today: PlainDate;
}) => {
  const mayWrite = useMayDo('letters.write');
  const announce = useAnnounce();
  const savePdf = useChange('letters.savePdf');
  const showPdf = useChange('letters.showPdf');
  const draftEmail = useChange('letters.draftEmail');
  const setAside = useChange('letters.setAside');
  const text = useOperation('letters.emailText', { letterId: letter.id }, { enabled: false });
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const { revision } = detail;
  const letterId = letter.id;
  const addressError = draftEmail.error?.issues.find(({ path }) => path === 'to')?.message;
  const fault =
    savePdf.error ??
    showPdf.error ??
    setAside.error ??
    text.error ??
    (addressError ? null : draftEmail.error);
  const handed = (result: { readonly delivered: boolean; readonly where: string }, what: string) => {
    announce(result.delivered ? `${what} ${result.where}.` : 'Nothing was handed over.');
    // Only the question that this answers: another dialog may have been opened while the file was made.
    setOpen((now) => (now === 'address' ? undefined : now));
  };
  const draft = (to: string) =>
    draftEmail.mutate({ letterId, to }, { onSuccess: (result) => handed(result, 'The unsent e-mail is in') });
  const copy = async () => {
    const { data } = await text.refetch();
    if (!data) return;
    announce(
      (await copyForAMoment(data.body))
        ? 'The text is copied. Paste it now: it is cleared after 10 seconds.'
        : 'This window may not use the clipboard. Make the e-mail draft instead.',
    );
  };
  const aside = letter.setAsideAt !== undefined;
  return (
    <li className={styles['letter']} data-aside={aside}>
      <h3>
        {letterKinds[letter.kind].label} to {letter.addressee}
      </h3>
      <p>
        Letter {letter.number}, written by {letter.writtenBy}, {momentInWords(letter.writtenAt)}.
        {letter.replyBy ? ` Answer asked for by ${shortDate(letter.replyBy)}.` : ''}
        {aside ? ' Set aside, never sent.' : letter.sent ? '' : ' Not sent yet.'}
      </p>
      {letter.sent && (
        <p>
          {sendingWays[letter.sent.how]} to {letter.sent.to}, {shortDate(letter.sent.on)}. Marked by{' '}
          {letter.sent.by}.
          {letter.receipt
            ? ` Received ${shortDate(letter.receipt.on)}. ${letter.receipt.words}`
            : ' Receipt not confirmed.'}
        </p>
      )}
      <p className={styles['digest']}>
        {letter.fileName}, SHA-256 {letter.sha256}
      </p>
      {fault && <Failed fault={fault} />}
      <div className={styles['buttons']}>
        <Button variant="default" onClick={() => setOpen('pages')}>
          Look at it
        </Button>
        {mayWrite && (
          <>
            <Button
              variant="default"
              loading={draftEmail.isPending}
              onClick={() => (letter.email === '' ? setOpen('address') : draft(''))}
            >
              Make an e-mail draft
            </Button>
            <Menu position="bottom-start">
              <Menu.Target>
                <Button
                  variant="default"
                  loading={savePdf.isPending || showPdf.isPending || text.isFetching}
                  rightSection={<IconChevronDown size={16} stroke={1.75} />}
                >
                  Other ways
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item
                  onClick={() =>
                    showPdf.mutate({ letterId }, { onSuccess: (result) => handed(result, 'The PDF is in') })
                  }
                >
                  Show or print the PDF
                </Menu.Item>
                <Menu.Item
                  onClick={() =>
                    savePdf.mutate({ letterId }, { onSuccess: (result) => handed(result, 'The PDF is in') })
                  }
                >
                  Save the PDF
                </Menu.Item>
                <Menu.Item onClick={() => void copy()}>Copy the text</Menu.Item>
                {!letter.sent && (
                  <Menu.Item
                    onClick={() =>
                      setAside.mutate(
                        { letterId, revision, aside: !aside },
                        {
                          onSuccess: () =>
                            announce(
                              aside
                                ? 'The letter is taken up again.'
                                : 'The letter is set aside. It can be taken up again under Other ways.',
                            ),
                        },
                      )
                    }
                  >
                    {aside ? 'Take it up again' : 'Set it aside unsent'}
                  </Menu.Item>
                )}
              </Menu.Dropdown>
            </Menu>
            {!letter.sent && !aside && <Button onClick={() => setOpen('sent')}>Mark as sent</Button>}
            {letter.sent && !letter.receipt && (
              <Button variant="default" onClick={() => setOpen('receipt')}>
                Confirm receipt
              </Button>
            )}
          </>
        )}
      </div>
      {open === 'pages' && <PagesDialog letter={letter} onClose={close} />}
      {open === 'address' && (
        <AddressDialog
          who={letter.addressee}
          error={addressError}
          fault={draftEmail.error ?? undefined}
          busy={draftEmail.isPending}
          onGiven={draft}
          onClose={close}
        />
      )}
      {open === 'sent' && (
        <SentDialog
          operation="letters.markSent"
          what="letter"
          known={letter.email === '' ? letter.addressee : letter.email}
          today={today}
          inputOf={(sent) => ({ letterId, revision, ...sent })}
          onClose={close}
        />
      )}
      {open === 'receipt' && (
        <ReceiptDialog
          operation="letters.confirmReceipt"
          today={today}
          inputOf={(receipt) => ({ letterId, revision, ...receipt })}
          onClose={close}
        />
      )}
    </li>
  );
};

const PagesDialog = ({ letter, onClose }: { readonly letter: Letter; readonly onClose: () => void }) => {
  const pages = useOperation('letters.pages', { letterId: letter.id });
  return (
    <Modal
      opened
      onClose={onClose}
      size={820}
      title={`Letter ${letter.number}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {pages.isError && <Failed fault={pages.error} onRetry={() => void pages.refetch()} />}
      {pages.isPending && <Loading what="the letter" />}
      {pages.data && <PagePictures pages={pages.data.pages} />}
    </Modal>
  );
};
