import { useQueryClient } from '@tanstack/react-query';
import type { Preferences } from '../../shared/contract/preferences.ts';
import { useChange, useOperation } from './useOperation.ts';

/** How the person likes their window, and how to keep what they change. It holds at once, and where it cannot be kept until the register locks. */
export const usePreferences = (): {
  /** Undefined until they are known. */
  readonly preferences: Preferences | undefined;
  readonly keep: (changed: Preferences) => void;
} => {
  const client = useQueryClient();
  const { data, isError } = useOperation('preferences.get', {}, { unchanging: true });
  const { mutate } = useChange('preferences.keep');
  return {
    preferences: data ?? (isError ? {} : undefined),
    keep: (changed) => {
      client.setQueryData<Preferences>(['preferences.get', {}], (before) => ({ ...before, ...changed }));
      mutate(changed);
    },
  };
};
