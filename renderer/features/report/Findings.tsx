import { TextInput } from '@mantine/core';
import type { OutputOf } from '../../../shared/contract/index.ts';
import { identifierKinds } from '../../../shared/domain/report/identifiers.ts';
import type { ReportKind, ReportTexts } from '../../../shared/domain/report/reportTexts.ts';
import { Callout } from '../../components/Callout.tsx';
import { fieldId } from '../../components/ErrorSummary.tsx';
import { FieldShell } from '../../components/FieldShell.tsx';
import styles from './Report.module.css';

type Finding = OutputOf<'reports.check'>['findings'][number];

/** What the check found: what must go, and doubts that may stay with a reason. */
export const Findings = ({
  kind,
  findings,
  settled,
  onSettle,
}: {
  readonly kind: ReportKind;
  readonly findings: readonly Finding[];
  readonly settled: ReportTexts['settled'];
  readonly onSettle: (settled: ReportTexts['settled']) => void;
}) => {
  if (findings.length === 0)
    return (
      <Callout kind="note" title="No names were found.">
        <p>
          The words were held against the names, dates of birth and NHS numbers of the register. Somebody may
          still be recognised by what happened: read it once more with that in mind.
        </p>
      </Callout>
    );
  const must = findings.filter(({ certain }) => certain).length;
  return (
    <Callout
      kind={must > 0 && kind === 'published' ? 'stop' : 'check'}
      title={
        must > 0
          ? `${must === 1 ? 'One is certain' : `${must} are certain`}: take ${must === 1 ? 'it' : 'them'} out${kind === 'published' ? ' before this is frozen' : ' if this may be passed on'}.`
          : 'These may name somebody. Take them out, or say why they may stay.'
      }
    >
      {findings.map((finding) => (
        <div key={finding.key} className={styles['finding']}>
          <strong>“{finding.words}”</strong> {identifierKinds[finding.kind]}
          {finding.certain ? ', certain' : ', to be checked'}
          <p>{finding.because}</p>
          {finding.places.map(({ path, excerpt }, index) => (
            <p key={index}>
              <a
                href={`#${fieldId(path)}`}
                onClick={(event) => {
                  event.preventDefault();
                  document.getElementById(fieldId(path))?.focus();
                }}
              >
                {excerpt}
              </a>
            </p>
          ))}
          {!finding.certain && kind === 'published' && (
            <FieldShell path={`settled.${finding.key}`} label={`Why “${finding.words}” may stay`}>
              {(control) => (
                <TextInput
                  {...control}
                  maxLength={500}
                  value={settled.find(({ key }) => key === finding.key)?.reason ?? ''}
                  onChange={({ currentTarget: { value } }) =>
                    onSettle([
                      ...settled.filter(({ key }) => key !== finding.key),
                      ...(value === '' ? [] : [{ key: finding.key, reason: value }]),
                    ])
                  }
                />
              )}
            </FieldShell>
          )}
        </div>
      ))}
    </Callout>
  );
};
