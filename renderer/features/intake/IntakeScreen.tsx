/**
 * Log a form. This folder holds the draft, its document and the fields that logging a form and putting a case's
 * details right share; it imports the renderer's components and api, and shared.
 */
import { DraftScreen } from './DraftScreen.tsx';
import { StartIntake } from './StartIntake.tsx';

export const IntakeScreen = ({ draftId }: { readonly draftId?: string }) =>
  draftId === undefined ? <StartIntake /> : <DraftScreen draftId={draftId} />;
