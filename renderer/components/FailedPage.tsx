import { PageHeader } from './PageHeader.tsx';
import { Failed } from './ScreenState.tsx';

/** A whole page that could not be shown: what it would have been, what went wrong, and the way back. */
export const FailedPage = ({
  title,
  fault,
  onRetry,
}: {
  readonly title: string;
  readonly fault: { readonly message: string };
  readonly onRetry: () => void;
}) => (
  <>
    <PageHeader title={title} back={{ label: 'Register', link: { to: '/register' } }} />
    <Failed fault={fault} onRetry={onRetry} />
  </>
);
