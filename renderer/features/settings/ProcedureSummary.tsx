import { ruleInWords } from '../../../shared/domain/clock.ts';
import type { Procedure } from '../../../shared/domain/procedures/procedureSchema.ts';
import { PlainTable, Quiet } from '../../components/PlainTable.tsx';
import { SourceNote } from '../../components/SourceNote.tsx';
import { StageLadder } from '../../components/StageLadder.tsx';
import styles from './SettingsScreen.module.css';

/** The procedure that the register works to, each rule with the place that it comes from. */
export const ProcedureSummary = ({ procedure }: { readonly procedure: Procedure }) => (
  <section className={styles['procedure']} aria-labelledby="procedure">
    <h2 id="procedure">Procedure</h2>
    <p>
      {procedure.partnershipName}: {procedure.title}
    </p>
    <PlainTable caption="Stages and their timescales" columns={['Stage', 'Who', 'Timescales', 'Source']}>
      {procedure.stages.map((stage) => (
        <tr key={stage.order}>
          <th scope="row">
            <StageLadder order={stage.order} of={procedure.stages.length} label={stage.label} />
            <div>
              <Quiet>{stage.name}</Quiet>
            </div>
          </th>
          <td>{stage.who}</td>
          <td>
            <ul className={styles['timescales']}>
              {stage.timescales.map((timescale) => (
                <li key={timescale.id}>
                  {ruleInWords(timescale.length)}: {timescale.action}
                  {timescale.condition !== undefined && `, ${timescale.condition}`}
                  <div>
                    <SourceNote
                      source={timescale.source}
                      label={timescale.source.quote ? `“${timescale.source.quote}”` : 'How it is read'}
                    />
                  </div>
                </li>
              ))}
            </ul>
          </td>
          <td>
            <SourceNote source={stage.source} />
          </td>
        </tr>
      ))}
    </PlainTable>
  </section>
);
