import { Popover, UnstyledButton } from '@mantine/core';
import { IconQuote } from '@tabler/icons-react';
import type { RuleSource } from '../../shared/domain/procedures/procedureSchema.ts';
import styles from './SourceNote.module.css';

/** Where a rule comes from: the document, the place in it, its words, and what the register makes of them. */
export const SourceNote = ({
  source,
  label = 'Where this comes from',
}: {
  readonly source: RuleSource;
  readonly label?: string;
}) => (
  <Popover width={360} withArrow withRoles trapFocus={false} position="bottom-start">
    <Popover.Target>
      <UnstyledButton className={styles['button']}>
        <IconQuote size={16} stroke={1.75} aria-hidden="true" />
        {label}
      </UnstyledButton>
    </Popover.Target>
    <Popover.Dropdown>
      <dl className={styles['facts']}>
        <dt>Document</dt>
        <dd>{source.document}</dd>
        <dt>Place</dt>
        <dd>{source.place}</dd>
        {source.quote !== undefined && (
          <>
            <dt>Its words</dt>
            <dd>“{source.quote}”</dd>
          </>
        )}
        {source.remark !== undefined && (
          <>
            <dt>How the register reads it</dt>
            <dd>{source.remark}</dd>
          </>
        )}
      </dl>
    </Popover.Dropdown>
  </Popover>
);
