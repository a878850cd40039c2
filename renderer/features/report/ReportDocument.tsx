import { shortDate } from '../../../shared/domain/wordsForDates.ts';
import type { ReportContent, ReportContentSection } from '../../../shared/domain/report/reportContent.ts';
import styles from './Report.module.css';
import { ReportFigureView } from './ReportFigureView.tsx';

const Section = ({
  section,
  width,
}: {
  readonly section: ReportContentSection;
  readonly width: number | undefined;
}) => {
  const startsWithFigure = [section.paragraphs, section.points, section.commentary].every(
    (words) => words.length === 0,
  );
  return (
    <section className={styles['section']}>
      {!(startsWithFigure && section.figures.length > 0) && <h2>{section.title}</h2>}
      {section.paragraphs.map((text, index) => (
        <p key={index}>{text}</p>
      ))}
      {section.points.length > 0 && (
        <ul className={styles['points']}>
          {section.points.map((text, index) => (
            <li key={index}>{text}</li>
          ))}
        </ul>
      )}
      {section.commentary.map((text, index) => (
        <p key={index}>{text}</p>
      ))}
      {section.figures.map((figure, index) => (
        <ReportFigureView
          key={figure.id}
          figure={figure}
          width={width}
          heading={startsWithFigure && index === 0 ? section.title : undefined}
        />
      ))}
      {section.actions.length > 0 && (
        <table className={styles['actions']}>
          <caption className="visuallyHidden">{section.title}</caption>
          <thead>
            <tr>
              <th scope="col">Action</th>
              <th scope="col">Owner</th>
              <th scope="col">By when</th>
            </tr>
          </thead>
          <tbody>
            {section.actions.map(({ action, owner, by }, index) => (
              <tr key={index}>
                <td>{action}</td>
                <td>{owner}</td>
                <td>{by}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
};

/** A report as it is read, on the screen and on paper. `title` is left to the page around it where that has one. */
export const ReportDocument = ({
  content,
  width,
  hasTitle,
}: {
  readonly content: ReportContent;
  /** Of its charts on a sheet of paper, in pixels; absent on the screen. */
  readonly width?: number;
  readonly hasTitle: boolean;
}) => (
  <div className={styles['document']}>
    {hasTitle && <h1>{content.title}</h1>}
    <div className={styles['facts']}>
      <p>{content.unitName}</p>
      <p>
        {shortDate(content.firstOn)} to {shortDate(content.lastOn)}
      </p>
      {content.facts.map((fact) => (
        <p key={fact}>{fact}</p>
      ))}
    </div>
    {content.sections.map((section) => (
      <Section key={section.id} section={section} width={width} />
    ))}
  </div>
);
