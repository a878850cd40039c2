import { z } from 'zod';

export const disclosureMethods = {
  suppress: 'Hide small numbers',
  round: 'Round all numbers',
} as const;

export const roundingBases = [3, 5, 10] as const;

const wholeNumber = (least: number, most: number) =>
  z.int(`Use ${least} to ${most}`).min(least, `Use ${least} to ${most}`).max(most, `Use ${least} to ${most}`);

/** How a unit keeps small numbers of children out of what it publishes. Narrower limits would protect nobody. */
export const disclosureSettingsSchema = z.strictObject({
  method: z.enum(['suppress', 'round']),
  /** Counts from 1 to this are small. A reader would know a lone number: 1 to 1 is 1. */
  smallUpTo: wholeNumber(2, 20),
  /** Used when rounding. */
  roundTo: z.literal(roundingBases),
  /** Percentages and medians on fewer cases are hidden. */
  smallestBase: wholeNumber(2, 100),
});
export type DisclosureSettings = Readonly<z.infer<typeof disclosureSettingsSchema>>;

/** The Department for Education's practice: 1 to 5 hidden. */
export const usualDisclosureSettings: DisclosureSettings = {
  method: 'suppress',
  smallUpTo: 5,
  roundTo: 5,
  smallestBase: 10,
};
