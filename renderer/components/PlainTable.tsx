import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './PlainTable.module.css';

export interface PlainTableProps {
  /** What the table lists, for those who hear it. */
  readonly caption: string;
  readonly columns: readonly ReactNode[];
  /** Whether each row ends with an `ActionsCell`. */
  readonly withActions?: boolean | undefined;
  readonly className?: string | undefined;
  /** Its rows. */
  readonly children: ReactNode;
}

/** A table that is read: bold headers over a strong rule, hairline rows. */
export const PlainTable = ({
  caption,
  columns,
  withActions = false,
  className,
  children,
  ...attributes
}: PlainTableProps) => (
  <table className={`${styles['table']} ${className ?? ''}`} {...attributes}>
    <caption className="visuallyHidden">{caption}</caption>
    <thead>
      <tr>
        {columns.map((column, index) => (
          <th key={index} scope="col">
            {column}
          </th>
        ))}
        {withActions && (
          <th scope="col">
            <span className="visuallyHidden">What to do</span>
          </th>
        )}
      </tr>
    </thead>
    <tbody>{children}</tbody>
  </table>
);

/** The last cell of a row: what can be done with it. */
export const ActionsCell = ({ children }: { readonly children: ReactNode }) => (
  <td className={styles['actions']}>{children}</td>
);

/** Words beside those that matter. */
export const Quiet = ({ children }: { readonly children: ReactNode }) => (
  <span className={styles['quiet']}>{children}</span>
);

/** What can be done with one of the rows, where that is more than a thing or two. */
export const RowMenu = ({
  label,
  of,
  children,
}: {
  readonly label: string;
  /** The row's name, for those who hear the button alone. */
  readonly of: string;
  /** Its items. */
  readonly children: ReactNode;
}) => (
  <Menu position="bottom-end">
    <Menu.Target>
      <Button variant="subtle" rightSection={<IconChevronDown size={16} stroke={1.75} aria-hidden="true" />}>
        {label}
        <span className="visuallyHidden"> {of}</span>
      </Button>
    </Menu.Target>
    <Menu.Dropdown>{children}</Menu.Dropdown>
  </Menu>
);
