import type { AnalyticsFilter } from '../analytics/analyticsFilter.ts';
import type { FigureTable } from '../analytics/figureTable.ts';
import type { DisclosureSettings } from '../disclosure/disclosureSettings.ts';
import type { PublishedTable } from '../disclosure/publishedTable.ts';
import type { ReportContent } from './reportContent.ts';

/** What is kept of a report when it is frozen: enough to make it again, and to tell what has changed since. */
export interface FrozenReport {
  /** Word for word and number for number as it is printed. */
  readonly content: ReportContent;
  /** Every figure with its true numbers, and the filter that it was counted under. */
  readonly tables: readonly FigureTable[];
  readonly filter: AnalyticsFilter;
  /** What was published, by the figure, with the counts behind it: later reports must not give away what these hide. */
  readonly published: Readonly<Partial<Record<string, PublishedTable>>>;
  readonly disclosure: DisclosureSettings;
  readonly methodVersion: number;
  /** How far the audit log had come, and its seal there. */
  readonly auditHead: { readonly sequence: number; readonly seal: string };
}

/** A number that is no longer what the report says. */
export interface Difference {
  readonly figure: string;
  readonly row: string;
  readonly column: string;
  readonly before: string;
  readonly now: string;
}
