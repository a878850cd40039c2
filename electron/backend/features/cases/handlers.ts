/** The work on cases: the register's list, Today, one case, and every step of its course. */
import { Temporal } from 'temporal-polyfill';
import type { CaseFilter } from '../../../../shared/contract/cases.ts';
import { officeTimeOf, plainDateSchema, type PlainDate } from '../../../../shared/domain/calendarTypes.ts';
import {
  extensionIssues,
  isOutcomeAgreed,
  outwardDoors,
  stageEndIssues,
  type RuleIssue,
} from '../../../../shared/domain/caseCourse.ts';
import { stageOutcomes } from '../../../../shared/domain/codes.ts';
import { checkIntake } from '../../../../shared/domain/intake.ts';
import { readNhsNumber } from '../../../../shared/domain/nhsNumber.ts';
import { bankHolidays } from '../../../../shared/domain/bankHolidays.ts';
import { dutyRecordIssues, undoneDutyIssues } from '../../../../shared/domain/duties.ts';
import { textColumnsOf } from '../../../../shared/contract/registerColumns.ts';
import { mayDo, type Role } from '../../../../shared/domain/permissions.ts';
import { getStage } from '../../../../shared/domain/procedures/procedureSchema.ts';
import { dueStatus } from '../../../../shared/domain/clock.ts';
import { stagesDecidedBy } from '../../../../shared/domain/signing.ts';
import { namesInWords, shortDay } from '../../../../shared/domain/wordsForDates.ts';
import {
  addDays,
  addWorkingDays,
  isWorkingDay,
  type WorkingCalendar,
} from '../../../../shared/domain/workingDays.ts';
import { invalid, notFound, refused } from '../../appFault.ts';
import type { CopyWorkshop } from '../../backups/copyWork.ts';
import { listRecentEntities } from '../../audit/repository.ts';
import type { Context } from '../../context.ts';
import type { RegisterDatabase } from '../../database/registerDatabase.ts';
import { writeLongSpreadsheet } from '../../documents/writing/longSpreadsheet.ts';
import type { Handlers } from '../../router.ts';
import { listedActionsOf } from '../actions/listedActions.ts';
import { listOverdueActions } from '../actions/repository.ts';
import { untouchedAction } from '../decisions/placeDecision.ts';
import { insertAction } from '../decisions/repository.ts';
import { findCountedCases } from '../analytics/sources.ts';
import { countDrafts } from '../drafts/repository.ts';
import { findDocumentMeta } from '../documents/repository.ts';
import { findPerson } from '../people/repository.ts';
import { listOverdueRequests } from '../reviews/repository.ts';
import { officeCalendar } from '../settings/officeCalendar.ts';
import { getCaseDetail } from './caseDetail.ts';
import { changeCase, unitOf } from './changeCase.ts';
import { createCountMemory } from './countMemory.ts';
import { findAlike, findSameForm } from './findAlike.ts';
import { refuseUnknownAgencies } from './logCase.ts';
import {
  countByDue,
  countCases,
  countDueDays,
  findNextDueOn,
  insertEntry,
  insertStage,
  listCaseNumbers,
  listCases,
  listNumberedCases,
  findNamedCases,
  replaceCaseParts,
  updateCase,
  updateStage,
  type CaseRecord,
  type CaseSelection,
  type FilterBounds,
  type StoredStage,
} from './repository.ts';
import { clockOf, dutyFactsOf, endPauses, findOpenStage, startOfOfficeDay } from './standing.ts';
import {
  caseColumnsOf,
  earlierStageColumns,
  emptyStage,
  noteOf,
  openingColumns,
  openingMoment,
  partsOf,
} from './store.ts';
import { rowOf, type Unit } from './views.ts';

const refuseIssues = (issues: readonly RuleIssue[]): void => {
  if (issues.length > 0) throw invalid('Something needs mending before this can be saved.', issues);
};

