/**
 * `npm run demo`: three made-up years of a business unit in a new register, made through the operations that the
 * screens call, with two completed notices, their e-mail drafts, and pictures of every screen.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createBackend } from '../backend/createBackend.ts';
import { createNodePorts, projectDirectory, rendererDirectory } from '../preview/nodeHost.ts';
import { systemClock } from '../window/systemClock.ts';
import { addDays } from '../../shared/domain/workingDays.ts';
import { bundledProcedures } from '../../shared/domain/procedures/bundledProcedures.ts';
import type { Procedure } from '../../shared/domain/procedures/procedureSchema.ts';
import { buildRenderer } from './buildWhenStale.ts';
import { clientOf } from './demo/clientOf.ts';
import { createDemoClock } from './demo/demoClock.ts';
import { createDemoOutbox, prepareDemoFolder } from './demo/demoFolder.ts';
import { findDemoForms } from './demo/demoForms.ts';
import { describeNotice, reportLines, writeReport } from './demo/demoReport.ts';
import { planMainJob } from './demo/mainJob.ts';
import { demoDayOf, momentOn } from './demo/officeMoments.ts';
import { planHistory } from './demo/planHistory.ts';
import { playPlan } from './demo/playPlan.ts';
import { setUpOffice } from './demo/setUpOffice.ts';
import { leaveDrafts } from './demo/leaveDrafts.ts';
import { createCamera, takeScreens, takeSetUpScreens } from './demo/takeScreens.ts';
import { ensureBrowser } from './ensureBrowser.ts';

const say = (line: string): void => console.log(line);

/** Three years and a little before the day on which the pictures are taken. */
const DAYS_BEFORE = 3 * 366;

const chooseProcedure = (): Procedure => {
  const { values } = parseArgs({ options: { procedure: { type: 'string', default: 'bury' } } });
  const procedure = bundledProcedures.find(({ id }) => id === values.procedure);
  if (!procedure)
    throw new Error(
      `There is no procedure of that name. Choose one of: ${bundledProcedures.map(({ id }) => id).join(', ')}.`,
    );
  return procedure;
};

const demo = async (): Promise<void> => {
  const procedure = chooseProcedure();
  const folder = prepareDemoFolder(join(projectDirectory, 'out', 'demo'));
  const executablePath = await ensureBrowser();
  // The window is built by a process of its own while the cases are logged.
  const built = buildRenderer(projectDirectory, say);

  const today = demoDayOf(systemClock.now());
  const clock = createDemoClock(momentOn(addDays(today, -DAYS_BEFORE), '08:30'));
  const portsFor = (registerDirectory: string) =>
    createNodePorts({
      registerDirectory,
      logDirectory: folder.logs,
      outbox: createDemoOutbox(folder),
      clock,
    });
  const backend = createBackend(portsFor(folder.register));
  const setUpBackend = createBackend(portsFor(folder.emptyRegister));
  try {
    const api = clientOf(backend);
    const { passphrase } = await api.vault.suggestPassphrase({});
    say('Making a register …');
    const { agencies, coordinatorId } = await setUpOffice(api, { procedure, passphrase });

    const forms = findDemoForms(projectDirectory, procedure.id);
    const mainJob = planMainJob({ procedure, agencies, today, forms });
    const { cases, showcase } = planHistory({ procedure, agencies, today });
    const plans = [...mainJob, ...cases];
    say(`Logging ${plans.length} cases …`);
    const played = await playPlan(api, plans, {
      moveTo: (moment) => clock.moveTo(moment, api),
      coordinatorId,
    });
    await clock.moveTo(momentOn(today, '10:30'), api);
    const draftId = await leaveDrafts(api, forms?.second);
    const idOf = (plan: (typeof plans)[number]): string => played[plans.indexOf(plan)]?.caseId ?? '';
    const subjects = {
      passphrase,
      draftId,
      openCaseId: idOf(showcase),
      decidedCaseId: idOf(mainJob[1]),
    };
    const notices = await Promise.all(mainJob.map((plan) => describeNotice(api, folder, idOf(plan))));
    const { total: logged } = await api.cases.list({
      filter: {},
      sort: { by: 'reference', direction: 'up' },
      offset: 0,
      limit: 1,
    });
    await api.vault.lock({});

    await built;
    say('Taking pictures of every screen …');
    const camera = createCamera(folder.screens);
    await takeSetUpScreens(
      { backend: setUpBackend, rendererDirectory, executablePath },
      camera,
      procedure.id,
    );
    await takeScreens({ backend, rendererDirectory, executablePath }, camera, subjects);

    const report = {
      procedure: procedure.id,
      passphrase,
      logged,
      decided: plans.filter(({ steps }) => steps.some(({ step }) => step.kind === 'decide')).length,
      notices,
      screens: camera.taken.map((file) => `screens/${file}`),
    };
    writeReport(folder, report);
    reportLines(folder, report).forEach(say);
  } finally {
    await backend.close();
    await setUpBackend.close();
    rmSync(folder.emptyRegister, { recursive: true, force: true });
  }
};

try {
  await demo();
} catch (error) {
  console.error(error instanceof Error ? error.message.split('\n')[0] : 'The demo could not be made.');
  process.exitCode = 1;
}
