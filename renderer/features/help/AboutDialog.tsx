import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { productName, version } from '../../../package.json';
import { Logo } from '../../components/Logo.tsx';
import { Failed, Loading } from '../../components/ScreenState.tsx';
import styles from './Help.module.css';

type Notices = (typeof import('virtual:third-party-notices'))['notices'];

const Licences = () => {
  const [notices, setNotices] = useState<Notices | 'asked' | 'failed'>();
  const fetch = (): void => {
    setNotices('asked');
    import('virtual:third-party-notices').then(
      (found) => setNotices(found.notices),
      () => setNotices('failed'),
    );
  };
  if (notices === undefined)
    return (
      <Button variant="default" onClick={fetch}>
        Show the licences of others’ work
      </Button>
    );
  if (notices === 'asked') return <Loading what="the licences" />;
  if (notices === 'failed')
    return (
      <Failed
        fault={{ message: 'The licences could not be shown. They lie beside the program, too.' }}
        onRetry={fetch}
      />
    );
  return (
    <section aria-label="Licences of others’ work">
      <p>
        This program contains the work of {notices.length} others. Electron and Chromium have their licences
        beside the program.
      </p>
      <ul className={styles['licences']}>
        {notices.map(({ name, version: theirs, licence, text }) => (
          <li key={`${name} ${theirs}`}>
            <details>
              <summary>
                {name} {theirs}, {licence}
              </summary>
              <pre tabIndex={0}>{text}</pre>
            </details>
          </li>
        ))}
      </ul>
    </section>
  );
};

export const AboutDialog = ({
  opened,
  onClose,
}: {
  readonly opened: boolean;
  readonly onClose: () => void;
}) => (
  <Modal
    opened={opened}
    onClose={onClose}
    size="lg"
    title={`About ${productName}`}
    closeButtonProps={{ 'aria-label': 'Close' }}
  >
    <div className={styles['about']}>
      <Logo />
      <div>
        <p>
          <strong>
            {productName} {version}
          </strong>
        </p>
        <p>
          A register of the escalations that reach a Safeguarding Children Partnership’s business unit. It is
          encrypted on this computer, and nothing is sent to the internet.
        </p>
        <p>
          The program never looks for a newer version: your office’s IT installs one. A register that a newer
          version has opened is not opened by an older one.
        </p>
      </div>
    </div>
    <Licences />
  </Modal>
);
