/** Long enough for whatever takes an element away to put the focus somewhere itself, in milliseconds. */
const SETTLE = 50;

const isPassing = (element: Element): boolean => element.closest('[role="dialog"], [role="menu"]') !== null;

/**
 * Somebody at the keyboard is never sent back to the top of the window: where the element with the focus is taken away, as
 * a dialog that closes or a button that has done its work, the focus goes back to where it was before, or to the page.
 */
export const keepFocus = (): void => {
  let lastOnPage: HTMLElement | undefined;
  document.addEventListener('focusin', ({ target }) => {
    if (target instanceof HTMLElement && !isPassing(target)) lastOnPage = target;
  });
  document.addEventListener('focusout', ({ target, relatedTarget }) => {
    if (relatedTarget !== null || !(target instanceof HTMLElement)) return;
    window.setTimeout(() => {
      if (target.isConnected || document.activeElement !== document.body) return;
      const next = lastOnPage?.isConnected ? lastOnPage : document.querySelector('main');
      next?.focus();
    }, SETTLE);
  });
};
