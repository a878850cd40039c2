import { Menu, UnstyledButton } from '@mantine/core';
import { IconBook2, IconInfoCircle, IconKey, IconKeyboard, IconLock, IconMap2 } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { appearances, type Appearance } from '../../shared/contract/preferences.ts';
import { roles } from '../../shared/domain/permissions.ts';
import { useSession } from '../api/session.tsx';
import { usePreferences } from '../api/usePreferences.ts';
import { askHelp } from '../components/askHelp.ts';
import { PersonInitials } from '../components/PersonInitials.tsx';
import { ChangePassphrase } from '../features/people/ChangePassphrase.tsx';
import styles from './AccountMenu.module.css';
import { chooseAppearance, useAppearance } from './theme/appearance.ts';

const help = [
  { page: 'guide', label: 'Guide', icon: IconBook2 },
  { page: 'keys', label: 'Keys', icon: IconKeyboard },
  { page: 'tour', label: 'A look around', icon: IconMap2 },
  { page: 'about', label: 'About', icon: IconInfoCircle },
] as const;

/** Who is signed in, and what they may do for themselves. */
export const AccountMenu = ({ onLock }: { readonly onLock: () => void }) => {
  const { name, role } = useSession();
  const { chosen } = useAppearance();
  const { preferences, keep } = usePreferences();
  const kept = preferences?.appearance;
  useEffect(() => {
    if (kept) chooseAppearance(kept);
  }, [kept]);
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
            onChange={(appearance) => keep({ appearance: appearance as Appearance })}
          >
            {(Object.keys(appearances) as Appearance[]).map((appearance) => (
              <Menu.RadioItem key={appearance} value={appearance} closeMenuOnClick>
                {appearances[appearance]}
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
          <Menu.Divider />
          <Menu.Label>Help</Menu.Label>
          {help.map(({ page, label, icon: HelpIcon }) => (
            <Menu.Item
              key={page}
              leftSection={<HelpIcon size={16} stroke={1.75} aria-hidden="true" />}
              onClick={() => askHelp({ page })}
            >
              {label}
            </Menu.Item>
          ))}
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
