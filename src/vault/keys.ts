import { createHmac, createSecretKey, hkdfSync, type KeyObject } from "node:crypto";
import { Refusal } from "../contract/problem.ts";

/** Bytes of the operator's key, and of each key derived from it. */
export const KEY_BYTES = 32;

export type VaultKeys = ReturnType<typeof deriveKeys>;

/**
 * Subkeys of the operator's key by HKDF-SHA-256 (RFC 5869): one a purpose, so that no two uses of it can be held against each
 * other, and of one commons, so that nothing that was sealed or named in one is believed in another under the same operator's key.
 *
 * @param commons the id of the commons; empty for a vault that belongs to none
 * @throws Refusal `key-wrong` where the key does not have 32 bytes
 */
export function deriveKeys(key: Uint8Array, commons = "") {
  if (key.length !== KEY_BYTES)
    throw new Refusal("key-wrong", `the operator's key must have ${KEY_BYTES} bytes; got ${key.length}`);
  const bytes = (purpose: string) => Buffer.from(hkdfSync("sha256", key, commons, `voisinage/vault/1/${purpose}`, KEY_BYTES));
  // Key objects are made once: from raw bytes, Node would make one at each use.
  const subkey = (purpose: string) => createSecretKey(bytes(purpose));
  return {
    wrap: subkey("wrap"),
    lookup: subkey("lookup"),
    receipt: subkey("receipt"),
    repetition: subkey("repetition"),
    digest: subkey("digest"),
    unit: subkey("unit"),
    token: subkey("token"),
    /** seals what contributors asked for, outside the vault */
    act: subkey("act"),
    /** stored, to know the operator's key again */
    check: bytes("check"),
  };
}

/** HMAC-SHA-256, 32 bytes. */
export function hmac(key: KeyObject, data: string | Uint8Array): Buffer {
  return createHmac("sha256", key).update(data).digest();
}
