/** How much one request may ask for. */
export interface Bounds {
  /** characters of an address, its scheme and host included */
  readonly address: number;
  /** observations of one SDMX answer */
  readonly observations: number;
}

/** A nation's dataset is larger than one answer of SDMX may be: `limit` and `offset` page it, exports give it whole. */
export const BOUNDS: Bounds = { address: 8_000, observations: 250_000 };

export function boundsOf(given: Partial<Bounds> = {}): Bounds {
  return { ...BOUNDS, ...given };
}
