import { refused } from '../../appFault.ts';
import type { Handlers } from '../../router.ts';
import { discardUnsaved, findUnsaved, isAboutErased, keepUnsaved } from './repository.ts';

/** What a person is typing is their own: it is kept under their name and nobody else is shown it. */
export const unsavedHandlers: Handlers['unsaved'] = {
  find: (place, { database, session }) => {
    const kept = findUnsaved(database, { ...place, personId: session.userId });
    return kept ? { value: kept.value, keptAt: kept.keptAt } : {};
  },
  keep: ({ screen, subject, value }, { database, session, now }) => {
    // A window that was open while the record was erased must not put its words back.
    if (isAboutErased(database, { subject, value }))
      throw refused('This record was erased. Nothing can be added to it or changed.');
    keepUnsaved(database, { personId: session.userId, screen, subject, value, keptAt: now });
    return { keptAt: now };
  },
  discard: (place, { database, session }) => {
    discardUnsaved(database, { ...place, personId: session.userId });
    return {};
  },
};
