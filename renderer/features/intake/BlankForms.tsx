import { Button } from '@mantine/core';
import { IconFileTypePdf, IconFileWord } from '@tabler/icons-react';
import { useChange } from '../../api/useOperation.ts';
import { useAnnounce } from '../../components/Announcer.tsx';
import styles from './BlankForms.module.css';

/** The unit's own form, blank, to send to those who will fill it in. */
export const BlankForms = () => {
  const announce = useAnnounce();
  const save = useChange('blankForms.save');
  const get = (format: 'word' | 'pdf') => () =>
    save.mutate(
      { format },
      {
        onSuccess: ({ delivered, where }) =>
          announce(delivered ? `The blank form is in ${where}.` : 'Nothing was saved.'),
        onError: (fault) => announce({ text: fault.message, isFault: true }),
      },
    );
  return (
    <section className={styles['blank']} aria-labelledby="blank-form">
      <h2 id="blank-form">Get a blank form</h2>
      <p>To send to an agency. When it comes back filled in, the register reads every field of it.</p>
      <div className={styles['buttons']}>
        <Button
          variant="default"
          leftSection={<IconFileWord size={16} stroke={1.75} />}
          loading={save.isPending && save.variables.format === 'word'}
          onClick={get('word')}
        >
          Word form
        </Button>
        <Button
          variant="default"
          leftSection={<IconFileTypePdf size={16} stroke={1.75} />}
          loading={save.isPending && save.variables.format === 'pdf'}
          onClick={get('pdf')}
        >
          PDF form
        </Button>
      </div>
    </section>
  );
};
