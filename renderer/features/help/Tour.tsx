import { Button, Group, Modal, Portal } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import type { Permission } from '../../../shared/domain/permissions.ts';
import { mayDo } from '../../../shared/domain/permissions.ts';
import { useSession } from '../../api/session.tsx';
import { usePreferences } from '../../api/usePreferences.ts';
import { askHelp, useAskedHelp } from '../../components/askHelp.ts';
import styles from './Tour.module.css';

interface Step {
  readonly title: string;
  readonly words: ReactNode;
  /** What of the window it is about, by its `data-tour`. */
  readonly about?: string;
  readonly permission: Permission;
}

const steps: readonly Step[] = [
  {
    title: 'A look around',
    words:
      'These few steps show where things are. Nothing is changed by them, and you can leave at any time. You find them again under Help.',
    permission: 'own.account',
  },
  {
    title: 'Today',
    about: '/today',
    words:
      'Begin here. Today lists the cases with something to do, the nearest date first. Every number opens exactly the cases that it counts.',
    permission: 'cases.view',
  },
  {
    title: 'Log a form',
    about: '/log',
    words:
      'When a form comes in, press this and drop the e-mail, Word document or PDF on the window as it came. You check what was found in it, and nothing is guessed. It is kept as you type.',
    permission: 'cases.log',
  },
  {
    title: 'Register',
    about: '/register',
    words:
      'All cases. Search by name, reference or words of the form, filter, sort, and open one. A case shows its stages, its date and what is to be done next.',
    permission: 'cases.view',
  },
  {
    title: 'Decide and sign',
    about: '/today',
    words:
      'Cases that wait for your decision stand first on Today. Open one, read it, and sign with your own passphrase. Nobody can sign for you.',
    permission: 'decisions.sign',
  },
  {
    title: 'Figures and reports',
    about: '/reports',
    words:
      'Analytics counts the cases, and each figure opens the cases behind it. Reports holds the quarterly reports, with small numbers hidden in what is published.',
    permission: 'reports.view',
  },
  {
    title: 'Your colleagues',
    about: '/people',
    words:
      'Give each colleague an account of their own. Have two business managers, so that one can help the other with a forgotten passphrase.',
    permission: 'people.manage',
  },
  {
    title: 'Backups',
    about: '/security',
    words:
      'A backup is made on each day that the register is used. Choose a folder for them that is not on this computer.',
    permission: 'backups.manage',
  },
  {
    title: 'Your account, and locking',
    about: 'account',
    words:
      'Your passphrase and how the window looks. The lock closes the register at once; it also closes itself after some minutes without use. What you were typing is kept.',
    permission: 'own.account',
  },
  {
    title: 'Help',
    about: 'help',
    words: 'The guide opens at the page that you are on, also by F1. Press ? for the keys.',
    permission: 'own.account',
  },
];

const ROOM = 4;

/** A frame around the part of the window that a step is about. */
const Frame = ({ about }: { readonly about: string }) => {
  const [box, setBox] = useState<DOMRect>();
  useEffect(() => {
    const measure = (): void =>
      setBox(document.querySelector(`[data-tour="${about}"]`)?.getBoundingClientRect());
    document.querySelector(`[data-tour="${about}"]`)?.scrollIntoView({ block: 'nearest' });
    measure();
    window.addEventListener('resize', measure);
    return () => window.removeEventListener('resize', measure);
  }, [about]);
  return (
    box && (
      <Portal>
        <div
          className={styles['frame']}
          style={{
            left: box.left - ROOM,
            top: box.top - ROOM,
            width: box.width + 2 * ROOM,
            height: box.height + 2 * ROOM,
          }}
        />
      </Portal>
    )
  );
};

const Steps = ({ onEnd }: { readonly onEnd: () => void }) => {
  const { role } = useSession();
  const [at, setAt] = useState(0);
  const own = steps.filter(({ permission }) => mayDo(role, permission));
  const step = own[at];
  if (!step) return null;
  const last = at === own.length - 1;
  return (
    <>
      {step.about !== undefined && <Frame key={step.about} about={step.about} />}
      <div aria-live="polite">
        <p className={styles['count']}>
          Step {at + 1} of {own.length}
        </p>
        <h3 className={styles['title']}>{step.title}</h3>
        <p>{step.words}</p>
      </div>
      <Group mt={20} gap={8} justify="space-between">
        <Button variant="subtle" onClick={onEnd}>
          {last ? 'Close' : 'Leave the tour'}
        </Button>
        <Group gap={8}>
          <Button variant="default" disabled={at === 0} onClick={() => setAt(at - 1)}>
            Back
          </Button>
          <Button data-autofocus onClick={() => (last ? onEnd() : setAt(at + 1))}>
            {last ? 'Finish' : 'Next'}
          </Button>
        </Group>
      </Group>
    </>
  );
};

/** A tour of the window for who is new to it: offered on Today, run again from Help, left at any step. */
export const Tour = () => {
  const opened = useAskedHelp()?.page === 'tour';
  const { keep } = usePreferences();
  const end = (): void => {
    keep({ tourDone: true });
    askHelp(undefined);
  };
  return (
    <Modal
      opened={opened}
      onClose={end}
      title="Tour"
      closeButtonProps={{ 'aria-label': 'Close' }}
      overlayProps={{ backgroundOpacity: 0 }}
    >
      <Steps onEnd={end} />
    </Modal>
  );
};
