import { describe, expect, it } from 'vitest';
import { listShapeOf } from '../../../renderer/features/register/listShape.ts';
import {
  filterOfSearch,
  readRegisterSearch,
  searchOfFilter,
} from '../../../renderer/features/register/registerSearch.ts';

const linesOf = (...asked: Parameters<typeof listShapeOf>): readonly string[] => {
  const { lineCount, lineAt } = listShapeOf(...asked);
  return Array.from({ length: lineCount }, (_, index) => {
    const line = lineAt(index);
    return line?.kind === 'group' ? `${line.label}: ${line.count}` : String(line?.position);
  });
};

describe('the register', () => {
  it('stands under headings by how near each date is, and what has no date is last either way', () => {
    const byDue = { overdue: 1, soon: 2, later: 1 };
    expect([
      linesOf(5, 'up', byDue),
      linesOf(5, 'down', byDue),
      linesOf(1, 'up', { overdue: 0, soon: 1, later: 0 }),
    ]).toEqual([
      [
        'Overdue: 1',
        '0',
        'Today and the next two working days: 2',
        '1',
        '2',
        'Later: 1',
        '3',
        'Paused, or without a date: 1',
        '4',
      ],
      [
        'Later: 1',
        '0',
        'Today and the next two working days: 2',
        '1',
        '2',
        'Overdue: 1',
        '3',
        'Paused, or without a date: 1',
        '4',
      ],
      ['Today and the next two working days: 1', '0'],
    ]);
  });

  it('has no headings while it is sorted by something else', () => {
    expect(linesOf(2, 'up', undefined)).toEqual(['0', '1']);
  });

  it('finds the line of each case of a long list, and no line beyond it', () => {
    const shape = listShapeOf(100_000, 'up', { overdue: 4_000, soon: 0, later: 16_000 });
    const places = [0, 3_999, 4_000, 19_999, 20_000, 99_999];
    expect([
      places.map((place) => shape.lineAt(shape.indexOf(place))),
      [-1, shape.lineCount].map((index) => shape.lineAt(index)),
    ]).toEqual([places.map((position) => ({ kind: 'case', position })), [undefined, undefined]]);
  });

  it('never puts the words that somebody searches for into the address', () => {
    expect(searchOfFilter({ due: 'overdue', search: 'Ridgeway-Test' })).toEqual({ due: 'overdue' });
    expect(readRegisterSearch({ due: 'overdue', search: 'Ridgeway-Test' })).toEqual({});
  });

  it('opens with no filter where the address does not fit', () => {
    expect(readRegisterSearch({ status: ['open', 'lost'] })).toEqual({});
  });

  it('asks for the cases that the address and the search words describe', () => {
    const search = readRegisterSearch({
      status: ['open'],
      sortBy: 'child',
      sortDirection: 'down',
      columns: ['due', 'child'],
    });
    expect([filterOfSearch(search, ' '), filterOfSearch(search, ' Prior ')]).toEqual([
      { status: ['open'] },
      { status: ['open'], search: 'Prior' },
    ]);
  });
});
