import type { Settings } from '../../../../shared/contract/settings.ts';
import type { PlainDate } from '../../../../shared/domain/calendarTypes.ts';
import { decisionBodyLabel } from '../../../../shared/domain/caseCourse.ts';
import { decisionOutcomes } from '../../../../shared/domain/codes.ts';
import type { LetterMeeting } from '../../../../shared/domain/letters/letterIssues.ts';
import type { LetterFacts } from '../../../../shared/domain/letters/letterTemplate.ts';
import { formatNhsNumber } from '../../../../shared/domain/nhsNumber.ts';
import { stageNamed } from '../../../../shared/domain/noticeContent.ts';
import { getStage, type Procedure } from '../../../../shared/domain/procedures/procedureSchema.ts';
import { describeDay, listInWords, shortDate } from '../../../../shared/domain/wordsForDates.ts';
import type { CaseRecord } from '../cases/repository.ts';

const listed = (items: readonly (string | null)[], otherwise: string): string =>
  listInWords([...new Set(items.filter((item) => item !== null && item !== ''))] as string[]) || otherwise;

/** Every fact that a letter may be filled in with; what its reader may see of them is the template's business. */
export const letterFactsOf = (
  record: CaseRecord,
  given: {
    readonly procedure: Procedure;
    readonly settings: Settings;
    readonly today: PlainDate;
    readonly writer: string;
    readonly addressee: string;
    readonly replyBy?: PlainDate | undefined;
    readonly meeting?: { readonly [Key in keyof LetterMeeting]?: LetterMeeting[Key] | undefined } | undefined;
  },
): LetterFacts => {
  const { case: stored, people, referrers, challenged } = record;
  const { procedure, settings, meeting, replyBy } = given;
  const [decision] = record.decisions;
  const themes = record.themes.flatMap(
    ({ themeId }) => procedure.themes.find(({ id }) => id === themeId)?.label ?? [],
  );
  return {
    reference: stored.reference,
    today: shortDate(given.today),
    ...(given.addressee === '' ? {} : { addressee: given.addressee }),
    writer: given.writer,
    unit: settings.unitName,
    partnership: procedure.partnershipName,
    procedure: procedure.title,
    stage: stageNamed(procedure, getStage(procedure, stored.stageOrder)),
    received: shortDate(stored.receivedOn),
    'referring agency': listed(
      referrers.map(({ agency }) => agency),
      'an agency',
    ),
    referrer: listed(
      referrers.map(({ name }) => name),
      'somebody not named',
    ),
    'challenged agency': listed(
      challenged.map(({ name }) => name),
      'the agencies concerned',
    ),
    themes: listed(themes, 'not yet coded'),
    summary: stored.summary === '' ? 'Not given' : stored.summary,
    'desired outcome': stored.desiredOutcome === '' ? 'Not given' : stored.desiredOutcome,
    child: listed(
      people.map(({ name, kind }) => name ?? (kind === 'unborn' ? 'an unborn child' : 'name not known')),
      'name not known',
    ),
    'date of birth': listed(
      people.map(({ dateOfBirth, kind }) =>
        dateOfBirth ? shortDate(dateOfBirth) : kind === 'unborn' ? 'not yet born' : 'not known',
      ),
      'not known',
    ),
    'NHS number': listed(
      people.map(({ nhsNumber }) => (nhsNumber ? formatNhsNumber(nhsNumber) : null)),
      'not known',
    ),
    'due date': stored.dueOn ? shortDate(stored.dueOn) : 'not set',
    ...(replyBy ? { 'reply by': shortDate(replyBy) } : {}),
    ...(meeting?.on ? { 'meeting day': describeDay(meeting.on) } : {}),
    ...(meeting?.from && meeting.to ? { 'meeting time': `${meeting.from} to ${meeting.to}` } : {}),
    ...(meeting?.place ? { 'meeting place': meeting.place } : {}),
    ...(decision
      ? {
          decision: decisionOutcomes[decision.outcome],
          'decision date': shortDate(decision.decidedOn),
          'decided by': decisionBodyLabel(procedure, decision.bodyId),
        }
      : {}),
  };
};
