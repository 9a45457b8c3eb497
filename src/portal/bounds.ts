/** How much one request may ask for, and may keep. */
export interface Bounds {
  /** characters of an address, its scheme and host included */
  readonly address: number;
  /** observations of one SDMX answer */
  readonly observations: number;
  /** bytes of a release's file that is kept in memory; a larger one is read from the disk each time */
  readonly keptFile: number;
}

/** A nation's dataset is larger than one answer of SDMX may be: `limit` and `offset` page it, exports give it whole. */
export const BOUNDS: Bounds = { address: 8_000, observations: 250_000, keptFile: 16 * 2 ** 20 };

export function boundsOf(given: Partial<Bounds> = {}): Bounds {
  return { ...BOUNDS, ...given };
}
