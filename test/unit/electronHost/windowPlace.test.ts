import fc from 'fast-check';
import { expect, it } from 'vitest';
import { placeOnDisplays } from '../../../electron/main/windowPlace.ts';

const seed = 20261122;
const whole = (min: number, max: number) => fc.integer({ min, max });
const rectangle = (smallest: number) =>
  fc.record({
    x: whole(-4000, 4000),
    y: whole(-3000, 3000),
    width: whole(smallest, 4000),
    height: whole(smallest, 3000),
  });
const displays = fc.array(rectangle(1000), { minLength: 1, maxLength: 3 });
const places = rectangle(1).map((bounds) => ({ ...bounds, maximised: false }));

it(`a window opens wholly on one of the displays, however they were moved (seed ${seed})`, () => {
  fc.assert(
    fc.property(places, displays, (place, workAreas) => {
      const put = placeOnDisplays(place, workAreas);
      const holds = workAreas.some(
        (area) =>
          put &&
          put.x >= area.x &&
          put.y >= area.y &&
          put.x + put.width <= area.x + area.width &&
          put.y + put.height <= area.y + area.height,
      );
      expect(put === undefined || holds).toBe(true);
    }),
    { seed, numRuns: 500 },
  );
});

it('a window that is on a display stays exactly where it was', () => {
  const left = { x: -1280, y: 0, width: 1280, height: 1000 };
  const main = { x: 0, y: 0, width: 1920, height: 1040 };
  const place = { x: -1200, y: 40, width: 1000, height: 700, maximised: true };
  expect([
    placeOnDisplays(place, [main, left]),
    // The left display was unplugged, but a sliver of the window is on the other.
    placeOnDisplays({ ...place, x: -900 }, [main]),
    placeOnDisplays(place, [main]),
  ]).toEqual([place, { ...place, x: 0 }, undefined]);
});
