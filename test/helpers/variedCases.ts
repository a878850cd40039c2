/** Registers of made-up cases of every kind and course, put in by SQL: for figures, whose numbers are checked against the rows. */
import type { Connection } from '../../electron/backend/database/openDatabase.ts';
import { nameKey, soundKey } from '../../electron/backend/features/cases/alike.ts';
import { startingSettings } from '../../electron/backend/features/settings/startingSettings.ts';
import {
  childStatuses,
  codesOf,
  decisionOutcomes,
  outcomesForChild,
  stageOutcomes,
} from '../../shared/domain/codes.ts';
import { bury } from '../../shared/domain/procedures/bury.ts';
import type { Procedure } from '../../shared/domain/procedures/procedureSchema.ts';
import { salford } from '../../shared/domain/procedures/salford.ts';
import { chanceFrom } from './disclosureTables.ts';

export const AGENCIES = ['Police', 'Hospital', 'Housing', 'Hollybrook School', 'Probation', 'Early Help'];

/** Bury's procedure changed half way: one theme has left its list, and one stage has another name. */
const changedBury: Procedure = {
  ...bury,
  version: 2,
  stages: bury.stages.map((stage) => (stage.order === 3 ? { ...stage, label: 'Level Three' } : stage)),
  themes: bury.themes.filter(({ id }) => id !== bury.themes[2]?.id),
};

export interface VariedRegister {
  readonly seed: number;
  readonly count: number;
  /** Of which the first is in force when the first cases are received. */
  readonly procedures: 'one' | 'changed' | 'several';
  readonly firstOn: string;
  readonly lastOn: string;
  /** Letters of free text a case: a real form has some thousands. */
  readonly textLength?: number;
}

const DAY = 86_400_000;
const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);

