import {
  addBeyondLastStage,
  addNeverSkip,
  addNotificationOnly,
  addQuestion,
  addUrgentEntry,
  removeQuestion,
} from '../../../shared/domain/procedureEditing.ts';
import { notificationKinds } from '../../../shared/domain/procedures/procedureSchema.ts';
import {
  Add,
  CodeField,
  Items,
  Section,
  SomeField,
  SourceFields,
  StageField,
  TakeAway,
  WordsField,
} from './fields.tsx';
import { capital, newId, useProcedureEditing } from './procedureEditing.ts';

/** What holds between the stages and after them. */
export const RuleFields = () => {
  const { procedure, replace, change } = useProcedureEditing();
  const { stages, stageWord, urgentEntry } = procedure;
  return (
    <>
      <Section
        path="beyondLastStage"
        title={`After the last ${stageWord}`}
        hint="Where a case that is still unresolved goes."
      >
        <Items
          path="beyondLastStage"
          one="referral"
          items={procedure.beyondLastStage}
          onAdd={() => replace(addBeyondLastStage(procedure, newId('beyond')))}
        >
          {(_, path, named) => <WordsField path={`${path}.label`} label={capital(named)} />}
        </Items>
      </Section>
      <Section
        path="urgentEntry"
        title="Urgent entry"
        hint={`Where an urgent case may start later than at the first ${stageWord}.`}
      >
        {urgentEntry ? (
          <>
            <StageField path="urgentEntry.fromOrder" label="From" order={urgentEntry.fromOrder} />
            <WordsField path="urgentEntry.how" label="How" hint="Such as “by telephone”." />
            <SourceFields path="urgentEntry.source" of="urgent entry" />
            <TakeAway what="urgent entry" onClick={() => change('urgentEntry', undefined)} />
          </>
        ) : (
          <Add onClick={() => replace(addUrgentEntry(procedure))}>Allow urgent entry</Add>
        )}
      </Section>
      <Section
        path="neverSkip"
        title="Never left out"
        hint="Whatever the reason. Anything else may be left out with one."
      >
        <Items
          path="neverSkip"
          one="rule"
          items={procedure.neverSkip}
          onAdd={() => replace(addNeverSkip(procedure))}
        >
          {({ orders, before }, path, named) => (
            <>
              <SomeField
                path={`${path}.orders`}
                label={`${capital(named)}: these come first`}
                choices={stages.map(({ order, label }) => ({ value: order, label }))}
                values={orders}
              />
              <StageField path={`${path}.before`} label="Before" order={before} />
            </>
          )}
        </Items>
      </Section>
      <Section
        path="notificationOnly"
        title="Kept as a notification"
        hint="Told to the unit for its themes alone; the unit works no such case."
      >
        <Items
          path="notificationOnly"
          one="notification"
          items={procedure.notificationOnly}
          onAdd={() => replace(addNotificationOnly(procedure))}
        >
          {({ stageOrder }, path, named) => (
            <>
              <WordsField path={`${path}.label`} label={capital(named)} />
              <StageField path={`${path}.stageOrder`} label="At" order={stageOrder} />
              <CodeField path={`${path}.kind`} label="The case is" codes={notificationKinds} />
            </>
          )}
        </Items>
      </Section>
      <Section
        path="toState"
        title="For the unit to state"
        hint="Where the document gives two timescales for one thing. Say at each of the two, under the stage, which question settles it."
      >
        <Items
          path="toState"
          one="question"
          items={procedure.toState}
          onAdd={() => replace(addQuestion(procedure, newId('question')))}
          onRemove={(index) => replace(removeQuestion(procedure, index))}
        >
          {(_, path, named) => <WordsField path={`${path}.question`} label={capital(named)} lines={2} />}
        </Items>
      </Section>
      <Section
        path="childLedDates"
        title="Earlier dates for the child"
        hint={`A date that protects the child may be set at every ${stageWord}, and wins where it is earlier.`}
      >
        <SourceFields path="childLedDates" of="earlier dates for the child" />
      </Section>
    </>
  );
};
