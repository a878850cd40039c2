/** The report of the last whole quarter, internal and published, written, frozen and handed over as the screens do. */
import type { Client } from '../../../shared/contract/index.ts';
import { quarterAfter } from '../../../shared/domain/analytics/quarters.ts';
import type { PlainDate } from '../../../shared/domain/calendarTypes.ts';
import { reportFormats, reportKinds, type ReportTexts } from '../../../shared/domain/report/reportTexts.ts';

const codesIn = <Code extends string>(labels: Readonly<Record<Code, string>>) =>
  Object.keys(labels) as Code[];

const written: Partial<ReportTexts> = {
  learning:
    'Where the same disagreement came up twice, both agencies had read the threshold document and understood it differently. A joint reading of three made-up examples settled it.\nChildren were better served where the safeguarding lead was told on the day.',
  actions: [
    {
      action: 'Hold a joint session on thresholds',
      owner: 'Learning and improvement group',
      by: 'End of January',
    },
    { action: 'Ask silent agencies how they escalate', owner: 'Business unit', by: 'Next quarter' },
  ],
};

/** The reports' ids, the internal one first. The register is open, and its clock stands after the quarter. */
export const writeReports = async (api: Client, today: PlainDate): Promise<readonly string[]> => {
  const { settings } = await api.settings.get({});
  const quarter = quarterAfter(today, -1, settings.quarters);
  const ids: string[] = [];
  for (const kind of codesIn(reportKinds)) {
    const { reportId } = await api.reports.start({ kind, firstOn: quarter.from, lastOn: quarter.to });
    const { texts, report } = await api.reports.open({ reportId });
    const { revision } = await api.reports.save({
      reportId,
      revision: report.revision,
      texts: { ...texts, ...written },
    });
    await api.reports.freeze({ reportId, revision });
    await api.reports.makeFiles({ reportId });
    for (const format of codesIn(reportFormats)) await api.reports.exportFile({ reportId, format });
    ids.push(reportId);
  }
  return ids;
};
