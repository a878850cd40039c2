/** Reading the form that an office gets by e-mail. */
import {
  createDocumentReader,
  createNodeParserHost,
} from '../../electron/backend/documents/reading/parserProcess.ts';
import { projectDirectory } from '../../electron/preview/nodeHost.ts';
import { plainDate } from '../../shared/domain/calendarTypes.ts';
import { bundledProcedures } from '../../shared/domain/procedures/bundledProcedures.ts';
import { fixtureForm } from '../helpers/office.ts';
import { median, type BenchRow } from './row.ts';

const form = 'bury-request-for-resolution.docx';
const about = { today: plainDate('2026-11-20'), procedures: bundledProcedures };

const millisecondsOf = async (work: () => Promise<{ readonly ok: boolean }>): Promise<number> => {
  const startedAt = performance.now();
  const { ok } = await work();
  if (!ok) throw new Error('The form was not read');
  return performance.now() - startedAt;
};

const open = () => createDocumentReader(createNodeParserHost({ applicationDirectory: projectDirectory }));

export const warmFormRow: BenchRow = {
  name: 'form.readDocx',
  measures: 'reading and recognising Bury’s form in a parser that is at work already; limit: 50 ms',
  target: { ratio: 1 },
  sizes: 'largest',
  measure: async ({ times }) => {
    const reader = open();
    try {
      const bytes = fixtureForm(form);
      const took: number[] = [];
      for (let turn = 0; turn < times + 10; turn += 1)
        took.push(await millisecondsOf(() => reader.read(bytes, about)));
      return { medianMs: median(took.slice(10)), limitMs: 50 };
    } finally {
      reader.close();
    }
  },
};

export const coldFormRow: BenchRow = {
  name: 'form.readDocx.cold',
  measures: 'the same, from starting the parser on; limit: 500 ms',
  target: { ratio: 1 },
  sizes: 'largest',
  measure: async ({ times }) => {
    const bytes = fixtureForm(form);
    const took: number[] = [];
    for (let turn = 0; turn < Math.min(times, 9); turn += 1) {
      const reader = open();
      took.push(await millisecondsOf(() => reader.read(bytes, about)));
      reader.close();
    }
    return { medianMs: median(took), limitMs: 500 };
  },
};
