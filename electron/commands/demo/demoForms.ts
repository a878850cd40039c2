import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { plainDate, type PlainDate } from '../../../shared/domain/calendarTypes.ts';
import type { ReceivedFile } from './demoPlan.ts';

/** The filled form of each procedure and the child it is about. Stoke-on-Trent shares Staffordshire's; West Sussex has none. */
const forms: Readonly<
  Record<string, { readonly file: string; readonly child: string; readonly notifiedOn: string } | undefined>
> = {
  bury: { file: 'bury-request-for-resolution.docx', child: 'Rowan Ashdown', notifiedOn: '2026-03-09' },
  gloucestershire: {
    file: 'gloucestershire-stage-4-referral.eml',
    child: 'Tobias Merrin',
    notifiedOn: '2026-05-14',
  },
  salford: {
    file: 'salford-outcome-resolution-notice.docx',
    child: 'Imogen Farrow',
    notifiedOn: '2026-01-12',
  },
  staffordshire: {
    file: 'staffordshire-formal-escalation.docx',
    child: 'Callum Prior',
    notifiedOn: '2026-04-21',
  },
  'stoke-on-trent': {
    file: 'staffordshire-formal-escalation.docx',
    child: 'Callum Prior',
    notifiedOn: '2026-04-21',
  },
};

const rename = (file: string, bytes: Uint8Array, from: string, to: string): Uint8Array => {
  if (!file.endsWith('.docx')) return strToU8(strFromU8(bytes).replaceAll(from, to));
  const parts = unzipSync(bytes);
  const main = 'word/document.xml';
  return zipSync({
    ...parts,
    [main]: strToU8(strFromU8(parts[main] ?? new Uint8Array()).replaceAll(from, to)),
  });
};

export interface DemoForms {
  /** The day that the form bears. */
  readonly notifiedOn: PlainDate;
  readonly first: ReceivedFile;
  /** The same form about another child, as a file that came later. */
  readonly second: ReceivedFile;
}

/** Undefined where the procedure has no filled form. Throws where the file is not there. */
export const findDemoForms = (projectDirectory: string, procedureId: string): DemoForms | undefined => {
  const form = forms[procedureId];
  if (!form) return undefined;
  const bytes = readFileSync(join(projectDirectory, 'test/fixtures/forms', form.file));
  return {
    notifiedOn: plainDate(form.notifiedOn),
    first: { fileName: form.file, bytes },
    second: { fileName: form.file, bytes: rename(form.file, bytes, form.child, 'Juniper Halloway') },
  };
};
