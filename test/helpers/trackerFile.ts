/** An old tracker as an office would have kept it, and a case written back into a row of one. */
import { strToU8, zipSync } from 'fflate';
import { decisionOutcomes, outcomesForChild, stageOutcomes } from '../../shared/domain/codes.ts';
import type { Procedure } from '../../shared/domain/procedures/procedureSchema.ts';
import { trackerFields, type TrackerCase, type TrackerField } from '../../shared/domain/tracker.ts';

export const allFields = Object.keys(trackerFields) as readonly TrackerField[];
export const allHeadings = allFields.map((field) => trackerFields[field]);

/** A case as a row under `allHeadings`, in the register's own words. */
export const trackerRow = (found: TrackerCase, procedure: Procedure): readonly string[] => {
  const outcomes: Readonly<Record<string, string>> = { ...stageOutcomes, ...decisionOutcomes };
  const numbers = found.people.map(({ nhsNumber, otherNumber }) => nhsNumber ?? otherNumber ?? '');
  const cells: Readonly<Record<TrackerField, string>> = {
    oldReference: found.oldReference ?? '',
    receivedOn: found.receivedOn,
    dateOfNotification: found.dateOfNotification,
    childName: found.people.map(({ name }) => name ?? '').join('; '),
    dateOfBirth: found.people.map(({ dateOfBirth }) => dateOfBirth ?? '').join('; '),
    nhsNumber: numbers.join('; '),
    raisedBy: found.raisedBy.map(({ text }) => text).join('; '),
    referrerName: found.referrerNames.join('; '),
    challenged: found.challenged.map(({ text }) => text).join('; '),
    stage: procedure.stages.find(({ order }) => order === found.stageOrder)?.label ?? '',
    stageOpenedOn: found.stageOpenedOn,
    themes: [
      ...found.themeIds.map((id) => procedure.themes.find((theme) => theme.id === id)?.label ?? id),
      ...found.otherThemes,
    ].join('; '),
    summary: found.summary,
    status: found.status === 'open' ? 'Open' : 'Closed',
    outcome: found.outcome === undefined ? found.outcomeWords : (outcomes[found.outcome] ?? ''),
    outcomeForChild:
      found.outcomeForChild === undefined
        ? found.outcomeForChildWords
        : outcomesForChild[found.outcomeForChild],
    decision: found.decision,
    decidedOn: found.decidedOn ?? '',
    notes: found.notes,
  };
  return allFields.map((field) => cells[field]);
};

const xml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** Sheets of text as an OpenDocument spreadsheet; a cell that begins with `date:` holds that day as a date. */
export const writeOds = (
  sheets: readonly { readonly name: string; readonly rows: readonly (readonly string[])[] }[],
): Uint8Array => {
  const cellOf = (text: string): string => {
    if (text === '') return '<table:table-cell/>';
    if (text.startsWith('date:'))
      return `<table:table-cell office:value-type="date" office:date-value="${text.slice(5)}T00:00:00"><text:p>a day</text:p></table:table-cell>`;
    const lines = text.split('\n').map((line) => `<text:p>${xml(line)}</text:p>`);
    return `<table:table-cell office:value-type="string">${lines.join('')}</table:table-cell>`;
  };
  const edge =
    '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>';
  const tables = sheets.map(
    ({ name, rows }) =>
      `<table:table table:name="${xml(name)}">${rows
        .map((row) => `<table:table-row>${row.map(cellOf).join('')}</table:table-row>`)
        .join('')}${edge}</table:table>`,
  );
  const content = `<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>${tables.join('')}</office:spreadsheet></office:body></office:document-content>`;
  return zipSync({
    mimetype: strToU8('application/vnd.oasis.opendocument.spreadsheet'),
    'content.xml': strToU8(content),
  });
};
