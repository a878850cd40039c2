const CLEAR_AFTER_MILLISECONDS = 10_000;

/** What the register put on the clipboard and has not taken off again. */
let copied: string | undefined;

/** Takes off the clipboard what the register put there, unless something else is there by now. Never rejects. */
export const clearCopied = async (): Promise<void> => {
  const text = copied;
  if (text === undefined) return;
  try {
    // Where the window may not look at the clipboard it is emptied all the same.
    const now = await navigator.clipboard.readText().catch(() => text);
    if (now === text) await navigator.clipboard.writeText('');
    if (copied === text) copied = undefined;
  } catch {
    // A window in the background may not write: it does as soon as somebody comes back to it.
    window.addEventListener('focus', () => void clearCopied(), { once: true });
  }
};

/** Puts text on the clipboard and takes it off again after ten seconds. False where the window may not write at all. */
export const copyForAMoment = async (text: string): Promise<boolean> => {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    return false;
  }
  copied = text;
  window.setTimeout(() => void clearCopied(), CLEAR_AFTER_MILLISECONDS);
  return true;
};
