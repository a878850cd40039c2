/** The two cases of which the demo leaves the notices and e-mail drafts: one from a form, one typed in. */
import type { PlainDate } from '../../../shared/domain/calendarTypes.ts';
import { boxesOf, emptyPerson, emptyReferrer, type IntakeForm } from '../../../shared/domain/intake.ts';
import type { Procedure } from '../../../shared/domain/procedures/procedureSchema.ts';
import type { DemoForms } from './demoForms.ts';
import type { PlannedCase, PlannedStep } from './demoPlan.ts';
import type { MadeUpAgency } from './madeUpPeople.ts';
import { momentOn, workingDaysAfter, workingDaysBefore } from './officeMoments.ts';

export const decisionsOfMainJob = [
  'A strategy discussion is to be held within one working day, with health and police present.',
  'A pre-birth assessment is to begin at once, with a named social worker and midwife.',
] as const;

const getAgency = (agencies: readonly MadeUpAgency[], name: string): MadeUpAgency => {
  const agency = agencies.find((candidate) => candidate.name === name);
  if (!agency) throw new Error('The directory of the demo lacks an agency');
  return agency;
};

const decide = (procedure: Procedure, decision: string, dueOn: PlainDate): PlannedStep => {
  const stage = procedure.stages.find((candidate) => candidate.decisionBodies.length > 0);
  return {
    kind: 'decide',
    by: 'signature',
    withRepresentatives:
      procedure.decisionBodies.find(({ id }) => id === stage?.decisionBodies[0])?.kind ===
      'chairWithRepresentatives',
    decision: {
      bodyId: stage?.decisionBodies[0] ?? '',
      deciderName: 'Margaret Osei-Test',
      outcome: 'upheld',
      decision,
      reasons:
        'The separate contacts were read one by one. Read together they show a pattern that calls for a shared plan.',
      requiredActions: [
        {
          action: 'Call the agencies together and send round the record',
          owner: 'Team Manager, Assessment',
          dueOn,
        },
      ],
      outcomeForChild: 'tooEarly',
      outcomeForChildWords: '',
      widerLearning: 'Repeat contacts within ten days are to be read together.',
      dissent: '',
      referredOutwardTo: '',
    },
  };
};

const ORDINARY_WORKING_DAYS = 3;

/** What nobody can read in a form: coded by the person who logs it. */
const codingOf = (
  procedure: Procedure,
  agencies: readonly MadeUpAgency[],
  receivedOn: PlainDate,
): Partial<IntakeForm> => {
  const themeId = procedure.themes[0]?.id ?? '';
  return {
    dangerAnswer: 'no',
    receivedOn: boxesOf(receivedOn),
    challengedAgencyIds: [getAgency(agencies, "Children's Social Care").id],
    themeIds: [themeId],
    primaryThemeId: themeId,
    levelOfNeed: '4',
    childStatus: 'childInNeed',
    stageOpenedOn: boxesOf(receivedOn),
    stageOpenedTime: '09:00',
    // Stands where the procedure asks for a stated day, and is not looked at elsewhere.
    agreedOn: boxesOf(workingDaysAfter(receivedOn, 7)),
  };
};

const typedByHand: Partial<IntakeForm> = {
  people: [
    {
      ...emptyPerson(),
      name: 'Rowan Ashdown-Test',
      dateOfBirth: { day: '14', month: '6', year: '2015' },
      nhsNumber: '9990000018',
    },
  ],
  referrers: [
    {
      ...emptyReferrer,
      name: 'Morgan Ellery-Test',
      role: 'Designated Safeguarding Lead',
      agency: 'Hollybrook Primary School',
      email: 'm.ellery@hollybrook.example',
      phone: '01632 960101',
    },
  ],
  summary: 'School considers that the threshold for a strategy discussion was met after a second disclosure.',
  evidence: 'Dates of the telephone calls and of the meeting of the managers.',
  desiredOutcome: 'A strategy discussion, or a written rationale for why there is none.',
};

