import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { canonicalJson, type Json } from "../contract/canonical.ts";

/** Lower-case hex, 64 digits. */
export function sha256(bytes: Uint8Array | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** sha256 of the value's canonical JSON. */
export function canonicalHash(value: Json): string {
  return sha256(canonicalJson(value));
}

/** Size and sha256 of a file, in bounded memory. */
export async function hashFile(path: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const part of createReadStream(path) as AsyncIterable<Uint8Array>) {
    hash.update(part);
    bytes += part.byteLength;
  }
  return { bytes, sha256: hash.digest("hex") };
}
