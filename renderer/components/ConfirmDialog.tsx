import { Button, Group, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { Failed } from './ScreenState.tsx';

/** Asks before a step that is hard to take back. The safe answer comes first and has the focus. */
export const ConfirmDialog = ({
  opened,
  title,
  children,
  confirmLabel,
  cancelLabel = 'Cancel',
  destructive = false,
  busy = false,
  fault,
  onConfirm,
  onClose,
}: {
  readonly opened: boolean;
  readonly title: string;
  readonly children: ReactNode;
  readonly confirmLabel: string;
  readonly cancelLabel?: string;
  readonly destructive?: boolean;
  readonly busy?: boolean;
  readonly fault?: { readonly message: string } | null;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}) => (
  <Modal opened={opened} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': 'Close' }}>
    <div>{children}</div>
    {fault && <Failed fault={fault} />}
    <Group mt={20} gap={8} justify="flex-end">
      <Button variant="default" onClick={onClose} data-autofocus>
        {cancelLabel}
      </Button>
      <Button {...(destructive ? { color: 'stop' } : {})} loading={busy} onClick={onConfirm}>
        {confirmLabel}
      </Button>
    </Group>
  </Modal>
);
