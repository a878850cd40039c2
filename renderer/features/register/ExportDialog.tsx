import { Radio } from '@mantine/core';
import { useState } from 'react';
import type { InputOf } from '../../../shared/contract/index.ts';
import { useChange } from '../../api/useOperation.ts';
import { useAnnounce } from '../../components/Announcer.tsx';
import { JobProgress } from '../../components/JobProgress.tsx';
import { Callout } from '../../components/Callout.tsx';
import { FormDialog } from '../case/FormDialog.tsx';
import { caseCount } from './caseCount.ts';
import styles from './RegisterScreen.module.css';

/** The list leaves the register as a file: says first what that means. */
export const ExportDialog = ({
  shown,
  total,
  onClose,
}: {
  readonly shown: Omit<InputOf<'cases.exportList'>, 'format'>;
  readonly total: number;
  readonly onClose: () => void;
}) => {
  const announce = useAnnounce();
  const save = useChange('cases.exportList');
  const [format, setFormat] = useState<'xlsx' | 'csv'>('xlsx');
  return (
    <FormDialog
      title="Save the list as a file"
      submitLabel="Save the file"
      issues={[]}
      fault={save.error ?? undefined}
      busy={save.isPending}
      onSubmit={() =>
        save.mutate(
          { ...shown, format },
          {
            onSuccess: ({ delivered, where }) => {
              onClose();
              announce(delivered ? `The list is in ${where}.` : 'Nothing was saved.');
            },
          },
        )
      }
      onClose={onClose}
    >
      {save.isPending && <JobProgress operation="cases.exportList" words="Making the file" />}
      <p>{caseCount(total)}, with the filters, the order and the columns that are shown.</p>
      <Callout kind="check" title="The file is not encrypted">
        <p>
          It names children, and whoever has it can read it. Save it only where that is allowed, and delete it
          when it has done its work. The audit log keeps that you saved it.
        </p>
      </Callout>
      <Radio.Group
        label="Kind of file"
        value={format}
        onChange={(value) => setFormat(value as 'xlsx' | 'csv')}
      >
        <div className={styles['formats']}>
          <Radio value="xlsx" label="For Excel (.xlsx)" data-autofocus />
          <Radio value="csv" label="As plain text (.csv)" />
        </div>
      </Radio.Group>
    </FormDialog>
  );
};
