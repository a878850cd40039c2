import administratorsGuide from '../../../docs/administrators-guide.md?raw';
import userGuide from '../../../docs/user-guide.md?raw';
import type { GuideName } from './guidePlaces.ts';
import { readGuide, searchGuide, type GuideHit, type GuideSection } from './guideText.ts';

let read: Readonly<Record<GuideName, readonly GuideSection[]>> | undefined;

/** Both guides, as docs/ has them. Read when they are first asked for. */
export const getGuides = (): Readonly<Record<GuideName, readonly GuideSection[]>> =>
  (read ??= { user: readGuide(userGuide), administrator: readGuide(administratorsGuide) });

const MOST_HITS = 30;

/** What is in the guide that is open comes first. */
export const searchGuides = (
  search: string,
  first: GuideName,
): readonly (GuideHit & { readonly guide: GuideName })[] => {
  const guides = getGuides();
  const order: readonly GuideName[] =
    first === 'user' ? ['user', 'administrator'] : ['administrator', 'user'];
  return order
    .flatMap((guide) => searchGuide(guides[guide], search).map((hit) => ({ ...hit, guide })))
    .slice(0, MOST_HITS);
};
