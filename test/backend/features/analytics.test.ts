import { expect, test } from 'vitest';
import { casesOfCell } from '../../../shared/domain/analytics/figureTable.ts';
import { plainDate } from '../../../shared/domain/calendarTypes.ts';
import { openOffice, refusalOf, setUp } from '../../helpers/office.ts';
import { logForm } from '../../helpers/loggedCase.ts';

test('a number of a figure opens exactly the cases that it counts', async () => {
  await using office = openOffice();
  await setUp(office);
  await logForm(office, '2026-05-11');
  await logForm(office, '2026-02-11', { levelOfNeed: '3', childStatus: 'lookedAfter' });
  const { tables } = await office.api.analytics.figures({});
  for (const table of tables)
    for (const [rowIndex, row] of table.rows.entries())
      for (const [columnIndex, column] of table.columns.entries()) {
        const cell = table.cells[rowIndex]?.[columnIndex];
        if (cell?.count === 0) continue;
        const { total } = await office.api.cases.list({
          filter: casesOfCell(table, row, column, {}),
          sort: { by: 'received', direction: 'up' },
          offset: 0,
          limit: 1,
        });
        expect([table.id, row.key, column.key, total]).toEqual([table.id, row.key, column.key, cell?.count]);
      }
});

test('a period that is set centuries ahead is drawn up to today, and one before all counting is asked about', async () => {
  await using office = openOffice();
  await setUp(office);
  await logForm(office, '2026-05-11');
  const quartersTo = async (to: string) => {
    const { tables } = await office.api.analytics.figures({ to: plainDate(to) });
    return tables.find(({ id }) => id === 'themesByQuarter')?.columns.map(({ label }) => label);
  };
  expect(await quartersTo('9999-12-31')).toEqual(await quartersTo('2026-05-14'));
  expect(await refusalOf(quartersTo('0001-01-01'))).toMatchObject({ issues: [{ path: 'to' }] });
});
