import type { DisclosureSettings, PublishedTable } from '../disclosure/publishedTable.ts';
import type { ReportContent } from './reportContent.ts';

/** What is kept of a report when it is frozen: enough to make it again, and to tell what has changed since. */
export interface FrozenReport {
  /** Word for word and number for number as it is printed. */
  readonly content: ReportContent;
  /** What was published of each table, by the figure's id: later reports must not give away what these hide. */
  readonly published: Readonly<Record<string, PublishedTable>>;
  readonly disclosure: DisclosureSettings;
  readonly methodVersion: string;
  /** How far the audit log had come, and its seal there. */
  readonly auditHead: { readonly sequence: number; readonly seal: string };
}
