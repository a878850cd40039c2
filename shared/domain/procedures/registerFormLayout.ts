import { buryEvidenceRemark, buryFormRows, buryStageTableColumns } from './bury.ts';
import type { ProcedureForm, RuleSource } from './procedureSchema.ts';

type StageRow = Extract<ProcedureForm['rows'][number], { kind: 'stageTable' }>['rows'][number];

/** The register's own form, with Bury's labels, for a procedure whose document lays none down. */
export const registerFormLayout = (
  stageRows: readonly StageRow[],
  acceptedAtStages: readonly number[],
  source: RuleSource,
): ProcedureForm => ({
  title: 'Escalation of a professional disagreement',
  rows: [
    ...buryFormRows,
    {
      kind: 'stageTable',
      columns: [...buryStageTableColumns],
      evidenceRemark: buryEvidenceRemark,
      rows: [...stageRows],
    },
  ],
  laidDown: false,
  acceptedAtStages: [...acceptedAtStages],
  source,
});
