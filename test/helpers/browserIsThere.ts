import { ensureBrowser } from '../../electron/commands/ensureBrowser.ts';

/** Before any test: the preview's own tests open a real browser, which is found, or installed once. */
export const setup = async (): Promise<void> => {
  await ensureBrowser();
};
