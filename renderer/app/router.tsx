import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Navigate,
} from '@tanstack/react-router';
import { z } from 'zod';
import { plainDateSchema } from '../../shared/domain/calendarTypes.ts';
import { auditKinds } from '../../shared/contract/operation.ts';
import { readAnalyticsSearch } from '../features/analytics/analyticsSearch.ts';
import { AnalyticsScreen } from '../features/analytics/AnalyticsScreen.tsx';
import { AuditScreen } from '../features/audit/AuditScreen.tsx';
import { CaseScreen } from '../features/case/CaseScreen.tsx';
import { CorrectScreen } from '../features/case/CorrectScreen.tsx';
import { DecisionScreen } from '../features/decision/DecisionScreen.tsx';
import { DirectoryScreen } from '../features/directory/DirectoryScreen.tsx';
import { IntakeScreen } from '../features/intake/IntakeScreen.tsx';
import { LetterScreen } from '../features/letters/LetterScreen.tsx';
import { WordingsScreen } from '../features/letters/WordingsScreen.tsx';
import { NoticeScreen } from '../features/notice/NoticeScreen.tsx';
import { PeopleScreen } from '../features/people/PeopleScreen.tsx';
import { ProcedureEditorScreen } from '../features/procedure/ProcedureEditorScreen.tsx';
import { ProcedureScreen } from '../features/procedure/ProcedureScreen.tsx';
import { readRegisterSearch } from '../features/register/registerSearch.ts';
import { RegisterScreen } from '../features/register/RegisterScreen.tsx';
import { PrintScreen } from '../features/report/PrintScreen.tsx';
import { ReportScreen } from '../features/report/ReportScreen.tsx';
import { ReportsScreen } from '../features/report/ReportsScreen.tsx';
import { RetentionScreen } from '../features/retention/RetentionScreen.tsx';
import { SecurityScreen } from '../features/security/SecurityScreen.tsx';
import { SettingsScreen } from '../features/settings/SettingsScreen.tsx';
import { SubjectAccessScreen } from '../features/subjectAccess/SubjectAccessScreen.tsx';
import { TodayScreen } from '../features/today/TodayScreen.tsx';
import { TrackerScreen } from '../features/tracker/TrackerScreen.tsx';
import { NotFound } from './NotFound.tsx';
import { Shell } from './Shell.tsx';

const base = createRootRoute();
const root = createRoute({ getParentRoute: () => base, id: 'shell', component: Shell });

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: () => <Navigate to="/today" replace />,
});

const today = createRoute({ getParentRoute: () => root, path: '/today', component: TodayScreen });

const register = createRoute({
  getParentRoute: () => root,
  path: '/register',
  validateSearch: readRegisterSearch,
  component: () => <RegisterScreen search={register.useSearch()} />,
});

const analytics = createRoute({
  getParentRoute: () => root,
  path: '/analytics',
  validateSearch: readAnalyticsSearch,
  component: () => <AnalyticsScreen search={analytics.useSearch()} />,
});

const logNew = createRoute({ getParentRoute: () => root, path: '/log', component: () => <IntakeScreen /> });

const logDraft = createRoute({
  getParentRoute: () => root,
  path: '/log/$draftId',
  component: () => {
    const { draftId } = logDraft.useParams();
    return <IntakeScreen key={draftId} draftId={draftId} />;
  },
});

const caseSearchSchema = z.object({ tab: z.string().max(20).optional().catch(undefined) });

const oneCase = createRoute({
  getParentRoute: () => root,
  path: '/case/$caseId',
  validateSearch: (search): { readonly tab?: string } => {
    const { tab } = caseSearchSchema.parse(search);
    return tab === undefined ? {} : { tab };
  },
  component: () => {
    const { caseId } = oneCase.useParams();
    const { tab } = oneCase.useSearch();
    return <CaseScreen key={caseId} caseId={caseId} {...(tab === undefined ? {} : { tab })} />;
  },
});

const correct = createRoute({
  getParentRoute: () => root,
  path: '/case/$caseId/correct',
  component: () => <CorrectScreen caseId={correct.useParams().caseId} />,
});

