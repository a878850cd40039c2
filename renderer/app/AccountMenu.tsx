import { Menu, UnstyledButton } from '@mantine/core';
import { IconKey, IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import { roles } from '../../shared/domain/permissions.ts';
import { useSession } from '../api/session.tsx';
import { PersonInitials } from '../components/PersonInitials.tsx';
import { ChangePassphrase } from '../features/people/ChangePassphrase.tsx';
import styles from './AccountMenu.module.css';
import { appearances, chooseAppearance, useAppearance, type Appearance } from './theme/appearance.ts';

/** Who is signed in, and what they may do for themselves. */
export const AccountMenu = ({ onLock }: { readonly onLock: () => void }) => {
  const { name, role } = useSession();
  const { chosen } = useAppearance();
  const [changing, setChanging] = useState(false);
  return (
    <>
      <Menu position="top-start" width={220}>
        <Menu.Target>
          <UnstyledButton className={styles['person']}>
            <PersonInitials name={name} mine />
            <span className={styles['words']}>
              <span className={styles['name']}>{name}</span>
              <span className={styles['role']}>{roles[role]}</span>
              <span className="visuallyHidden">Your account and how the window looks</span>
            </span>
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>Appearance</Menu.Label>
          <Menu.RadioGroup
            value={chosen}
            onChange={(appearance) => chooseAppearance(appearance as Appearance)}
          >
            {(Object.keys(appearances) as Appearance[]).map((appearance) => (
              <Menu.RadioItem key={appearance} value={appearance} closeMenuOnClick>
                {appearances[appearance]}
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconKey size={16} stroke={1.75} aria-hidden="true" />}
            onClick={() => setChanging(true)}
          >
            Change my passphrase
          </Menu.Item>
          <Menu.Item leftSection={<IconLock size={16} stroke={1.75} aria-hidden="true" />} onClick={onLock}>
            Lock now
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ChangePassphrase opened={changing} onClose={() => setChanging(false)} />
    </>
  );
};
