/** Thirty-two random bits each, in number. */
export type RandomWords = (n: number) => Uint32Array;

/**
 * A Gaussian draw of variance 1 (Box–Muller), to show what noise does to made-up figures. Only for showing: releases draw from an
 * exact discrete Gaussian, offline.
 */
export function gaussian(random: RandomWords): number {
  const [a = 0, b = 0] = random(2);
  const u = (a + 1) / 2 ** 32;
  const v = b / 2 ** 32;
  return Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * v) + 0;
}
