import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import { canonicalJson, type Json } from "../contract/canonical.ts";

/** Lower-case hex, 64 digits. */
export function sha256(bytes: Uint8Array | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** sha256 of the value's canonical JSON. */
export function canonicalHash(value: Json): string {
  return sha256(canonicalJson(value));
}

/** Bytes of a file that are in memory at a time. */
const PART_BYTES = 1 << 18;

/**
 * Size and sha256 of a file, in bounded memory. Without a stream: a process that has read files as streams serves HTTP by a
 * third more slowly (decision 0024).
 */
export async function hashFile(path: string) {
  const hash = createHash("sha256");
  const part = Buffer.allocUnsafe(PART_BYTES);
  const file = await open(path);
  let bytes = 0;
  try {
    for (;;) {
      const { bytesRead } = await file.read(part, 0, PART_BYTES, bytes);
      if (bytesRead === 0) return { bytes, sha256: hash.digest("hex") };
      hash.update(part.subarray(0, bytesRead));
      bytes += bytesRead;
    }
  } finally {
    await file.close();
  }
}
