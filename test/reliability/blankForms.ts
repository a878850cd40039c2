/**
 * Every blank form, filled in by program with awkward words and read back. Run by hand with
 * `node test/reliability/blankForms.ts [cases] [seed]`; prints its figures as one line of JSON.
 */
import { pathToFileURL } from 'node:url';
import { bundledProcedures } from '../../shared/domain/procedures/bundledProcedures.ts';
import { blankFormats, roundTrip } from '../helpers/blankFormRoundTrip.ts';

export interface BlankFormsFigures {
  readonly seed: number;
  /** For each form and format. */
  readonly cases: number;
  readonly forms: number;
  /** The forms that did not give every word back, with the smallest case. */
  readonly unequal: readonly string[];
}

export const checkBlankForms = async (cases: number, seed: number): Promise<BlankFormsFigures> => {
  const unequal: string[] = [];
  for (const procedure of bundledProcedures)
    for (const format of blankFormats)
      await roundTrip(procedure, format, { cases, seed }).catch((error: unknown) => {
        unequal.push(`${procedure.id}, ${format}: ${error instanceof Error ? error.message : String(error)}`);
      });
  return { seed, cases, forms: bundledProcedures.length * blankFormats.length, unequal };
};

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [cases = '200', seed = '20260514'] = process.argv.slice(2);
  const figures = await checkBlankForms(Number(cases), Number(seed));
  console.log(JSON.stringify(figures));
  process.exitCode = figures.unequal.length === 0 ? 0 : 1;
}
