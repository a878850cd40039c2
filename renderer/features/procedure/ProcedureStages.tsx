import { IconCheckbox, IconClock, IconFileText, IconGavel, IconHourglassHigh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { ruleInWords } from '../../../shared/domain/clock.ts';
import { childStatuses } from '../../../shared/domain/codes.ts';
import {
  businessUnitDuties,
  type Procedure,
  type Stage,
  type Timescale,
  type TimescaleEvent,
} from '../../../shared/domain/procedures/procedureSchema.ts';
import { SourceNote } from '../../components/SourceNote.tsx';
import { StageLadder } from '../../components/StageLadder.tsx';
import styles from './ProcedureStages.module.css';

/** The stages from the first to the last, each with what it asks for and where that is written. */
export const ProcedureStages = ({ procedure }: { readonly procedure: Procedure }) => (
  <section aria-labelledby="stages">
    <h2 id="stages" className={styles['title']}>
      Stages
    </h2>
    <ol>
      {procedure.stages.map((stage) => (
        <li key={stage.order} className={styles['stage']} data-outward={stage.outward}>
          <span className={styles['ring']}>
            <StageLadder order={stage.order} of={procedure.stages.length} />
          </span>
          <div className={styles['body']}>
            <div className={styles['head']}>
              <h3>
                {stage.label}
                <span className={styles['name']}>{stage.name}</span>
              </h3>
              <span className={styles['unit']}>{businessUnitDuties[stage.businessUnit]}</span>
            </div>
            <p>{stage.who}.</p>
            <div className={styles['notes']}>
              {stage.formLabel !== undefined && <span>On the form: {stage.formLabel}</span>}
              <SourceNote source={stage.source} label={stage.source.place} />
            </div>
            <ul>
              {stage.timescales.map((timescale) => (
                <TimescaleRow key={timescale.id} timescale={timescale} stageWord={procedure.stageWord} />
              ))}
              {stage.duties.map((duty) => (
                <Row
                  key={duty.id}
                  icon={<IconCheckbox size={18} stroke={1.75} aria-hidden="true" />}
                  source={<SourceNote source={duty.source} label={duty.source.place} />}
                >
                  {duty.label}
                  {(!duty.required || duty.whenChildStatus) && (
                    <span className={styles['quiet']}>
                      {duty.whenChildStatus
                        ? `When the child is: ${duty.whenChildStatus.map((code) => childStatuses[code].toLowerCase()).join(', ')}`
                        : 'If needed'}
                    </span>
                  )}
                </Row>
              ))}
              {stage.inWriting.length > 0 && (
                <Row icon={<IconFileText size={18} stroke={1.75} aria-hidden="true" />}>
                  In writing
                  {stage.inWriting.map((line) => (
                    <span key={line} className={styles['quiet']}>
                      {line}
                    </span>
                  ))}
                </Row>
              )}
              <Deciders stage={stage} procedure={procedure} />
            </ul>
          </div>
        </li>
      ))}
    </ol>
  </section>
);

const Row = ({
  icon,
  source,
  children,
}: {
  readonly icon: ReactNode;
  readonly source?: ReactNode;
  readonly children: ReactNode;
}) => (
  <li className={styles['row']}>
    {icon}
    <div className={styles['words']}>{children}</div>
    {source}
  </li>
);

const fromWords = (stageWord: string): Readonly<Record<TimescaleEvent, string>> => ({
  disagreement: 'the disagreement or decision',
  stageOpened: `the day the ${stageWord} opens`,
  referralReceived: 'the day the referral comes in',
  meetingHeld: 'the meeting',
  formalEscalation: 'the formal escalation',
});

const TimescaleRow = ({
  timescale,
  stageWord,
}: {
  readonly timescale: Timescale;
  readonly stageWord: string;
}) => {
  const { length, kind, action, condition, event, source } = timescale;
  const Icon = kind === 'ceiling' ? IconHourglassHigh : IconClock;
  return (
    <Row
      icon={<Icon size={18} stroke={1.75} aria-hidden="true" />}
      source={<SourceNote source={source} label={source.place} />}
    >
      <span>
        <strong>
          {length.unit === 'agreed'
            ? 'By a day that is asked for'
            : `${kind === 'ceiling' ? 'At most ' : ''}${ruleInWords(length)}`}
        </strong>{' '}
        from {fromWords(stageWord)[event]}: {action}
        {condition === undefined ? '' : `, ${condition}`}
      </span>
      {length.unit === 'agreed' && <span className={styles['quiet']}>“{length.question}”</span>}
    </Row>
  );
};

const Deciders = ({ stage, procedure }: { readonly stage: Stage; readonly procedure: Procedure }) => {
  const bodies = procedure.decisionBodies.filter(({ id }) => stage.decisionBodies.includes(id));
  if (bodies.length === 0) return null;
  return (
    <Row icon={<IconGavel size={18} stroke={1.75} aria-hidden="true" />}>
      <span>
        The case may end here with a decision of:{' '}
        <strong>{bodies.map(({ label }) => label).join(', or ')}</strong>
      </span>
    </Row>
  );
};
