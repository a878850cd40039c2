/**
 * Every figure counted a second time from the rows of the register as they are stored, in another manner than the
 * product's: one question a cell, legacy dates, one day at a time. For tests only.
 */
import type { Connection } from '../../electron/backend/database/openDatabase.ts';
import { bankHolidaysOfYear, expectedDue } from './clockOracle.ts';

type Row = Readonly<Record<string, string | number | null>>;

interface Theme {
  readonly id: string;
  readonly common: string;
}
interface Definition {
  readonly id: string;
  readonly stages: readonly { readonly order: number; readonly label: string; readonly tier: string }[];
  readonly themes: readonly Theme[];
}

/** `figure | row | column` with what the cell should say; cells of no case are left out. */
export type ExpectedCells = ReadonlyMap<
  string,
  {
    readonly count: number;
    readonly base?: number;
    readonly median?: number;
    readonly range?: { readonly least: number; readonly most: number };
  }
>;

const DAY = 86_400_000;
const holidays = new Set(Array.from({ length: 12 }, (_, index) => bankHolidaysOfYear(2022 + index)).flat());
const stepDays = (from: string, to: string): number => {
  let days = 0;
  for (let time = Date.parse(from) + DAY; time <= Date.parse(to); time += DAY) {
    const day = new Date(time);
    if (day.getUTCDay() % 6 !== 0 && !holidays.has(day.toISOString().slice(0, 10))) days += 1;
  }
  return days;
};

const middle = (numbers: readonly number[]): number => {
  const left = [...numbers];
  while (left.length > 2) {
    left.splice(left.indexOf(Math.max(...left)), 1);
    left.splice(left.indexOf(Math.min(...left)), 1);
  }
  return left.reduce((sum, number) => sum + number, 0) / left.length;
};

const quarterKey = (day: string): string => {
  const month = Number(day.slice(5, 7));
  return `${day.slice(0, 4)}-${String(month - ((month - 1) % 3)).padStart(2, '0')}`;
};
const monthsBetween = (key: string, later: string): number =>
  12 * (Number(later.slice(0, 4)) - Number(key.slice(0, 4))) +
  Number(later.slice(5, 7)) -
  Number(key.slice(5, 7));

