import { Modal } from '@mantine/core';
import styles from './Help.module.css';

const keys = {
  Anywhere: [
    ['F1', 'Help with this page'],
    ['?', 'This list'],
    ['Ctrl+P', 'Print this page, or the list of cases'],
    ['Tab, Shift+Tab', 'Next field, field before'],
    ['Esc', 'Close what is open'],
  ],
  'In the installed app': [
    ['Ctrl+L', 'Lock the register'],
    ['Ctrl+plus, Ctrl+minus', 'Larger, smaller'],
  ],
  'In the table of cases': [
    ['/', 'Search'],
    ['↑ ↓', 'Move among the cases'],
    ['Page Up, Page Down', 'Move a windowful of cases'],
    ['Home, End', 'First case, last case'],
    ['Enter', 'Open the case'],
    ['Esc', 'In the search: empty it'],
  ],
} as const;

export const KeysHelp = ({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) => (
  <Modal opened={opened} onClose={onClose} title="Keys" closeButtonProps={{ 'aria-label': 'Close' }}>
    {Object.entries(keys).map(([where, list]) => (
      <section key={where} className={styles['keys']}>
        <h3>{where}</h3>
        <dl>
          {list.map(([key, what]) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
      </section>
    ))}
    <p className={styles['note']}>On a Mac use Cmd where Ctrl is named.</p>
  </Modal>
);
