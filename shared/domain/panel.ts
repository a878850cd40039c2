/**
 * Who must sit where several people decide together. Gloucestershire, paragraph 2.4 c: "senior officer from the three
 * agencies who are members of the full Board … must include the agencies concerned in the professional differences".
 */
import type { RuleIssue } from './caseCourse.ts';
import type { DecisionBody } from './procedures/procedureSchema.ts';
import { listInWords } from './wordsForDates.ts';

export interface PanelMember {
  readonly name: string;
  readonly role: string;
  /** Empty for somebody of the business unit, such as the board manager. */
  readonly agencyId: string;
}

interface PanelAgency {
  readonly id: string;
  readonly name: string;
  readonly fullMember: boolean;
}

export interface PanelFacts {
  readonly challengedAgencyIds: readonly string[];
  readonly raisingAgencyIds: readonly string[];
  /** Agencies that raise the case by a name which nobody has tied to the directory. */
  readonly raisingNotInDirectory: readonly string[];
  readonly agencies: readonly PanelAgency[];
}

const PATH = 'panel';
const issue = (message: string): RuleIssue => ({ path: PATH, message });

/** Where more agencies are concerned than the panel has seats, each of them has a seat. */
const resolutionPanelIssues = (
  panel: readonly PanelMember[],
  size: number,
  { challengedAgencyIds, raisingAgencyIds, raisingNotInDirectory, agencies }: PanelFacts,
): readonly RuleIssue[] => {
  const nameOf = (id: string): string => agencies.find((agency) => agency.id === id)?.name ?? 'An agency';
  const concerned = [...new Set([...raisingAgencyIds, ...challengedAgencyIds])];
  const seats = Math.max(size, concerned.length);
  const sitting = panel.map(({ agencyId }) => agencyId);
  const absent = concerned.filter((id) => !sitting.includes(id));
  const outsiders = [...new Set(sitting)].filter(
    (id) => !agencies.some((agency) => agency.id === id && agency.fullMember),
  );
  return [
    ...(panel.length === seats ? [] : [issue(`The panel has ${seats} senior officers: name each of them`)]),
    ...(panel.every(({ name, role }) => name !== '' && role !== '')
      ? []
      : [issue('Give the name and the post of each senior officer')]),
    ...(new Set(sitting).size === sitting.length
      ? []
      : [issue('Each senior officer comes from a different agency')]),
    ...outsiders.map((id) =>
      issue(
        id === ''
          ? 'Say which agency each senior officer comes from'
          : `${nameOf(id)} is not marked as a full member in the directory, and only full members sit on the panel`,
      ),
    ),
    ...(absent.length === 0
      ? []
      : [issue(`The agencies concerned sit on the panel: ${listInWords(absent.map(nameOf))} is missing`)]),
    ...(raisingNotInDirectory.length === 0
      ? []
      : [
          issue(
            `Say in the details of the case which agency of the directory ${listInWords(raisingNotInDirectory)} is: the agencies concerned sit on the panel`,
          ),
        ]),
  ];
};

/**
 * Staffordshire and Stoke-on-Trent, stage 5: the representative of each agency decides with the Chair; the board
 * manager stands in for a raising agency that has none. The Chair's own name is the decision's.
 */
const representativesIssues = (
  panel: readonly PanelMember[],
  { challengedAgencyIds, raisingAgencyIds, agencies }: PanelFacts,
): readonly RuleIssue[] => {
  const nameOf = (id: string): string => agencies.find((agency) => agency.id === id)?.name ?? 'an agency';
  const present = new Set(panel.map(({ agencyId }) => agencyId));
  const boardManager = present.has('');
  const absent = [
    ...challengedAgencyIds.filter((id) => !present.has(id)),
    ...raisingAgencyIds.filter((id) => !present.has(id) && !boardManager),
  ];
  return [
    ...(panel.length === 0 ? [issue('Name the nominated representatives who decided with the Chair')] : []),
    ...(panel.every(({ name }) => name !== '') ? [] : [issue('Give the name of each representative')]),
    ...(panel.length > 0 && absent.length > 0
      ? [
          issue(
            `Name the nominated representative of ${listInWords(absent.map(nameOf))}; for an agency that raises the case and has none, the board manager`,
          ),
        ]
      : []),
  ];
};

/** What an incomplete panel lacks; nothing for a body of one, or where all sat who must. */
export const panelIssues = (
  body: Pick<DecisionBody, 'kind' | 'panelSize'> | undefined,
  panel: readonly PanelMember[],
  facts: PanelFacts,
): readonly RuleIssue[] => {
  if (body?.kind === 'panel') return resolutionPanelIssues(panel, body.panelSize ?? 0, facts);
  if (body?.kind === 'chairWithRepresentatives') return representativesIssues(panel, facts);
  return [];
};
