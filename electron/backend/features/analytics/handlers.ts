import { quartersBetween, yearOf, type NamedPeriod } from '../../../../shared/domain/analytics/quarters.ts';
import { officeDayOf } from '../../../../shared/domain/calendarTypes.ts';
import { commonThemes, tiers } from '../../../../shared/domain/codes.ts';
import { shortDate } from '../../../../shared/domain/wordsForDates.ts';
import { writeSpreadsheet } from '../../documents/writing/spreadsheet.ts';
import type { Handlers } from '../../router.ts';
import { listAgencies } from '../directory/repository.ts';
import { getSettings } from '../settings/repository.ts';
import type { FactsFiller } from './factsFiller.ts';
import { findFirstReceivedOn, listVersions, type AdoptedVersion } from './repository.ts';
import { countInSlices, figureUnitOf, readRegister } from './sources.ts';

const codesWithLabels = <Code extends string>(labels: Readonly<Record<Code, string>>) =>
  (Object.keys(labels) as Code[]).map((code) => ({ code, label: labels[code] }));

/** The themes of every version of a procedure; those that its last version no longer has come last. */
const themesOf = (versions: readonly AdoptedVersion[]) => {
  const inForce = new Set(versions.at(-1)?.procedure.themes.map(({ id }) => id));
  const labels = new Map(
    versions.flatMap(({ procedure }) => procedure.themes.map(({ id, label }) => [id, label] as const)),
  );
  return [...labels]
    .map(([id, label]) => ({ id, label, retired: !inForce.has(id) }))
    .sort((one, other) => Number(one.retired) - Number(other.retired));
};

export const createAnalyticsHandlers = (filler: FactsFiller): Handlers['analytics'] => ({
  figures: async (filter, context) => {
    const { today } = context;
    context.recordLook({ entity: 'register', detail: 'figures' });
    await filler.fill(context);
    const register = await readRegister(() => context.database);
    const tables = await countInSlices(register, filter, figureUnitOf(context.database, today));
    return { asOf: today, tables };
  },

  options: (_input, { database, today }) => {
    const { quarters: calendar } = getSettings(database);
    const quarters = quartersBetween(findFirstReceivedOn(database) ?? today, today, calendar).toReversed();
    const years = new Map<string, NamedPeriod>(
      quarters.map(({ from }) => yearOf(from, calendar)).map((year) => [year.key, year]),
    );
    const byProcedure = Map.groupBy(listVersions(database), ({ procedure }) => procedure.id);
    return {
      today,
      quarters,
      years: [...years.values()],
      procedures: [...byProcedure].map(([procedureId, versions]) => ({
        procedureId,
        label: versions.at(-1)?.procedure.partnershipName ?? procedureId,
        versions: versions.toReversed().map(({ versionId, procedure, adoptedAt }) => ({
          versionId,
          label: `Version ${procedure.version}, from ${shortDate(officeDayOf(adoptedAt))}`,
          stages: procedure.stages
            .filter(({ outward }) => !outward)
            .map(({ order, label, name, tier }) => ({ order, label: `${label}: ${name}`, tier })),
        })),
        themes: themesOf(versions),
      })),
      agencies: listAgencies(database).map(({ id, name, retired }) => ({ id, name, retired })),
      tiers: codesWithLabels(tiers),
      commonThemes: codesWithLabels(commonThemes),
    };
  },

  save: async ({ figure, content }, context) => {
    const { format } = content;
    const bytes =
      format === 'csv'
        ? await writeSpreadsheet(content.rows, 'csv')
        : format === 'svg'
          ? Buffer.from(content.text)
          : Buffer.from(content.bytes, 'base64');
    return context.handOver(
      { entity: 'register', detail: `figure ${figure} as ${format}` },
      { suggestedName: `${figure}.${format}`, bytes, action: 'save' },
    );
  },
});
