/** Every field of the intake form, for a draft and for putting a case's details right. */
import { AccountFields } from './AccountFields.tsx';
import { CodingFields } from './CodingFields.tsx';
import { PeopleFields } from './PeopleFields.tsx';
import { ReferrerFields } from './ReferrerFields.tsx';
import { DangerField } from './DangerField.tsx';
import { IntakeEditingContext, type IntakeEditing } from './intakeEditing.ts';
import styles from './IntakeForm.module.css';

export const IntakeForm = ({
  editing,
  onFocusField,
}: {
  readonly editing: IntakeEditing;
  /** Called with the form path of the field that the focus enters. */
  readonly onFocusField?: (formPath: string) => void;
}) => (
  <IntakeEditingContext value={editing}>
    <div
      className={styles['form']}
      onFocusCapture={(event) => {
        const path = event.target.closest<HTMLElement>('[data-path]')?.dataset['path'];
        if (path !== undefined) onFocusField?.(path);
      }}
    >
      <DangerField />
      <PeopleFields />
      <ReferrerFields />
      <AccountFields />
      <CodingFields />
    </div>
  </IntakeEditingContext>
);
