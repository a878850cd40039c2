import { expect, test } from 'vitest';
import { detailInWords } from '../../shared/contract/auditWords.ts';

test('an entry of the log says its codes in the words of the office', () => {
  const people = [{ id: '0f0e', name: 'Tomasz Reid-Test' }];
  const entries = [
    ['cases.endStage', 'Level 3: notResolved'],
    ['cases.recordEntry', 'dutyDone'],
    ['cases.assign', 'owner person:0f0e'],
    ['people.changeRole', 'from reader to businessManager'],
    ['notices.markSent', 'notice version 1 sent, secureEmail'],
    ['directory.change', 'agencies 1, taken out 0'],
    ['reports.exportFile', 'published report, xlsx handed over'],
    ['analytics.save', 'figure openByAge as png handed over'],
    ['cases.exportList', '5 cases as csv not taken'],
    ['retention.keep', 'kept until 2032-06-30'],
    ['vault.unlock', 'unlocked'],
    ['cases.get', ''],
  ] as const;
  expect(entries.map(([action, detail]) => detailInWords({ action, detail }, people))).toEqual([
    'Level 3: Not resolved',
    'A duty done',
    'Owner Tomasz Reid-Test',
    'From Reader to Business manager',
    'Notice version 1 sent, Secure e-mail',
    'Agencies 1, taken out 0',
    'Published report as an Excel file',
    'Open cases by age in working days as a picture',
    '5 cases as a CSV file: cancelled before it was saved',
    'Kept until 30 June 2032',
    '',
    '',
  ]);
});
