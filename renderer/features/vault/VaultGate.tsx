/**
 * What stands before the register: set-up on the first run, unlocking afterwards, or the reason why it cannot be
 * opened. This feature imports the window's api and components.
 */
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { SessionProvider } from '../../api/session.tsx';
import { useOperation } from '../../api/useOperation.ts';
import { Failed, Loading } from '../../components/ScreenState.tsx';
import { Heading } from './Heading.tsx';
import { SetUpScreen } from './SetUpScreen.tsx';
import { UnlockScreen } from './UnlockScreen.tsx';
import { VaultFrame } from './VaultFrame.tsx';

export const VaultGate = ({ children }: { readonly children: ReactNode }) => {
  const status = useOperation('vault.status', {});
  const queryClient = useQueryClient();
  if (status.isError)
    return (
      <VaultFrame ladder={[]}>
        <Failed fault={status.error} onRetry={() => void status.refetch()} />
      </VaultFrame>
    );
  if (!status.data)
    return (
      <VaultFrame ladder={[]}>
        <Loading what="the register" />
      </VaultFrame>
    );
  const { state, session, problem } = status.data;
  if (state === 'unlocked' && session) return <SessionProvider session={session}>{children}</SessionProvider>;
  if (state === 'new') return <SetUpScreen onDone={() => void queryClient.invalidateQueries()} />;
  if (state === 'locked') return <UnlockScreen status={status.data} />;
  return (
    <VaultFrame unitName={status.data.unitName} ladder={status.data.ladder}>
      <Heading>The register cannot be opened</Heading>
      <Failed
        fault={problem ?? { message: 'Close this window and open the register again.' }}
        onRetry={() => void status.refetch()}
      />
    </VaultFrame>
  );
};
