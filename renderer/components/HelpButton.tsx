import { Tooltip, UnstyledButton } from '@mantine/core';
import { IconHelpCircle } from '@tabler/icons-react';
import { askHelp } from './askHelp.ts';
import styles from './HelpButton.module.css';

/** Opens the guide at the section about this page. */
export const HelpButton = ({ section }: { readonly section?: string | undefined }) => (
  <Tooltip label="Help with this page (F1)">
    <UnstyledButton
      className={`${styles['button']} noPrint`}
      data-tour="help"
      onClick={() => askHelp({ page: 'guide', ...(section === undefined ? {} : { section }) })}
    >
      <IconHelpCircle size={20} stroke={1.75} aria-hidden="true" />
      <span className="visuallyHidden">Help with this page</span>
    </UnstyledButton>
  </Tooltip>
);
