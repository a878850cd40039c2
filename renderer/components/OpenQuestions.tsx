import { Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Procedure } from '../../shared/domain/procedures/procedureSchema.ts';
import { Callout } from './Callout.tsx';
import { SourceNote } from './SourceNote.tsx';

/** What the procedure leaves to the unit to say, shown where a date hangs on the answer. */
export const OpenQuestions = ({ questions }: { readonly questions: Procedure['toState'] }) =>
  questions.map(({ id, question, source }) => (
    <Callout key={id} kind="check" title="The unit has not said which timescale applies">
      <p>{question} Until it is stated, both are shown and the earlier is due.</p>
      <Group gap={16}>
        <Link to="/procedure">State which applies</Link>
        <SourceNote source={source} />
      </Group>
    </Callout>
  ));
