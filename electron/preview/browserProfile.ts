import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PREFIX = 'escalation-register-window-';

/** Nothing that is typed is to be remembered, checked or translated by the browser. */
const preferences = {
  autofill: { enabled: false, profile_enabled: false, credit_card_enabled: false },
  browser: { enable_spellchecking: false },
  credentials_enable_service: false,
  profile: { password_manager_enabled: false },
  translate: { enabled: false },
};

const isRunning = (processId: number): boolean => {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

const remove = (directory: string): Promise<void> =>
  rm(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });

/** A killed window cannot clear up behind itself: the next one does. */
const removeLeftovers = async (): Promise<void> => {
  for (const name of await readdir(tmpdir())) {
    const owner = name.startsWith(PREFIX) ? Number.parseInt(name.slice(PREFIX.length), 10) : Number.NaN;
    if (!Number.isNaN(owner) && !isRunning(owner)) await remove(join(tmpdir(), name)).catch(() => undefined);
  }
};

export interface BrowserProfile {
  readonly directory: string;
  remove(): Promise<void>;
}

/** A browser profile that lives as long as the window. */
export const createBrowserProfile = async (): Promise<BrowserProfile> => {
  await removeLeftovers();
  const directory = await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`));
  await mkdir(join(directory, 'Default'));
  await writeFile(join(directory, 'Default', 'Preferences'), JSON.stringify(preferences));
  // Chromium keeps what is typed on every page in this folder, to restore it after a crash. There is no setting
  // against that, so a file takes the folder's place: a killed window leaves nothing of a case behind.
  await writeFile(join(directory, 'Default', 'Sessions'), '');
  return { directory, remove: () => remove(directory) };
};
