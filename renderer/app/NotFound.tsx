import { Link } from '@tanstack/react-router';
import { PageHeader } from '../components/PageHeader.tsx';
import { Empty } from '../components/ScreenState.tsx';

export const NotFound = () => (
  <>
    <PageHeader title="There is no such page" />
    <Empty
      title="The address does not lead anywhere in the register."
      action={<Link to="/today">Go to Today</Link>}
    />
  </>
);
