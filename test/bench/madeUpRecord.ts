/** Whole made-up cases as the register would hold them: their course worked out by the domain's own functions. */
import { standingOf } from '../../electron/backend/features/cases/standing.ts';
import { emptyEntry, emptyStage } from '../../electron/backend/features/cases/store.ts';
import { nameKey, soundKey } from '../../electron/backend/features/cases/alike.ts';
import type {
  CaseRecord,
  StoredEntry,
  StoredStage,
} from '../../electron/backend/features/cases/repository.ts';
import type { Settings } from '../../shared/contract/settings.ts';
import { instant, plainDate, type PlainDate } from '../../shared/domain/calendarTypes.ts';
import {
  childStatuses,
  codesOf,
  decisionOutcomes,
  outcomesForChild,
  stageOutcomes,
} from '../../shared/domain/codes.ts';
import type { Procedure } from '../../shared/domain/procedures/procedureSchema.ts';
import { caseReference } from '../../shared/domain/reference.ts';
import { chanceFrom } from '../helpers/disclosureTables.ts';

export interface MadeUpOffice {
  readonly seed: number;
  readonly cases: number;
  readonly firstOn: string;
  readonly lastOn: string;
  readonly procedure: Procedure;
  readonly versionId: string;
  readonly settings: Settings;
  readonly personIds: readonly string[];
  /** The first is the one most often challenged. */
  readonly agencies: readonly { readonly id: string; readonly name: string }[];
}

const firstNames =
  'Amira Rowan Catherine Tobias Zofia Idris Niamh Kofi Ellis Saoirse Mateusz Priya Zoë Seán Łucja Oisín Chloe Jayden Aisha Mohammed Olivia George Ffion Rhys Björn Inés Thabo Yusuf Maisie Alfie Harper Noah Freya Leo Isla Arthur Poppy Theo Evie Jude'.split(
    ' ',
  );
const surnames =
  "Ashdown Calder Núñez Whitlock Łukasik Osei Marlow Hale Adeyemi Reid Oyelaran Nair O'Brien MacLeod Smith Jones Khan Patel Evans Müller Ó-Súilleabháin Żak Hughes Ali Begum Birch Dell Ellery Fell Garrity Hussain Ivory Judd Kaur Lowe Mistry Nowak Okafor Pryce Quayle Rowe Singh Thorne Underwood Vance Webb Yates Zielińska".split(
    ' ',
  );
const words =
  'the of and to a in that is was it for on with as be at by not have from this child family mother father school visit visited police health threshold referral closed plan meeting agreed disagreed strategy discussion assessment neglect injury bruise home attendance risk safety parent carer sibling housing hospital midwife nurse worker social agency information shared delay drift conference core group decision response escalation professional concern evidence record minutes history domestic abuse alcohol substance mental wellbeing support early help need section enquiry single multi review chair outcome action within working days since told asked refused accepted believed wished felt said seen heard weekend night morning term absent missing returned placement foster residential transition adult eighteen disability autism speech hearing language interpreter cultural religious faith community neighbour grandmother uncle aunt partner former'.split(
    ' ',
  );

const DAY = 86_400_000;
const dayAfter = (on: string, days: number): PlainDate =>
  plainDate(new Date(Date.parse(on) + days * DAY).toISOString().slice(0, 10));

