import { createCipheriv, createDecipheriv, type KeyObject } from "node:crypto";
import { Refusal } from "../contract/problem.ts";
import { KEY_BYTES } from "./keys.ts";

/** Bytes of the initialisation vector and of the tag of AES-256-GCM (NIST SP 800-38D, section 8.2.2: random, 96 bits). */
export const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Bytes that sealing adds. */
export const SEAL_BYTES = IV_BYTES + TAG_BYTES;

/** Bytes of a donor's key once it is wrapped. */
export const WRAPPED_BYTES = KEY_BYTES + SEAL_BYTES;

/** What was sealed. The kind is authenticated with the text, so that none can take another's place. */
const KINDS = { key: 0, donation: 1, year: 2, objection: 3, consent: 4, act: 5 } as const;
type Kind = keyof typeof KINDS;

/** The key to seal with, and the donor's id, which is authenticated with the text; for the donor's key, id and lookup. */
export interface SealOwner {
  readonly id: Uint8Array;
  readonly key: KeyObject | Uint8Array;
}

/** What binds a donor's texts is written here each time, since a cipher copies it at once. Ids have 16 bytes. */
const BINDING = Buffer.alloc(16 + 9);

function binding(id: Uint8Array, kind: Kind, number: number, received: number): Buffer {
  // What is written below would cut a fraction, and take a text for a number.
  if (!Number.isInteger(number) || !Number.isInteger(received)) throw new RangeError("seq and month of receipt must be integers");
  const bytes = id.length + 9 === BINDING.length ? BINDING : Buffer.alloc(id.length + 9);
  bytes.set(id);
  bytes[id.length] = KINDS[kind];
  bytes.writeUInt32BE(number, id.length + 1);
  bytes.writeInt32BE(received, id.length + 5);
  return bytes;
}

/**
 * Seals a text with AES-256-GCM.
 *
 * @param random the vault's entropy; every seal takes a fresh IV from it
 * @param number the donation's seq, or the year; 0 for kinds of which a donor has one
 * @param received month of receipt that retention counts from, since 1970-01; authenticated, so that nobody can extend retention
 * @returns IV, ciphertext, tag
 */
export function seal(
  plain: string | Uint8Array,
  owner: SealOwner,
  random: (n: number) => Uint8Array,
  kind: Kind,
  number = 0,
  received = 0,
): Buffer {
  const text = typeof plain === "string" ? Buffer.from(plain) : plain;
  const sealed = Buffer.alloc(text.length + SEAL_BYTES);
  sealInto(sealed, 0, text, owner, random(IV_BYTES), kind, number, received);
  return sealed;
}

/** Seals as `seal` does, with an IV that seals nothing else, and writes what it returns from a place of `target` on. */
export function sealInto(
  target: Uint8Array,
  at: number,
  plain: Uint8Array,
  owner: SealOwner,
  iv: Uint8Array,
  kind: Kind,
  number: number,
  received: number,
): void {
  const cipher = createCipheriv("aes-256-gcm", owner.key, iv);
  cipher.setAAD(binding(owner.id, kind, number, received));
  target.set(iv, at);
  target.set(cipher.update(plain), at + IV_BYTES);
  cipher.final(); // a stream mode: it returns nothing more, and makes the tag
  target.set(cipher.getAuthTag(), at + IV_BYTES + plain.length);
}

/**
 * Opens what `seal` returned, and returns the plain bytes.
 *
 * @throws Refusal `storage-failed` where the bytes were changed or belong elsewhere
 */
export function unseal(sealed: Uint8Array, owner: SealOwner, kind: Kind, number = 0, received = 0): Buffer {
  const end = sealed.length - TAG_BYTES;
  try {
    const decipher = createDecipheriv("aes-256-gcm", owner.key, sealed.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
    decipher.setAAD(binding(owner.id, kind, number, received));
    decipher.setAuthTag(sealed.subarray(end));
    const plain = decipher.update(sealed.subarray(IV_BYTES, end));
    decipher.final(); // a stream mode: it returns nothing more, but refuses a wrong tag
    return plain;
  } catch {
    throw new Refusal("storage-failed", `a sealed ${kind} of the vault does not authenticate: the file was damaged or changed`);
  }
}

/** Bytes of an AES block, and of a donor's id and its unit. */
export const BLOCK_BYTES = 16;

/**
 * The privacy units of donors: each id encrypted as one block of AES-256, which nobody can reckon without the key (for texts of
 * one block, CBC-MAC; Bellare, Kilian, Rogaway 2000). All ids of a page are encrypted at once, since a cipher costs more to
 * make than thousands of blocks.
 *
 * @param ids `BLOCK_BYTES` each, one behind the other
 * @returns as many bytes
 */
export function unitsOf(ids: Uint8Array, key: KeyObject): Buffer {
  return createCipheriv("aes-256-ecb", key, null).setAutoPadding(false).update(ids);
}

/** Blocks of a key. */
const KEY_BLOCKS = KEY_BYTES / BLOCK_BYTES;

/**
 * Unwraps the keys of many donors with one cipher, since creating a cipher costs ten times as much as unwrapping a key. GCM
 * encrypts in counter mode (NIST SP 800-38D, section 7.1): block i is XORed with the encrypted IV ‖ i + 2, and all these counters
 * are encrypted at once. The tags of the wrapped keys are not checked. A wrong key is still refused: `unseal` of the donor's own
 * texts fails with it, because their tags depend on the key and bind the donor's id. Whoever knows one donor's key can make the
 * bytes open to any other; then the unit, which is checked beside it, must be one that the vault made.
 */
export function unwrapAll(wrapped: readonly Uint8Array[], wrap: KeyObject): Buffer {
  const counters = Buffer.alloc(wrapped.length * KEY_BYTES);
  wrapped.forEach((one, i) => {
    for (let block = 0; block < KEY_BLOCKS; block++) {
      const at = i * KEY_BYTES + block * BLOCK_BYTES;
      for (let b = 0; b < IV_BYTES; b++) counters[at + b] = one[b] as number;
      counters[at + BLOCK_BYTES - 1] = block + 2;
    }
  });
  const keys = createCipheriv("aes-256-ecb", wrap, null).setAutoPadding(false).update(counters);
  wrapped.forEach((one, i) => {
    for (let b = 0; b < KEY_BYTES; b++)
      keys[i * KEY_BYTES + b] = (keys[i * KEY_BYTES + b] as number) ^ (one[IV_BYTES + b] as number);
  });
  return keys;
}
