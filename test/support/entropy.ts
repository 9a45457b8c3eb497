import { createCipheriv, createHash } from "node:crypto";

/**
 * NOT a source of entropy: AES in counter mode under a key made of `seed`, the same bytes at every run, so that a statistical
 * test gives the same verdict every time. It lives under test/ because no real release may ever draw from it.
 */
export function seededEntropy(seed: string): (n: number) => Uint8Array {
  const key = createHash("sha256").update(seed).digest();
  const cipher = createCipheriv("aes-256-ctr", key, Buffer.alloc(16));
  return (n) => new Uint8Array(cipher.update(Buffer.alloc(n)));
}
