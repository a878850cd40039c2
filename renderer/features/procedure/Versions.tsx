import { Link } from '@tanstack/react-router';
import type { AdoptedVersion } from '../../../shared/contract/procedures.ts';
import { officeDayOf } from '../../../shared/domain/calendarTypes.ts';
import { shortDate } from '../../../shared/domain/wordsForDates.ts';
import { PlainTable, Quiet } from '../../components/PlainTable.tsx';
import styles from './ProcedureScreen.module.css';

/** Every version that the unit has worked under; a case stays with the one it was opened under. */
export const Versions = ({
  versions,
  shown,
}: {
  readonly versions: readonly AdoptedVersion[];
  readonly shown: string;
}) => (
  <section className={styles['section']} aria-labelledby="versions">
    <h2 id="versions">Versions in this register</h2>
    <PlainTable
      caption="Versions of the procedure"
      columns={['Procedure', 'Version', 'Adopted', 'Cases opened under it', 'Of those open']}
    >
      {versions.map((version) => (
        <tr key={version.versionId}>
          <th scope="row">
            {version.versionId === shown ? (
              version.partnershipName
            ) : (
              <Link to="/procedure" search={version.inForce ? {} : { version: version.versionId }}>
                {version.partnershipName}
              </Link>
            )}
            <div>
              <Quiet>{version.title}</Quiet>
            </div>
          </th>
          <td>
            {version.version}
            {version.inForce && <strong> in force</strong>}
          </td>
          <td>{shortDate(officeDayOf(version.adoptedAt))}</td>
          <td>{version.cases}</td>
          <td>{version.openCases}</td>
        </tr>
      ))}
    </PlainTable>
  </section>
);
