import type { OutputOf } from '../../../shared/contract/index.ts';
import type { PlainDate } from '../../../shared/domain/calendarTypes.ts';
import { describeDay, shortDay } from '../../../shared/domain/wordsForDates.ts';
import { DueMark } from '../../components/DueMark.tsx';
import styles from './DatesAhead.module.css';

type Day = OutputOf<'cases.today'>['ahead'][number];

const DAYS_A_WEEK = 5;

/** "1 Jun" where a month begins, else "2". */
const dayNumber = (day: Day, isFirst: boolean): string => {
  const [, number = '', month = ''] = shortDay(day.on).split(' ');
  return isFirst || number === '1' ? `${number} ${month}` : number;
};

const countInWords = (day: Day): string =>
  `${day.count} ${day.count === 1 ? 'date' : 'dates'}${day.overdue > 0 ? ', overdue' : ''}`;

/** Three weeks, Monday to Friday, with how many dates fall on each day. */
export const DatesAhead = ({ today, days }: { readonly today: PlainDate; readonly days: readonly Day[] }) => {
  const weeks = Array.from({ length: Math.ceil(days.length / DAYS_A_WEEK) }, (_, week) =>
    days.slice(week * DAYS_A_WEEK, (week + 1) * DAYS_A_WEEK),
  );
  const closed = days.filter((day) => day.closedBecause !== undefined);
  return (
    <section aria-labelledby="dates-ahead">
      <h2 id="dates-ahead">Dates ahead</h2>
      <table className={styles['weeks']} aria-labelledby="dates-ahead">
        <thead>
          <tr>
            {['Mon', 'Tue', 'Wed', 'Thu', 'Fri'].map((weekday) => (
              <th key={weekday} scope="col">
                {weekday}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week, index) => (
            <tr key={week[0]?.on ?? index}>
              {week.map((day) => (
                <td
                  key={day.on}
                  data-today={day.on === today}
                  data-past={day.on < today}
                  data-closed={day.closedBecause !== undefined}
                >
                  <span className="visuallyHidden">
                    {describeDay(day.on)}
                    {day.on === today && ', today'}
                    {day.closedBecause !== undefined && `, ${day.closedBecause}`}
                    {day.count > 0 ? `: ${countInWords(day)}` : ''}
                  </span>
                  <span aria-hidden="true" className={styles['number']}>
                    {dayNumber(day, day === days[0])}
                  </span>
                  <span aria-hidden="true" className={styles['mark']}>
                    {day.overdue > 0 && <DueMark due={{ kind: 'overdue', words: '' }} />}
                    {day.count > 0 && <span className={styles['count']}>{day.count}</span>}
                  </span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {closed.map((day) => (
        <p key={day.on} className={styles['closed']}>
          {shortDay(day.on)} is not counted: {day.closedBecause}.
        </p>
      ))}
    </section>
  );
};
