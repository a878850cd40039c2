/**
 * `npm run demo`: three made-up years of a business unit in a new register, made through the operations that the
 * screens call, with two completed notices, their e-mail drafts, and pictures of every screen. `npm run screens` plays it on
 * the same made-up day each time and leaves the pictures, as small files with an index, in docs/screens.
 */
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createBackend, type Backend } from '../backend/createBackend.ts';
import { createChromiumPrinter } from '../preview/chromiumPrinter.ts';
import { createNodePorts, projectDirectory, rendererDirectory } from '../preview/nodeHost.ts';
import { systemClock } from '../window/systemClock.ts';
import { plainDate, type PlainDate } from '../../shared/domain/calendarTypes.ts';
import { addDays } from '../../shared/domain/workingDays.ts';
import { bundledProcedures } from '../../shared/domain/procedures/bundledProcedures.ts';
import type { Procedure } from '../../shared/domain/procedures/procedureSchema.ts';
import { buildRenderer } from './buildWhenStale.ts';
import { clientOf } from './demo/clientOf.ts';
import { createDemoClock, type DemoClock } from './demo/demoClock.ts';
import { createDemoOutbox, prepareDemoFolder, type DemoFolder } from './demo/demoFolder.ts';
import { findDemoForms } from './demo/demoForms.ts';
import { describeNotice, reportLines, writeReport, type DemoReport } from './demo/demoReport.ts';
import { planMainJob } from './demo/mainJob.ts';
import { demoDayOf, momentOn } from './demo/officeMoments.ts';
import { namesIn } from './demo/namesIn.ts';
import { planHistory } from './demo/planHistory.ts';
import { playPlan } from './demo/playPlan.ts';
import { businessManagerName, setUpOffice, unlockAs } from './demo/setUpOffice.ts';
import { leaveDrafts } from './demo/leaveDrafts.ts';
import { writeReports } from './demo/writeReports.ts';
import { keepScreens } from './demo/keepScreens.ts';
import type { Subjects } from './demo/screenList.ts';
import { createCamera, takeScreens, takeSetUpScreens } from './demo/takeScreens.ts';
import { ensureBrowser } from './ensureBrowser.ts';

const say = (line: string): void => console.log(line);

/** Three years and a little before the day on which the pictures are taken. */
const DAYS_BEFORE = 3 * 366;

/** The time of day at which the register is looked at. */
const MOMENT_OF_PICTURES = '10:30';

/** The day of the pictures in docs/screens: a Wednesday, always the same. */
const DAY_OF_DOCUMENTATION = plainDate('2026-06-10');

const readOptions = (): { readonly procedure: Procedure; readonly forDocumentation: boolean } => {
  const { values } = parseArgs({
    options: {
      procedure: { type: 'string', default: 'bury' },
      documentation: { type: 'boolean', default: false },
    },
  });
  const procedure = bundledProcedures.find(({ id }) => id === values.procedure);
  if (!procedure)
    throw new Error(
      `There is no procedure of that name. Choose one of: ${bundledProcedures.map(({ id }) => id).join(', ')}.`,
    );
  return { procedure, forDocumentation: values.documentation };
};

