import { Button, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Issue } from '../../../shared/contract/errors.ts';
import { ErrorSummary } from '../../components/ErrorSummary.tsx';
import { Form } from '../../components/Form.tsx';
import { Failed } from '../../components/ScreenState.tsx';
import styles from './FormDialog.module.css';

/** A whole small form in a dialog: error summary above, the step itself below. Nothing closes it by accident. */
export const FormDialog = ({
  title,
  submitLabel,
  issues,
  fault,
  busy,
  stop = false,
  wide = false,
  onSubmit,
  onClose,
  children,
}: {
  readonly title: string;
  readonly submitLabel: string;
  readonly issues: readonly Issue[];
  readonly fault: { readonly message: string } | undefined;
  readonly busy: boolean;
  /** The step is hard to take back. */
  readonly stop?: boolean;
  readonly wide?: boolean;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) => (
  <Modal
    opened
    onClose={onClose}
    title={title}
    size={wide ? 720 : 560}
    closeOnClickOutside={false}
    closeButtonProps={{ 'aria-label': 'Close without saving' }}
  >
    <Form className={styles['form']} onSubmit={onSubmit}>
      <ErrorSummary issues={issues} />
      {fault && <Failed fault={fault} />}
      {children}
      <div className={styles['buttons']}>
        <Button type="submit" loading={busy} {...(stop ? { color: 'stop' } : {})}>
          {submitLabel}
        </Button>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </Form>
  </Modal>
);
