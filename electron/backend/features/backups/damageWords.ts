import type { RegisterDamage } from '../../../../shared/contract/backups.ts';
import { officeDayOf, officeTimeOf, type Instant } from '../../../../shared/domain/calendarTypes.ts';
import { shortDate } from '../../../../shared/domain/wordsForDates.ts';
import type { FoundBackup } from '../../backups/backupManifest.ts';
import type { KeptAnchorProblem } from '../settings/repository.ts';

const momentOf = (at: Instant): string => `${shortDate(officeDayOf(at))}, ${officeTimeOf(at)}`;

const entries = (count: number): string => (count === 1 ? 'one entry' : `${count} entries`);

/** What to do in every case: what is found wrong in the log is for whoever answers for the data. */
const tellSomebody =
  'Tell your information governance lead, and keep a copy of the register’s folder as it is now.';

/** Whether the backup goes on after the last entry that the register still has. */
const holdsMore = (problem: KeptAnchorProblem, backup: FoundBackup): boolean =>
  problem.kind === 'older-than-anchor' &&
  (problem.lastEntryAt === undefined || backup.manifest.madeAt > problem.lastEntryAt);

const backupWords = (problem: KeptAnchorProblem, newest: FoundBackup | undefined): string => {
  if (!newest) return 'There is no whole backup to compare it with. Make one now.';
  const of = `The newest whole backup is of ${momentOf(newest.manifest.madeAt)}`;
  if (problem.kind !== 'older-than-anchor')
    return `${of}. Restore it to another folder to compare, if the check finds something.`;
  return holdsMore(problem, newest)
    ? `${of} and goes on after what is left here. Restore it to another folder, and look there for what is missing.`
    : `${of}, from before what is left here: restoring it brings nothing back. Do again what was done since.`;
};

/** Damage of the write-ahead log or the anchor, in the words of the office. */
export const describeDamage = (
  problem: KeptAnchorProblem,
  newest: FoundBackup | undefined,
): RegisterDamage => {
  const on = momentOf(problem.at);
  const common = {
    kind: problem.kind,
    ...(newest ? { newestWhole: { name: newest.name, madeAt: newest.manifest.madeAt } } : {}),
  };
  if (problem.kind === 'older-than-anchor')
    return {
      ...common,
      happened: `On ${on} the register was older than it should be. ${
        problem.entriesMissing > 0
          ? `The audit log lacks ${entries(problem.entriesMissing)}`
          : 'The audit log went on another way'
      }${problem.lastEntryAt ? `; the last from before is of ${momentOf(problem.lastEntryAt)}` : ''}.`,
      means:
        'Changes that had been saved after that are lost. Either the file that holds the newest changes (register.db-wal) was damaged or lost, or register.db was put back from an earlier day. All that is shown is sound.',
      toDo: [backupWords(problem, newest), tellSomebody],
    };
  return {
    ...common,
    happened:
      problem.kind === 'anchor-missing'
        ? `On ${on} the file that says how far the audit log had come (anchor.json) was missing or could not be read.`
        : `On ${on} the file that says how far the audit log had come (anchor.json) was not as the register had written it.`,
    means:
      'Up to then nobody could see whether the newest changes were all there. A new file was written, and later changes are covered again. No case was touched by this.',
    toDo: [
      'Verify the register, below: it says whether all that is there holds.',
      'Look whether the last cases that you worked on are as you left them.',
      backupWords(problem, newest),
      tellSomebody,
    ],
  };
};
