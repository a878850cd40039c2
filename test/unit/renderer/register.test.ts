import { describe, expect, it } from 'vitest';
import type { CaseRow } from '../../../shared/contract/cases.ts';
import { groupRows } from '../../../renderer/features/register/groupRows.ts';
import {
  filterOfSearch,
  readRegisterSearch,
  searchOfFilter,
} from '../../../renderer/features/register/registerSearch.ts';

const rowDue = (caseId: string, kind: CaseRow['due']['kind']): CaseRow =>
  ({ caseId, due: { kind, workingDays: 0, words: '' } }) as CaseRow;

const linesOf = (rows: readonly CaseRow[], by: string, direction: 'up' | 'down'): readonly string[] =>
  groupRows(rows, { by, direction }).map((line) =>
    line.kind === 'group' ? `${line.label}: ${line.count}` : `${line.position} ${line.row.caseId}`,
  );

describe('the register', () => {
  it('stands under headings by how near each date is', () => {
    const rows = [
      rowDue('a', 'overdue'),
      rowDue('b', 'today'),
      rowDue('c', 'paused'),
      rowDue('d', 'soon'),
      rowDue('e', 'later'),
    ];
    expect(linesOf(rows, 'due', 'up')).toEqual([
      'Overdue: 1',
      '0 a',
      'Today and the next two working days: 2',
      '1 b',
      '2 d',
      'Later: 1',
      '3 e',
      'Paused, or without a date: 1',
      '4 c',
    ]);
  });

  it('has no headings while it is sorted by something else', () => {
    expect(linesOf([rowDue('a', 'later'), rowDue('b', 'overdue')], 'child', 'up')).toEqual(['0 a', '1 b']);
  });

  it('never puts the words that somebody searches for into the address', () => {
    expect(searchOfFilter({ due: 'overdue', search: 'Ridgeway-Test' })).toEqual({ due: 'overdue' });
    expect(readRegisterSearch({ due: 'overdue', search: 'Ridgeway-Test' })).toEqual({});
  });

  it('opens with no filter where the address does not fit', () => {
    expect(readRegisterSearch({ status: ['open', 'lost'] })).toEqual({});
  });

  it('asks for the cases that the address and the search words describe', () => {
    const search = readRegisterSearch({ status: ['open'], sortBy: 'child', sortDirection: 'down' });
    expect([filterOfSearch(search, ' '), filterOfSearch(search, ' Prior ')]).toEqual([
      { status: ['open'] },
      { status: ['open'], search: 'Prior' },
    ]);
  });
});
