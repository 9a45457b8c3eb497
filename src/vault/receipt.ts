import { hmac, type VaultKeys } from "./keys.ts";

/** Random bytes in a receipt. */
const RECEIPT_BYTES = 32;
/** Bytes of a tag or a digest of idempotency. */
const TAG_BYTES = 16;

/** A new secret receipt: 43 characters of base64url. */
export function randomReceipt(random: (n: number) => Uint8Array): string {
  return Buffer.from(random(RECEIPT_BYTES)).toString("base64url");
}

/** The receipt of an idempotency string: whoever repeats the request gets the same one, and nobody without the key can make it. */
export function receiptOf(keys: VaultKeys, idempotency: string): string {
  return hmac(keys.receipt, idempotency).toString("base64url");
}

/**
 * The stored stand-in for a receipt. Any text has one, well formed or not: an unknown, a used up
 * and a malformed receipt take the same path.
 */
export function lookupOf(keys: VaultKeys, receipt: string): Buffer {
  return hmac(keys.lookup, receipt);
}

/** The stored stand-in for an idempotency string. */
export function tagOf(keys: VaultKeys, idempotency: string): Buffer {
  return hmac(keys.repetition, idempotency).subarray(0, TAG_BYTES);
}

/**
 * What tells a repeated request from another one with the same idempotency string.
 *
 * @param content of the donation; empty where the string itself fixes it
 * @param receipt of the contribution that is amended; absent for a new one
 */
export function digestOf(keys: VaultKeys, content: string, receipt?: string): Buffer {
  return hmac(keys.digest, `${receipt ?? ""}\n${content}`).subarray(0, TAG_BYTES);
}
