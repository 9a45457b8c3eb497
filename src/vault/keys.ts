import { createHmac, createSecretKey, hkdfSync, type KeyObject } from "node:crypto";
import { Refusal } from "../contract/problem.ts";

/** Bytes of the operator's key, and of every key made from it. */
export const KEY_BYTES = 32;

/** One key a purpose, so that no two uses of the operator's key can be held against each other. */
export interface VaultKeys {
  readonly wrap: KeyObject;
  readonly lookup: KeyObject;
  readonly receipt: KeyObject;
  readonly repetition: KeyObject;
  readonly digest: KeyObject;
  readonly unit: KeyObject;
  readonly token: KeyObject;
  /** seals what contributors asked for, outside the vault */
  readonly act: KeyObject;
  /** stored, to know the operator's key again */
  readonly check: Buffer;
}

/**
 * Subkeys of the operator's key by HKDF-SHA-256 (RFC 5869).
 *
 * @throws Refusal `key-wrong` where the key does not have 32 bytes
 */
export function deriveKeys(key: Uint8Array): VaultKeys {
  if (key.length !== KEY_BYTES)
    throw new Refusal("key-wrong", `the operator's key must have ${KEY_BYTES} bytes; got ${key.length}`);
  const bytes = (purpose: string) => Buffer.from(hkdfSync("sha256", key, "", `voisinage/vault/1/${purpose}`, KEY_BYTES));
  // Made once: bytes would be made a key of at each use.
  const subkey = (purpose: string) => createSecretKey(bytes(purpose));
  return {
    wrap: subkey("wrap"),
    lookup: subkey("lookup"),
    receipt: subkey("receipt"),
    repetition: subkey("repetition"),
    digest: subkey("digest"),
    unit: subkey("unit"),
    token: subkey("token"),
    act: subkey("act"),
    check: bytes("check"),
  };
}

/** HMAC-SHA-256, 32 bytes. */
export function hmac(key: KeyObject, data: string | Uint8Array): Buffer {
  return createHmac("sha256", key).update(data).digest();
}
