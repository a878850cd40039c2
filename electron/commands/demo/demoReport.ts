import { readdirSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { noticeLabels } from '../../../shared/domain/noticeContent.ts';
import { PROTECTIVE_MARKING } from '../../../shared/domain/paperContent.ts';
import type { Client } from '../../../shared/contract/index.ts';
import type { DemoFolder } from './demoFolder.ts';

export interface DemoNotice {
  /** Its path inside the demo's folder. */
  readonly file: string;
  readonly reference: string;
  /** The first referrer's name, as the notice has it. */
  readonly referrer: string;
  readonly decision: string;
  readonly marking: string;
  /** Every label of the procedure's form, in the order in which the notice has them. */
  readonly labels: readonly string[];
}

export interface DemoReport {
  readonly procedure: string;
  /** The business manager's. */
  readonly passphrase: string;
  /** All cases of the register, and those of them with a recorded decision. */
  readonly logged: number;
  readonly decided: number;
  readonly notices: readonly DemoNotice[];
  /** Paths inside the demo's folder. */
  readonly reports: readonly string[];
  readonly screens: readonly string[];
}

/** What the demo says of the latest notice of a case, from the register itself. */
export const describeNotice = async (
  api: Client,
  folder: DemoFolder,
  caseId: string,
): Promise<DemoNotice> => {
  const { row, form, procedure, decision, notices } = await api.cases.get({ caseId });
  return {
    file: `${relative(folder.directory, folder.notices)}/${notices[0]?.fileName ?? ''}`,
    reference: row.reference,
    referrer: form.referrers[0]?.name ?? '',
    decision: decision?.decision ?? '',
    marking: PROTECTIVE_MARKING,
    labels: noticeLabels(procedure, row.stage.order),
  };
};

export const writeReport = (folder: DemoFolder, report: DemoReport): void =>
  writeFileSync(folder.report, `${JSON.stringify(report, null, 2)}\n`);

/** The report for people. */
export const reportLines = (folder: DemoFolder, report: DemoReport): readonly string[] => {
  const rows: readonly (readonly [string, string])[] = [
    ['Procedure', report.procedure],
    ['Register', folder.register],
    ['Passphrase', report.passphrase],
    ['Cases logged', String(report.logged)],
    ['Cases decided', String(report.decided)],
    ...report.notices.map(({ file, referrer }) => ['Notice', `${file}, to ${referrer}`] as const),
    ['E-mail drafts', `${readdirSync(folder.drafts).length} in ${folder.drafts}`],
    ['Reports', `${report.reports.length} files in ${folder.reports}`],
    ['Screens', `${report.screens.length} in ${folder.screens}`],
    ['All of this', folder.report],
  ];
  return rows.map(([name, value]) => `${name.padEnd(14)}${value}`);
};
