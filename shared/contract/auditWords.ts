import type { OperationName } from './index.ts';
import { sendingWays } from './cases.ts';
import type { AuditKind } from './operation.ts';
import type { FigureId } from '../domain/analytics/figureIds.ts';
import { measures } from '../domain/analytics/measures.ts';
import type { PlainDate } from '../domain/calendarTypes.ts';
import { shortDate } from '../domain/wordsForDates.ts';
import { stageOutcomes } from '../domain/codes.ts';
import { roles } from '../domain/permissions.ts';

export const auditKindWords: Readonly<Record<AuditKind, string>> = {
  collection: 'Taken in',
  alteration: 'Changed',
  consultation: 'Looked at',
  disclosure: 'Handed out',
  combination: 'Compared',
  erasure: 'Erased',
  security: 'Security',
};

const words: Readonly<Partial<Record<OperationName, string>>> = {
  'vault.create': 'Made the register',
  'vault.proveRecoveryKey': 'Proved the recovery key',
  'vault.renewRecoveryKey': 'Made a new recovery key',
  'vault.unlock': 'Unlocked the register',
  'vault.unlockWithRecoveryKey': 'Unlocked with the recovery key',
  'vault.changeOwnPassphrase': 'Changed their passphrase',
  'vault.lock': 'Locked the register',
  'vault.restore': 'Restored the register from a backup',
  'vault.restoreWithRecoveryKey': 'Restored the register from a backup, with the recovery key',
  'people.changeKeys': 'Changed the register’s keys',
  'backups.chooseFolder': 'Chose the folder for backups',
  'backups.make': 'Made a backup',
  'backups.drill': 'Restored a backup as a drill',
  'backups.restoreElsewhere': 'Restored a backup to another folder',
  'backups.makePortable': 'Made a copy for another computer',
  'backups.verify': 'Verified the register',
  'backups.settleDamage': 'Saw to damage that was found',
  'people.add': 'Added a person',
  'people.changeRole': 'Changed a role',
  'people.resetPassphrase': 'Made a new passphrase',
  'people.remove': 'Removed a person',
  'settings.update': 'Changed the settings',
  'directory.addAgency': 'Added an agency',
  'directory.change': 'Changed the directory',
  'directory.importFile': 'Brought a file into the directory',
  'directory.exportFile': 'Saved the directory as a file',
  'audit.exportFile': 'Saved the audit log as a file',
  'retention.queue': 'Looked at the retention reviews',
  'retention.keep': 'Kept a record longer',
  'retention.hold': 'Put a record on hold',
  'retention.release': 'Released a hold',
  'retention.erase': 'Erased a record',
  'retention.eraseUnlogged': 'Erased what was never logged',
  'retention.saveCertificate': 'Saved a certificate of erasure',
  'subjectAccess.find': 'Looked for one person’s records',
  'subjectAccess.thirdParties': 'Looked at who else is named',
  'subjectAccess.export': 'Made a package of one person’s records',
  'documents.finish': 'Received a file',
  'documents.get': 'Looked at a file',
  'documents.saveCopy': 'Saved a copy of a file',
  'drafts.start': 'Started a draft',
  'drafts.get': 'Opened a draft',
  'drafts.save': 'Saved a draft',
  'drafts.discard': 'Discarded a draft',
  'drafts.restore': 'Took a draft back',
  'drafts.log': 'Logged a case',
  'cases.get': 'Looked at a case',
  'cases.list': 'Looked at a list of cases',
  'cases.today': 'Looked at Today',
  'analytics.figures': 'Looked at the figures',
  'drafts.list': 'Looked at the list of drafts',
  'cases.exportList': 'Saved a list of cases as a file',
  'cases.findAlike': 'Looked for the same child',
  'cases.correct': 'Corrected a case',
  'cases.assign': 'Gave a case to an owner',
  'cases.recordEntry': 'Recorded an entry',
  'cases.setChildLedDate': "Changed the child's own date",
  'cases.setAgreedDate': 'Recorded an agreed date',
  'cases.extend': 'Extended a stage',
  'cases.pause': 'Paused a case',
  'cases.resume': 'Resumed a case',
  'cases.endStage': 'Ended a stage',
  'cases.reopen': 'Reopened a case',
  'decisions.submit': 'Made a decision ready to be signed',
  'decisions.sendBack': 'Sent a decision back',
  'decisions.sign': 'Signed a decision',
  'decisions.recordElsewhere': 'Recorded a decision made elsewhere',
  'decisions.recordTold': 'Recorded who was told of the decision',
  'reviews.addNote': 'Wrote a note of their own',
  'reviews.removeNote': 'Removed a note of their own',
  'reviews.addFileNote': 'Wrote a note for the file',
  'reviews.ask': 'Asked for more',
  'reviews.recordAnswer': 'Recorded an answer',
  'reviews.withdraw': 'Withdrew a question',
  'actions.markDone': 'Marked an action as done',
  'actions.reopen': 'Opened an action again',
  'cases.referOutward': 'Referred a case outward',
  'cases.close': 'Closed a case',
  'packs.create': 'Made a review pack',
  'packs.save': 'Handed out a review pack',
  'packs.withdraw': 'Withdrew a review pack',
  'packs.readReturn': 'Opened the answer to a review pack',
  'packs.takeIn': 'Took in the answer to a review pack',
  'notices.preview': 'Previewed a notice',
  'notices.complete': 'Completed a notice',
  'notices.pages': 'Looked at a notice',
  'notices.savePdf': 'Saved a notice as PDF',
  'notices.draftEmail': 'Made an e-mail draft',
  'notices.emailText': 'Took the words of an e-mail',
  'notices.markSent': 'Marked a notice as sent',
  'notices.confirmReceipt': 'Confirmed a receipt',
  'notices.showPdf': 'Opened a notice as PDF',
  'letters.keepTemplate': 'Changed the wording of a letter',
  'letters.restoreTemplate': 'Restored the wording of a letter',
  'letters.ofCase': 'Looked at the letters',
  'letters.compose': 'Began a letter',
  'letters.preview': 'Previewed a letter',
  'letters.write': 'Wrote a letter',
  'letters.pages': 'Looked at a letter',
  'letters.savePdf': 'Saved a letter as PDF',
  'letters.showPdf': 'Opened a letter as PDF',
  'letters.draftEmail': 'Made an e-mail draft',
  'letters.emailText': 'Took the words of a letter',
  'letters.markSent': 'Marked a letter as sent',
  'letters.confirmReceipt': 'Confirmed a receipt',
  'letters.setAside': 'Set a letter aside',
  'breaches.record': 'Recorded a breach',
  'breaches.followUp': 'Followed up a breach',
  'breaches.close': 'Closed a breach',
  'tracker.bringIn': 'Brought in the old tracker',
  'tracker.undo': 'Took back the old tracker',
  'reports.start': 'Started a report',
  'reports.save': 'Saved a report',
  'reports.discard': 'Threw a report away',
  'reports.open': 'Looked at a report',
  'reports.check': 'Checked a report for names',
  'analytics.save': 'Saved a figure as a file',
  'reports.freeze': 'Froze a report',
  'reports.makeFiles': 'Made the files of a report',
  'reports.exportFile': 'Handed out a report',
  'reports.withdraw': 'Withdrew a report',
  'savedViews.save': 'Saved a view',
  'savedViews.rename': 'Renamed a view',
  'savedViews.overwrite': 'Overwrote a view',
  'savedViews.remove': 'Deleted a view',
  'audit.check': 'Checked the log',
};

