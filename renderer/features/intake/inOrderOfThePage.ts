import type { Issue } from '../../../shared/contract/errors.ts';
import { fieldId } from '../../components/ErrorSummary.tsx';

/** Issues in the order of their fields from top to bottom; those without a field on the page come first. */
export const inOrderOfThePage = (issues: readonly Issue[]): readonly Issue[] => {
  const placed = issues.map((issue) => ({ issue, field: document.getElementById(fieldId(issue.path)) }));
  return placed
    .toSorted((left, right) => {
      if (!left.field || !right.field) return Number(left.field !== null) - Number(right.field !== null);
      return left.field.compareDocumentPosition(right.field) & Node.DOCUMENT_POSITION_PRECEDING ? 1 : -1;
    })
    .map(({ issue }) => issue);
};
