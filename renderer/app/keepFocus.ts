/** Long enough for whatever takes an element away to put the focus somewhere itself, in milliseconds. */
const SETTLE = 50;

const isPassing = (element: Element): boolean =>
  element.closest('[role="dialog"], [role="menu"], [role="status"]') !== null;

/** The parts of the page around an element, the nearest first. */
const partsAround = (element: Element): readonly Element[] => {
  const part = element.closest('section, fieldset, main');
  return part ? [part, ...(part.parentElement ? partsAround(part.parentElement) : [])] : [];
};

/** The heading of a part, which a screen reader reads out as it gets the focus. */
const headingOf = (part: Element): HTMLElement | undefined => {
  const heading = part.querySelector<HTMLElement>('h1, h2, h3, legend');
  if (heading && !heading.hasAttribute('tabindex')) heading.tabIndex = -1;
  return heading ?? undefined;
};

/**
 * Somebody at the keyboard is never sent back to the top of the window: where the element with the focus is taken away, as
 * a dialog that closes, a row that is removed or a button that has done its work, the focus goes back to where it was before,
 * or else to the heading of what it stood in.
 */
export const keepFocus = (): void => {
  let lastOnPage: { readonly element: HTMLElement; readonly parts: readonly Element[] } | undefined;
  document.addEventListener('focusin', ({ target }) => {
    if (target instanceof HTMLElement && !isPassing(target))
      lastOnPage = { element: target, parts: partsAround(target) };
  });
  document.addEventListener('focusout', ({ target, relatedTarget }) => {
    if (relatedTarget !== null || !(target instanceof HTMLElement)) return;
    window.setTimeout(() => {
      if (target.isConnected || document.activeElement !== document.body) return;
      if (lastOnPage?.element.isConnected) {
        lastOnPage.element.focus();
        return;
      }
      const part = lastOnPage?.parts.find(({ isConnected }) => isConnected);
      const next = (part && headingOf(part)) ?? document.querySelector('main');
      next?.focus();
    }, SETTLE);
  });
};
