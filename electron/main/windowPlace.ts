import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { BrowserWindow, Rectangle } from 'electron';
import { z } from 'zod';

/** Where the window stood and how large it was, in the units of the system's own desktop. Nothing of a case or a person. */
const placeSchema = z.strictObject({
  x: z.int(),
  y: z.int(),
  width: z.int().positive(),
  height: z.int().positive(),
  maximised: z.boolean(),
});
export type WindowPlace = z.infer<typeof placeSchema>;

export const smallestWindow = { width: 800, height: 600 } as const;

const overlap = (one: Rectangle, other: Rectangle): number =>
  Math.max(0, Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x)) *
  Math.max(0, Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y));

const between = (lowest: number, wanted: number, highest: number): number =>
  Math.max(lowest, Math.min(wanted, highest));

/**
 * The place with the window wholly on the display that shows most of it, no larger than that display and no smaller than the
 * window may be. Undefined where none shows any of it, as when a second screen was unplugged.
 */
export const placeOnDisplays = (
  place: WindowPlace,
  workAreas: readonly Rectangle[],
): WindowPlace | undefined => {
  const area = workAreas.toSorted((one, other) => overlap(other, place) - overlap(one, place))[0];
  if (!area || overlap(area, place) === 0) return undefined;
  const width = between(smallestWindow.width, place.width, area.width);
  const height = between(smallestWindow.height, place.height, area.height);
  return {
    width,
    height,
    x: between(area.x, place.x, area.x + area.width - width),
    y: between(area.y, place.y, area.y + area.height - height),
    maximised: place.maximised,
  };
};

/** Undefined at the first start, and for a file that holds anything else. */
export const readWindowPlace = (file: string): WindowPlace | undefined => {
  try {
    return placeSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
};

/** Writes down where the window is when it closes. A place that cannot be kept never stops it from closing. */
export const keepWindowPlace = (
  window: Pick<BrowserWindow, 'on' | 'getNormalBounds' | 'isMaximized'>,
  file: string,
): void => {
  window.on('close', () => {
    const { x, y, width, height } = window.getNormalBounds();
    const place: WindowPlace = { x, y, width, height, maximised: window.isMaximized() };
    try {
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
      writeFileSync(file, JSON.stringify(place), { mode: 0o600 });
    } catch {
      // The window opens where a first one would.
    }
  });
};
