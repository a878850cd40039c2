import type { CaseRow } from '../../shared/contract/cases.ts';

/** How old each person of a case is, each age with its unit on one line. */
export const Ages = ({ row }: { readonly row: Pick<CaseRow, 'people'> }) =>
  row.people.map(({ age }, index) => (
    <span key={index}>
      {index > 0 && ', '}
      <span className="kept">{age}</span>
    </span>
  ));
