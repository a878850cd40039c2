import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { bundledProcedures } from '../../shared/domain/procedures/bundledProcedures.ts';
import { blankFormats, fillBlank, readBlank, roundTrip, writeBlank } from '../helpers/blankFormRoundTrip.ts';
import { formAnswers } from '../helpers/formAnswers.ts';
import type { Row } from './row.ts';

/** Forms filled in with one person's answers and compared with another's: how many of the differences are seen. */
const countDifferencesSeen = async (seed: number): Promise<{ seen: number; of: number }> => {
  let [seen, of] = [0, 0];
  for (const procedure of bundledProcedures.slice(0, 3)) {
    const [one, other] = fc.sample(formAnswers(procedure), { seed, numRuns: 2 });
    if (!one || !other || isDeepStrictEqual(one.fields, other.fields)) continue;
    for (const format of blankFormats) {
      of += 1;
      const reading = await readBlank(
        await fillBlank(await writeBlank(procedure, format), format, one.entries),
      );
      if (!isDeepStrictEqual(reading?.fields, other.fields)) seen += 1;
    }
  }
  return { seen, of };
};

export const blankFormsRow: Row = {
  name: 'blank-forms',
  target: '200 of each form and format read back word for word',
  promise: 'every blank form, filled in with awkward words, is read back word for word',
  seed: 20260514,
  run: async (size, say) => {
    const { seed } = blankFormsRow;
    // The tests of the blank forms themselves fill in many on every run.
    const cases = size === 'full' ? 200 : 2;
    const unequal: string[] = [];
    for (const procedure of bundledProcedures)
      for (const format of blankFormats)
        await roundTrip(procedure, format, { cases, seed }).catch((error: unknown) => {
          const reason = error instanceof Error ? error.message : String(error);
          unequal.push(`${procedure.id}, ${format}`);
          say(`${procedure.id}, ${format}: ${reason}`);
        });
    const forms = bundledProcedures.length * blankFormats.length;
    const control = await countDifferencesSeen(seed);
    return {
      measured: `${forms} forms and formats, ${cases} of each: ${unequal.length} did not give every word back${unequal.map((name) => `; ${name}`).join('')}`,
      control: `compared with another person’s answers ${control.seen} of ${control.of} are seen to differ`,
      ok: unequal.length === 0 && control.of > 0 && control.seen === control.of,
    };
  },
};
