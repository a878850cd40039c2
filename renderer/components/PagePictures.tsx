import { useEffect, useState } from 'react';
import styles from './PagePictures.module.css';

interface Page {
  readonly png: string;
  readonly text: string;
}

/** The very pages of a PDF as pictures, each with its words for whoever does not see them. */
export const PagePictures = ({
  pages,
  first = 1,
  of = pages.length,
}: {
  readonly pages: readonly Page[];
  /** The number of the first of these pages, where they are not all. */
  readonly first?: number;
  readonly of?: number;
}) => (
  <ol className={styles['pages']}>
    {pages.map((page, index) => (
      <PagePicture key={index} page={page} number={first + index} of={of} />
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
          <img
            src={source}
            alt={
              page.text.trim() === ''
                ? `Page ${number} of ${of}: a picture without words`
                : `Page ${number} of ${of}. Its words follow below.`
            }
          />
        )}
        <figcaption>
          {page.text.trim() === '' ? (
            `Page ${number} of ${of}`
          ) : (
            <details>
              <summary>
                Page {number} of {of}: read as text
              </summary>
              <p className={styles['words']}>{page.text}</p>
            </details>
          )}
        </figcaption>
      </figure>
    </li>
  );
};
