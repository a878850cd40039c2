/** The wording that comes with the register. A unit may write its own over it, and come back to it. */
import type { LetterKind } from './letterKinds.ts';
import type { LetterTemplate } from './letterTemplate.ts';

const DANGER =
  'If a child may be in immediate danger, do not wait for this process: follow your safeguarding procedures now, or call 999.';
const REFERENCE_ONLY =
  'Please give the reference whenever you write or ring. Do not name a child in the subject of an e-mail or in a calendar.';
const SIGNED = '{writer}\n{unit}';

const letter = (
  kind: LetterKind,
  title: string,
  mayNameChild: boolean,
  paragraphs: readonly string[],
): LetterTemplate => ({ kind, title, mayNameChild, body: [...paragraphs, SIGNED].join('\n\n') });

const bundled: Readonly<Record<LetterKind, LetterTemplate>> = {
  acknowledgement: letter('acknowledgement', 'Your escalation {reference}', false, [
    'Dear {addressee}',
    'Thank you for the escalation that came to {unit} on {received}. Its reference is {reference}.',
    'It is recorded at {stage} of the {procedure}. We will tell you what happens next, and you will have the outcome in writing.',
    DANGER,
    'If anything changes for the child, or the agencies come to terms, please tell us at once.',
    REFERENCE_ONLY,
  ]),
  responseRequest: letter('responseRequest', 'Request for your response: {reference}', true, [
    'Dear {addressee}',
    '{referring agency} has raised a professional disagreement with {challenged agency}. It stands at {stage} of the {procedure}, under the reference {reference}.',
    'It concerns {child}, born {date of birth}.',
    'What the disagreement is about:\n{summary}',
    'What is asked for:\n{desired outcome}',
    "Please send us your agency's response in writing by {reply by}: how you see the disagreement, what has been done so far, and what your agency proposes for the child. Send with it what the decision should rest on.",
    DANGER,
    REFERENCE_ONLY,
  ]),
  chaser: letter('chaser', 'Your response is awaited: {reference}', false, [
    'Dear {addressee}',
    'We asked {challenged agency} for a response to the escalation {reference} and have not had it yet. The escalation stands at {stage} of the {procedure}.',
    'Please send the response by {reply by}. If it cannot come by then, ring us before that day and say when it will.',
    'The escalation goes on without it: a child is waiting for the outcome.',
    REFERENCE_ONLY,
  ]),
  meetingInvitation: letter('meetingInvitation', 'Invitation to a meeting: {reference}', false, [
    'Dear {addressee}',
    'You are invited to a meeting about the escalation {reference}, which stands at {stage} of the {procedure}.',
    'Day: {meeting day}\nTime: {meeting time}\nPlace: {meeting place}',
    '{referring agency} and {challenged agency} are asked to send somebody who can agree actions for their agency. Bring what your agency holds about the matters in dispute.',
    'Please tell us whether you are coming, or whom you are sending. A calendar file goes with this letter.',
    REFERENCE_ONLY,
  ]),
  reviewingOfficer: letter(
    'reviewingOfficer',
    'Escalation about a child whom you review: {reference}',
    true,
    [
      'Dear {addressee}',
      'A professional disagreement about a child whom you review has been raised under the {procedure}. You are told because the child is on a child protection plan or looked after.',
      'Child: {child}\nDate of birth: {date of birth}',
      'Raised by: {referring agency}\nRaised with: {challenged agency}\nStage: {stage}\nReference: {reference}',
      'Please tell us what in your review bears on it, and whether a review is due.',
      REFERENCE_ONLY,
    ],
  ),
  coveringLetter: letter('coveringLetter', 'The outcome of your escalation {reference}', false, [
    'Dear {addressee}',
    'The completed notice for the escalation {reference} goes with this letter. It gives you the decision in writing, with its reasons and any required actions.',
    'Outcome: {decision}\nDecided by: {decided by}\nDate: {decision date}',
    'Please tell us that you have received it, and keep it securely with the record of the child.',
    'If an action that the notice asks for is not done in time, please tell us.',
    REFERENCE_ONLY,
  ]),
};

export const bundledLetter = (kind: LetterKind): LetterTemplate => bundled[kind];
