/** The unit's own form, blank, for those who will send it in: as a Word document or as a fillable PDF. */
import { blankForm } from '../../../../shared/domain/blankForm.ts';
import { PROTECTIVE_MARKING } from '../../../../shared/domain/paperContent.ts';
import { writeBlankPdfForm } from '../../documents/writing/blankPdfForm.ts';
import { writeBlankWordForm } from '../../documents/writing/blankWordForm.ts';
import { loadNoticeFonts } from '../../documents/writing/noticeFonts.ts';
import type { Handlers } from '../../router.ts';
import { getCurrentProcedure } from '../settings/repository.ts';

/** A blank form tells nothing; it is marked for what it will hold. */
const marking = `${PROTECTIVE_MARKING} when filled in`;

export const blankFormsHandlers: Handlers['blankForms'] = {
  save: async ({ format }, { database, ports }) => {
    const { procedure } = getCurrentProcedure(database);
    const form = blankForm(procedure);
    const bytes =
      format === 'word'
        ? writeBlankWordForm(form, marking)
        : await writeBlankPdfForm(form, marking, await loadNoticeFonts(ports.paths.fonts));
    return ports.outbox.deliver({
      suggestedName: `${procedure.shortName} blank form.${format === 'word' ? 'docx' : 'pdf'}`,
      bytes,
      action: 'save',
    });
  },
};