const decision = createRoute({
  getParentRoute: () => root,
  path: '/case/$caseId/decision',
  component: () => <DecisionScreen caseId={decision.useParams().caseId} />,
});

const notice = createRoute({
  getParentRoute: () => root,
  path: '/case/$caseId/notice',
  component: () => <NoticeScreen caseId={notice.useParams().caseId} />,
});

const letter = createRoute({
  getParentRoute: () => root,
  path: '/case/$caseId/letter',
  component: () => {
    const { caseId } = letter.useParams();
    return <LetterScreen key={caseId} caseId={caseId} />;
  },
});

const wordings = createRoute({ getParentRoute: () => root, path: '/letters', component: WordingsScreen });

const people = createRoute({ getParentRoute: () => root, path: '/people', component: PeopleScreen });
const settings = createRoute({ getParentRoute: () => root, path: '/settings', component: SettingsScreen });
const directory = createRoute({ getParentRoute: () => root, path: '/directory', component: DirectoryScreen });

const reports = createRoute({ getParentRoute: () => root, path: '/reports', component: ReportsScreen });

const report = createRoute({
  getParentRoute: () => root,
  path: '/reports/$reportId',
  component: () => {
    const { reportId } = report.useParams();
    return <ReportScreen key={reportId} reportId={reportId} />;
  },
});

/** The page that a host prints, without the shell. */
const printedReport = createRoute({
  getParentRoute: () => base,
  path: '/report/$reportId/print',
  component: () => <PrintScreen reportId={printedReport.useParams().reportId} />,
});

const retention = createRoute({ getParentRoute: () => root, path: '/retention', component: RetentionScreen });
const subjectAccess = createRoute({
  getParentRoute: () => root,
  path: '/subject-access',
  component: SubjectAccessScreen,
});

const security = createRoute({ getParentRoute: () => root, path: '/security', component: SecurityScreen });

const tracker = createRoute({ getParentRoute: () => root, path: '/tracker', component: TrackerScreen });

const procedureSearchSchema = z.object({ version: z.uuid().optional().catch(undefined) });

const procedure = createRoute({
  getParentRoute: () => root,
  path: '/procedure',
  validateSearch: (search): { readonly version?: string } => {
    const { version } = procedureSearchSchema.parse(search);
    return version === undefined ? {} : { version };
  },
  component: () => {
    const { version } = procedure.useSearch();
    return <ProcedureScreen {...(version === undefined ? {} : { versionId: version })} />;
  },
});

const procedureEditSearchSchema = z.object({ from: z.string().max(60).optional().catch(undefined) });

const procedureEdit = createRoute({
  getParentRoute: () => root,
  path: '/procedure/edit',
  validateSearch: (search): { readonly from?: string } => {
    const { from } = procedureEditSearchSchema.parse(search);
    return from === undefined ? {} : { from };
  },
  component: () => {
    const { from } = procedureEdit.useSearch();
    return <ProcedureEditorScreen key={from ?? ''} {...(from === undefined ? {} : { from })} />;
  },
});

const auditSearchSchema = z.object({
  kind: z.enum(auditKinds).optional().catch(undefined),
  personId: z.uuid().optional().catch(undefined),
  from: plainDateSchema.optional().catch(undefined),
  to: plainDateSchema.optional().catch(undefined),
});

const audit = createRoute({
  getParentRoute: () => root,
  path: '/audit',
  validateSearch: (search): z.infer<typeof auditSearchSchema> => auditSearchSchema.parse(search),
  component: () => <AuditScreen search={audit.useSearch()} />,
});

/** What no other route takes: inside the shell, so that the way on is there. */
const anythingElse = createRoute({ getParentRoute: () => root, path: '$', component: NotFound });

export const router = createRouter({
  routeTree: base.addChildren([
    printedReport,
    root.addChildren([
      home,
      today,
      register,
      analytics,
      logNew,
      logDraft,
      oneCase,
      correct,
      decision,
      notice,
      letter,
      wordings,
      people,
      retention,
      subjectAccess,
      settings,
      directory,
      tracker,
      security,
      procedure,
      procedureEdit,
      audit,
      reports,
      report,
      anythingElse,
    ]),
  ]),
  history: createHashHistory(),
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
