import { arrangeStages } from '../../shared/domain/procedureEditing.ts';
import { bury } from '../../shared/domain/procedures/bury.ts';
import {
  getStage,
  procedureSchema,
  type Procedure,
  type Timescale,
} from '../../shared/domain/procedures/procedureSchema.ts';

/** A procedure of one stage with the timescales given, as a unit might make its own. */
export const procedureWithTimescales = (
  ...timescales: readonly (Pick<Timescale, 'length'> & Partial<Timescale>)[]
): Procedure =>
  procedureSchema.parse(
    arrangeStages({ ...bury, id: 'made-up' }, [
      {
        ...getStage(bury, 4),
        timescales: timescales.map((timescale, index) => ({
          id: `timescale-${index + 1}`,
          action: 'the stage ends',
          event: 'stageOpened',
          kind: 'due',
          source: { document: 'Made up', place: 'Paragraph 1' },
          ...timescale,
        })),
      },
    ]),
  );
