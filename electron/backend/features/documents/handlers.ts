/** Files as they come in: kept encrypted byte for byte with their digest, read by the capped parser, handed out again. */
import { PAGES_AT_ONCE } from '../../../../shared/contract/documents.ts';
import { officeDayOf } from '../../../../shared/domain/calendarTypes.ts';
import { bundledProcedures } from '../../../../shared/domain/procedures/bundledProcedures.ts';
import { notFound } from '../../appFault.ts';
import { sha256Of } from '../../documents/sha256Of.ts';
import type { Handlers } from '../../router.ts';
import { getCurrentProcedure } from '../settings/repository.ts';
import { contentDigestOf } from './contentDigest.ts';
import { copyName } from './copyName.ts';
import { findContent, findDocumentMeta, findReceived, insertDocument } from './repository.ts';
import type { Uploads } from './uploads.ts';

/** Twice a pane's width, so that small print is sharp when it is made larger. */
const PAGE_WIDTH_PX = 1100;

const gone = () => notFound('This document is no longer in the register.');

export const createDocumentsHandlers = (uploads: Uploads): Handlers['documents'] => ({
  begin: ({ fileName, bytes }, { ports }) => {
    const uploadId = ports.ids.next();
    uploads.begin(uploadId, fileName, bytes);
    return { uploadId };
  },

  append: ({ uploadId, index, piece }) => {
    uploads.append(uploadId, index, Buffer.from(piece, 'base64'));
    return {};
  },

  finish: async ({ uploadId }, context) => {
    const { database, ports, session, now, documentReader } = context;
    const { fileName, content } = uploads.take(uploadId);
    // Forms of other partnerships come in too; the unit's own procedure is asked first.
    const { procedure } = getCurrentProcedure(database);
    const outcome = await documentReader.read(content, {
      today: officeDayOf(now),
      procedures: [procedure, ...bundledProcedures.filter(({ id: other }) => other !== procedure.id)],
    });
    const problem = outcome.ok ? outcome.readingError : outcome.error;
    const id = ports.ids.next();
    context.record({ entity: `document:${id}` }, (open) =>
      insertDocument(open, {
        id,
        fileName,
        byteCount: content.length,
        sha256: sha256Of(content),
        contentDigest: outcome.ok ? contentDigestOf(outcome) : null,
        content,
        model: outcome.ok ? outcome.model : null,
        reading: outcome.ok ? (outcome.reading ?? null) : null,
        problem: problem ?? null,
        receivedAt: now,
        receivedBy: session.userId,
      }),
    );
    const received = findReceived(database, id);
    if (!received) throw gone();
    return received;
  },

  abandon: ({ uploadId }) => {
    uploads.abandon(uploadId);
    return {};
  },

  get: ({ documentId }, context) => {
    const received = findReceived(context.database, documentId);
    if (!received) throw gone();
    context.recordLook({ entity: `document:${documentId}` });
    return received;
  },

  pages: async ({ documentId, first }, context) => {
    const content = findContent(context.database, documentId);
    if (!content) throw gone();
    context.recordLook({ entity: `document:${documentId}`, detail: 'pages shown' });
    const { pageCount, pages } = await context.pageDrawer.draw(content, {
      widthPx: PAGE_WIDTH_PX,
      pages: Array.from({ length: PAGES_AT_ONCE }, (_page, index) => first + index),
    });
    return {
      pageCount,
      pages: pages.map(({ png, text }) => ({ png: Buffer.from(png).toString('base64'), text })),
    };
  },

  saveCopy: ({ documentId }, context) => {
    const meta = findDocumentMeta(context.database, documentId);
    const content = findContent(context.database, documentId);
    if (!meta || !content) throw gone();
    return context.handOver(
      { entity: `document:${documentId}`, detail: 'copy' },
      { suggestedName: copyName(meta), bytes: content, action: 'save' },
    );
  },
});
