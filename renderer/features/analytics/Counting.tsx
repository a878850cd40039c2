import { JobProgress } from '../../components/JobProgress.tsx';
import { Loading } from '../../components/ScreenState.tsx';

/** While the figures are on their way; after a large import, how many of its cases have been made ready to be counted. */
export const Counting = () => (
  <JobProgress
    operation="analytics.figures"
    words="Counting"
    before={<Loading what="the figures" />}
    hint="This is done once for cases that were brought in. You can leave it running and work on another screen."
  />
);
