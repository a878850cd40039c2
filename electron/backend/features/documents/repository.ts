import { eq, inArray } from 'drizzle-orm';
import { documents } from '../../../../drizzle/schema/documents.ts';
import type { DocumentMeta, ReceivedDocument } from '../../../../shared/contract/documents.ts';
import type { RegisterDatabase } from '../../database/registerDatabase.ts';

export type StoredDocument = typeof documents.$inferSelect;

const metaColumns = {
  id: documents.id,
  fileName: documents.fileName,
  bytes: documents.byteCount,
  sha256: documents.sha256,
  receivedAt: documents.receivedAt,
};

export const insertDocument = (database: RegisterDatabase, document: StoredDocument): void => {
  database.insert(documents).values(document).run();
};

export const findDocumentMeta = (database: RegisterDatabase, id: string): DocumentMeta | undefined =>
  database.select(metaColumns).from(documents).where(eq(documents.id, id)).get();

/** Those of the documents that are in the register, by id. */
export const listDocumentMetas = (
  database: RegisterDatabase,
  ids: readonly string[],
): ReadonlyMap<string, DocumentMeta> =>
  new Map(
    ids.length === 0
      ? []
      : database
          .select(metaColumns)
          .from(documents)
          .where(inArray(documents.id, [...new Set(ids)]))
          .all()
          .map((meta) => [meta.id, meta]),
  );

/** The document and what was read from it, without its bytes. */
export const findReceived = (database: RegisterDatabase, id: string): ReceivedDocument | undefined => {
  const row = database
    .select({
      ...metaColumns,
      model: documents.model,
      reading: documents.reading,
      problem: documents.problem,
    })
    .from(documents)
    .where(eq(documents.id, id))
    .get();
  if (!row) return undefined;
  const { model, reading, problem, ...document } = row;
  return {
    document,
    ...(model ? { model } : {}),
    ...(reading ? { reading } : {}),
    ...(problem ? { problem } : {}),
  };
};

export const findContent = (database: RegisterDatabase, id: string): Buffer | undefined =>
  database.select({ content: documents.content }).from(documents).where(eq(documents.id, id)).get()?.content;
