import { writeFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import type { BrowserWindow } from 'electron';
import type { Outbox } from '../backend/ports.ts';
import { writeHandover } from '../window/writeHandover.ts';
import type { ElectronPieces } from './electronPieces.ts';

/** Asks the person where to keep a file, or opens an e-mail draft or a PDF from their downloads. */
export const createDialogOutbox = (
  { app, dialog, shell }: Pick<ElectronPieces, 'app' | 'dialog' | 'shell'>,
  findWindow: () => BrowserWindow | undefined,
): Outbox => ({
  deliver: async ({ suggestedName, bytes, action }) => {
    const downloads = app.getPath('downloads');
    if (action === 'open') {
      const path = await writeHandover(downloads, suggestedName, bytes);
      // Where nothing opens it the file is still there, and the window says where.
      if (['.eml', '.pdf'].includes(extname(path).toLowerCase())) await shell.openPath(path);
      return { delivered: true, where: path };
    }
    const window = findWindow();
    const options = { defaultPath: join(downloads, basename(suggestedName)) };
    const { canceled, filePath } = await (window
      ? dialog.showSaveDialog(window, options)
      : dialog.showSaveDialog(options));
    if (canceled || !filePath) return { delivered: false, where: '' };
    await writeFile(filePath, bytes, { mode: 0o600 });
    return { delivered: true, where: filePath };
  },
});
