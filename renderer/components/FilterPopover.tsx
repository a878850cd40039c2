import { Button, NativeSelect, Popover } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import styles from './FilterPopover.module.css';
import { Form } from './Form.tsx';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** Asks for one filter at a time: what about, and which. */
export const FilterPopover = <Offered extends string>({
  filters,
  offered,
  onOffer,
  choices,
  value,
  onPick,
  onAdd,
  children,
}: {
  /** What can be filtered by. */
  readonly filters: readonly Choice[];
  readonly offered: Offered;
  readonly onOffer: (offered: Offered) => void;
  /** Among which to choose; none where it is typed. */
  readonly choices: readonly Choice[];
  readonly value: string | undefined;
  readonly onPick: (value: string) => void;
  /** Adds it and says whether it could. */
  readonly onAdd: () => boolean;
  /** What is typed rather than chosen. */
  readonly children?: ReactNode;
}) => {
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" width={340} trapFocus>
      <Popover.Target>
        <Button
          variant="default"
          radius="xl"
          h={30}
          className={styles['open'] ?? ''}
          leftSection={<IconPlus size={16} stroke={1.75} aria-hidden="true" />}
          onClick={() => setOpened(!opened)}
        >
          Add a filter
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Form
          className={styles['form']}
          onSubmit={() => {
            if (onAdd()) setOpened(false);
          }}
        >
          <NativeSelect
            label="Filter by"
            value={offered}
            data={[...filters]}
            onChange={(event) => onOffer(event.currentTarget.value as Offered)}
          />
          {choices.length > 0 && (
            <NativeSelect
              label="Which"
              value={value ?? ''}
              data={[...choices]}
              onChange={(event) => onPick(event.currentTarget.value)}
            />
          )}
          {children}
          <Button type="submit">Add the filter</Button>
        </Form>
      </Popover.Dropdown>
    </Popover>
  );
};
