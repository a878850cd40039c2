/** What the fields of the intake form share: the form, what is wrong with it, and where each value came from. */
import { createContext, useContext } from 'react';
import type { IntakeForm, IntakeIssue } from '../../../shared/domain/intake.ts';
import type { Procedure } from '../../../shared/domain/procedures/procedureSchema.ts';
import type { Provenance } from './provenance.ts';

export interface IntakeEditing {
  readonly form: IntakeForm;
  readonly change: (update: (form: IntakeForm) => IntakeForm) => void;
  readonly issues: readonly IntakeIssue[];
  readonly provenanceOf: (formPath: string) => Provenance | undefined;
  /** Shows where in the document a field's value stands. */
  readonly showInDocument: (formPath: string) => void;
  readonly procedure: Procedure;
}

export const IntakeEditingContext = createContext<IntakeEditing | undefined>(undefined);

export const useIntakeEditing = (): IntakeEditing => {
  const editing = useContext(IntakeEditingContext);
  if (!editing) throw new Error('A field of the intake form stands outside the form');
  return editing;
};
