import type { BrowserWindow } from 'electron';
import type { FolderDialog, FolderPurpose } from '../backend/ports.ts';
import type { ElectronPieces } from './electronPieces.ts';

const titles: Readonly<Record<FolderPurpose, string>> = {
  backups: 'Choose the folder for backups',
  restore: 'Choose an empty folder on this computer’s own disk',
  portable: 'Choose the folder for the copy, such as an encrypted USB stick',
  bring: 'Choose the folder that the backup is in',
};

/** Asks the person for a folder in the system's own dialog. */
export const createDialogFolders = (
  { dialog }: Pick<ElectronPieces, 'dialog'>,
  findWindow: () => BrowserWindow | undefined,
): FolderDialog => ({
  choose: async (purpose) => {
    const window = findWindow();
    const options = {
      title: titles[purpose],
      message: titles[purpose],
      properties: ['openDirectory' as const, 'createDirectory' as const],
    };
    const { canceled, filePaths } = await (window
      ? dialog.showOpenDialog(window, options)
      : dialog.showOpenDialog(options));
    return canceled ? undefined : filePaths[0];
  },
});
