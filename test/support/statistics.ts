/** Pearson's χ² of observed counts against expected ones, as a p-value (Wilson–Hilferty; to about 1e-3 here). */
export function chiSquareP(observed: readonly number[], expected: readonly number[]): number {
  const statistic = observed.reduce((sum, count, i) => sum + (count - (expected[i] as number)) ** 2 / (expected[i] as number), 0);
  const freedom = observed.length - 1;
  const z = ((statistic / freedom) ** (1 / 3) - (1 - 2 / (9 * freedom))) / Math.sqrt(2 / (9 * freedom));
  return upperNormal(z);
}

/** 1 − Φ(z), Abramowitz & Stegun 26.2.17 (absolute error < 7.5e-8). */
export function upperNormal(z: number): number {
  if (z < 0) return 1 - upperNormal(-z);
  const t = 1 / (1 + 0.2316419 * z);
  const series = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series;
}

/**
 * Counts draws by cells of consecutive integers, both ends open, each with an expected count ≥ 20, and gives the p-value
 * against `upperTail(t)` = Pr[X ≥ t] of a symmetric distribution. `spread` is about its standard deviation.
 */
export function fitP(draws: readonly bigint[], upperTail: (t: bigint) => number, spread: number): number {
  const from = BigInt(-Math.ceil(6 * spread));
  const width = BigInt(Math.max(1, Math.floor(spread / 8)));
  const starts: bigint[] = [];
  const expected: number[] = [];
  let [start, remaining] = [from, 1];
  for (let edge = from + width; ; edge += width) {
    const tail = upperTail(edge);
    if (draws.length * tail < 20) break;
    if (draws.length * (remaining - tail) < 20) continue;
    starts.push(start);
    expected.push(draws.length * (remaining - tail));
    [start, remaining] = [edge, tail];
  }
  starts.push(start);
  expected.push(draws.length * remaining);
  const observed = new Array<number>(starts.length).fill(0);
  for (const draw of draws) {
    const cell = Math.max(
      0,
      starts.findLastIndex((first) => draw >= first),
    );
    observed[cell] = (observed[cell] as number) + 1;
  }
  return chiSquareP(observed, expected);
}
