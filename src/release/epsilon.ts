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
  const epsilonAt = (logOrder: number) => {
    const order = Math.exp(logOrder);
    return (1 + order) * rho + (-Math.log(delta) - order * Math.log1p(1 / order) - Math.log1p(order)) / order;
  };
  // The function has one minimum: a coarse grid finds its neighbourhood, and ternary search the place.
  const grid = Array.from({ length: 601 }, (_, i) => i / 10 - 30);
  const best = grid.reduce((a, b) => (epsilonAt(b) < epsilonAt(a) ? b : a));
  let [low, high] = [best - 0.1, best + 0.1];
  for (let step = 0; step < 60; step++) {
    const third = (high - low) / 3;
    if (epsilonAt(low + third) <= epsilonAt(high - third)) high -= third;
    else low += third;
  }
  return Math.max(0, epsilonAt((low + high) / 2));
}
