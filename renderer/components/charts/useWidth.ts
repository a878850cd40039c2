import { useEffect, useRef, useState, type RefObject } from 'react';
import { flushSync } from 'react-dom';

/** How near to the window a chart is drawn, in pixels: before it is scrolled to. */
const NEAR = '800px';

/**
 * The width of a place on the page, in pixels, and whether it has been near the window, or on paper. What is far away is not drawn
 * until then.
 */
export const useWidth = (): {
  readonly ref: RefObject<HTMLDivElement | null>;
  readonly width: number;
  readonly isNear: boolean;
} => {
  const ref = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const [wasNear, setWasNear] = useState(false);
  useEffect(() => {
    const place = ref.current;
    if (!place) return undefined;
    const sizes = new ResizeObserver(() => setWidth(Math.floor(place.clientWidth)));
    sizes.observe(place);
    let turn: number | undefined;
    const nearness = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        nearness.disconnect();
        // A dozen charts come near at once: each is drawn in a turn of its own, so that a key pressed meanwhile is heard.
        turn = window.setTimeout(() => flushSync(() => setWasNear(true)));
      },
      { rootMargin: NEAR },
    );
    nearness.observe(place);
    const beforePrint = (): void => setWasNear(true);
    window.addEventListener('beforeprint', beforePrint);
    return () => {
      sizes.disconnect();
      nearness.disconnect();
      window.clearTimeout(turn);
      window.removeEventListener('beforeprint', beforePrint);
    };
  }, []);
  return { ref, width, isNear: wasNear && width > 0 };
};
