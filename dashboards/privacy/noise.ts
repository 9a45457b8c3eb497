/** Returns n random 32-bit words. */
export type RandomWords = (n: number) => Uint32Array;

/**
 * A Gaussian draw of variance 1 (Box–Muller), only for demonstrating noise on made-up figures. Releases draw from an exact
 * discrete Gaussian instead, offline.
 */
export function gaussian(random: RandomWords): number {
  const [a = 0, b = 0] = random(2);
  const u = (a + 1) / 2 ** 32;
  const v = b / 2 ** 32;
  return Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * v) + 0;
}
