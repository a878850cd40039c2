/** Which section of which guide helps with the screen at an address. */
export const guideTitles = { user: 'User guide', administrator: 'Administrator’s guide' } as const;
export type GuideName = keyof typeof guideTitles;

export interface GuidePlace {
  readonly guide: GuideName;
  /** The id of a section; the guide's first where none is given. */
  readonly section?: string;
}

const user = (section: string): GuidePlace => ({ guide: 'user', section });
const administrator = (section: string): GuidePlace => ({ guide: 'administrator', section });

/** By the path of the screen, `$` for an id. A case has a section for some of its tabs. */
export const placesOfScreens: Readonly<Record<string, GuidePlace>> = {
  '/today': user('see-what-needs-doing'),
  '/register': user('find-a-case'),
  '/analytics': user('read-the-figures'),
  '/log': user('log-a-form'),
  '/log/$': user('log-a-form'),
  '/case/$': user('move-through-the-stages'),
  '/case/$?tab=actions': user('follow-actions'),
  '/case/$?tab=review': user('review-a-case'),
  '/case/$?tab=letters': user('write-a-letter-or-an-invitation'),
  '/case/$?tab=decision': user('decide-and-sign'),
  '/case/$/correct': user('move-through-the-stages'),
  '/case/$/decision': user('decide-and-sign'),
  '/case/$/notice': user('the-notice'),
  '/case/$/letter': user('write-a-letter-or-an-invitation'),
  '/letters': user('write-a-letter-or-an-invitation'),
  '/reports': user('write-the-quarterly-report'),
  '/reports/$': user('write-the-quarterly-report'),
  '/directory': user('keep-the-directory'),
  '/procedure': user('change-the-procedure'),
  '/procedure/edit': user('change-the-procedure'),
  '/tracker': user('bring-in-an-old-tracker'),
  '/settings': user('set-up-the-register'),
  '/people': administrator('accounts'),
  '/audit': administrator('audit-log'),
  '/security': administrator('backups'),
  '/retention': administrator('retention-and-erasure'),
  '/subject-access': administrator('subject-access'),
};

/** `hash` is the address's, such as `#/case/0a…?tab=actions`. The guide's first page where the address is no screen's. */
export const placeOfAddress = (hash: string): GuidePlace => {
  const [path = '', search = ''] = hash.replace(/^#/, '').split('?');
  const screen = path.replace(/^\/(case|log|reports)\/[^/]+/, '/$1/$$');
  const tab = new URLSearchParams(search).get('tab');
  return placesOfScreens[`${screen}?tab=${tab ?? ''}`] ?? placesOfScreens[screen] ?? { guide: 'user' };
};

/** Where a link of one guide leads; undefined for what is not in the guides. */
export const placeOfLink = (to: string, from: GuideName): GuidePlace | undefined => {
  const [, file, section] = /^([a-z-]+\.md)?(?:#(.+))?$/.exec(to) ?? [];
  const guide =
    file === undefined
      ? from
      : file === 'user-guide.md'
        ? 'user'
        : file === 'administrators-guide.md'
          ? 'administrator'
          : undefined;
  return guide && { guide, ...(section === undefined ? {} : { section }) };
};
