/** Coefficients of P. J. Acklam's rational approximation of Φ⁻¹ (relative error < 1.15e-9). */
const CENTRE_TOP = [
  -3.969683028665376e1, 2.209460984245205e2, -2.759285104469687e2, 1.38357751867269e2, -3.066479806614716e1, 2.506628277459239,
];
const CENTRE_BOTTOM = [
  -5.447609879822406e1, 1.615858368580409e2, -1.556989798598866e2, 6.680131188771972e1, -1.328068155288572e1, 1,
];
const TAIL_TOP = [
  -7.784894002430293e-3, -3.223964580411365e-1, -2.400758277161838, -2.549732539343734, 4.374664141464968, 2.938163982698783,
];
const TAIL_BOTTOM = [7.784695709041462e-3, 3.224671290700398e-1, 2.445134137142996, 3.754408661907416, 1];
const TAIL = 0.02425;

/**
 * Φ⁻¹(p), the standard normal quantile, to 1.2e-9 relative. For p near 1 ask for −normalQuantile(1 − p) with the small
 * probability itself. Used for intervals and as a starting point, never as the proof of a threshold.
 *
 * @throws RangeError when p is outside (0, 1)
 */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`p must be in (0, 1); got ${p}`);
  if (p > 0.5) return -normalQuantile(1 - p);
  if (p < TAIL) {
    const x = Math.sqrt(-2 * Math.log(p));
    return polynomial(TAIL_TOP, x) / polynomial(TAIL_BOTTOM, x);
  }
  const x = p - 0.5;
  return (polynomial(CENTRE_TOP, x * x) * x) / polynomial(CENTRE_BOTTOM, x * x);
}

function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduce((value, coefficient) => value * x + coefficient, 0);
}