/** Sets the office up, lets three years pass in it and leaves it locked. */
const makeRegister = async (
  backend: Backend,
  {
    clock,
    procedure,
    today,
    folder,
  }: {
    readonly clock: DemoClock;
    readonly procedure: Procedure;
    readonly today: PlainDate;
    readonly folder: DemoFolder;
  },
): Promise<{
  readonly subjects: Omit<Subjects, 'reportId'>;
  readonly report: Omit<DemoReport, 'reports' | 'screens'>;
}> => {
  const api = clientOf(backend);
  const { passphrase } = await api.vault.suggestPassphrase({});
  const office = await setUpOffice(api, { procedure, passphrase });
  const { agencies } = office;
  const forms = findDemoForms(projectDirectory, procedure.id);
  const mainJob = planMainJob({ procedure, agencies, today, forms });
  const { cases, showcase } = planHistory({ procedure, agencies, today });
  const plans = [...mainJob, ...cases];
  say(`Logging ${plans.length} cases …`);
  const played = await playPlan(api, plans, {
    moveTo: (moment) => clock.moveTo(moment, api),
    office,
  });
  writeFileSync(folder.names, `${(await namesIn(api, played)).join('\n')}\n`);
  await clock.moveTo(momentOn(today, MOMENT_OF_PICTURES), api);
  const draftId = await leaveDrafts(api, forms?.second);
  const [fromForm, typedIn, shown] = [...mainJob, showcase].map((plan) => played.get(plan)?.caseId ?? '') as [
    string,
    string,
    string,
  ];
  const report = {
    procedure: procedure.id,
    passphrase,
    logged: played.size,
    decided: plans.filter(({ steps }) => steps.some(({ step }) => step.kind === 'decide')).length,
    notices: [await describeNotice(api, folder, fromForm), await describeNotice(api, folder, typedIn)],
  };
  await api.vault.lock({});
  return { subjects: { passphrase, draftId, openCaseId: shown, decidedCaseId: typedIn }, report };
};

const demo = async (): Promise<void> => {
  const { procedure, forDocumentation } = readOptions();
  const folder = prepareDemoFolder(
    join(projectDirectory, 'out', forDocumentation ? 'documentation' : 'demo'),
  );
  const executablePath = await ensureBrowser();
  const today = forDocumentation ? DAY_OF_DOCUMENTATION : demoDayOf(systemClock.now());
  const camera = createCamera(folder);

  const clock = createDemoClock(momentOn(addDays(today, -DAYS_BEFORE), '08:30'));
  const portsFor = (registerDirectory: string, portClock: Pick<DemoClock, 'now'>) =>
    createNodePorts({
      registerDirectory,
      logDirectory: folder.logs,
      outbox: createDemoOutbox(folder),
      clock: portClock,
    });
  const backend: Backend = createBackend({
    ...portsFor(folder.register, clock),
    printer: createChromiumPrinter({ rendererDirectory, executablePath, findBackend: () => backend }),
  });
  const newBackend = createBackend(
    portsFor(folder.emptyRegister, { now: () => momentOn(today, MOMENT_OF_PICTURES) }),
  );
  const window = { rendererDirectory, executablePath };
  try {
    // The window is built, and the first run pictured, by other processes while the cases are logged.
    const [{ subjects, report }] = await Promise.all([
      makeRegister(backend, { clock, procedure, today, folder }),
      buildRenderer(projectDirectory, say).then(() =>
        takeSetUpScreens({ ...window, backend: newBackend }, camera, procedure.id),
      ),
    ]);
    say('Writing the reports of the last quarter …');
    const api = clientOf(backend);
    await unlockAs(api, { name: businessManagerName, passphrase: subjects.passphrase });
    const [reportId = ''] = await writeReports(api, today);
    await api.vault.lock({});
    say('Taking pictures of every screen …');
    await takeScreens({ ...window, backend }, camera, { ...subjects, reportId });
    const whole = {
      ...report,
      reports: readdirSync(folder.reports).map((file) => `reports/${file}`),
      screens: camera.taken.flatMap(({ light, dark }) => [`screens/${light}`, `screens/${dark}`]),
    };
    writeReport(folder, whole);
    reportLines(folder, whole).forEach(say);
    if (!forDocumentation) return;
    const kept = join(projectDirectory, 'docs', 'screens');
    const megabytes = await keepScreens(camera.taken, folder.screens, kept);
    say(`${camera.taken.length} screens in light and in dark are in ${kept}, ${megabytes.toFixed(1)} MB.`);
  } finally {
    await backend.close();
    await newBackend.close();
    rmSync(folder.emptyRegister, { recursive: true, force: true });
  }
};

try {
  await demo();
} catch (error) {
  console.error(error instanceof Error ? error.message.split('\n')[0] : 'The demo could not be made.');
  process.exitCode = 1;
}
