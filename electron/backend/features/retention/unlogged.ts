/** What came in and never became a case: drafts, those that were thrown away, and files that nothing holds. */
import type { Unlogged } from '../../../../shared/contract/retention.ts';
import { officeDayBounds, officeDayOf, type Instant } from '../../../../shared/domain/calendarTypes.ts';
import { unloggedReviewOn } from '../../../../shared/domain/retention.ts';
import { shortDate } from '../../../../shared/domain/wordsForDates.ts';
import { addDays } from '../../../../shared/domain/workingDays.ts';
import type { Context } from '../../context.ts';
import { firstWords } from '../drafts/firstWords.ts';
import { listAllDrafts, type ListedDraft } from '../drafts/repository.ts';
import { getSettings } from '../settings/repository.ts';
import { countUnheldDocuments, listUnheldDocuments, type UnheldDocument } from './repository.ts';

export const viewOfDraft = ({ draft, savedBy, fileName }: ListedDraft): Unlogged => ({
  kind: draft.discardedAt === null ? 'draft' : 'discarded',
  id: draft.id,
  about: firstWords(draft.form).about,
  ...(fileName === null ? {} : { fileName }),
  by: savedBy,
  words:
    draft.discardedAt === null
      ? `Last saved ${shortDate(officeDayOf(draft.savedAt))}`
      : `Discarded ${shortDate(officeDayOf(draft.discardedAt))}`,
});

export const viewOfFile = ({ id, fileName, receivedAt, receivedBy }: UnheldDocument): Unlogged => ({
  kind: 'file',
  id,
  about: fileName,
  by: receivedBy,
  words: `Received ${shortDate(officeDayOf(receivedAt))}; no case or draft holds it`,
});

/** What is thrown away is to be reviewed at once; what was left alone, after the days that the unit set. */
export const isDraftToReview = ({ draft }: Pick<ListedDraft, 'draft'>, context: Context): boolean =>
  draft.discardedAt !== null ||
  unloggedReviewOn(officeDayOf(draft.savedAt), getSettings(context.database).unloggedReviewDays) <=
    context.today;

/** The moment before which a file must have come in to be reviewed today. */
const filesReceivedBefore = ({ database, today }: Context): Instant =>
  officeDayBounds(addDays(today, -getSettings(database).unloggedReviewDays)).before;

export const listFilesToReview = (context: Context): readonly UnheldDocument[] =>
  listUnheldDocuments(context.database, filesReceivedBefore(context));

const listDraftsToReview = (context: Context): readonly ListedDraft[] =>
  listAllDrafts(context.database).filter((listed) => isDraftToReview(listed, context));

export const listUnloggedToReview = (context: Context): readonly Unlogged[] => [
  ...listDraftsToReview(context).map(viewOfDraft),
  ...listFilesToReview(context).map(viewOfFile),
];

export const countUnloggedToReview = (context: Context): number =>
  listDraftsToReview(context).length + countUnheldDocuments(context.database, filesReceivedBefore(context));
