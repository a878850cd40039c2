import { Tooltip, UnstyledButton } from '@mantine/core';
import {
  IconAddressBook,
  IconAdjustments,
  IconArchive,
  IconChartBar,
  IconClock,
  IconFileImport,
  IconFilePlus,
  IconLock,
  IconLockCheck,
  IconReport,
  IconShieldCheck,
  IconStairsUp,
  IconTable,
  IconUserSearch,
  IconUsers,
  type Icon,
} from '@tabler/icons-react';
import { Link, Outlet, useLocation, type LinkProps } from '@tanstack/react-router';
import { useRef } from 'react';
import type { OutputOf } from '../../shared/contract/index.ts';
import { mayDo, type Permission } from '../../shared/domain/permissions.ts';
import { useSession } from '../api/session.tsx';
import { useChange, useOperation } from '../api/useOperation.ts';
import { Logo } from '../components/Logo.tsx';
import { Tour } from '../features/help/Tour.tsx';
import { AccountMenu } from './AccountMenu.tsx';
import { UnshownFaults } from './UnshownFaults.tsx';
import styles from './Shell.module.css';
import { useActivity } from '../api/useActivity.ts';

interface Entry {
  readonly to: NonNullable<LinkProps['to']>;
  readonly search?: LinkProps['search'];
  readonly label: string;
  readonly icon: Icon;
  readonly permission: Permission;
  readonly count?: number | undefined;
  /** What the number counts, for a screen reader. */
  readonly counted?: string;
  /** Where the pages of one record begin, which the entry stands for too. */
  readonly also?: string;
}

const Navigation = ({ entries }: { readonly entries: readonly Entry[] }) => {
  const { role } = useSession();
  const place = useLocation({ select: ({ pathname }) => pathname });
  return (
    <ul>
      {entries
        .filter((entry) => mayDo(role, entry.permission))
        .map(({ to, search, label, icon: EntryIcon, count, counted, also }) => (
          <li key={to} data-tour={to}>
            <Link
              to={to}
              search={search ?? {}}
              className={styles['entry']}
              activeOptions={{ includeSearch: false }}
              activeProps={{ 'data-active': true }}
              {...(also !== undefined && place.startsWith(also) ? { 'data-active': true } : {})}
            >
              <EntryIcon size={18} stroke={1.75} aria-hidden="true" />
              <span className={styles['label']}>{label}</span>
              {count !== undefined && (
                <span className={styles['count']}>
                  {count.toLocaleString('en-GB')}
                  <span className="visuallyHidden"> {counted}</span>
                </span>
              )}
            </Link>
          </li>
        ))}
    </ul>
  );
};

type TodayGroups = OutputOf<'cases.today'>['groups'];

/** A case may stand in two groups and is counted once; a group may have more cases than Today lists. */
const casesListed = (groups: TodayGroups): number =>
  new Set(groups.flatMap((group) => group.rows.map((row) => row.caseId))).size +
  groups.reduce((sum, group) => sum + group.total - group.rows.length, 0);

/** What stands around every screen once the register is open. */
export const Shell = () => {
  const { role } = useSession();
  const main = useRef<HTMLElement>(null);
  const settings = useOperation('settings.get', {});
  const today = useOperation('cases.today', {});
  const open = useOperation('cases.count', { filter: { status: ['open'] } });
  const lock = useChange('vault.lock');
  useActivity();
  return (
    <div className={styles['shell']}>
      <UnshownFaults />
      <a
        className={styles['skip']}
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        Skip to the page
      </a>
      <aside className={`${styles['sidebar']} noPrint`}>
        <div className={styles['brand']}>
          <Logo />
          <div className={styles['brandWords']}>
            <strong>Escalations</strong>
            <span>{settings.data?.settings.unitName}</span>
          </div>
        </div>
        {mayDo(role, 'cases.log') && (
          <Link to="/log" className={styles['log']} data-tour="/log">
            <IconFilePlus size={18} stroke={1.75} aria-hidden="true" />
            <span>Log a form</span>
          </Link>
        )}
        <nav aria-label="Main">
          <Navigation
            entries={[
              {
                to: '/today',
                label: 'Today',
                icon: IconClock,
                permission: 'cases.view',
                count: today.data && casesListed(today.data.groups),
                counted: 'cases with something to do',
              },
              {
                to: '/register',
                // The count beside it opens exactly the cases that it counts.
                search: { status: ['open'] },
                label: 'Register',
                icon: IconTable,
                permission: 'cases.view',
                count: open.data?.count,
                counted: 'open cases',
                also: '/case/',
              },
              {
                to: '/analytics',
                label: 'Analytics',
                icon: IconChartBar,
                permission: 'cases.view',
              },
              { to: '/reports', label: 'Reports', icon: IconReport, permission: 'reports.view' },
            ]}
          />
          <hr />
          <Navigation
            entries={[
              { to: '/directory', label: 'Directory', icon: IconAddressBook, permission: 'directory.view' },
              { to: '/procedure', label: 'Procedure', icon: IconStairsUp, permission: 'settings.view' },
              {
                to: '/tracker',
                label: 'Old tracker',
                icon: IconFileImport,
                permission: 'tracker.manage',
              },
              { to: '/people', label: 'People', icon: IconUsers, permission: 'people.manage' },
              { to: '/audit', label: 'Audit log', icon: IconShieldCheck, permission: 'audit.view' },
              {
                to: '/security',
                label: 'Security and records',
                icon: IconLockCheck,
                permission: 'security.view',
              },
              { to: '/retention', label: 'Retention', icon: IconArchive, permission: 'retention.manage' },
              {
                to: '/subject-access',
                label: 'Subject access',
                icon: IconUserSearch,
                permission: 'subjectAccess.export',
              },
              {
                to: '/settings',
                label: 'Settings',
                icon: IconAdjustments,
                permission: 'settings.view',
                also: '/letters',
              },
            ]}
          />
        </nav>
        <div className={styles['account']} data-tour="account">
          <AccountMenu onLock={() => lock.mutate({})} />
          <Tooltip label="Lock the register">
            <UnstyledButton className={styles['lock']} onClick={() => lock.mutate({})}>
              <IconLock size={18} stroke={1.75} aria-hidden="true" />
              <span className="visuallyHidden">Lock the register</span>
            </UnstyledButton>
          </Tooltip>
        </div>
      </aside>
      <main ref={main} id="main" tabIndex={-1} className={styles['main']}>
        <Outlet />
      </main>
      <Tour />
    </div>
  );
};
