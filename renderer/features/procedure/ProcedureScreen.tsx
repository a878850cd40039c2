/**
 * The procedure that the unit works to, read as a page with the source of every rule, and the editor in which a unit
 * makes its own. This folder imports the window's api and components, shared, and the settings' question for the unit.
 */
import { Button } from '@mantine/core';
import { IconEdit, IconReplace } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { AdoptedVersion } from '../../../shared/contract/procedures.ts';
import { officeDayOf } from '../../../shared/domain/calendarTypes.ts';
import { bundledProcedures } from '../../../shared/domain/procedures/bundledProcedures.ts';
import { procedureChanges } from '../../../shared/domain/procedureChanges.ts';
import type { Procedure } from '../../../shared/domain/procedures/procedureSchema.ts';
import { shortDate } from '../../../shared/domain/wordsForDates.ts';
import { useMayDo } from '../../api/session.tsx';
import { useOperation } from '../../api/useOperation.ts';
import { Callout } from '../../components/Callout.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { Failed, Loading } from '../../components/ScreenState.tsx';
import { ChangesPanel } from './ChangesPanel.tsx';
import { ChooseProcedure } from './ChooseProcedure.tsx';
import { ProcedureRules } from './ProcedureRules.tsx';
import { ProcedureStages } from './ProcedureStages.tsx';
import { StatedForm } from './StatedForm.tsx';
import { Versions } from './Versions.tsx';
import styles from './ProcedureScreen.module.css';

export const ProcedureScreen = ({ versionId }: { readonly versionId?: string }) => {
  const { data, error, refetch } = useOperation('procedures.list', {});
  const shown = versionId ?? data?.versions[0]?.versionId;
  const one = useOperation(
    'procedures.get',
    { versionId: shown ?? '' },
    { enabled: shown !== undefined, keepPrevious: true },
  );
  const fault = error ?? one.error;
  if (fault || !data || !one.data)
    return (
      <>
        <PageHeader title="Procedure" />
        {fault ? (
          <Failed fault={fault} onRetry={() => void (error ? refetch() : one.refetch())} />
        ) : (
          <Loading what="the procedure" />
        )}
      </>
    );
  return (
    <Page
      key={one.data.version.versionId}
      procedure={one.data.procedure}
      version={one.data.version}
      versions={data.versions}
    />
  );
};

const Page = ({
  procedure,
  version,
  versions,
}: {
  readonly procedure: Procedure;
  readonly version: AdoptedVersion;
  readonly versions: readonly AdoptedVersion[];
}) => {
  const navigate = useNavigate();
  const mayManage = useMayDo('procedures.manage');
  const [choosing, setChoosing] = useState(false);
  const original = bundledProcedures.find(({ id }) => id === procedure.basedOn);
  return (
    <>
      <PageHeader
        title="Procedure"
        {...(version.inForce
          ? {}
          : { back: { label: 'The procedure in force', link: { to: '/procedure' } as const } })}
        subtitle={
          <>
            <p>
              {procedure.partnershipName}: {procedure.title}
            </p>
            <p>
              Version {procedure.version}, {version.inForce ? 'in force since' : 'adopted on'}{' '}
              {shortDate(officeDayOf(version.adoptedAt))}
            </p>
          </>
        }
        actions={
          mayManage &&
          version.inForce && (
            <>
              <Button
                variant="default"
                leftSection={<IconReplace size={16} stroke={1.75} aria-hidden="true" />}
                onClick={() => setChoosing(true)}
              >
                Choose another
              </Button>
              <Button
                leftSection={<IconEdit size={16} stroke={1.75} aria-hidden="true" />}
                onClick={() => void navigate({ to: '/procedure/edit' })}
              >
                {original ? 'Edit' : 'Copy and edit'}
              </Button>
            </>
          )
        }
      />
      {!version.inForce && (
        <Callout kind="note" title="New cases are no longer opened under this version">
          <p>
            {version.openCases === 0
              ? 'No open case follows it.'
              : `${version.openCases === 1 ? 'One open case follows' : `${version.openCases} open cases follow`} it to the end.`}
          </p>
        </Callout>
      )}
      <div className={styles['columns']}>
        <div className={styles['main']}>
          {version.inForce && <StatedForm procedure={procedure} />}
          <ProcedureStages procedure={procedure} />
          {original && (
            <section className={styles['section']} aria-labelledby="own-changes">
              <h2 id="own-changes">What the unit changed</h2>
              <ChangesPanel
                changes={procedureChanges(original, procedure)}
                none={`It lays down what ${original.partnershipName}’s own procedure does.`}
              />
            </section>
          )}
          <Versions versions={versions} shown={version.versionId} />
        </div>
        <ProcedureRules procedure={procedure} />
      </div>
      {choosing && (
        <ChooseProcedure inForce={version} procedure={procedure} onClose={() => setChoosing(false)} />
      )}
    </>
  );
};
