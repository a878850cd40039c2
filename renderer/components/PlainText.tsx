import styles from './PlainText.module.css';

/** Text as it was typed, line breaks kept and nothing in it read as mark-up. */
export const PlainText = ({ children }: { readonly children: string }) => (
  <p className={styles['text']}>{children}</p>
);
