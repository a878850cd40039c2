import { createContext, use, type ReactNode } from 'react';
import { mayDo, type Permission } from '../../shared/domain/permissions.ts';
import type { Session } from '../../shared/contract/vault.ts';

const SessionContext = createContext<Session | undefined>(undefined);

export const SessionProvider = ({
  session,
  children,
}: {
  readonly session: Session;
  readonly children: ReactNode;
}) => <SessionContext value={session}>{children}</SessionContext>;

/** Who is signed in. Throws outside the unlocked part of the window. */
export const useSession = (): Session => {
  const session = use(SessionContext);
  if (!session) throw new Error('Nobody is signed in here');
  return session;
};

/** Whether the signed-in person's role carries the permission: to leave out what would be refused. */
export const useMayDo = (permission: Permission): boolean => mayDo(useSession().role, permission);
