/** What of the conversion follows from α − 1 alone. */
interface Order {
  readonly order: number;
  readonly gain: number;
  readonly logAlpha: number;
}

function orderAt(logOrder: number): Order {
  const order = Math.exp(logOrder);
  return { order, gain: order * Math.log1p(1 / order), logAlpha: Math.log1p(order) };
}

/** A coarse grid over all ln(α − 1) in use. Its logarithms are computed once: a notice converts some hundred times. */
const GRID = Array.from({ length: 601 }, (_, i) => ({ at: i / 10 - 30, known: orderAt(i / 10 - 30) }));

/**
 * The ε of (ε, δ) that ρ-zCDP implies: inf over α > 1 of αρ + [ln(1/δ) + (α−1)·ln(1−1/α) − ln α] / (α−1), by Canonne, Kamath &
 * Steinke 2020 (arXiv 2004.00010), corollary 13. It is written apart from the accounting that a publication is made with, and
 * searches in another way, so that `verify` does not repeat a fault of it.
 *
 * @param rho ≥ 0
 * @param delta δ of the conversion, in (0, 1)
 */
export function epsilonFromRho(rho: number, delta: number): number {
  if (rho === 0) return 0;
  const surprise = -Math.log(delta);
  const epsilonOf = ({ order, gain, logAlpha }: Order) => (1 + order) * rho + (surprise - gain - logAlpha) / order;
  const epsilonAt = (logOrder: number) => epsilonOf(orderAt(logOrder));
  // The function has one minimum: a coarse grid finds its neighbourhood, and ternary search the place.
  let [best, least] = [0, Number.POSITIVE_INFINITY];
  for (const { at, known } of GRID) {
    const epsilon = epsilonOf(known);
    if (epsilon < least) [best, least] = [at, epsilon];
  }
  let [low, high] = [best - 0.1, best + 0.1];
  for (let step = 0; step < 60; step++) {
    const third = (high - low) / 3;
    if (epsilonAt(low + third) <= epsilonAt(high - third)) high -= third;
    else low += third;
  }
  return Math.max(0, epsilonAt((low + high) / 2));
}
