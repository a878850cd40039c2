import { z } from 'zod';
import { api } from '../../api/client.ts';
import type { UnsavedStore } from '../../api/useUnsaved.ts';
import { typedDecisionSchema } from '../decision/decisionTyping.ts';

/** What a reviewer writes about one case, as typed and however unfinished. */
export const packWorkSchema = z.strictObject({
  /** Whether they decide, or send notes alone; empty while they have not said. */
  answers: z.enum(['', 'decision', 'notes']),
  typed: typedDecisionSchema,
  notes: z.string(),
  privateNotes: z.string(),
  /** Their own notes go back as well. */
  sendsPrivate: z.boolean(),
});
export type PackWork = z.infer<typeof packWorkSchema>;

/** Kept on the reviewer's computer, sealed under the pack's passphrase. */
export const packWorkStore: UnsavedStore = {
  find: ({ subject: caseId }) => api.packDesk.findWork({ caseId }),
  keep: ({ subject: caseId, value }) => api.packDesk.keepWork({ caseId, value }),
  discard: ({ subject: caseId }) => api.packDesk.keepWork({ caseId, value: '' }).then(() => ({})),
};

/** The notes that go back: those for the file, and the reviewer's own where they chose so. */
export const notesToSend = ({ notes, privateNotes, sendsPrivate }: PackWork): string =>
  [notes.trim(), sendsPrivate ? privateNotes.trim() : ''].filter((words) => words !== '').join('\n\n');
