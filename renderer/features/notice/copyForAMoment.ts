const CLEAR_AFTER_MILLISECONDS = 10_000;

/**
 * Puts text on the clipboard and takes it off again after ten seconds, unless something else is there by then.
 * Where the window may not look at the clipboard it is emptied all the same. False where it may not write at all.
 */
export const copyForAMoment = async (text: string): Promise<boolean> => {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    return false;
  }
  window.setTimeout(() => {
    navigator.clipboard
      .readText()
      .catch(() => text)
      .then((now) => (now === text ? navigator.clipboard.writeText('') : undefined))
      .catch(() => undefined);
  }, CLEAR_AFTER_MILLISECONDS);
  return true;
};