const boundsOf = (unit: Unit, role: Role, calendar = officeCalendar(unit.settings)): FilterBounds => {
  // A weekend or bank holiday after the second working day is not a third working day off.
  const thirdDay = addWorkingDays(unit.today, 3, calendar);
  return {
    now: unit.now,
    today: unit.today,
    soonUntil: startOfOfficeDay(thirdDay),
    decidedByMe: new Map(
      [...unit.procedures].map(([versionId, procedure]) => [versionId, stagesDecidedBy(role, procedure)]),
    ),
  };
};

/** What a list asks for, as the tables know it. */
interface Asked {
  readonly filter: CaseSelection;
  readonly bounds: FilterBounds;
  readonly unit: Unit;
  readonly calendar: WorkingCalendar;
  readonly total: number;
  /** The cell of a figure whose cases it asks for, in words. */
  readonly countedIn?: string;
}

type CountMemory = ReturnType<typeof createCountMemory>;

/** How many cases the filter finds is counted once for all pages of a list. */
const askedOf = (context: Context, asked: CaseFilter, remember: CountMemory): Asked => {
  const { database, today } = context;
  const unit = unitOf(context);
  const calendar = officeCalendar(unit.settings);
  const bounds = boundsOf(unit, context.session.role, calendar);
  const { countedIn, ...plain } = asked;
  const count = () => {
    const counted = countedIn && findCountedCases(database, countedIn, today);
    const filter = counted ? { ...plain, caseIds: counted.ids } : plain;
    const total = countCases(database, filter, bounds);
    return { filter, total, ...(counted ? { countedIn: counted.words } : {}) };
  };
  // What is overdue changes with the minute, and is few.
  return { ...(asked.due === undefined ? remember(context, asked, count) : count()), bounds, unit, calendar };
};

/** A spreadsheet of as many cases is made in about two seconds; plain text in less. */
const mostExported = { xlsx: 20_000, csv: 200_000 } as const;
/** Some tens of milliseconds of work. */
const ROWS_READ_AT_ONCE = 250;
const wholeNumber = (count: number): string => count.toLocaleString('en-GB');

/** A stage does not end, and a case is not reopened, under a decision that waits for its signer. */
const refuseWhileSubmitted = ({ submission }: CaseRecord): void => {
  if (submission) throw refused('A decision waits to be signed. Send it back first, then try this again.');
};

const getOpenStage = (record: CaseRecord): StoredStage & { readonly openedOn: PlainDate } => {
  const stage = findOpenStage(record);
  if (!stage?.openedOn)
    throw refused('No stage of this case is open. Reopen it first, if there is more to do.');
  return { ...stage, openedOn: stage.openedOn };
};

const refuseUnknownDocument = (database: RegisterDatabase, documentId: string | undefined): void => {
  if (documentId !== undefined && !findDocumentMeta(database, documentId))
    throw notFound('The attached file is no longer in the register. Attach it again.');
};

/** What a stage said before it is opened once more, for the timeline: opening it again clears its fields. */
const earlierRoundOf = (stage: StoredStage | undefined): string => {
  if (!stage) return '';
  const ended = [
    stage.outcome === null ? '' : stageOutcomes[stage.outcome],
    stage.endedOn === null ? '' : `on ${shortDay(stage.endedOn)}`,
  ]
    .filter((words) => words !== '')
    .join(' ');
  return [ended === '' ? '' : `Before: ${ended}`, stage.words].filter((words) => words !== '').join('\n');
};

/** Monday of this week and the two after, Monday to Friday each. */
const weekdaysAhead = (today: PlainDate): readonly PlainDate[] => {
  const monday = addDays(today, 1 - Temporal.PlainDate.from(today).dayOfWeek);
  return [0, 7, 14].flatMap((week) => [0, 1, 2, 3, 4].map((day) => addDays(monday, week + day)));
};

const todayFilters = {
  awaitingMe: { awaitingMe: true },
  overdue: { due: 'overdue' },
  soon: { due: 'soon' },
  decision: { nextStep: ['decide', 'sign'] },
  noticeToSend: { nextStep: ['completeNotice', 'sendNotice'] },
  receipt: { nextStep: ['close', 'confirmReceipt'] },
  actions: { overdueActions: true },
  requests: { overdueRequests: true },
  breach: { openBreach: true },
  notCoded: { notCoded: true },
} as const;
const ROWS_A_GROUP = 25;
const RECENT_CASES = 5;

