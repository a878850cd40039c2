import type { FigureTable } from '../../../../shared/domain/analytics/figureTable.ts';
import { publishFigures, type PublishedFigure } from '../../../../shared/domain/analytics/publishFigures.ts';
import type { DisclosureSettings } from '../../../../shared/domain/disclosure/disclosureSettings.ts';
import type { Period, PublishedTable } from '../../../../shared/domain/disclosure/publishedTable.ts';

/** What a published report is worked out from, all of it sendable to another process. */
export interface Publishing {
  readonly tables: readonly FigureTable[];
  readonly earlier: readonly Readonly<Partial<Record<string, PublishedTable>>>[];
  readonly settings: DisclosureSettings;
  /** Figures over other periods, as far as they have been asked for. */
  readonly counted: readonly { readonly period: Period; readonly tables: readonly FigureTable[] }[];
}

export type Published = { readonly figures: readonly PublishedFigure[] } | { readonly needs: Period };

/** Keeps small numbers from view, or says over which other period the figures have to be counted first. */
export const publishPart = ({ counted, ...report }: Publishing): Published => {
  let needs: Period | undefined;
  try {
    return {
      figures: publishFigures({
        ...report,
        figuresIn: (asked) => {
          const found = counted.find(
            ({ period }) => period.firstOn === asked.firstOn && period.lastOn === asked.lastOn,
          );
          if (found) return found.tables;
          needs = asked;
          throw new Error('Not counted yet');
        },
      }),
    };
  } catch (error) {
    if (needs) return { needs };
    throw error;
  }
};
