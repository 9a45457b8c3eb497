import { hmac, type VaultKeys } from "./keys.ts";

/** Random bytes in a receipt. */
const RECEIPT_BYTES = 32;
/** Bytes of the stored HMAC of a receipt. */
export const LOOKUP_BYTES = 32;
/** Bytes of a tag, and of a digest, of an idempotency string. */
const TAG_BYTES = 16;

/** A new secret receipt: 43 characters of base64url. */
export function randomReceipt(random: (n: number) => Uint8Array): string {
  return Buffer.from(random(RECEIPT_BYTES)).toString("base64url");
}

/**
 * The receipt derived from an idempotency string: a repeated request gets the same one, and nobody without the operator's key can
 * make it.
 */
export function receiptOf(keys: VaultKeys, idempotency: string): string {
  return hmac(keys.receipt, idempotency).toString("base64url");
}

/** The stored HMAC of a receipt. Any text has one, so that unknown, used and malformed receipts take the same path. */
export function lookupOf(keys: VaultKeys, receipt: string): Buffer {
  return hmac(keys.lookup, receipt);
}

/** The stored HMAC of an idempotency string. */
export function tagOf(keys: VaultKeys, idempotency: string): Buffer {
  return hmac(keys.repetition, idempotency).subarray(0, TAG_BYTES);
}

/**
 * Tells a repeated request from a different one with the same idempotency string.
 *
 * @param content the donation's text; empty where the idempotency string already fixes the content
 * @param receipt receipt of the contribution to amend; absent for a new one
 */
export function digestOf(keys: VaultKeys, content: string, receipt?: string): Buffer {
  return hmac(keys.digest, `${receipt ?? ""}\n${content}`).subarray(0, TAG_BYTES);
}
