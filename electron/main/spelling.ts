import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Session } from 'electron';

const LANGUAGE = 'en-GB';
/** A port of this machine where nothing listens: a dictionary that is not here is not fetched from anywhere. */
const NO_DOWNLOADS = 'http://127.0.0.1:9/';

const hasDictionary = (windowFolder: string): boolean => {
  try {
    return readdirSync(join(windowFolder, 'Dictionaries')).some((name) => /^en-GB-[\d-]+\.bdic$/.test(name));
  } catch {
    return false;
  }
};

/**
 * Whether words can be checked without the network. macOS and Windows have a checker of their own; Linux needs a dictionary
 * that the office's IT put into the window's folder.
 */
export const canCheckSpelling = (platform: NodeJS.Platform, windowFolder: string): boolean =>
  platform === 'darwin' || platform === 'win32' || hasDictionary(windowFolder);

/** No word is ever added to a dictionary: the system's is a plain file, and the words not in it are people's names. */
export const setUpSpelling = (
  session: Pick<
    Session,
    'setSpellCheckerDictionaryDownloadURL' | 'setSpellCheckerEnabled' | 'setSpellCheckerLanguages'
  >,
  enabled: boolean,
): void => {
  session.setSpellCheckerDictionaryDownloadURL(NO_DOWNLOADS);
  session.setSpellCheckerEnabled(enabled);
  session.setSpellCheckerLanguages(enabled ? [LANGUAGE] : []);
};
