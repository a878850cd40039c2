import { Link } from '@tanstack/react-router';
import { useOperation } from '../../api/useOperation.ts';
import styles from './TodayScreen.module.css';

/** What the person opened last: told by the register, and kept nowhere else. */
export const RecentCases = () => {
  const { data } = useOperation('cases.recent', {});
  if (!data || data.cases.length === 0) return null;
  return (
    <section aria-labelledby="recent-cases">
      <h2 id="recent-cases">Opened last</h2>
      <ul className={styles['list']}>
        {data.cases.map(({ caseId, reference, people }) => (
          <li key={caseId}>
            <Link to="/case/$caseId" params={{ caseId }} className={styles['item']}>
              <span>
                <strong>{people === '' ? reference : people}</strong>
                {people !== '' && <span className={styles['second']}>{reference}</span>}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
};
