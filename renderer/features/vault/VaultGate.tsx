/**
 * What stands before the register: set-up on the first run, unlocking afterwards, or the reason why it cannot be
 * opened; or a review pack, which needs no register. This feature imports the window's api and components.
 */
import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { SessionProvider } from '../../api/session.tsx';
import { useOperation } from '../../api/useOperation.ts';
import { Failed, Loading } from '../../components/ScreenState.tsx';
import { OpenPackScreen } from '../packDesk/OpenPackScreen.tsx';
import { PackDeskScreen } from '../packDesk/PackDeskScreen.tsx';
import { Heading } from './Heading.tsx';
import { RestoreScreen } from './RestoreScreen.tsx';
import { SetUpScreen } from './SetUpScreen.tsx';
import { UnlockScreen } from './UnlockScreen.tsx';
import { VaultFrame } from './VaultFrame.tsx';

export const VaultGate = ({ children }: { readonly children: ReactNode }) => {
  const status = useOperation('vault.status', {});
  const desk = useOperation('packDesk.status', {});
  const [opening, setOpening] = useState(false);
  const queryClient = useQueryClient();
  const [bringing, setBringing] = useState(false);
  if (status.isError)
    return (
      <VaultFrame ladder={[]}>
        <Failed fault={status.error} onRetry={() => void status.refetch()} />
      </VaultFrame>
    );
  if (!status.data || !desk.data)
    return (
      <VaultFrame ladder={[]}>
        <Loading what="the register" />
      </VaultFrame>
    );
  const { state, session, problem } = status.data;
  if (desk.data.state === 'open') return <PackDeskScreen />;
  if (state === 'unlocked' && session) return <SessionProvider session={session}>{children}</SessionProvider>;
  if (opening || desk.data.state === 'sealed')
    return <OpenPackScreen status={desk.data} onBack={() => setOpening(false)} />;
  const openPack = () => setOpening(true);
  if (state === 'new' && bringing) return <RestoreScreen onBack={() => setBringing(false)} />;
  if (state === 'new')
    return (
      <SetUpScreen
        onDone={() => void queryClient.invalidateQueries()}
        onOpenPack={openPack}
        onBring={() => setBringing(true)}
      />
    );
  if (state === 'locked') return <UnlockScreen status={status.data} onOpenPack={openPack} />;
  if (problem?.code === 'damaged')
    return (
      <RestoreScreen
        problem={problem}
        unitName={status.data.unitName}
        onBack={() => void queryClient.invalidateQueries()}
      />
    );
  return (
    <VaultFrame
      unitName={status.data.unitName}
      ladder={status.data.ladder}
      helpSection="if-the-register-cannot-be-opened"
    >
      <Heading>The register cannot be opened</Heading>
      <Failed
        fault={problem ?? { message: 'Close this window and open the register again.' }}
        onRetry={() => void status.refetch()}
      />
    </VaultFrame>
  );
};
