import type { Procedure, RuleSource } from './procedureSchema.ts';

/** Names the place of a rule in one document, with the few words that it rests on. */
export type SourceIn = (place: string, quote?: string, remark?: string) => RuleSource;

export const sourceIn =
  (document: string): SourceIn =>
  (place, quote, remark) => ({
    document,
    place,
    ...(quote === undefined ? {} : { quote }),
    ...(remark === undefined ? {} : { remark }),
  });

/** Routes that a case can be re-directed to whatever the procedure, for documents that do not name them. */
export const routesNotNamed = (
  source: SourceIn,
  ids: readonly ('whistleblowing' | 'complaint')[],
): Procedure['otherRoutes'] => {
  const labels = { whistleblowing: 'Whistleblowing', complaint: 'Complaints procedure' } as const;
  return ids.map((id) => ({
    id,
    label: labels[id],
    source: source(
      'Not in the document',
      undefined,
      'The document does not name this route; the register offers it so that a case can be closed as re-directed.',
    ),
  }));
};
