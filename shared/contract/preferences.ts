import { z } from 'zod';
import { nothing } from './common.ts';
import { mutation, query } from './operation.ts';
import { chosenColumnsSchema, densities } from './registerColumns.ts';

/** `system` follows the computer. */
export const appearances = {
  system: 'As this computer',
  light: 'Light',
  dark: 'Dark',
  high: 'High contrast',
} as const;
export type Appearance = keyof typeof appearances;

const preferencesSchema = z.strictObject({
  appearance: z.enum(['system', 'light', 'dark', 'high']).optional(),
  /** The look around the window has been taken, or was not wanted. */
  tourDone: z.boolean().optional(),
  /** The register's columns in their order; null: the usual ones. */
  registerColumns: chosenColumnsSchema.nullable().optional(),
  registerDensity: z.enum(densities).optional(),
});
export type Preferences = z.output<typeof preferencesSchema>;

/**
 * How a person likes their window. It is kept under their name inside the register, since the app's window keeps nothing from
 * one start to the next.
 */
export const preferences = {
  get: query({ allow: 'own.account', input: nothing, output: preferencesSchema }),
  /** Changes what is given and leaves the rest. */
  keep: mutation({ allow: 'own.account', audit: 'none', input: preferencesSchema, output: nothing }),
};
