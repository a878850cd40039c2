import { Button } from '@mantine/core';
import { useState } from 'react';
import { officeDayOf } from '../../../shared/domain/calendarTypes.ts';
import { describeDay } from '../../../shared/domain/wordsForDates.ts';
import { useMayDo } from '../../api/session.tsx';
import { useOperation } from '../../api/useOperation.ts';
import { HoldDialog, ReleaseDialog } from './retentionDialogs.tsx';

/** Where a closed case stands with the unit's rule on keeping records, and a hold put on it or released. */
export const CaseRetention = ({
  caseId,
  reference,
}: {
  readonly caseId: string;
  readonly reference: string;
}) => {
  const mayManage = useMayDo('retention.manage');
  const [doing, setDoing] = useState<'hold' | 'release'>();
  const { data } = useOperation('retention.ofCase', { caseId });
  if (!data) return null;
  const of = { caseId, reference };
  const close = (): void => setDoing(undefined);
  if (data.certificate)
    return (
      <p>
        {data.words} Erased on {describeDay(officeDayOf(data.certificate.erasedAt))} by{' '}
        {data.certificate.erasedBy}: {data.certificate.reason}
      </p>
    );
  return (
    <>
      <p>
        {data.hold ? (
          <>
            <b>On hold</b> since {describeDay(officeDayOf(data.hold.at))}: {data.hold.reason}
          </>
        ) : data.reviewOn ? (
          `To be reviewed for erasure on ${describeDay(data.reviewOn)}.`
        ) : (
          data.words
        )}{' '}
        {mayManage && (
          <Button
            variant="subtle"
            className="noPrint"
            onClick={() => setDoing(data.hold ? 'release' : 'hold')}
          >
            {data.hold ? 'Release the hold' : 'Hold this record'}
          </Button>
        )}
      </p>
      {doing === 'hold' && <HoldDialog of={of} onClose={close} />}
      {doing === 'release' && <ReleaseDialog of={of} onClose={close} />}
    </>
  );
};
