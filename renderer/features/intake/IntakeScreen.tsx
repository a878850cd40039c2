/**
 * Log a form. This folder holds the draft, its document and the fields that logging a form and putting a case's
 * details right share; it imports the renderer's components and api, and shared.
 */
import { useMayDo } from '../../api/session.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { Empty } from '../../components/ScreenState.tsx';
import { DraftScreen } from './DraftScreen.tsx';
import { StartIntake } from './StartIntake.tsx';

export const IntakeScreen = ({ draftId }: { readonly draftId?: string }) => {
  const mayLog = useMayDo('cases.log');
  if (!mayLog)
    return (
      <>
        <PageHeader title="Log a form" />
        <Empty title="Forms are logged by the business unit">
          Your account may not log a form. Send it to a business manager or a coordinator.
        </Empty>
      </>
    );
  return draftId === undefined ? <StartIntake /> : <DraftScreen draftId={draftId} />;
};
