import { Button, Group } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useCallback, useEffect, useState } from 'react';
import type { Issue } from '../../shared/contract/errors.ts';
import { api } from '../api/client.ts';
import { SecretField } from './SecretField.tsx';
import styles from './NewPassphrase.module.css';

export interface ChosenPassphrase {
  readonly passphrase: string;
  readonly again: string;
}
export const noPassphrase: ChosenPassphrase = { passphrase: '', again: '' };

/** What is missing before it can be sent. Whether it is good enough is the backend's to say. */
export const checkChosenPassphrase = (chosen: ChosenPassphrase, path: string): readonly Issue[] => {
  if (chosen.passphrase.trim() === '') return [{ path, message: 'Choose a passphrase' }];
  if (chosen.again.trim() === '')
    return [{ path: `${path}-again`, message: 'Type the passphrase once more, to show that you have it' }];
  if (chosen.again.trim().replace(/\s+/g, ' ') !== chosen.passphrase.trim().replace(/\s+/g, ' '))
    return [{ path: `${path}-again`, message: 'The two passphrases differ: type it once more' }];
  return [];
};

/** Four words from the register, or the person's own; typed once more either way. */
export const NewPassphrase = ({
  path,
  value,
  onChange,
  issues,
}: {
  readonly path: string;
  readonly value: ChosenPassphrase;
  readonly onChange: (value: ChosenPassphrase) => void;
  readonly issues: readonly Issue[];
}) => {
  const [own, setOwn] = useState(false);
  const suggest = useCallback(
    () =>
      api.vault
        .suggestPassphrase({})
        .then(({ passphrase }) => onChange({ passphrase, again: '' }))
        .catch(() => setOwn(true)),
    [onChange],
  );
  useEffect(() => {
    if (!own && value.passphrase === '') void suggest();
  }, [own, suggest, value.passphrase]);
  const errorAt = (at: string): string | undefined => issues.find((issue) => issue.path === at)?.message;
  return (
    <div className={styles['set']}>
      {own ? (
        <SecretField
          path={path}
          label="Your passphrase"
          hint="At least 12 characters. Three or four words with spaces between them are easy to remember."
          error={errorAt(path)}
          value={value.passphrase}
          autoComplete="new-password"
          onChange={(passphrase) => onChange({ ...value, passphrase })}
        />
      ) : (
        <div>
          <p className={styles['label']}>Your passphrase</p>
          <p className={styles['hint']}>
            Four words, with a space between each. Learn them, or write them down and keep them apart from
            this computer.
          </p>
          <output className={styles['words']} aria-live="polite">
            {value.passphrase}
          </output>
        </div>
      )}
      <Group gap={8}>
        {!own && (
          <Button
            variant="default"
            leftSection={<IconRefresh size={16} stroke={1.75} aria-hidden="true" />}
            onClick={() => void suggest()}
          >
            Make another
          </Button>
        )}
        <Button
          variant="subtle"
          onClick={() => {
            setOwn(!own);
            onChange(noPassphrase);
          }}
        >
          {own ? 'Use four words made for me' : 'Choose my own'}
        </Button>
      </Group>
      <SecretField
        path={`${path}-again`}
        label="Type it once more"
        error={errorAt(`${path}-again`)}
        value={value.again}
        autoComplete="new-password"
        onChange={(again) => onChange({ ...value, again })}
      />
    </div>
  );
};
