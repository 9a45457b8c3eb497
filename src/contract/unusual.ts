/** A figure above this many times the middle is asked about: a wrong unit is further off than any home. */
export const UNUSUAL_FACTOR = 10;
