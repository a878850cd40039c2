import { createContext, use } from 'react';

/** Which operations bring the files of a case: the register's, or those of an open review pack. */
const registerDocuments = {
  get: 'documents.get',
  pages: 'documents.pages',
  saveCopy: 'documents.saveCopy',
} as const;
export const packDocuments = {
  get: 'packDesk.document',
  pages: 'packDesk.pages',
  saveCopy: 'packDesk.saveCopy',
} as const;

export const DocumentSource = createContext<typeof registerDocuments | typeof packDocuments>(
  registerDocuments,
);

export const useDocumentSource = () => use(DocumentSource);