/** Operations of earlier versions, which logs still tell of. */
const formerWords: Readonly<Record<string, string>> = { 'cases.recordDecision': 'Recorded a decision' };

/** What an entry's operation is called in the office; an operation that is not in the list, by its own name. */
export const operationInWords = (action: string): string =>
  (words as Readonly<Record<string, string | undefined>>)[action] ?? formerWords[action] ?? action;

/** Details that only say once more what the operation's words say. */
const saidAlready: ReadonlySet<string> = new Set([
  'unlocked',
  'locked',
  'logged',
  'closed',
  'what is to do today',
  'damage seen to',
  'figures',
  'paused',
  'extended',
  'register made',
  'own passphrase changed',
  'new passphrase',
  'recovery key proved',
  'new recovery key',
  'searched for the same child',
  'notice previewed',
  'letter previewed',
  'letter begun',
  'letters',
  'breach followed up',
  'breach closed',
  'pages shown',
  'agency added',
  'details corrected',
  'clock runs again',
  'words of the e-mail',
  'decision submitted',
  'decision sent back',
  'own note',
  'note for the file',
  'asked for more',
  'answer',
  'question withdrawn',
  'action done',
  'action open again',
]);

/** The codes that an operation's details hold. */
const codes: Readonly<Partial<Record<OperationName, Readonly<Record<string, string>>>>> = {
  'people.add': roles,
  'people.changeRole': roles,
  'cases.recordEntry': {
    contact: 'Contact',
    meeting: 'Meeting',
    note: 'Note',
    evidence: 'Evidence',
    dutyDone: 'A duty done',
  },
  'cases.endStage': stageOutcomes,
  'notices.markSent': sendingWays,
  'letters.markSent': sendingWays,
  'audit.check': { chain: 'the log' },
};

const fileKinds: Readonly<Record<string, string>> = {
  xlsx: 'an Excel file',
  docx: 'a Word file',
  pdf: 'a PDF',
  csv: 'a CSV file',
  png: 'a picture',
  svg: 'a picture',
};

/** The detail of an entry as the office would say it; empty where it adds nothing. */
export const detailInWords = (
  { action, detail }: { readonly action: string; readonly detail: string },
  people: readonly { readonly id: string; readonly name: string }[],
): string => {
  if (saidAlready.has(detail)) return '';
  const labels = (codes as Readonly<Record<string, Readonly<Record<string, string>> | undefined>>)[action];
  const words = detail
    .replace(
      /person:([\w-]+)/g,
      (_code, personId: string) => people.find(({ id }) => id === personId)?.name ?? 'not known',
    )
    .replace(/\b[a-z]\w*/g, (word) => labels?.[word] ?? word)
    // That it was handed over is what the operation says.
    .replace(/ handed over$/, '')
    .replace(/ not taken$/, ': cancelled before it was saved')
    .replace(
      /(?:,| as) (xlsx|docx|pdf|csv|png|svg)\b/,
      (_format, format: string) => ` as ${fileKinds[format]}`,
    )
    .replace(/^figure (\w+)/, (whole, id: string) => measures[id as FigureId]?.title ?? whole)
    .replace(/\b\d{4}-\d\d-\d\d(?![\dT-])/g, (day) => shortDate(day as PlainDate));
  return words.charAt(0).toUpperCase() + words.slice(1);
};
