import { plainDate } from '../../../shared/domain/calendarTypes.ts';
import type { NoticeFacts } from '../../../shared/domain/noticeContent.ts';

/** A made-up case, complete, as the writer of notices takes it. */
export const exampleFacts: NoticeFacts = {
  reference: 'BURY-2026-014',
  version: 1,
  completedOn: plainDate('2026-05-15'),
  unitName: 'Bury Safeguarding Children Partnership Business Unit',
  dateOfNotification: plainDate('2026-05-05'),
  people: [
    {
      kind: 'child',
      name: 'Zoë Łukasiewicz-Ní Bhriain-Test',
      dateOfBirth: plainDate('2019-09-23'),
      nhsNumber: '9990000034',
    },
    { kind: 'unborn', expectedDateOfBirth: plainDate('2026-08-01') },
  ],
  referrers: [
    {
      name: 'Ọlá Doğan-Test',
      role: 'Deputy head teacher and designated safeguarding lead',
      agency: 'Elm Bank Primary School',
      email: 'o.dogan-test@elmbank.example',
      phone: '0161 496 0123',
    },
  ],
  safeguardingLead: { aware: true, name: 'Ọlá Doğan-Test' },
  summary:
    'The school made three referrals between January and April 2026 about neglect at home. Each was closed with no further action after a call to the parents, and no one saw the children.\n\nThe school believes that the threshold for an assessment under section 17 was met on each occasion, and that the pattern was not considered. Children’s social care holds that each referral on its own did not meet the threshold and that early help was offered and accepted.',
  evidence:
    'Stage 1: the class teacher rang the duty social worker on 14 April 2026; no change.\nStage 2: the designated safeguarding lead and the team manager spoke on 21 April 2026. The team manager offered a family support worker.\nStage 3: the head teacher and the head of service met on 29 April 2026. They agreed on the facts and not on the threshold.',
  desiredOutcome:
    'That both children are seen alone by a social worker within five working days, and that an assessment considers the three referrals together.',
  stageOutcomes: [
    {
      stageOrder: 3,
      outcomeLabel: 'Not resolved',
      evidence: 'E-mail from the head of service to the head teacher, 30 April 2026',
    },
    { stageOrder: 4, evidence: 'Minutes of the meeting of 12 May 2026' },
  ],
  decision: {
    stageOrder: 4,
    bodyLabel: 'Independent Scrutineer',
    deciderName: 'Dr Amina Siddiqui-Test',
    decidedOn: plainDate('2026-05-14'),
    outcomeLabel: 'Partly upheld',
    text: 'The three referrals should have been considered together, and taken together they met the threshold for an assessment. The second referral, taken alone, was rightly passed to early help.',
    reasons:
      'The continuum of need asks that earlier concerns are weighed with each new one. The record shows that the earlier referrals were listed and not weighed.\nThe parents had accepted help in February, and the school was told so in writing.',
    requiredActions: [
      {
        text: 'See both children alone and begin a section 17 assessment.',
        owner: 'Team manager, assessment team',
        by: plainDate('2026-05-21'),
      },
      { text: 'Tell the school the outcome of the assessment in writing.', owner: 'Head of service' },
    ],
    outcomeForChild: 'Partly achieved: the assessment is agreed and has not yet begun.',
  },
};
