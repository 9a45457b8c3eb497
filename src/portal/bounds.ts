/** How much one request may ask for, and may keep. */
export interface Bounds {
  /** characters of an address, its scheme and host included */
  readonly address: number;
  /** observations of one SDMX answer */
  readonly observations: number;
  /** bytes of a release's file that is kept in memory; a larger one is read from the disk each time */
  readonly keptFile: number;
  /** bytes of an answer that goes whatever else is on its way */
  readonly smallAnswer: number;
  /** bytes of larger ones that are on their way at a time, each counted once however many ask for it */
  readonly onTheWay: number;
}

/** A nation's dataset is larger than one answer of SDMX may be: `limit` and `offset` page it, exports give it whole. */
export const BOUNDS: Bounds = {
  address: 8_000,
  observations: 250_000,
  keptFile: 16 * 2 ** 20,
  smallAnswer: 64 * 1024,
  onTheWay: 128 * 2 ** 20,
};

export function boundsOf(given: Partial<Bounds> = {}): Bounds {
  return { ...BOUNDS, ...given };
}
