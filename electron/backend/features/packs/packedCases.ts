import type { CaseDetail } from '../../../../shared/contract/cases.ts';
import { MAX_PACK_FILES_BYTES } from '../../../../shared/domain/reviewPack.ts';
import { tooLarge } from '../../appFault.ts';
import type { Context } from '../../context.ts';
import type { PackContent } from '../../packs/packFile.ts';
import { getCaseDetail } from '../cases/caseDetail.ts';
import { getCaseRecord, procedureOf, unitOf } from '../cases/changeCase.ts';
import { findContent, findReceived } from '../documents/repository.ts';

/**
 * What a reviewer elsewhere may see of a case: all of it but the names of children in other cases, what the unit has made
 * ready to be signed here, and the notices that went out.
 */
const asReviewerSees = ({ submission: _submission, ...detail }: CaseDetail): CaseDetail => ({
  ...detail,
  notices: [],
  related: detail.related.map((alike) => ({ ...alike, people: '' })),
});

const documentIdsOf = (detail: CaseDetail): readonly string[] => [
  ...new Set(
    [
      detail.formDocument,
      ...detail.stages.flatMap((stage) => stage.entries.map(({ document }) => document)),
      ...detail.requests.map(({ ended }) => ended?.document),
      ...[...(detail.decision ? [detail.decision] : []), ...detail.earlierDecisions].map(
        ({ evidence }) => evidence,
      ),
    ].flatMap((document) => (document ? [document.id] : [])),
  ),
];

/** What a signature of the next decision will stand for, as the case now is. */
const signingOf = (context: Context, caseId: string): PackContent['manifest']['cases'][number]['signing'] => {
  const record = getCaseRecord(context.database, caseId);
  const procedure = procedureOf(record, unitOf(context));
  const [latest] = record.decisions;
  return {
    procedureId: procedure.id,
    procedureVersion: procedure.version,
    version: (latest?.version ?? 0) + 1,
    previousDigest: latest?.digest ?? null,
    stageOrder: record.case.stageOrder,
  };
};

/** The cases as plain data, and the bytes of their files one after another. Throws where they are too many. */
export const packedCasesOf = (
  context: Context,
  caseIds: readonly string[],
): { readonly cases: PackContent['manifest']['cases']; readonly files: Buffer } => {
  const pieces: Buffer[] = [];
  let start = 0;
  const cases = caseIds.map((caseId) => {
    const detail = asReviewerSees(getCaseDetail(context, caseId));
    const documents = documentIdsOf(detail).flatMap((documentId) => {
      const found = findReceived(context.database, documentId);
      const content = findContent(context.database, documentId);
      if (!found || !content) return [];
      // What was recognised for the intake is in the case by now.
      const { reading: _reading, ...received } = found;
      const packed = { received, start };
      pieces.push(content);
      start += content.length;
      if (start > MAX_PACK_FILES_BYTES)
        throw tooLarge(
          'The forms and the evidence of these cases come to more than 60 MB, and a pack would be too large to send. Choose fewer cases.',
        );
      return packed;
    });
    return { detail, documents, signing: signingOf(context, caseId) };
  });
  return { cases, files: Buffer.concat(pieces) };
};
