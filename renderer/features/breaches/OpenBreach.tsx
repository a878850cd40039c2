import { Link } from '@tanstack/react-router';
import { useOperation } from '../../api/useOperation.ts';
import { Callout } from '../../components/Callout.tsx';

/** At the head of a case while something of it that went to the wrong person is followed up. */
export const OpenBreach = ({ caseId }: { readonly caseId: string }) => {
  const found = useOperation('breaches.ofCase', { caseId });
  const open = found.data?.breaches.filter(({ closed }) => closed === undefined).length ?? 0;
  if (open === 0) return null;
  return (
    <Callout kind="check" title="Something was sent to the wrong person">
      <p>
        <Link to="/case/$caseId" params={{ caseId }} search={{ tab: 'letters' }}>
          {open === 1 ? 'Follow up the breach' : `Follow up ${open} breaches`}
        </Link>
      </p>
    </Callout>
  );
};
