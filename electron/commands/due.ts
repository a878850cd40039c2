/**
 * `npm run --silent due -- --procedure bury --stage 3 --from 2026-04-02T16:00`: the due dates of a stage as JSON,
 * worked out by the same clock as the register's, as if each timescale's event happened at `--from`.
 * `--list` prints what each procedure lays down. Reads and writes no file.
 */
import { parseArgs } from 'node:util';
import { Temporal } from 'temporal-polyfill';
import { instant, OFFICE_TIME_ZONE, plainDate, type Instant } from '../../shared/domain/calendarTypes.ts';
import { ruleInWords, stageClock } from '../../shared/domain/clock.ts';
import { bundledProcedures } from '../../shared/domain/procedures/bundledProcedures.ts';
import {
  timescaleEvents,
  type FormRow,
  type Procedure,
  type Stage,
} from '../../shared/domain/procedures/procedureSchema.ts';
import { calendarWithoutBankHolidays, englandAndWalesCalendar } from '../../shared/domain/workingDays.ts';

const usage =
  'Give --procedure, --stage and --from, such as: --procedure bury --stage 3 --from 2026-04-02T16:00. Or give --list.';

/** What the person typed is wrong; the message says what to do. */
const refuse = (message: string): never => {
  throw new RangeError(message);
};

const readOptions = () => {
  try {
    return parseArgs({
      options: {
        procedure: { type: 'string' },
        stage: { type: 'string' },
        from: { type: 'string' },
        'child-led': { type: 'string' },
        'no-bank-holidays': { type: 'boolean', default: false },
        list: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    return refuse(`${error instanceof Error ? (error.message.split(/[.\n]/)[0] ?? '') : ''}. ${usage}`);
  }
};

const findProcedure = (id: string): Procedure =>
  bundledProcedures.find((procedure) => procedure.id === id) ??
  refuse(
    `There is no procedure called "${id}". Choose one of: ${bundledProcedures.map((each) => each.id).join(', ')}.`,
  );

/** By the number of its order or by its own label: "4", "Level 4", "C". */
const findStage = (procedure: Procedure, words: string): Stage => {
  const same = (label: string) => label.toLowerCase() === words.trim().toLowerCase();
  return (
    procedure.stages.find((stage) => same(String(stage.order)) || same(stage.label)) ??
    refuse(
      `${procedure.shortName} has no stage "${words}". Choose one of: ${procedure.stages.map((each) => each.label).join(', ')}.`,
    )
  );
};

/** A time without an offset is the office's own. */
const readMoment = (text: string): Instant => {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text))
    return refuse(`--from must be a date and a time, such as 2026-04-02T16:00, not "${text}".`);
  try {
    return /(?:Z|[+-]\d{2}:?\d{2})$/.test(text)
      ? instant(text)
      : instant(Temporal.PlainDateTime.from(text).toZonedDateTime(OFFICE_TIME_ZONE).toInstant().toString());
  } catch {
    return refuse(`--from is not a real date and time: "${text}". Write it as 2026-04-02T16:00.`);
  }
};

const readDay = (text: string) => {
  try {
    if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return plainDate(text);
  } catch {
    // Falls through to the sentence below.
  }
  return refuse(`--child-led must be a real date, such as 2026-04-08, not "${text}".`);
};

const formFieldsOf = (
  row: FormRow,
): readonly { field: string; label: string; rows?: readonly string[] }[] => {
  if (row.kind === 'heading') return [];
  if (row.kind === 'field') return [{ field: row.field, label: row.label }];
  return [
    { field: 'stageOutcomes', label: row.columns.join(' / '), rows: row.rows.map(({ label }) => label) },
  ];
};

const listProcedures = () =>
  bundledProcedures.map(({ id, title, stages, themes, decisionBodies, form }) => ({
    id,
    title,
    stages: stages.map(({ order, label, name, who, timescales, decisionBodies: bodies }) => ({
      order,
      label,
      name,
      who,
      timescales: timescales.map((timescale) => ({
        timescale: timescale.id,
        action: timescale.action,
        ...(timescale.condition === undefined ? {} : { condition: timescale.condition }),
        event: timescale.event,
        kind: timescale.kind,
        rule: ruleInWords(timescale.length),
      })),
      decisionBodies: bodies,
    })),
    themes: themes.map(({ label, common }) => ({ label, common })),
    decisionBodies: decisionBodies.map(({ id: body, label }) => ({ id: body, label })),
    formFields: form.rows.flatMap(formFieldsOf),
  }));

const listDueDates = (options: ReturnType<typeof readOptions>) => {
  if (options.procedure === undefined || options.stage === undefined || options.from === undefined)
    return refuse(usage);
  const procedure = findProcedure(options.procedure);
  const stage = findStage(procedure, options.stage);
  const from = readMoment(options.from);
  const childLed = options['child-led'];
  const clock = stageClock({
    procedure,
    stageOrder: stage.order,
    events: Object.fromEntries(Object.keys(timescaleEvents).map((event) => [event, from])),
    ...(childLed === undefined ? {} : { childLed: { on: readDay(childLed) } }),
    calendar: options['no-bank-holidays'] ? calendarWithoutBankHolidays : englandAndWalesCalendar,
  });
  return clock.rows.map((row) => ({
    timescale: row.timescaleId,
    action: row.action,
    ...(row.condition === null ? {} : { condition: row.condition }),
    event: row.event,
    kind: row.kind,
    rule: row.rule,
    timescaleDue: row.timescaleDue,
    due: row.due,
    question: row.question,
    explanation: row.explanation,
    source: row.source,
  }));
};

try {
  const options = readOptions();
  console.log(JSON.stringify(options.list ? listProcedures() : listDueDates(options), null, 2));
} catch (error) {
  if (!(error instanceof RangeError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
