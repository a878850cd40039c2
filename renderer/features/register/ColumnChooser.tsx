import { ActionIcon, Button, Checkbox, Popover, SegmentedControl } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconColumns3 } from '@tabler/icons-react';
import { registerColumns, type RegisterColumn } from '../../../shared/contract/registerColumns.ts';
import { codesOf } from '../../../shared/domain/codes.ts';
import { useAnnounce } from '../../components/Announcer.tsx';
import styles from './RegisterScreen.module.css';
import type { Density } from './RegisterTable.tsx';

const densityNames: Readonly<Record<Density, string>> = {
  compact: 'Compact',
  regular: 'Regular',
  roomy: 'Roomy',
};

/** Which columns, in which order, and how high the rows are. */
export const ColumnChooser = ({
  columns,
  density,
  onColumns,
  onDensity,
}: {
  readonly columns: readonly RegisterColumn[];
  readonly density: Density;
  /** Undefined: the usual ones again. */
  readonly onColumns: (columns: RegisterColumn[] | undefined) => void;
  readonly onDensity: (density: Density) => void;
}) => {
  const announce = useAnnounce();
  const others = codesOf(registerColumns).filter((column) => !columns.includes(column));
  const move = (column: RegisterColumn, step: 1 | -1): void => {
    // At the edge it stays where it is, and so does the focus.
    const place = Math.min(Math.max(columns.indexOf(column) + step, 0), columns.length - 1);
    const moved = columns.filter((other) => other !== column).toSpliced(place, 0, column);
    onColumns(moved);
    announce({
      text: `${registerColumns[column]} is now column ${place + 1} of ${moved.length}`,
      quiet: true,
    });
  };
  return (
    <Popover position="bottom-end" width={300} trapFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconColumns3 size={18} stroke={1.75} aria-hidden="true" />}>
          Columns
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <fieldset className={styles['columns']}>
          <legend>Columns, from left to right</legend>
          <ul>
            {[...columns, ...others].map((column) => {
              const place = columns.indexOf(column);
              return (
                <li key={column} className={styles['column']}>
                  <Checkbox
                    label={registerColumns[column]}
                    disabled={column === 'child'}
                    checked={place >= 0}
                    onChange={({ currentTarget: { checked } }) =>
                      onColumns(checked ? [...columns, column] : columns.filter((other) => other !== column))
                    }
                  />
                  {place >= 0 && (
                    <span className={styles['moves']}>
                      <ActionIcon
                        variant="subtle"
                        aria-label={`Move ${registerColumns[column]} to the left`}
                        onClick={() => move(column, -1)}
                      >
                        <IconArrowUp size={16} stroke={1.75} aria-hidden="true" />
                      </ActionIcon>
                      <ActionIcon
                        variant="subtle"
                        aria-label={`Move ${registerColumns[column]} to the right`}
                        onClick={() => move(column, 1)}
                      >
                        <IconArrowDown size={16} stroke={1.75} aria-hidden="true" />
                      </ActionIcon>
                    </span>
                  )}
                </li>
              );
            })}
          </ul>
          <Button variant="subtle" onClick={() => onColumns(undefined)}>
            Show the usual columns
          </Button>
        </fieldset>
        <fieldset className={styles['columns']}>
          <legend>Height of the rows</legend>
          <SegmentedControl
            aria-label="Height of the rows"
            fullWidth
            value={density}
            data={Object.entries(densityNames).map(([value, label]) => ({ value, label }))}
            onChange={(value) => onDensity(value as Density)}
          />
        </fieldset>
      </Popover.Dropdown>
    </Popover>
  );
};
