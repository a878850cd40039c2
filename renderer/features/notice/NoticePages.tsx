import { useEffect, useState } from 'react';
import styles from './NoticePages.module.css';

interface Page {
  readonly png: string;
  readonly text: string;
}

/** The very pages of the PDF as pictures, each with its words for whoever does not see them. */
export const NoticePages = ({ pages }: { readonly pages: readonly Page[] }) => (
  <ol className={styles['pages']}>
    {pages.map((page, index) => (
      <PagePicture key={index} page={page} number={index + 1} of={pages.length} />
    ))}
  </ol>
);

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (character) => character.codePointAt(0) ?? 0);

const PagePicture = ({
  page,
  number,
  of,
}: {
  readonly page: Page;
  readonly number: number;
  readonly of: number;
}) => {
  const [source, setSource] = useState<string>();
  useEffect(() => {
    const url = URL.createObjectURL(new Blob([bytesOf(page.png)], { type: 'image/png' }));
    setSource(url);
    return () => URL.revokeObjectURL(url);
  }, [page.png]);
  return (
    <li>
      <figure className={styles['page']}>
        {source !== undefined && (
          <img src={source} alt={`Page ${number} of ${of}. Its words follow below.`} />
        )}
        <figcaption>
          <details>
            <summary>
              Page {number} of {of}: read as text
            </summary>
            <p className={styles['words']}>{page.text}</p>
          </details>
        </figcaption>
      </figure>
    </li>
  );
};
