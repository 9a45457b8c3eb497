import { seededEntropy } from "./entropy.ts";

/** Seeded random numbers with the standard normal distribution. */
export function normals(name: string): () => number {
  const random = seededEntropy(name);
  const uniform = () => (Buffer.from(random(4)).readUInt32LE() + 0.5) / 2 ** 32;
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}
