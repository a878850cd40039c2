import { expect, test } from 'vitest';
import { parse } from 'csv-parse/sync';
import { day, logForm } from '../../helpers/loggedCase.ts';
import { openOffice, setUp } from '../../helpers/office.ts';

test('the log of chosen days leaves as a file in the office’s own words, oldest first', async () => {
  await using office = openOffice({ at: '2026-03-28T09:30:00Z' });
  const { api } = office;
  await setUp(office);
  const { caseId } = await logForm(office, '2026-03-28');
  // The clocks go forward in the night: the day of the 29th has 23 hours and ends at 23:00 UTC.
  office.clock.set('2026-03-29T22:56:00Z');
  await api.cases.get({ caseId });
  office.clock.set('2026-03-29T23:00:00Z');
  await api.cases.get({ caseId });
  await api.audit.exportFile({ from: day('2026-03-29'), to: day('2026-03-29'), format: 'csv' });
  const rows = parse(Buffer.from(office.delivered[0]?.bytes ?? []), { bom: true }) as string[][];
  expect({
    name: office.delivered[0]?.suggestedName,
    rows: rows.map((row) => row.slice(1, 7)),
    listed: (await api.audit.list({ from: day('2026-03-30'), offset: 0, limit: 10 })).entries.map(
      ({ action }) => action,
    ),
  }).toEqual({
    name: 'audit-log.csv',
    rows: [
      ['Day', 'Time', 'Who', 'What', 'To what', 'Kind'],
      ['2026-03-29', '23:56', 'Priya Nair-Test', 'Looked at a case', 'BURY-2026-001', 'Looked at'],
    ],
    listed: ['audit.exportFile', 'cases.get'],
  });
});
