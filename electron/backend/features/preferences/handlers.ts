import { preferences, type Preferences } from '../../../../shared/contract/preferences.ts';
import type { RegisterDatabase } from '../../database/registerDatabase.ts';
import type { Handlers } from '../../router.ts';
import { findPreferences, keepPreferences } from './repository.ts';

/** Nothing is lost with preferences that another version of the register kept: they are begun anew. */
const preferencesOf = (database: RegisterDatabase, personId: string): Preferences =>
  preferences.get.output.safeParse(findPreferences(database, personId)).data ?? {};

export const preferencesHandlers: Handlers['preferences'] = {
  get: (_input, { database, session }) => preferencesOf(database, session.userId),
  keep: (changed, { database, session }) => {
    keepPreferences(database, session.userId, { ...preferencesOf(database, session.userId), ...changed });
    return {};
  },
};
