/**
 * The window as a whole: theme, the gate that asks for a passphrase, and behind it the shell with its screens. This
 * folder may import every part of the renderer; nothing in the renderer imports it.
 */
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { onEvent, onLockedAnswer } from '../api/client.ts';
import { clearCopied } from '../api/copyForAMoment.ts';
import { createQueryClient } from '../api/useOperation.ts';
import { Announcer } from '../components/Announcer.tsx';
import { HelpHost } from '../features/help/HelpHost.tsx';
import { VaultGate } from '../features/vault/VaultGate.tsx';
import { keepFocus } from './keepFocus.ts';
import { router } from './router.tsx';
import { useAppearance } from './theme/appearance.ts';
import { cssVariablesResolver, theme } from './theme/theme.ts';

const queryClient = createQueryClient();

/** How long the clipboard may keep a locked register's window waiting. */
const CLIPBOARD_MILLISECONDS = 300;

/** A locked register leaves nothing of a case in the window: its memory is let go by loading the page anew. */
const rebuildWindow = (): void => {
  queryClient.clear();
  const patience = new Promise((resolve) => setTimeout(resolve, CLIPBOARD_MILLISECONDS));
  void Promise.race([clearCopied(), patience]).then(() => window.location.reload());
};
onLockedAnswer(rebuildWindow);
onEvent('vault.locked', rebuildWindow);
keepFocus();

const styleNonce = document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? '';

export const App = () => {
  const { shown } = useAppearance();
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      forceColorScheme={shown === 'dark' ? 'dark' : 'light'}
      getStyleNonce={() => styleNonce}
    >
      <QueryClientProvider client={queryClient}>
        <Announcer>
          <VaultGate>
            <RouterProvider router={router} />
          </VaultGate>
          <HelpHost />
        </Announcer>
      </QueryClientProvider>
    </MantineProvider>
  );
};
