/**
 * Help over whatever is on the screen: the guides, the keys, and what this program is; and printing. It is there before a register
 * is opened, too. This feature imports the window's api and components, and the guides of docs/.
 */
import { useHotkeys } from '@mantine/hooks';
import { useEffect } from 'react';
import { onEvent } from '../../api/client.ts';
import { askHelp, useAskedHelp } from '../../components/askHelp.ts';
import { printPage } from '../../components/printPage.ts';
import { AboutDialog } from './AboutDialog.tsx';
import { GuideDrawer } from './GuideDrawer.tsx';
import { placeOfAddress } from './guidePlaces.ts';
import { KeysHelp } from './KeysHelp.tsx';

export const HelpHost = () => {
  const asked = useAskedHelp();
  const showKeys = () => askHelp({ page: 'keys' });
  // A few keyboards have the question mark without Shift.
  useHotkeys([
    ['shift+?', showKeys],
    ['?', showKeys],
  ]);
  // Also in the middle of typing.
  useHotkeys([['F1', () => askHelp({ page: 'guide' })]], []);
  useHotkeys([['mod+P', printPage]], []);
  useEffect(
    () =>
      onEvent('menu.asked', ({ request }) =>
        request === 'print' ? printPage() : askHelp({ page: request }),
      ),
    [],
  );
  const close = () => askHelp(undefined);
  return (
    <>
      <GuideDrawer
        opened={asked?.page === 'guide'}
        place={
          asked?.section === undefined
            ? placeOfAddress(window.location.hash)
            : { guide: 'user', section: asked.section }
        }
        onClose={close}
      />
      <KeysHelp opened={asked?.page === 'keys'} onClose={close} />
      <AboutDialog opened={asked?.page === 'about'} onClose={close} />
    </>
  );
};