const overdueRequestsOf = (database: RegisterDatabase, unit: Unit) => {
  const calendar = officeCalendar(unit.settings);
  const requests = listOverdueRequests(database, unit.today);
  const found = findNamedCases(
    database,
    requests.map(({ caseId }) => caseId),
  );
  return requests.flatMap(({ caseId, askedOf, question, dueOn }) => {
    const listing = found.get(caseId);
    return listing
      ? [
          {
            caseId,
            reference: listing.case.reference,
            people: namesInWords(listing.people),
            askedOf,
            question,
            due: dueStatus(dueOn, unit.now, calendar),
          },
        ]
      : [];
  });
};

/**
 * The line of a list that was looked at: how many cases it finds, never the words that were searched for, which name
 * people. Typing on in a search, and turning to the next page, is the same look for two minutes.
 */
const recordListLook = (context: Context, filter: CaseFilter, total: number): void => {
  const how = filter.search?.trim() ? 'searched' : filter.countedIn ? 'behind a figure' : 'listed';
  context.recordLook({ entity: 'register', detail: `${how}: ${total} found`, sameAs: how });
};

export const createCasesHandlers = (
  workshop: CopyWorkshop,
  remember = createCountMemory(),
): Handlers['cases'] => ({
  count: ({ filter }, context) => ({ count: askedOf(context, filter, remember).total }),

  list: ({ filter: asked, sort, offset, limit }, context) => {
    const { database } = context;
    const { filter, bounds, unit, calendar, total, countedIn } = askedOf(context, asked, remember);
    recordListLook(context, asked, total);
    return {
      rows: listCases(database, { filter, sort, offset, limit, bounds, total }).map((listing) =>
        rowOf(listing, unit, calendar),
      ),
      total,
      totalOpen: countCases(database, { status: ['open'] }, bounds),
      ...(countedIn === undefined ? {} : { countedIn }),
    };
  },

  countByDue: ({ filter: asked }, context) => {
    const { filter, bounds } = askedOf(context, asked, remember);
    return countByDue(context.database, filter, bounds);
  },

  exportList: async ({ filter: asked, sort, columns, format }, context) => {
    const { database } = context;
    const { filter, bounds, unit, calendar, total } = askedOf(context, asked, remember);
    if (total > mostExported[format])
      throw refused(
        `These are ${wholeNumber(total)} cases, and a file of this kind takes ${wholeNumber(mostExported[format])}. Add a filter, or save them as plain text.`,
      );
    const table = textColumnsOf(columns);
    // All at once, so that a case that is logged meanwhile moves no other one to another page.
    const numbers = listCaseNumbers(database, { filter, sort, offset: 0, limit: total, bounds, total });
    const rows: string[][] = [];
    for (let start = 0; start < numbers.length; start += ROWS_READ_AT_ONCE) {
      for (const listing of listNumberedCases(
        context.database,
        numbers.slice(start, start + ROWS_READ_AT_ONCE),
      )) {
        const row = rowOf(listing, unit, calendar);
        rows.push(table.map(({ textOf }) => textOf(row)));
      }
      await context.job.reach({ words: 'Reading the cases', done: rows.length, total: numbers.length });
    }
    const bytes = await writeLongSpreadsheet([table.map(({ heading }) => heading), ...rows], format, {
      job: context.job,
      workshop,
    });
    return context.handOver(
      { entity: 'register', detail: `${rows.length} cases as ${format}` },
      {
        suggestedName: `register.${format}`,
        bytes,
        action: 'save',
      },
    );
  },

  today: (_input, context) => {
    const { database, today } = context;
    const unit = unitOf(context);
    const bounds = boundsOf(unit, context.session.role);
    const calendar = officeCalendar(unit.settings);
    const decides = mayDo(context.session.role, 'decisions.sign');
    const filters = Object.entries(todayFilters).flatMap(([id, filter]) =>
      id === 'awaitingMe' && !decides
        ? []
        : [[id as keyof typeof todayFilters, structuredClone(filter) as CaseFilter] as const],
    );
    const group = (id: 'awaitingMe' | 'overdue' | 'soon' | 'decision' | 'unfinished', filter: CaseFilter) => {
      const total = countCases(database, filter, bounds);
      return {
        id,
        rows: listCases(database, {
          filter,
          sort: { by: 'due', direction: 'up' },
          offset: 0,
          limit: ROWS_A_GROUP,
          bounds,
          total,
        }).map((listing) => rowOf(listing, unit, calendar)),
        total,
      };
    };
    const days = weekdaysAhead(today);
    const dueByDay = countDueDays(database, days[0] ?? today, days.at(-1) ?? today);
    const nextDueOn = findNextDueOn(database, today);
    const closedNames = new Map([
      ...(unit.settings.bankHolidaysCount ? bankHolidays.map(({ on, name }) => [on, name] as const) : []),
      ...unit.settings.extraClosedDays.map(({ on, name }) => [on, name] as const),
    ]);
    context.recordLook({ entity: 'register', detail: 'what is to do today' });
    return {
      today,
      counts: filters.map(([id, filter]) => ({ id, count: countCases(database, filter, bounds), filter })),
      drafts: countDrafts(database),
      groups: [
        ...(decides ? [group('awaitingMe', { awaitingMe: true })] : []),
        group('overdue', { due: 'overdue' }),
        group('soon', { due: 'soon' }),
        group('decision', { nextStep: ['decide', 'sign'] }),
        group('unfinished', { nextStep: ['completeNotice', 'sendNotice', 'close', 'confirmReceipt'] }),
      ],
      overdueActions: [...listedActionsOf(database, listOverdueActions(database, today, ROWS_A_GROUP), unit)],
      overdueRequests: [...overdueRequestsOf(database, unit)],
      ahead: days.map((on) => {
        const count = dueByDay.get(on) ?? 0;
        const closedBecause = isWorkingDay(on, calendar) ? undefined : closedNames.get(on);
        return { on, count, overdue: on < today ? count : 0, ...(closedBecause ? { closedBecause } : {}) };
      }),
      ...(nextDueOn ? { nextDueOn } : {}),
    };
  },

  // Told from the audit log, which has each opening of a case already.
  recent: (_input, { database, session }) => {
    const ids = listRecentEntities(database, {
      personId: session.userId,
      action: 'cases.get',
      limit: RECENT_CASES,
    }).map((entity) => entity.slice('case:'.length));
    const found = findNamedCases(database, ids);
    return {
      cases: ids.flatMap((caseId) => {
        const listing = found.get(caseId);
        return listing
          ? [
              {
                caseId,
                reference: listing.case.reference,
                people: namesInWords(listing.people),
              },
            ]
          : [];
      }),
    };
  },

  get: ({ caseId }, context) => {
    const detail = getCaseDetail(context, caseId);
    context.recordLook({ entity: `case:${caseId}` });
    return detail;
  },

  findAlike: ({ people, documentSha256, exceptCaseId }, context) => {
    const identities = people.map((person) => {
      const birth = plainDateSchema.safeParse(person.dateOfBirth);
      const nhs = readNhsNumber(person.nhsNumber);
      return {
        name: person.name,
        dateOfBirth: birth.success ? birth.data : undefined,
        nhsNumber: nhs.digits.length === 10 ? nhs.digits : undefined,
      };
    });
    context.recordLook({ entity: 'register', detail: 'searched for the same child' });
    const { database } = context;
    const except = new Set(exceptCaseId === undefined ? [] : [exceptCaseId]);
    return {
      sameForm: documentSha256 ? [...findSameForm(database, documentSha256, exceptCaseId)] : [],
      alike: [...findAlike(database, identities, except)],
    };
  },

  correct: ({ form, reason, ...ref }, context) =>
    changeCase(context, ref, (record, { procedure }) => {
      const checked = checkIntake(form, {
        procedure,
        today: context.today,
        timeNow: officeTimeOf(context.now),
      });
      if (!checked.ok) throw invalid('Some details need mending before this can be saved.', checked.issues);
      const { details } = checked;
      refuseUnknownAgencies(context.database, details);
      if (details.stageOrder !== record.case.stageOrder)
        throw invalid('A correction does not move the case.', [
          { path: 'stageOrder', message: 'Move the case on by ending its stage, not by correcting it' },
        ]);
      const { opening } = details;
      if (
        opening.recordKind !== record.case.recordKind &&
        [opening.recordKind, record.case.recordKind].includes('resolvedElsewhere')
      )
        throw invalid('A correction does not change what is recorded.', [
          {
            path: 'recordKind',
            message: 'A matter resolved elsewhere has no course of its own: reopen it, or log a case',
          },
        ]);
      const stage = record.stages.find((candidate) => candidate.stageOrder === details.stageOrder);
      if (opening.recordKind !== 'resolvedElsewhere' && stage?.endedOn && opening.openedOn > stage.endedOn)
        throw invalid('Check the dates.', [
          {
            path: 'stageOpenedOn',
            message: `The stage ended on ${shortDay(stage.endedOn)}: it cannot have opened after that`,
          },
        ]);
      return {
        detail: 'details corrected',
        change: (database) => {
          updateCase(database, record.case.id, caseColumnsOf(details));
          replaceCaseParts(database, record.case.id, partsOf(details));
          for (const earlier of details.earlierStages) {
            const stored = record.stages.find(({ stageOrder }) => stageOrder === earlier.stageOrder);
            // A stage that the case itself went through keeps what was recorded there.
            if (stored?.state === 'evidenceOnly' || stored?.state === 'skipped')
              updateStage(database, stored.id, earlierStageColumns(details, earlier));
          }
          if (stage) {
            const { state: _state, openedAt, ...columns } = openingColumns(details, context.now);
            // The moment is kept where the day and the time are unchanged.
            const sameOpening =
              opening.recordKind !== 'resolvedElsewhere' &&
              opening.openedOn === stage.openedOn &&
              (opening.openedTime === undefined || openedAt === stage.openedAt);
            updateStage(database, stage.id, {
              ...columns,
              ...(sameOpening || openedAt === undefined ? {} : { openedAt }),
            });
          }
          if (opening.recordKind === 'resolvedElsewhere')
            updateCase(database, record.case.id, { closedOn: opening.resolvedOn });
          insertEntry(
            database,
            noteOf(context, record.case.id, record.case.stageOrder, 'Details corrected', reason),
          );
        },
      };
    }),

  assign: ({ ownerId, ...ref }, context) =>
    changeCase(context, ref, (record) => {
      if (ownerId !== null) {
        const owner = findPerson(context.database, ownerId);
        if (!owner || owner.leftAt)
          throw refused('This person can no longer unlock the register. Choose another owner.');
      }
      return {
        detail: ownerId === null ? 'no owner' : `owner person:${ownerId}`,
        change: (database) => updateCase(database, record.case.id, { ownerId }),
      };
    }),

  recordEntry: ({ caseId, revision, documentId, dutyId, timescaleId, ...entry }, context) =>
    changeCase(context, { caseId, revision }, (record, { procedure }) => {
      const stage = record.stages.find((candidate) => candidate.stageOrder === entry.stageOrder);
      if (!stage) throw refused('The case has not reached this stage.');
      if (entry.happenedOn > context.today)
        throw invalid('Check the date.', [{ path: 'happenedOn', message: 'This day is still to come' }]);
      refuseUnknownDocument(context.database, documentId);
      const { duties, timescales } = getStage(procedure, entry.stageOrder);
      const duty = duties.find(({ id }) => id === dutyId);
      if (dutyId !== undefined && !duty) throw refused('The procedure does not ask for this at this stage.');
      if (duty) refuseIssues(dutyRecordIssues(duty, entry));
      if (
        timescaleId !== undefined &&
        !timescales.some(({ id, doneByEntry }) => id === timescaleId && doneByEntry)
      )
        throw refused('This date ends with its stage. End the stage instead.');
      if (timescaleId !== undefined && stage.openedOn !== null && entry.happenedOn < stage.openedOn)
        throw invalid('Check the date.', [
          { path: 'happenedOn', message: 'The stage opened after this day: check the date' },
        ]);
      if (findNamedCases(context.database, entry.alikeCaseIds).size < new Set(entry.alikeCaseIds).size)
        throw notFound('One of the cases alike is no longer in the register. Choose them again.');
      return {
        detail: entry.kind,
        change: (database) => {
          const entryId = context.ports.ids.next();
          insertEntry(database, {
            ...entry,
            id: entryId,
            caseId,
            dutyId: dutyId ?? null,
            timescaleId: timescaleId ?? null,
            documentId: documentId ?? null,
            recordedAt: context.now,
            recordedBy: context.session.userId,
          });
          entry.actions.forEach(({ action, owner, dueOn }, position) =>
            insertAction(database, {
              ...untouchedAction,
              id: context.ports.ids.next(),
              caseId,
              position,
              decisionId: null,
              entryId,
              action,
              owner,
              dueOn: dueOn ?? null,
            }),
          );
        },
      };
    }),

  setChildLedDate: ({ on, reason, ...ref }, context) =>
    changeCase(context, ref, (record) => {
      const stage = getOpenStage(record);
      if (on !== null && on < stage.openedOn)
        throw invalid('Check the date.', [
          { path: 'on', message: 'The stage opened after this day: check the date' },
        ]);
      return {
        detail: on === null ? "the child's own date taken away" : "the child's own date set",
        change: (database) => {
          updateStage(database, stage.id, { childLedOn: on, childLedReason: on === null ? null : reason });
          insertEntry(
            database,
            noteOf(
              context,
              record.case.id,
              stage.stageOrder,
              on === null ? "The child's own date taken away" : `The child's own date: ${shortDay(on)}`,
              reason,
            ),
          );
        },
      };
    }),

  setAgreedDate: ({ on, ...ref }, context) =>
    changeCase(context, ref, (record) => {
      const stage = getOpenStage(record);
      if (on < stage.openedOn)
        throw invalid('Check the date.', [
          { path: 'on', message: 'The stage opened after this day: check the date' },
        ]);
      return {
        detail: 'stated date set',
        change: (database) => updateStage(database, stage.id, { agreedOn: on }),
      };
    }),

  extend: ({ on, reason, beyondCeilingReason, ...ref }, context) =>
    changeCase(context, ref, (record, unit) => {
      const stage = getOpenStage(record);
      const { dueOn, ceilingOn } = clockOf(record, stage, unit);
      refuseIssues(extensionIssues({ on, beyondCeilingReason }, { today: context.today, dueOn, ceilingOn }));
      return {
        detail: 'extended',
        change: (database) => {
          updateStage(database, stage.id, {
            extendedOn: on,
            extensionReason: reason,
            pastCeilingReason: beyondCeilingReason === '' ? null : beyondCeilingReason,
          });
          insertEntry(
            database,
            noteOf(
              context,
              record.case.id,
              stage.stageOrder,
              `Extended to ${shortDay(on)}`,
              [reason, beyondCeilingReason].filter((words) => words !== '').join('\n'),
            ),
          );
        },
      };
    }),

  pause: ({ reason, ...ref }, context) =>
    changeCase(context, ref, (record) => {
      const stage = getOpenStage(record);
      if (stage.pauses.some((pause) => pause.to === undefined)) throw refused('The clock is already paused.');
      return {
        detail: 'paused',
        change: (database) => {
          updateStage(database, stage.id, { pauses: [...stage.pauses, { from: context.now, reason }] });
          insertEntry(database, noteOf(context, record.case.id, stage.stageOrder, 'Clock paused', reason));
        },
      };
    }),

  resume: (ref, context) =>
    changeCase(context, ref, (record) => {
      const stage = getOpenStage(record);
      if (!stage.pauses.some((pause) => pause.to === undefined)) throw refused('The clock is not paused.');
      return {
        detail: 'clock runs again',
        change: (database) => {
          updateStage(database, stage.id, { pauses: endPauses(stage.pauses, context.now) });
          insertEntry(database, noteOf(context, record.case.id, stage.stageOrder, 'Clock runs again', ''));
        },
      };
    }),

  endStage: (
    { caseId, revision, nextAgreedOn, nextOpenedTime, undoneDutiesReason, skipReason, ...end },
    context,
  ) =>
    changeCase(context, { caseId, revision }, (record, { procedure }) => {
      refuseWhileSubmitted(record);
      const { outcome, endedOn, words, confirmationDocumentId, noConfirmationReason, routeId } = end;
      const open = getOpenStage(record);
      const stage = getStage(procedure, open.stageOrder);
      const nextOrder = end.nextStageOrder ?? open.stageOrder + 1;
      const isAgreed = isOutcomeAgreed(outcome);
      const goesOn = outcome === 'notResolved';
      refuseIssues([
        ...stageEndIssues(
          { ...end, nextStageOrder: nextOrder, skipReason },
          {
            stage,
            openedOn: open.openedOn,
            today: context.today,
            procedure,
            leftOut: record.stages
              .filter(({ state }) => state === 'skipped')
              .map(({ stageOrder }) => stageOrder),
          },
        ),
        ...((isAgreed || goesOn) && stage.decisionBodies.length === 0
          ? undoneDutyIssues(stage, dutyFactsOf(record), undoneDutiesReason)
          : []),
      ]);
      const next = procedure.stages.find(({ order }) => order === nextOrder);
      if (
        goesOn &&
        nextOpenedTime === undefined &&
        endedOn !== context.today &&
        next?.timescales.some(({ length }) => length.unit === 'hours')
      )
        throw invalid('Check the time.', [
          {
            path: 'nextOpenedTime',
            message: `Give the time at which ${next.label} opened: its timescale counts hours`,
          },
        ]);
      if (
        goesOn &&
        nextOpenedTime !== undefined &&
        endedOn === context.today &&
        nextOpenedTime > officeTimeOf(context.now)
      )
        throw invalid('Check the time.', [
          { path: 'nextOpenedTime', message: 'This time is still to come: check the time and the day' },
        ]);
      if (goesOn && nextAgreedOn !== undefined && nextAgreedOn < endedOn)
        throw invalid('Check the date.', [
          { path: 'nextAgreedOn', message: 'The next stage opens after this day: check the date' },
        ]);
      refuseUnknownDocument(context.database, confirmationDocumentId);
      const route = procedure.otherRoutes.find((candidate) => candidate.id === routeId);
      const dutyId = stage.duties.find(({ kind }) => kind === 'confirmInWriting')?.id ?? null;
      return {
        detail: `${stage.label}: ${outcome}`,
        change: (database) => {
          updateStage(database, open.id, {
            state: 'ended',
            endedOn,
            outcome,
            words,
            ...(isAgreed
              ? {
                  outcomeForChild: end.outcomeForChild ?? null,
                  outcomeForChildWords: end.outcomeForChildWords,
                }
              : {}),
            confirmationDocumentId: confirmationDocumentId ?? null,
            pauses: endPauses(open.pauses, context.now),
          });
          if (confirmationDocumentId !== undefined)
            insertEntry(database, {
              ...noteOf(context, caseId, open.stageOrder, 'Written confirmation of the outcome', ''),
              kind: 'evidence',
              dutyId,
              documentId: confirmationDocumentId,
            });
          else if (noConfirmationReason !== '')
            insertEntry(
              database,
              noteOf(
                context,
                caseId,
                open.stageOrder,
                'No written confirmation of the outcome',
                noConfirmationReason,
              ),
            );
          if (undoneDutiesReason !== '' && (isAgreed || goesOn))
            insertEntry(
              database,
              noteOf(context, caseId, open.stageOrder, 'Left undone at this stage', undoneDutiesReason),
            );
          if (goesOn) {
            const findStage = (order: number) =>
              record.stages.find((candidate) => candidate.stageOrder === order);
            const between = procedure.stages.filter(
              ({ order }) => order > open.stageOrder && order < nextOrder && !findStage(order),
            );
            for (const { order } of between)
              insertStage(database, {
                ...emptyStage,
                id: context.ports.ids.next(),
                caseId,
                stageOrder: order,
                state: 'skipped',
                words: skipReason,
              });
            const earlier = findStage(nextOrder);
            const opened = {
              ...emptyStage,
              state: 'open' as const,
              openedAt: openingMoment(endedOn, nextOpenedTime, context.now),
              openedOn: endedOn,
              agreedOn: nextAgreedOn ?? null,
            };
            if (earlier) {
              updateStage(database, earlier.id, opened);
              insertEntry(
                database,
                noteOf(context, caseId, nextOrder, 'Opened again', earlierRoundOf(earlier)),
              );
            } else
              insertStage(database, {
                ...opened,
                id: context.ports.ids.next(),
                caseId,
                stageOrder: nextOrder,
              });
            // Moved on, a matter that the unit was only told of is a case of its own.
            updateCase(database, caseId, { stageOrder: nextOrder, recordKind: 'case' });
          } else {
            updateCase(database, caseId, {
              status: 'closed',
              closedOn: endedOn,
              closedHow: route
                ? `Re-directed: ${route.label}`
                : `${stageOutcomes[outcome]} at ${stage.label}`,
            });
          }
        },
      };
    }),

  reopen: ({ stageOrder, reason, ...ref }, context) =>
    changeCase(context, ref, (record, { procedure }) => {
      if (record.case.status === 'open') throw refused('The case is open already.');
      refuseWhileSubmitted(record);
      const stage = procedure.stages.find((candidate) => candidate.order === stageOrder);
      if (!stage || stage.outward) throw refused('The procedure has no such stage. Choose another.');
      const earlier = record.stages.find((candidate) => candidate.stageOrder === stageOrder);
      const { id: caseId } = record.case;
      return {
        detail: `reopened at ${stage.label}`,
        change: (database) => {
          // Nothing of the earlier round is left on the clock: no old date may pass for a new one.
          const opened = {
            ...emptyStage,
            state: 'open' as const,
            openedAt: context.now,
            openedOn: context.today,
          };
          if (earlier) updateStage(database, earlier.id, opened);
          else insertStage(database, { ...opened, id: context.ports.ids.next(), caseId, stageOrder });
          insertEntry(
            database,
            noteOf(
              context,
              caseId,
              stageOrder,
              `Reopened at ${stage.label}`,
              [reason, earlierRoundOf(earlier)].filter((words) => words !== '').join('\n'),
            ),
          );
          updateCase(database, caseId, {
            status: 'open',
            recordKind: 'case',
            stageOrder,
            closedOn: null,
            closedHow: null,
            reopened: record.case.reopened + 1,
          });
        },
      };
    }),

  referOutward: ({ to, on, words, ...ref }, context) =>
    changeCase(context, ref, (record, { procedure }) => {
      const doors = outwardDoors(procedure);
      if (doors.length === 0)
        throw refused('This procedure names nobody outside to whom a case could be referred.');
      const [decision] = record.decisions;
      if (!decision || record.case.status === 'open')
        throw refused('A case is referred outward after its decision. Record the decision first.');
      const door = doors.find(({ id }) => id === to);
      refuseIssues([
        ...(door ? [] : [{ path: 'to', message: 'Choose to whom it is referred' }]),
        ...(on > context.today ? [{ path: 'on', message: 'This day is still to come' }] : []),
        ...(on < decision.decidedOn
          ? [{ path: 'on', message: 'The decision was made after this day: check the date' }]
          : []),
      ]);
      const how = `Referred outward: ${door?.label ?? ''}`;
      const { id: caseId } = record.case;
      return {
        detail: how,
        change: (database) => {
          insertEntry(database, {
            ...noteOf(context, caseId, decision.stageOrder, how, words),
            happenedOn: on,
          });
          updateCase(database, caseId, { status: 'closed', closedOn: on, closedHow: how });
        },
      };
    }),

  close: (ref, context) =>
    changeCase(context, ref, (record) => {
      if (record.case.nextStep !== 'close')
        throw refused(
          record.case.status === 'closed'
            ? 'The case is closed already.'
            : 'A case is closed once its decision is recorded and the notice has gone to the referrer.',
        );
      return {
        detail: 'closed',
        change: (database) =>
          updateCase(database, record.case.id, {
            status: 'closed',
            closedOn: context.today,
            closedHow: 'Decided, and the notice sent',
          }),
      };
    }),
});
