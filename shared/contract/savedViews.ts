import { z } from 'zod';
import { analyticsFilterSchema } from '../domain/analytics/analyticsFilter.ts';
import { caseFilterSchema, sortKeys } from './cases.ts';
import { idSchema, lineSchema, nothing } from './common.ts';
import { mutation, query } from './operation.ts';
import { chosenColumnsSchema } from './registerColumns.ts';

/**
 * What the register shows, as its address and a saved view hold it: codes and days only. The words that somebody
 * searches for are a child's name more often than not, so they stay out of both.
 */
export const registerSearchSchema = caseFilterSchema.omit({ search: true }).extend({
  sortBy: z.enum(sortKeys).optional(),
  sortDirection: z.enum(['up', 'down']).optional(),
  /** A view's own columns; without them, those that the person has chosen. */
  columns: chosenColumnsSchema.optional(),
});
export type RegisterSearch = z.infer<typeof registerSearchSchema>;

const lookSchema = z.discriminatedUnion('screen', [
  z.strictObject({ screen: z.literal('register'), search: registerSearchSchema }),
  z.strictObject({ screen: z.literal('analytics'), search: analyticsFilterSchema }),
]);
export type SavedLook = z.infer<typeof lookSchema>;

const nameSchema = lineSchema.max(80, 'Use 80 characters or fewer');

const savedViewSchema = z.strictObject({
  id: idSchema,
  name: z.string(),
  look: lookSchema,
  /** Shown to everybody of the office. */
  shared: z.boolean(),
  ownerName: z.string(),
  /** Their own, or a shared one that the business manager looks after. */
  mayChange: z.boolean(),
});
export type SavedView = z.infer<typeof savedViewSchema>;

export const savedViews = {
  /** One's own and those that the office shares, by name. */
  list: query({
    allow: 'cases.view',
    input: nothing,
    output: z.strictObject({ views: z.array(savedViewSchema) }),
  }),
  save: mutation({
    allow: 'cases.view',
    audit: 'collection',
    input: z.strictObject({ name: nameSchema, look: lookSchema, shared: z.boolean() }),
    output: z.strictObject({ id: idSchema }),
  }),
  /** Another name, or shared where it was not, or the other way round. */
  rename: mutation({
    allow: 'cases.view',
    audit: 'alteration',
    input: z.strictObject({ id: idSchema, name: nameSchema, shared: z.boolean() }),
    output: nothing,
  }),
  /** Keeps what the screen shows now under the name that the view has. */
  overwrite: mutation({
    allow: 'cases.view',
    audit: 'alteration',
    input: z.strictObject({ id: idSchema, look: lookSchema }),
    output: nothing,
  }),
  remove: mutation({
    allow: 'cases.view',
    audit: 'erasure',
    input: z.strictObject({ id: idSchema }),
    output: nothing,
  }),
};
