import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  controlTable,
  roundCount,
  roundedToNoughtText,
} from '../../../shared/domain/disclosure/disclosureControl.ts';
import { percentageOfCell } from '../../../shared/domain/disclosure/publishedFigures.ts';
import {
  roundingBases,
  type DisclosureSettings,
} from '../../../shared/domain/disclosure/disclosureSettings.ts';
import { withTotals, type CountTable } from '../../../shared/domain/disclosure/publishedTable.ts';
import { countTable, firstQuarter } from '../../helpers/disclosureTables.ts';

const tables: fc.Arbitrary<CountTable> = fc
  .tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 40 }))
  .chain(([rows, columns, largest]) =>
    fc.array(
      fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: largest })), {
        minLength: columns,
        maxLength: columns,
      }),
      { minLength: rows, maxLength: rows },
    ),
  )
  .map(countTable);

const settings: fc.Arbitrary<DisclosureSettings> = fc.record({
  method: fc.constantFrom('suppress' as const, 'round' as const),
  smallUpTo: fc.integer({ min: 2, max: 10 }),
  roundTo: fc.constantFrom(...roundingBases),
  smallestBase: fc.integer({ min: 2, max: 30 }),
});

const cellsOf = (table: CountTable, given: DisclosureSettings) =>
  controlTable({ table, period: firstQuarter, settings: given }).table.cells.flat();

test('no small count is ever printed as a number of its own', () => {
  fc.assert(
    fc.property(tables, settings, (table, given) => {
      const printed = cellsOf(table, { ...given, method: 'suppress' });
      expect(
        printed.filter(
          ({ count, number }) => number !== undefined && number >= 1 && count <= given.smallUpTo,
        ),
      ).toEqual([]);
    }),
  );
});

test('what is printed as a number is the count, or the count rounded', () => {
  fc.assert(
    fc.property(tables, settings, (table, given) => {
      const counts = withTotals(table).flat();
      const cells = cellsOf(table, given);
      expect(cells.map(({ count }) => count)).toEqual(counts);
      for (const { number, text, count } of cells)
        if (number !== undefined)
          expect([text, number]).toEqual([
            given.method === 'round' && number === 0 ? roundedToNoughtText(given) : String(number),
            given.method === 'round' ? roundCount(count, given) : count,
          ]);
    }),
  );
});

test('a rounded count is a multiple, no further away than half of it, and 0 stays 0', () => {
  fc.assert(
    fc.property(fc.nat(10_000), settings, (count, given) => {
      const rounded = roundCount(count, given);
      expect([rounded % given.roundTo, Math.abs(rounded - count) <= given.roundTo / 2]).toEqual([0, true]);
      expect(roundCount(0, given)).toBe(0);
    }),
  );
});

test('of a table whose total is small nothing is printed as a number', () => {
  fc.assert(
    fc.property(tables, settings, (table, given) => {
      const total = table.counts.flat().reduce((sum, count) => sum + count, 0);
      fc.pre(total >= 1 && total <= given.smallUpTo);
      expect(cellsOf(table, given).filter(({ number }) => number !== undefined)).toEqual([]);
    }),
  );
});

test('an empty table hides nothing, but does not say so of a rounded one', () => {
  fc.assert(
    fc.property(fc.nat(6), fc.nat(6), settings, (rows, columns, given) => {
      const table = countTable(Array.from({ length: rows }, () => Array.from({ length: columns }, () => 0)));
      expect(new Set(cellsOf(table, given).map(({ text }) => text))).toEqual(
        new Set([given.method === 'round' ? roundedToNoughtText(given) : '0']),
      );
    }),
  );
});

test('percentages are those of the printed numbers', () => {
  fc.assert(
    fc.property(tables, settings, (table, given) => {
      const cells = cellsOf(table, given);
      const total = cells.at(-1)!;
      for (const cell of cells) {
        const { number } = percentageOfCell(cell, total, given);
        const isOpen =
          cell.number !== undefined && total.number !== undefined && total.number >= given.smallestBase;
        expect(number).toBe(
          isOpen && total.number !== 0 ? Math.round((100 * cell.number!) / total.number!) : undefined,
        );
      }
    }),
  );
});
