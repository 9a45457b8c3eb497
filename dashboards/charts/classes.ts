/** How many classes a map shows: more cannot be told apart by their colour. */
export const CLASSES = 5;

function rounded(value: number, digits: number): number {
  return value === 0 ? 0 : Number(value.toPrecision(digits));
}

/**
 * Inner bounds of at most five classes that hold about as many values each (quantiles), rounded to the
 * fewest significant digits (2 to 5) that keep them apart. There are no more classes than different values.
 */
export function classBounds(values: readonly number[], most = CLASSES): number[] {
  const classes = Math.min(most, new Set(values).size);
  const sorted = [...values].sort((a, b) => a - b);
  if (sorted.length === 0) return [];
  const exact = Array.from({ length: classes - 1 }, (_, i) => {
    const at = ((i + 1) * (sorted.length - 1)) / classes;
    const low = sorted[Math.floor(at)] as number;
    return low + (at % 1) * ((sorted[Math.ceil(at)] as number) - low);
  });
  const distinct = new Set(exact).size;
  for (let digits = 2; ; digits += 1) {
    const bounds = [...new Set(exact.map((bound) => rounded(bound, digits)))];
    if (bounds.length === distinct || digits === 5) {
      return bounds.filter((bound) => bound > (sorted[0] as number) && bound <= (sorted.at(-1) as number));
    }
  }
}

/** The class of a value: how many bounds it reaches. */
export function classIndex(value: number, bounds: readonly number[]): number {
  return bounds.filter((bound) => value >= bound).length;
}
