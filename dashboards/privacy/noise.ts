/** Thirty-two random bits each, in number. */
export type RandomWords = (n: number) => Uint32Array;

/**
 * A rounded Gaussian draw (Box–Muller), to show what noise does to an invented count. Only for
 * showing: releases draw from an exact discrete Gaussian, offline.
 */
export function illustratedNoise(sigma: number, random: RandomWords): number {
  const [a = 0, b = 0] = random(2);
  const u = (a + 1) / 2 ** 32;
  const v = b / 2 ** 32;
  return Math.round(sigma * Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * v)) + 0;
}

/** How often each whole number came out, from the lowest to the highest. */
export function tally(draws: readonly number[]): { readonly value: number; readonly times: number }[] {
  const counts = new Map<number, number>();
  for (const draw of draws) counts.set(draw, (counts.get(draw) ?? 0) + 1);
  return [...counts].map(([value, times]) => ({ value, times })).sort((a, b) => a.value - b.value);
}
