import type { ComponentProps } from 'react';
import styles from './LinkButton.module.css';

/** What reads like a link among words, but stays on the page or opens something over it. */
export const LinkButton = ({ className = '', ...others }: ComponentProps<'button'>) => (
  <button type="button" className={`${styles['link']} ${className}`} {...others} />
);
