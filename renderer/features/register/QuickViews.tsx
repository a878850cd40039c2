import { Link } from '@tanstack/react-router';
import type { CaseFilter } from '../../../shared/contract/cases.ts';
import { mayDo } from '../../../shared/domain/permissions.ts';
import { useSession } from '../../api/session.tsx';
import { useOperation } from '../../api/useOperation.ts';
import styles from './RegisterScreen.module.css';
import { searchOfFilter } from './registerSearch.ts';

interface View {
  readonly label: string;
  readonly filter: CaseFilter;
}

/** What the unit keeps for its themes alone, or hears of while others work on it. */
const toldOfOnly: View = {
  label: 'Told of only',
  filter: { recordKinds: ['resolvedElsewhere', 'liveElsewhere'] },
};

/** The same wherever their keys stand; an address writes them in its own order. */
const sameFilter = (one: CaseFilter, other: CaseFilter): boolean => {
  const plain = (filter: CaseFilter): string =>
    JSON.stringify(Object.entries(filter).sort(([key], [otherKey]) => key.localeCompare(otherKey)));
  return plain(one) === plain(other);
};

const QuickView = ({ view, chosen }: { readonly view: View; readonly chosen: boolean }) => {
  const { data } = useOperation('cases.count', { filter: view.filter });
  return (
    <li>
      <Link
        to="/register"
        search={searchOfFilter(view.filter)}
        className={styles['view']}
        aria-current={chosen ? 'page' : undefined}
        data-chosen={chosen}
      >
        {view.label}
        {data && <span className={styles['viewCount']}>{data.count.toLocaleString('en-GB')}</span>}
      </Link>
    </li>
  );
};

/** The filters that an office asks for every day, each with how many cases it finds. */
export const QuickViews = ({ filter }: { readonly filter: CaseFilter }) => {
  const { userId, role } = useSession();
  const settings = useOperation('settings.get', {});
  const isToldOfOthers = (settings.data?.procedure.procedure.notificationOnly.length ?? 0) > 0;
  const views: readonly View[] = [
    { label: 'All open', filter: { status: ['open'] } },
    { label: 'Overdue', filter: { due: 'overdue' } },
    ...(mayDo(role, 'decisions.sign')
      ? [{ label: 'Waiting for your decision', filter: { awaitingMe: true } }]
      : []),
    { label: 'Waiting for a decision', filter: { nextStep: ['decide', 'sign'] } },
    { label: 'Notice to send', filter: { nextStep: ['completeNotice', 'sendNotice'] } },
    { label: 'Action overdue', filter: { overdueActions: true } },
    { label: 'Mine', filter: { status: ['open', 'decided'], ownerId: userId } },
    ...(isToldOfOthers ? [toldOfOnly] : []),
    { label: 'Closed', filter: { status: ['closed'] } },
    { label: 'All', filter: {} },
  ];
  return (
    <nav aria-label="Views of the register" className="noPrint">
      <ul className={styles['views']}>
        {views.map((view) => (
          <QuickView key={view.label} view={view} chosen={sameFilter(view.filter, filter)} />
        ))}
      </ul>
    </nav>
  );
};
