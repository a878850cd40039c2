import { Modal } from '@mantine/core';
import styles from './RegisterScreen.module.css';

const keys = [
  ['/', 'Search'],
  ['↑ ↓', 'Move among the cases'],
  ['Page Up, Page Down', 'Move a windowful of cases'],
  ['Home, End', 'First case, last case'],
  ['Enter', 'Open the case'],
  ['Ctrl P', 'Print the list'],
  ['Esc', 'In the search: empty it'],
  ['?', 'This list'],
] as const;

export const KeysHelp = ({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) => (
  <Modal opened={opened} onClose={onClose} title="Keys" closeButtonProps={{ 'aria-label': 'Close' }}>
    <dl className={styles['keyList']}>
      {keys.map(([key, what]) => (
        <div key={key}>
          <dt>
            <kbd>{key}</kbd>
          </dt>
          <dd>{what}</dd>
        </div>
      ))}
    </dl>
  </Modal>
);
