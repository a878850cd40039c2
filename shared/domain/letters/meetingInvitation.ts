/**
 * A meeting as a calendar file (RFC 5545): the reference alone in its summary, its times in Europe/London with the
 * rules of that zone beside them, so that a calendar abroad shows the same meeting.
 */
import { Temporal } from 'temporal-polyfill';
import type { Instant } from '../calendarTypes.ts';
import type { LetterMeeting } from './letterIssues.ts';

/** The United Kingdom's summer time since 1996 (Summer Time Order 2002): last Sundays of March and October, 01:00 UTC. */
const timeZone = [
  'BEGIN:VTIMEZONE',
  'TZID:Europe/London',
  'BEGIN:DAYLIGHT',
  'TZNAME:BST',
  'TZOFFSETFROM:+0000',
  'TZOFFSETTO:+0100',
  'DTSTART:19960331T010000',
  'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
  'END:DAYLIGHT',
  'BEGIN:STANDARD',
  'TZNAME:GMT',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0000',
  'DTSTART:19961027T020000',
  'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
  'END:STANDARD',
  'END:VTIMEZONE',
] as const;

/** RFC 5545, 3.3.11: backslash, semicolon, comma and line breaks in a text value. */
const escaped = (text: string): string =>
  text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[\\;,]/g, (sign) => `\\${sign}`)
    .replaceAll('\n', '\\n')
    .replaceAll(/\p{Cc}/gu, '');

const octetsOf = (character: string): number => {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
};

/** RFC 5545, 3.1: no line longer than 75 octets; the rest goes on after a line break and one space. */
const folded = (line: string): string => {
  const parts: string[] = [];
  let part = '';
  let octets = 0;
  for (const character of line) {
    const size = octetsOf(character);
    if (octets + size > 75) {
      parts.push(part);
      part = '';
      octets = 1;
    }
    part += character;
    octets += size;
  }
  return [...parts, part].join('\r\n ');
};

/** `20260519T100000`. */
const localTime = (meeting: LetterMeeting, time: string): string =>
  `${meeting.on}T${time}00`.replaceAll(/[-:]/g, '');
const utcTime = (moment: Instant): string =>
  Temporal.Instant.from(moment).toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '');

/** The whole file. `id` makes it one meeting, however often it is imported. Who is invited stands in the letter. */
export const meetingInvitation = (input: {
  readonly id: string;
  readonly reference: string;
  readonly unitName: string;
  readonly meeting: LetterMeeting;
  readonly writtenAt: Instant;
}): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Escalation Register//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    ...timeZone,
    'BEGIN:VEVENT',
    `UID:${input.id}`,
    `DTSTAMP:${utcTime(input.writtenAt)}`,
    `DTSTART;TZID=Europe/London:${localTime(input.meeting, input.meeting.from)}`,
    `DTEND;TZID=Europe/London:${localTime(input.meeting, input.meeting.to)}`,
    `SUMMARY:${escaped(`Escalation meeting ${input.reference}`)}`,
    `LOCATION:${escaped(input.meeting.place)}`,
    `DESCRIPTION:${escaped(`Called by ${input.unitName}. The letter with the invitation says more. Do not name a child in a calendar.`)}`,
    'CLASS:PRIVATE',
    'STATUS:CONFIRMED',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]
    .map(folded)
    .join('\r\n');
