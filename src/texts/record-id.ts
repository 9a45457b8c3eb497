import { consentText } from "../contract/consent.ts";
import type { Consent } from "../contract/donation.ts";

/**
 * What a record's id is made of: hash it (SHA-256) and give the digest to `recordId`. It must stay with the holder of the key.
 * All that the consent says is in it: two that were given at one moment are two records.
 */
export function recordName(key: string, consent: Consent): string {
  return `voisinage consent record\n${key}\n${consentText(consent)}`;
}

/** A UUID of version 8 (RFC 9562) from the first 16 bytes of a digest: the same wherever it is made, and no way back to the key. */
export function recordId(digest: Uint8Array): string {
  if (digest.length < 16) throw new RangeError(`a digest must have at least 16 bytes; got ${digest.length}`);
  const bytes = digest.slice(0, 16);
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
