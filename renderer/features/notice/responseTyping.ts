import { z } from 'zod';
import type { Issue } from '../../../shared/contract/errors.ts';
import type { InputOf } from '../../../shared/contract/index.ts';
import { dateBoxesSchema, emptyDate } from '../../../shared/domain/intake.ts';
import { readDay } from '../case/useFormChange.ts';

/** What the challenged agency answered, as it is being typed for the notice. */
export const typedResponseSchema = z.strictObject({ words: z.string(), on: dateBoxesSchema });
export type TypedResponse = z.infer<typeof typedResponseSchema>;

export const emptyResponse: TypedResponse = { words: '', on: emptyDate };

/** Ready to be sent, empty where nothing is typed, with what is to be mended first. */
export const readResponse = ({
  words,
  on,
}: TypedResponse): {
  readonly said: Pick<InputOf<'notices.preview'>, 'response'>;
  readonly issues: readonly Issue[];
} => {
  const day = readDay('response.on', on, { required: false });
  if (words.trim() === '')
    return {
      said: {},
      issues: day.on
        ? [{ path: 'response.words', message: 'Write the response, or leave its date out' }]
        : day.issues,
    };
  return { said: { response: { words, ...(day.on ? { on: day.on } : {}) } }, issues: day.issues };
};
