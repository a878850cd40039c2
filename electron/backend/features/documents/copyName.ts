import type { DocumentMeta } from '../../../../shared/contract/documents.ts';

/** The sender's own name for a file may hold a child's name: a copy goes out under a neutral one. */
export const copyName = ({ fileName, sha256 }: Pick<DocumentMeta, 'fileName' | 'sha256'>): string =>
  `received document ${sha256.slice(0, 8)}${/\.[A-Za-z0-9]{1,5}$/.exec(fileName)?.[0] ?? ''}`;
