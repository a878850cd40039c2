/** Packs that were made and can still be saved, in memory alone. A lock forgets them. */
export interface PackShelf {
  put(packId: string, bytes: Buffer): void;
  find(packId: string): Buffer | undefined;
  forgetAll(): void;
}

/** Packs are made one at a time; a few may wait to be saved once more. */
const MOST = 3;

export const createPackShelf = (): PackShelf => {
  const packs = new Map<string, Buffer>();
  return {
    put: (packId, bytes) => {
      if (packs.size >= MOST) packs.delete(packs.keys().next().value ?? '');
      packs.set(packId, bytes);
    },
    find: (packId) => packs.get(packId),
    forgetAll: () => packs.clear(),
  };
};
