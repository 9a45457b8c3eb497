/**
 * Pr[Z ≥ t] of the discrete Gaussian, Pr[Z = x] ∝ exp(−x²/2σ²), summed as it is defined. Written apart from what thresholds
 * are planned with, so that `verify` does not repeat a fault of it.
 *
 * @param variance σ² in the square of a count, > 0; the sum takes some 10σ steps
 * @param t ≥ 1
 */
export function upperTail(variance: number, t: number): number {
  const mass = (x: number) => Math.exp((-x * x) / (2 * variance));
  const from = (start: number) => {
    let sum = 0;
    for (let x = start; ; x++) {
      const one = mass(x);
      sum += one;
      if (one <= 1e-18 * sum) return sum;
    }
  };
  // By Poisson's summation the integral is the sum from here on, to 17 digits.
  const all = variance >= 2 ? Math.sqrt(2 * Math.PI * variance) : 1 + 2 * from(1);
  return from(t) / all;
}