export const planMainJob = (options: {
  readonly procedure: Procedure;
  readonly agencies: readonly MadeUpAgency[];
  readonly today: PlainDate;
  readonly forms: DemoForms | undefined;
}): readonly [PlannedCase, PlannedCase] => {
  const { procedure, agencies, today, forms } = options;
  const notifiedOn = forms?.notifiedOn ?? workingDaysBefore(today, 30);
  const receivedOn = workingDaysAfter(notifiedOn, 1);
  const decidedOn = workingDaysAfter(receivedOn, ORDINARY_WORKING_DAYS);
  const secondReceivedOn = workingDaysBefore(today, ORDINARY_WORKING_DAYS + 1);
  const secondDecidedOn = workingDaysAfter(secondReceivedOn, ORDINARY_WORKING_DAYS);
  const hospital = getAgency(agencies, 'Hospital trust');
  const police = getAgency(agencies, 'Police');
  return [
    {
      loggedAt: momentOn(receivedOn, '09:30'),
      ...(forms ? { received: forms.first } : {}),
      fillIn: (started) => ({
        ...started,
        ...(forms ? {} : typedByHand),
        dateOfNotification: boxesOf(notifiedOn),
        ...codingOf(procedure, agencies, receivedOn),
      }),
      steps: [
        {
          at: momentOn(decidedOn, '11:00'),
          step: decide(procedure, decisionsOfMainJob[0], workingDaysAfter(decidedOn, 1)),
        },
        { at: momentOn(decidedOn, '11:40'), step: { kind: 'completeNotice' } },
        { at: momentOn(decidedOn, '11:45'), step: { kind: 'handOver' } },
        {
          at: momentOn(decidedOn, '12:00'),
          step: { kind: 'markSent', to: 'The referrer, at the address on the form' },
        },
        { at: momentOn(decidedOn, '12:05'), step: { kind: 'close' } },
        { at: momentOn(workingDaysAfter(decidedOn, 1), '15:00'), step: { kind: 'doActions' } },
      ],
    },
    {
      loggedAt: momentOn(secondReceivedOn, '10:15'),
      fillIn: (started) => ({
        ...started,
        ...codingOf(procedure, agencies, secondReceivedOn),
        dateOfNotification: boxesOf(workingDaysBefore(secondReceivedOn, 1)),
        childStatus: 'unborn',
        people: [
          {
            ...emptyPerson('unborn'),
            name: 'Unborn Thornley-Test',
            expectedDateOfBirth: boxesOf(workingDaysAfter(today, 60)),
          },
        ],
        referrers: [
          {
            ...emptyReferrer,
            name: 'Asha Inchbald-Test',
            role: 'Safeguarding Midwife',
            agency: hospital.name,
            agencyId: hospital.id,
            email: 'asha.inchbald.test@hospital-trust.example',
            phone: '01632 960118',
          },
          {
            ...emptyReferrer,
            name: 'Tomos Yarwood-Test',
            role: 'Detective Sergeant',
            agency: police.name,
            agencyId: police.id,
            email: 'tomos.yarwood.test@police.example',
            phone: '0161 496 0144',
          },
        ],
        safeguardingLeadAware: 'yes',
        safeguardingLeadName: 'Nia Fenwick-Test',
        summary:
          'Health and police raise this together. Both consider that a pre-birth assessment should have begun; the contact was closed because the child is not yet born.',
        evidence: 'Two contacts in the last month and the record of the discharge planning meeting.',
        desiredOutcome:
          'A pre-birth assessment that begins now, and a plan for the birth that all agencies hold.',
      }),
      steps: [
        {
          at: momentOn(secondDecidedOn, '14:00'),
          step: decide(procedure, decisionsOfMainJob[1], workingDaysAfter(secondDecidedOn, 2)),
        },
        { at: momentOn(secondDecidedOn, '14:40'), step: { kind: 'completeNotice' } },
        { at: momentOn(secondDecidedOn, '14:45'), step: { kind: 'handOver' } },
      ],
    },
  ];
};
