/** What each figure is and counts, in words. The definitions follow the measures of the register's code list. */
import type { FigureTable } from './figureTable.ts';
import type { FigureId } from './figureIds.ts';

export type Measure = Pick<
  FigureTable,
  'topic' | 'title' | 'definition' | 'basis' | 'rowHeading' | 'columnHeading' | 'addsUp' | 'chart'
>;

const severalLines =
  'A case with several is counted once at each, so that the numbers add up to more than the cases.';
const tierNote =
  'Where several procedures are in the figure, stages are put on the scale that they share: stage numbers do not compare between procedures.';

/** Words that are the same whatever was filtered. */
export const measures: Readonly<Record<FigureId, Measure>> = {
  volumeByQuarter: {
    topic: 'volume',
    title: 'Received by quarter',
    definition:
      'Cases, and records kept only for their themes, by the quarter in which the form was received. The quarters of the period, and those before it up to eight. More cases are not in themselves worse: they can mean that challenge is welcomed.',
    basis: 'received',
    rowHeading: 'Quarter',
    columnHeading: 'Kind of record',
    addsUp: 'table',
    chart: 'stackedBars',
  },
  rollingYear: {
    topic: 'volume',
    title: 'Received in the year up to each quarter',
    definition:
      'Cases received in the four quarters that end with the one named. A case is in four of these years, so the rows do not add up.',
    basis: 'received',
    rowHeading: 'Year up to the end of',
    addsUp: 'nothing',
    chart: 'line',
  },
  standing: {
    topic: 'volume',
    title: 'How they stand now',
    definition:
      'Cases received in the period by their status today: open, decided with something still to be sent or closed, or closed.',
    basis: 'received',
    rowHeading: 'Status',
    addsUp: 'table',
    chart: 'bars',
  },
  openByAge: {
    topic: 'volume',
    title: 'Open cases by age in working days',
    definition:
      'Cases received on or before the day and neither decided nor closed by then, by the working days since the form was received. A case opened again counts from its first form.',
    basis: 'asAt',
    rowHeading: 'Working days since it was received',
    addsUp: 'table',
    chart: 'bars',
  },
  stageReached: {
    topic: 'stages',
    title: 'Furthest stage reached',
    definition: `Cases received in the period by the highest stage that they have reached so far. ${tierNote}`,
    basis: 'received',
    rowHeading: 'Stage',
    addsUp: 'table',
    chart: 'bars',
  },
  stageResolved: {
    topic: 'stages',
    title: 'How each stage ended',
    definition: `For each stage, how many of the cases received in the period reached it, and how it ended there, as a share of those that reached it. Stages before the case came into the register are not counted, as the register did not see them. ${tierNote} A case that was at two stages of one level counts by the later.`,
    basis: 'received',
    rowHeading: 'Stage',
    addsUp: 'nothing',
    chart: 'stackedBars',
  },
  workingDays: {
    topic: 'time',
    title: 'Working days at each stage',
    definition: `Stages that ended in the period: working days from the day on which the stage opened, which is day 0, to the day on which it ended, pauses included. The median is the middle one of all cases; of an even number, it is half-way between the middle two. Within its date means ended on or before the day that the stage was due, with the child's own date, pauses and recorded extensions; a stage without a date is left out of that share. ${tierNote} Days at two stages of one level are added. The last row is the whole case, from the form's receipt to its end.`,
    basis: 'stageEnded',
    rowHeading: 'Stage',
    addsUp: 'nothing',
    chart: 'bars',
  },
  noticesOnTime: {
    topic: 'time',
    title: 'Notices on time',
    definition:
      'Decisions of the period, the latest version of each, by when the notice was sent. On time means by the end of the working days after the decision that the unit has set. Where no notice has been sent, what counts is whether its day has passed today.',
    basis: 'decided',
    rowHeading: 'Notice',
    addsUp: 'table',
    chart: 'bars',
  },
  themesByQuarter: {
    topic: 'themes',
    title: 'Main theme by quarter',
    definition:
      'Cases by their main theme, on the list that all procedures share, and by the quarter in which the form was received. The quarters of the period, and those before it up to eight.',
    basis: 'received',
    rowHeading: 'Theme',
    columnHeading: 'Quarter',
    addsUp: 'table',
    chart: 'matrix',
  },
  themesPrimary: {
    topic: 'themes',
    title: 'Main theme',
    definition: 'Cases received in the period by their main theme, on the list that all procedures share.',
    basis: 'received',
    rowHeading: 'Theme',
    addsUp: 'table',
    chart: 'bars',
  },
  themesAll: {
    topic: 'themes',
    title: 'All themes',
    definition: `Cases received in the period by every theme that they were coded with, on the list that all procedures share. ${severalLines}`,
    basis: 'received',
    rowHeading: 'Theme',
    addsUp: 'nothing',
    chart: 'bars',
  },
  ownThemesPrimary: {
    topic: 'themes',
    title: "Main theme, in the procedure's own words",
    definition:
      "Cases received in the period by their main theme, on the procedure's own list. A theme that has since left the list is shown while it has cases.",
    basis: 'received',
    rowHeading: 'Theme',
    addsUp: 'table',
    chart: 'bars',
  },
  ownThemesAll: {
    topic: 'themes',
    title: "All themes, in the procedure's own words",
    definition: `Cases received in the period by every theme that they were coded with, on the procedure's own list. A theme that has since left the list is shown while it has cases. ${severalLines}`,
    basis: 'received',
    rowHeading: 'Theme',
    addsUp: 'nothing',
    chart: 'bars',
  },
  agencies: {
    topic: 'agencies',
    title: 'Agencies raising and challenged',
    definition: `Cases received in the period by who raised them and who was challenged. Every agency of the directory is named, those with none too: silence is a finding. ${severalLines}`,
    basis: 'received',
    rowHeading: 'Agency',
    addsUp: 'nothing',
    chart: 'stackedBars',
  },
  raisingByChallenged: {
    topic: 'agencies',
    title: 'Who challenged whom',
    definition: `Cases received in the period by the agency that raised them (down) and the agency that was challenged (across). ${severalLines}`,
    basis: 'received',
    rowHeading: 'Raised by',
    columnHeading: 'Challenged',
    addsUp: 'nothing',
    chart: 'matrix',
  },
  outcomeForChild: {
    topic: 'outcomes',
    title: 'Outcome for the child',
    definition:
      'Cases that ended in the period by what was recorded of the outcome for the child: with the decision, or else with the stage that resolved it.',
    basis: 'ended',
    rowHeading: 'Outcome for the child',
    addsUp: 'table',
    chart: 'bars',
  },
  decisionOutcomes: {
    topic: 'outcomes',
    title: 'Decisions',
    definition: 'Decisions of the period by their outcome; of an amended decision, the latest version.',
    basis: 'decided',
    rowHeading: 'Outcome',
    addsUp: 'table',
    chart: 'bars',
  },
  unresolved: {
    topic: 'outcomes',
    title: 'Unresolved past the last stage',
    definition:
      'Cases that ended in the period by whether they ended within the partnership or were referred out of it, unresolved.',
    basis: 'ended',
    rowHeading: 'Where it ended',
    addsUp: 'table',
    chart: 'bars',
  },
  levelOfNeed: {
    topic: 'children',
    title: 'Level of need',
    definition: "Cases received in the period by the child's level of need on the unit's own continuum.",
    basis: 'received',
    rowHeading: 'Level of need',
    addsUp: 'table',
    chart: 'bars',
  },
  childStatus: {
    topic: 'children',
    title: "The child's status",
    definition: "Cases received in the period by the child's status when the case was coded.",
    basis: 'received',
    rowHeading: 'Status of the child',
    addsUp: 'table',
    chart: 'bars',
  },
  course: {
    topic: 'stages',
    title: 'Out of the usual course',
    definition:
      'Cases received in the period that were opened again after they had ended (re-escalated), left a stage out, entered as urgent, were about a child of an earlier case (repeat: the same NHS number, the same name and date of birth, or as was said when it was logged), or had the same raising agency, challenged agency and main theme as an earlier case (related). A case can be in several rows.',
    basis: 'received',
    rowHeading: 'Course',
    addsUp: 'nothing',
    chart: 'bars',
  },
  dataQuality: {
    topic: 'quality',
    title: 'Not coded or missing',
    definition:
      'Cases received in the period of which something is not coded or not known. A case can be in several rows.',
    basis: 'received',
    rowHeading: 'What is missing',
    addsUp: 'nothing',
    chart: 'bars',
  },
};
