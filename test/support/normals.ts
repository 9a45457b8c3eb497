import { seededEntropy } from "./entropy.ts";

/** Bytes that are drawn together: one cipher call a number was most of the time. */
const CHUNK = 4096;

/** Seeded random numbers with the standard normal distribution. */
export function normals(name: string): () => number {
  const random = seededEntropy(name);
  let [bytes, at] = [Buffer.alloc(0), 0];
  const uniform = () => {
    if (at === bytes.length) [bytes, at] = [Buffer.from(random(CHUNK)), 0];
    at += 4;
    return (bytes.readUInt32LE(at - 4) + 0.5) / 2 ** 32;
  };
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}