/** The cases of an office, the earliest first, the same for the same seed. */
export function* madeUpRecords(office: MadeUpOffice): Generator<CaseRecord> {
  const chance = chanceFrom(office.seed);
  const whole = (below: number): number => Math.floor(chance() * below);
  const oneOf = <Item>(items: readonly Item[]): Item => items[whole(items.length)] as Item;
  const happens = (share: number): boolean => chance() < share;
  /** Towards the start of a list: a few agencies and words make up most of what happens. */
  const oftenFirst = <Item>(items: readonly Item[]): Item =>
    items[Math.floor(items.length * chance() * chance() * chance())] as Item;
  const id = (): string => {
    const figures = Array.from({ length: 8 }, () => whole(65_536).toString(16).padStart(4, '0'));
    const [a, b, c, d, e, f, g, h] = figures;
    return `${a}${b}-${c}-4${d?.slice(1)}-8${e?.slice(1)}-${f}${g}${h}`;
  };
  const sentence = (): string =>
    `${Array.from({ length: 9 + whole(9) }, () => oneOf(words)).join(' ')}.`.replace(/^./, (letter) =>
      letter.toUpperCase(),
    );
  const text = (sentences: number): string => Array.from({ length: sentences }, sentence).join(' ');
  const { procedure, settings, agencies, personIds } = office;
  const person = personIds[0] ?? '';
  const span = Math.round((Date.parse(office.lastOn) - Date.parse(office.firstOn)) / DAY);
  const worked = procedure.stages.filter(({ outward }) => !outward);
  const last = worked.at(-1)?.order ?? 1;
  let [year, number] = ['', 0];

  for (let index = 0; index < office.cases; index += 1) {
    const receivedOn = dayAfter(office.firstOn, Math.floor((index * (span + 1)) / office.cases));
    number = receivedOn.startsWith(year) && year !== '' ? number + 1 : 1;
    year = receivedOn.slice(0, 4);
    const age = Math.round((Date.parse(office.lastOn) - Date.parse(receivedOn)) / DAY);
    const caseId = id();
    const loggedAt = instant(`${receivedOn}T${String(9 + whole(8)).padStart(2, '0')}:00:00.000Z`);
    const recordKind = happens(0.9) ? 'case' : oneOf(['resolvedElsewhere', 'liveElsewhere'] as const);
    const isOpen = recordKind !== 'resolvedElsewhere' && happens(age < 60 ? 0.6 : 0.005);
    const from = happens(0.65) ? Math.max(1, last - 1) : last;
    const to = happens(0.4) ? last : from;
    const isDecided = !isOpen && recordKind === 'case' && to === last && happens(0.8);
    let on = receivedOn;
    const stages: StoredStage[] = [];
    for (let stageOrder = 1; stageOrder <= to; stageOrder += 1) {
      const stage = { ...emptyStage, id: id(), caseId, stageOrder };
      if (stageOrder < from) {
        stages.push({ ...stage, state: 'evidenceOnly', words: text(1), tookPlace: happens(0.8) });
        continue;
      }
      const openedOn = on;
      const isRunning = stageOrder === to && isOpen;
      if (!isRunning) on = dayAfter(on, whole(Math.max(1, Math.min(25, age))));
      stages.push({
        ...stage,
        state: isRunning ? 'open' : 'ended',
        openedOn,
        openedAt: instant(`${openedOn}T10:00:00.000Z`),
        endedOn: isRunning ? null : on,
        outcome: isRunning ? null : stageOrder < to ? 'notResolved' : oneOf(codesOf(stageOutcomes)),
        words: isRunning ? '' : text(1),
        outcomeForChild: isRunning || stageOrder < to ? null : oneOf(codesOf(outcomesForChild)),
        agreedOn: dayAfter(openedOn, 5 + whole(10)),
        childLedOn: happens(0.08) ? dayAfter(openedOn, 1 + whole(5)) : null,
        childLedReason: 'Discharge from hospital',
        pauses: isRunning && happens(0.05) ? [{ from: loggedAt, reason: 'Waiting for the police' }] : [],
      });
    }
    const entry = (kind: StoredEntry['kind'], title: string): StoredEntry => ({
      ...emptyEntry,
      id: id(),
      caseId,
      stageOrder: to,
      kind,
      happenedOn: on,
      title,
      words: text(2),
      attendees: kind === 'meeting' ? ['Morgan Ellery-Test', 'Sam Marlow-Test'] : [],
      recordedAt: instant(`${on}T11:00:00.000Z`),
      recordedBy: person,
    });
    const decidedOn = dayAfter(on, 0);
    const sentOn = dayAfter(on, whole(8));
    const isClosed = !isOpen && (!isDecided || age > 40 || happens(0.5));
    const themes = happens(0.06)
      ? []
      : [...new Set([oftenFirst(procedure.themes).id, oneOf(procedure.themes).id])].slice(
          0,
          happens(0.3) ? 2 : 1,
        );
    const challenged = [...new Set([oftenFirst(agencies), ...(happens(0.12) ? [oftenFirst(agencies)] : [])])];
    const raising = [...new Set([oneOf(agencies), ...(happens(0.08) ? [oneOf(agencies)] : [])])];
    const records: CaseRecord = {
      case: {
        id: caseId,
        reference: caseReference(settings.referencePrefix, Number(year), number),
        revision: whole(8),
        procedureVersionId: office.versionId,
        recordKind,
        status: isOpen ? 'open' : isClosed ? 'closed' : 'decided',
        stageOrder: to,
        nextStep: 'none',
        dueOn: null,
        dueAt: null,
        dueIsChildLed: false,
        paused: false,
        dateOfNotification: receivedOn,
        receivedOn,
        safeguardingLeadAware: happens(0.1) ? null : happens(0.9),
        safeguardingLeadName: 'Lesley Thorne-Test',
        notificationSentTo: [],
        summary: text(4),
        evidence: text(3),
        desiredOutcome: text(1),
        sharedConcern: happens(0.05),
        otherThemeWords: null,
        levelOfNeed: happens(0.2) ? null : oneOf(['1', '2', '3', '4'] as const),
        childStatus: happens(0.2) ? null : oneOf(codesOf(childStatuses)),
        urgentReason: happens(0.05) ? 'Discharge today' : null,
        urgentHow: null,
        dangerCheckedOn: receivedOn,
        formDocumentId: happens(0.6) ? id() : null,
        ownerId: happens(0.05) ? null : oftenFirst(personIds),
        loggedAt,
        loggedBy: person,
        closedOn: isClosed ? sentOn : null,
        closedHow: isClosed ? (isDecided ? 'Decided, and the notice sent' : 'Resolved') : null,
        reopened: happens(0.03) ? 1 : 0,
        erasedAt: null,
      },
      people: Array.from({ length: happens(0.15) ? 1 + whole(4) : 1 }, (_, position) => {
        const isUnborn = happens(0.02);
        const name = isUnborn && happens(0.7) ? null : `${oneOf(firstNames)} ${oneOf(surnames)}-Test`;
        const bornOn = dayAfter(receivedOn, -whole(17 * 365));
        return {
          caseId,
          position,
          kind: isUnborn ? 'unborn' : happens(0.03) ? 'adult' : 'child',
          name,
          nameKey: name === null ? null : nameKey(name),
          soundKey: name === null ? null : soundKey(name),
          dateOfBirth: isUnborn || happens(0.05) ? null : bornOn,
          expectedDateOfBirth: isUnborn ? dayAfter(receivedOn, whole(200)) : null,
          nhsNumber: isUnborn || happens(0.3) ? null : String(9_990_000_000 + whole(office.cases * 0.85)),
          otherNumber: null,
        };
      }),
      referrers: raising.map(({ id: agencyId, name }, position) => ({
        caseId,
        position,
        name: `${oneOf(firstNames)} ${oneOf(surnames)}-Test`,
        role: 'Head teacher',
        agency: name,
        agencyId: happens(0.1) ? null : agencyId,
        email: 'referrer@hollybrook.example',
        phone: '01632 960123',
      })),
      challenged: challenged.map(({ id: agencyId, name }) => ({ agencyId, name })),
      themes: themes.map((themeId, position) => ({ themeId, isPrimary: position === 0 })),
      stages,
      entries: [
        entry('contact', 'Telephone call'),
        ...(happens(0.5) ? [entry('meeting', 'Resolution meeting')] : []),
        ...(happens(0.4) ? [entry('note', 'Note')] : []),
      ].toReversed(),
      decisions: isDecided
        ? [
            {
              id: id(),
              caseId,
              version: 1,
              stageOrder: to,
              bodyId: procedure.decisionBodies[0]?.id ?? '',
              deciderName: 'Margaret Osei-Test',
              panel: [],
              decidedOn,
              outcome: oneOf(codesOf(decisionOutcomes)),
              decision: text(2),
              reasons: text(2),
              requiredActions: [],
              outcomeForChild: oneOf(codesOf(outcomesForChild)),
              outcomeForChildWords: text(1),
              widerLearning: '',
              dissent: '',
              referredOutwardTo: '',
              amendmentReason: null,
              policyChange: '',
              told: [],
              how: 'recorded',
              evidenceDocumentId: null,
              digest: null,
              signature: null,
              publicKey: null,
              signedAt: null,
              signedBy: null,
              signerName: null,
              recordedAt: instant(`${decidedOn}T15:00:00.000Z`),
              recordedBy: person,
            },
          ]
        : [],
      notices:
        isDecided && (isClosed || happens(0.5))
          ? [
              {
                id: id(),
                caseId,
                version: 1,
                decisionVersion: 1,
                fileName: 'notice.pdf',
                byteCount: 0,
                sha256: id(),
                completedAt: instant(`${decidedOn}T16:00:00.000Z`),
                completedBy: person,
                sentTo: isClosed ? 'the referrer' : null,
                sentHow: isClosed ? 'secureEmail' : null,
                sentOn: isClosed ? sentOn : null,
                sentBy: isClosed ? person : null,
                receivedOn: null,
                receiptWords: null,
              },
            ]
          : [],
      submission: undefined,
      tellings: [],
      actions: isDecided
        ? [
            {
              id: id(),
              caseId,
              position: 0,
              decisionId: null,
              entryId: null,
              action: text(1),
              owner: 'Children’s social care',
              dueOn: dayAfter(on, 20),
              doneOn: age > 60 ? dayAfter(on, 15) : null,
              doneWords: '',
              doneDocumentId: null,
              doneBy: age > 60 ? person : null,
              doneAt: age > 60 ? loggedAt : null,
              droppedAt: null,
            },
          ]
        : [],
      requests: [],
    };
    yield { ...records, case: { ...records.case, ...standingOf(records, { procedure, settings }) } };
  }
}