/** What the figures of a register should say, over a period or over all of it. */
export const expectedFigures = (
  connection: Connection,
  options: { readonly today: string; readonly from?: string; readonly to?: string },
): ExpectedCells => {
  const rowsOf = (table: string): readonly Row[] =>
    connection.prepare(`SELECT * FROM ${table}`).all() as Row[];
  const cases = rowsOf('cases');
  const links = rowsOf('case_links');
  const versions = new Map(
    rowsOf('procedure_versions').map((row) => [
      row['id'],
      JSON.parse(String(row['definition'])) as Definition,
    ]),
  );
  const ofCase = (rows: readonly Row[]) => {
    const groups = Map.groupBy(rows, (row) => row['case_id']);
    return (id: string | number | null | undefined): readonly Row[] => groups.get(id ?? null) ?? [];
  };
  const stagesOf = ofCase(rowsOf('case_stages'));
  const peopleOf = ofCase(rowsOf('case_people'));
  const referrersOf = ofCase(rowsOf('case_referrers'));
  const challengedOf = ofCase(rowsOf('case_challenged_agencies'));
  const themesOf = ofCase(rowsOf('case_themes'));
  const decisionsOf = ofCase(rowsOf('decisions'));
  const noticesOf = ofCase(rowsOf('notices'));

  const usedIds = new Set(cases.map((row) => versions.get(row['procedure_version_id'])?.id));
  const cells = new Map<string, { count: number; base?: number; days?: number[] }>();
  const put = (figure: string, row: string, column = 'cases', days?: number): void => {
    const key = `${figure} | ${row} | ${column}`;
    const cell = cells.get(key) ?? { count: 0 };
    cell.count += 1;
    if (days !== undefined) cell.days = [...(cell.days ?? []), days];
    cells.set(key, cell);
  };
  const about = new Map<string, number>();
  const isAbout = (figure: string): void => void about.set(figure, (about.get(figure) ?? 0) + 1);

  const to = options.to ?? options.today;
  const earliest = cases.map((row) => String(row['received_on'])).sort()[0] ?? to;
  const from = options.from ?? (earliest < to ? earliest : to);
  const isIn = (day: unknown): boolean => typeof day === 'string' && from <= day && day <= to;
  const lastQuarter = quarterKey(to);
  const reach = Math.max(7, monthsBetween(quarterKey(from > earliest ? from : earliest), lastQuarter) / 3);

  for (const row of cases) {
    const id = row['id'];
    const received = String(row['received_on']);
    const version = versions.get(row['procedure_version_id'])!;
    const line = (order: unknown): string => {
      const stage = version.stages.find((one) => one.order === order)!;
      return usedIds.size > 1 ? stage.tier : `${stage.order} ${stage.label}`;
    };
    const worked = stagesOf(id)
      .filter((stage) => stage['state'] === 'open' || stage['state'] === 'ended')
      .sort((one, other) => Number(one['stage_order']) - Number(other['stage_order']));
    const decision = [...decisionsOf(id)].sort(
      (one, other) => Number(other['version']) - Number(one['version']),
    )[0];
    const isOpen = row['status'] === 'open';
    const ended = isOpen ? undefined : (decision?.['decided_on'] ?? row['closed_on'] ?? undefined);
    const own = [...themesOf(id)].sort(
      (one, other) => Number(other['is_primary']) - Number(one['is_primary']),
    );
    const commonOf = (theme: Row): string =>
      version.themes.find((one) => one.id === theme['theme_id'])?.common ?? 'unknown';
    const childOutcome = isOpen
      ? undefined
      : (decision?.['outcome_for_child'] ??
        worked.findLast((stage) => stage['outcome_for_child'] !== null)?.['outcome_for_child'] ??
        undefined);
    const raisers = new Set<unknown>(referrersOf(id).map((one) => one['agency_id'] ?? 'missing'));
    const answerers = new Set<unknown>(challengedOf(id).map((one) => one['agency_id']));

    const quartersBack = monthsBetween(quarterKey(received), lastQuarter) / 3;
    if (quartersBack >= 0 && quartersBack <= reach) {
      put('volumeByQuarter', quarterKey(received), String(row['record_kind']));
      put('themesByQuarter', own[0] ? commonOf(own[0]) : 'missing', quarterKey(received));
      isAbout('themesByQuarter');
    }
    for (let back = 0; back <= reach; back += 1)
      if (quartersBack >= back && quartersBack < back + 4) {
        const months = 12 * Number(lastQuarter.slice(0, 4)) + Number(lastQuarter.slice(5, 7)) - 1 - 3 * back;
        put('rollingYear', `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`);
      }

    const day = to < options.today ? to : options.today;
    if (received <= day && (isOpen || (typeof ended === 'string' && ended > day))) {
      const age = stepDays(received, day);
      isAbout('openByAge');
      put(
        'openByAge',
        age < 6 ? 'upTo5' : age < 11 ? 'upTo10' : age < 21 ? 'upTo20' : age < 41 ? 'upTo40' : 'over40',
      );
    }

    if (isIn(received)) {
      isAbout('received');
      put('standing', String(row['status']));
      put(
        'stageReached',
        line(Math.max(Number(row['stage_order']), ...worked.map((stage) => Number(stage['stage_order'])))),
      );
      for (const reached of new Set(worked.map((stage) => line(stage['stage_order'])))) {
        const last = worked.findLast((stage) => line(stage['stage_order']) === reached)!;
        put('stageResolved', reached, 'reached');
        put(
          'stageResolved',
          reached,
          last['state'] === 'open' ? 'open' : String(last['outcome'] ?? 'missing'),
        );
      }
      put('themesPrimary', own[0] ? commonOf(own[0]) : 'missing');
      put('ownThemesPrimary', own[0] ? `${version.id} ${own[0]['theme_id']}` : 'missing');
      if (own.length === 0) put('themesAll', 'missing');
      if (own.length === 0) put('ownThemesAll', 'missing');
      for (const common of new Set(own.map(commonOf))) put('themesAll', common);
      for (const theme of own) put('ownThemesAll', `${version.id} ${theme['theme_id']}`);
      for (const raiser of raisers) put('agencies', String(raiser), 'raised');
      for (const answerer of answerers) put('agencies', String(answerer), 'challenged');
      for (const raiser of raisers)
        for (const answerer of answerers.size > 0
          ? answerers
          : [row['shared_concern'] ? 'shared' : 'missing'])
          put('raisingByChallenged', String(raiser), String(answerer));
      put('levelOfNeed', String(row['level_of_need'] ?? 'missing'));
      put('childStatus', String(row['child_status'] ?? 'missing'));

      if (Number(row['reopened']) > 0) put('course', 'reopened');
      if (stagesOf(id).some((stage) => stage['state'] === 'skipped')) put('course', 'skipped');
      if (row['urgent_reason'] !== null) put('course', 'urgent');
      const before = cases.filter(
        (other) =>
          String(other['received_on']) < received ||
          (other['received_on'] === received && String(other['id']) < String(id)),
      );
      const said = (other: Row): unknown =>
        links.find(
          (link) =>
            (link['case_id'] === id && link['other_case_id'] === other['id']) ||
            (link['other_case_id'] === id && link['case_id'] === other['id']),
        )?.['answer'];
      const sameChild = (other: Row): boolean =>
        peopleOf(id).some((one) =>
          peopleOf(other['id']).some(
            (another) =>
              (one['nhs_number'] !== null && one['nhs_number'] === another['nhs_number']) ||
              (one['date_of_birth'] !== null &&
                one['date_of_birth'] === another['date_of_birth'] &&
                one['name_key'] === another['name_key']),
          ),
        );
      if (before.some((other) => said(other) === 'same' || (said(other) !== 'different' && sameChild(other))))
        put('course', 'repeat');
      const isRelated = before.some(
        (other) =>
          own.length > 0 &&
          themesOf(other['id']).some(
            (theme) => theme['is_primary'] === 1 && theme['theme_id'] === own[0]?.['theme_id'],
          ) &&
          challengedOf(other['id']).some((one) => answerers.has(one['agency_id'])) &&
          referrersOf(other['id']).some((one) => one['agency_id'] !== null && raisers.has(one['agency_id'])),
      );
      if (isRelated) put('course', 'related');

      const gaps: readonly (readonly [string, boolean])[] = [
        ['themes', own.length === 0],
        ['levelOfNeed', row['level_of_need'] === null],
        ['childStatus', row['child_status'] === null],
        ['raisingAgency', raisers.has('missing')],
        ['challenged', answerers.size === 0 && row['shared_concern'] === 0],
        ['outcomeForChild', !isOpen && childOutcome === undefined],
        ['birth', peopleOf(id).some((one) => one['kind'] !== 'unborn' && one['date_of_birth'] === null)],
        ['nhsNumber', peopleOf(id).some((one) => one['kind'] !== 'unborn' && one['nhs_number'] === null)],
        ['endedOn', !isOpen && ended === undefined],
        ['leadAware', row['safeguarding_lead_aware'] === null],
      ];
      for (const [gap, isMissing] of gaps) if (isMissing) put('dataQuality', gap);
    }

    const endedStages = worked.filter(
      (stage) => stage['state'] === 'ended' && stage['opened_on'] !== null && isIn(stage['ended_on']),
    );
    // Bury: one week, and at the first level the day agreed, ten working days at most. Salford: the day agreed.
    const dueOf = (stage: Row): string | undefined => {
      const opened = Date.parse(String(stage['opened_at']));
      const isBury = version.id === 'bury';
      const stated = stage['agreed_on'] === null ? [] : [String(stage['agreed_on'])];
      const limit = isBury && stated.length > 0 ? [expectedDue(opened, 'workingDays', 10, true)] : [];
      const dates = [
        ...(isBury && Number(stage['stage_order']) > 1
          ? [expectedDue(opened, 'weeks', 1, true)]
          : [...stated, ...limit]),
        ...(stage['child_led_on'] === null ? [] : [String(stage['child_led_on'])]),
      ];
      return dates.sort()[0];
    };
    for (const [reached, spent] of Map.groupBy(endedStages, (stage) => line(stage['stage_order']))) {
      const days = spent.map((stage) => stepDays(String(stage['opened_on']), String(stage['ended_on'])));
      put(
        'workingDays',
        reached,
        'days',
        days.reduce((sum, one) => sum + one, 0),
      );
      const timed = spent.filter((stage) => dueOf(stage) !== undefined);
      if (timed.length === 0) continue;
      put('workingDays', reached, 'timed');
      const isLate = timed.some((stage) => String(stage['ended_on']) > String(dueOf(stage)));
      put('workingDays', reached, isLate ? 'over' : 'within');
    }

    if (isIn(ended)) {
      isAbout('ended');
      put('workingDays', 'all', 'days', stepDays(received, String(ended)));
      put('outcomeForChild', String(childOutcome ?? 'missing'));
      const isOut =
        decision?.['outcome'] === 'referredOutward' ||
        String(row['closed_how']).startsWith('Referred outward');
      put('unresolved', isOut ? 'outward' : 'within');
    }
    if (decision && isIn(decision['decided_on'])) {
      isAbout('decided');
      put('decisionOutcomes', String(decision['outcome']));
      const sent = noticesOf(id).find(
        (notice) => notice['decision_version'] === decision['version'] && notice['sent_on'] !== null,
      )?.['sent_on'];
      const last = expectedDue(Date.parse(`${decision['decided_on']}T12:00:00Z`), 'workingDays', 5, true);
      const place = sent
        ? String(sent) <= last
          ? 'onTime'
          : 'late'
        : options.today <= last
          ? 'waiting'
          : 'overdue';
      put('noticesOnTime', place);
    }
  }

  const baseOf = (figure: string, row: string, column: string): number | undefined => {
    if (figure === 'stageResolved' && column !== 'reached')
      return cells.get(`stageResolved | ${row} | reached`)?.count ?? 0;
    if (figure === 'workingDays' && (column === 'within' || column === 'over'))
      return cells.get(`workingDays | ${row} | timed`)?.count ?? 0;
    const without = [
      'volumeByQuarter',
      'rollingYear',
      'themesByQuarter',
      'raisingByChallenged',
      'stageResolved',
      'workingDays',
    ];
    if (without.includes(figure)) return undefined;
    const basis =
      figure === 'openByAge'
        ? 'openByAge'
        : figure === 'outcomeForChild' || figure === 'unresolved'
          ? 'ended'
          : figure === 'decisionOutcomes' || figure === 'noticesOnTime'
            ? 'decided'
            : 'received';
    return about.get(basis) ?? 0;
  };
  return new Map(
    [...cells].map(([key, { count, days }]) => {
      const [figure = '', row = '', column = ''] = key.split(' | ');
      const base = baseOf(figure, row, column);
      return [
        key,
        {
          count,
          ...(base === undefined ? {} : { base }),
          ...(days === undefined
            ? {}
            : { median: middle(days), range: { least: Math.min(...days), most: Math.max(...days) } }),
        },
      ];
    }),
  );
};
