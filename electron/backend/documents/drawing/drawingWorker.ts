/** The entry of the capped drawing process. It draws PDFs, received ones among them, and holds nothing between two. */
import { answerParent } from '../answerParent.ts';
import { giveUpRights } from '../giveUpRights.ts';
import type { DrawingAnswer, DrawingRefusal, DrawingRequest } from './drawingMessages.ts';
import { drawPdfPages, type DrawnPages } from './drawPdfPages.ts';

const draw = async ({ bytes, widthPx, pages }: DrawingRequest): Promise<DrawnPages | DrawingRefusal> => {
  try {
    return await drawPdfPages(bytes, { widthPx, ...(pages ? { pages } : {}) });
  } catch (error) {
    return error instanceof Error && error.name === 'PasswordException' ? 'encrypted' : 'damaged';
  }
};

giveUpRights();
answerParent<DrawingRequest, DrawingAnswer>(async (request) => ({
  id: request.id,
  drawn: await draw(request),
}));