/** Fills an empty register. */
export const fillWithVariedCases = (connection: Connection, register: VariedRegister): void => {
  const chance = chanceFrom(register.seed);
  const whole = (below: number): number => Math.floor(chance() * below);
  const oneOf = <Item>(items: readonly Item[]): Item => items[whole(items.length)] as Item;
  const happens = (share: number): boolean => chance() < share;
  const statements = new Map<string, (values: readonly unknown[]) => void>();
  const insert = (table: string, row: Readonly<Record<string, unknown>>): void => {
    const columns = Object.keys(row);
    const key = `${table} ${columns.join()}`;
    const known = statements.get(key);
    const run =
      known ??
      (
        (statement) => (values: readonly unknown[]) =>
          void statement.run(...values)
      )(
        connection.prepare(
          `INSERT INTO ${table} (${columns.join()}) VALUES (${columns.map(() => '?').join()})`,
        ),
      );
    if (!known) statements.set(key, run);
    run(Object.values(row).map((value) => (typeof value === 'boolean' ? Number(value) : (value ?? null))));
  };
  const versions = (
    { one: [bury], changed: [bury, changedBury], several: [bury, changedBury, salford] } as const
  )[register.procedures];
  const now = `${register.lastOn}T12:00:00.000Z`;
  const span = Math.round((Date.parse(register.lastOn) - Date.parse(register.firstOn)) / DAY);
  const text = 'A made-up account of a disagreement. '
    .repeat(Math.ceil((register.textLength ?? 40) / 37))
    .slice(0, register.textLength ?? 40);

  connection.transaction(() => {
    insert('people', { id: 'clerk', name: 'Priya Nair-Test', role: 'businessManager', added_at: now });
    insert('settings', {
      name: 'unit',
      value: JSON.stringify(startingSettings({ unitName: 'Made-up', referencePrefix: 'BURY' })),
    });
    versions.forEach((definition, index) =>
      insert('procedure_versions', {
        id: `00000000-0000-4000-8000-00000000000${index}`,
        procedure_id: definition.id,
        version: definition.version,
        definition: JSON.stringify(definition),
        adopted_at: now,
      }),
    );
    AGENCIES.forEach((name, index) =>
      insert('agencies', {
        id: `agency-${index}`,
        name,
        type: 'other',
        full_member: true,
        retired: index === 4,
      }),
    );
    for (let index = 0; index < register.count; index += 1) {
      const id = `case-${String(index).padStart(6, '0')}`;
      const received = whole(span + 1);
      const receivedOn = dayAfter(register.firstOn, received);
      const version =
        versions.length === 1
          ? 0
          : received < span / 2
            ? 0
            : register.procedures === 'changed'
              ? 1
              : 1 + whole(2);
      const procedure = versions[version] ?? bury;
      const kind = happens(0.85) ? 'case' : oneOf(['resolvedElsewhere', 'liveElsewhere']);
      const isOver = kind === 'resolvedElsewhere' || (kind === 'case' && happens(0.75));
      const from = 1 + whole(procedure.stages.length);
      const to = Math.min(procedure.stages.length, from + whole(3));
      const isDecided = kind === 'case' && isOver && happens(0.6);
      const isClosed = isOver && (!isDecided || happens(0.6));
      let on = dayAfter(receivedOn, whole(3));
      const stages = Array.from({ length: to }, (_, stage) => stage + 1).map((order) => {
        if (order < from)
          return {
            state: happens(0.5) ? 'skipped' : 'evidenceOnly',
            words: '',
            took_place: false,
            stage_order: order,
          };
        const openedOn = on;
        on = dayAfter(on, whole(30));
        const isEnded = order < to || isOver;
        const isTold = kind === 'resolvedElsewhere';
        return {
          state: isEnded ? 'ended' : 'open',
          words: text.slice(0, 200),
          took_place: false,
          stage_order: order,
          opened_on: isTold ? null : openedOn,
          opened_at: isTold ? null : `${openedOn}T10:00:00.000Z`,
          ended_on: isEnded ? on : null,
          outcome: isEnded ? (order < to ? 'notResolved' : oneOf(codesOf(stageOutcomes))) : null,
          outcome_for_child:
            order === to && isEnded && happens(0.8) ? oneOf(codesOf(outcomesForChild)) : null,
          agreed_on: happens(0.7) ? dayAfter(openedOn, whole(25)) : null,
          child_led_on: happens(0.1) ? dayAfter(openedOn, whole(10)) : null,
        };
      });
      insert('cases', {
        id,
        reference: `BURY-2026-${index + 1}`,
        revision: 0,
        procedure_version_id: `00000000-0000-4000-8000-00000000000${version}`,
        record_kind: kind,
        status: isDecided ? (isClosed ? 'closed' : 'decided') : isOver ? 'closed' : 'open',
        stage_order: to,
        next_step: 'workStage',
        due_is_child_led: false,
        paused: false,
        date_of_notification: receivedOn,
        received_on: receivedOn,
        safeguarding_lead_aware: happens(0.2) ? null : happens(0.8),
        notification_sent_to: '[]',
        summary: text,
        evidence: text,
        desired_outcome: text.slice(0, 300),
        shared_concern: happens(0.1),
        level_of_need: happens(0.2) ? null : oneOf(['1', '2', '3', '4']),
        child_status: happens(0.2) ? null : oneOf(codesOf(childStatuses)),
        urgent_reason: happens(0.1) ? 'Discharge today' : null,
        danger_checked_on: receivedOn,
        logged_at: now,
        logged_by: 'clerk',
        closed_on: isClosed && happens(0.95) ? dayAfter(on, whole(10)) : null,
        closed_how: isClosed ? (happens(0.1) ? 'Referred outward: another' : 'Resolved') : null,
        reopened: happens(0.1) ? 1 + whole(2) : 0,
      });
      stages.forEach((stage) =>
        insert('case_stages', {
          id: `${id} ${stage.stage_order}`,
          case_id: id,
          outcome_for_child_words: '',
          pauses: '[]',
          ...stage,
        }),
      );
      if (isDecided)
        for (const decisionVersion of happens(0.2) ? [1, 2] : [1]) {
          const decidedOn = dayAfter(on, decisionVersion - 1);
          insert('decisions', {
            id: `${id} decision ${decisionVersion}`,
            case_id: id,
            version: decisionVersion,
            stage_order: to,
            body_id: 'executive',
            decider_name: 'Margaret Osei-Test',
            panel: '[]',
            decided_on: decidedOn,
            outcome: oneOf(codesOf(decisionOutcomes)),
            decision: text.slice(0, 200),
            reasons: text.slice(0, 200),
            required_actions: '[]',
            outcome_for_child: oneOf(codesOf(outcomesForChild)),
            outcome_for_child_words: '',
            wider_learning: '',
            dissent: '',
            referred_outward_to: '',
            recorded_at: now,
            recorded_by: 'clerk',
          });
          if (happens(0.7))
            insert('notices', {
              id: `${id} notice ${decisionVersion}`,
              case_id: id,
              version: decisionVersion,
              decision_version: decisionVersion,
              file_name: 'notice.pdf',
              content: Buffer.alloc(0),
              sha256: '',
              completed_at: now,
              completed_by: 'clerk',
              sent_on: happens(0.8) ? dayAfter(decidedOn, whole(12)) : null,
            });
        }
      const themes = happens(0.15)
        ? []
        : [...new Set([oneOf(procedure.themes).id, oneOf(procedure.themes).id])];
      themes.forEach((theme, position) =>
        insert('case_themes', {
          case_id: id,
          theme_id: theme,
          // The main one need not be the first of the list.
          is_primary: position === themes.length - 1,
          position,
        }),
      );
      [...new Set([whole(AGENCIES.length), happens(0.1) ? whole(AGENCIES.length) : -1])]
        .filter((agency) => agency >= 0)
        .forEach((agency, position) =>
          insert('case_referrers', {
            case_id: id,
            position,
            name: 'Morgan Ellery-Test',
            agency: AGENCIES[agency],
            agency_id: happens(0.1) ? null : `agency-${agency}`,
          }),
        );
      [...new Set(happens(0.15) ? [] : [whole(3), happens(0.1) ? whole(AGENCIES.length) : 0])].forEach(
        (agency, position) =>
          insert('case_challenged_agencies', { case_id: id, agency_id: `agency-${agency}`, position }),
      );
      const child = whole(Math.max(1, register.count * 0.9));
      const name = `Rowan ${String.fromCodePoint(97 + (child % 26))} Ashdown-Test`;
      insert('case_people', {
        case_id: id,
        position: 0,
        kind: happens(0.05) ? 'unborn' : 'child',
        name,
        name_key: nameKey(name),
        sound_key: soundKey(name),
        date_of_birth: happens(0.1) ? null : dayAfter('2010-01-01', (child * 37) % 5000),
        nhs_number: happens(0.3) ? null : String(9_990_000_000 + child),
      });
      if (index > 0 && happens(0.05))
        insert('case_links', {
          case_id: id,
          other_case_id: `case-${String(whole(index)).padStart(6, '0')}`,
          answer: oneOf(['same', 'different']),
        });
    }
  })();
};
