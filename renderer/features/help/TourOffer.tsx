import { Button, Group } from '@mantine/core';
import { usePreferences } from '../../api/usePreferences.ts';
import { askHelp } from '../../components/askHelp.ts';
import { Callout } from '../../components/Callout.tsx';
import styles from './Tour.module.css';

/** For who has not been around yet. It stands on the page and is in nobody's way. */
export const TourOffer = () => {
  const { preferences, keep } = usePreferences();
  if (!preferences || preferences.tourDone === true) return null;
  return (
    <div className={styles['offer']}>
      <Callout kind="note" title="New here?">
        <p>A short tour shows where things are. It takes two minutes.</p>
        <Group gap={8} mt={4}>
          <Button onClick={() => askHelp({ page: 'tour' })}>Show me around</Button>
          <Button variant="default" onClick={() => keep({ tourDone: true })}>
            Skip the tour
          </Button>
        </Group>
      </Callout>
    </div>
  );
};
