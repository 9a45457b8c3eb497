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

/** What a sealed thing is; bound to it, so that one cannot be put in another's place. */
const KINDS = { key: 0, donation: 1, year: 2, objection: 3, consent: 4, act: 5 } as const;
type Kind = keyof typeof KINDS;

/** The key that seals, and the id of the donor that is bound to what it seals. */
export interface SealOwner {
  readonly id: Uint8Array;
  readonly key: KeyObject | Uint8Array;
}

/** What binds a donor's texts is written here each time, since a cipher copies it at once. Ids have 16 bytes. */
const BINDING = Buffer.alloc(16 + 9);

function binding(id: Uint8Array, kind: Kind, number: number, received: number): Buffer {
  const bytes = id.length + 9 === BINDING.length ? BINDING : Buffer.alloc(id.length + 9);
  bytes.set(id);
  bytes[id.length] = KINDS[kind];
  bytes.writeUInt32BE(number, id.length + 1);
  bytes.writeInt32BE(received, id.length + 5);
  return bytes;
}

/**
 * AES-256-GCM.
 *
 * @param random the vault's entropy: each seal takes a fresh IV from it
 * @param number the donation's seq or the year; 0 for what there is one of
 * @param received the month of receipt that retention counts from, since 1970-01: bound, so that no hand moves retention
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
  const iv = random(IV_BYTES);
  const cipher = createCipheriv("aes-256-gcm", owner.key, iv);
  cipher.setAAD(binding(owner.id, kind, number, received));
  return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/**
 * Opens what `seal` made and returns the plain bytes.
 *
 * @throws Refusal `storage-failed` when the bytes were changed or belong elsewhere
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

/** Bytes of a block of AES, and how many of them a key is. */
const BLOCK_BYTES = 16;
const KEY_BLOCKS = KEY_BYTES / BLOCK_BYTES;

/**
 * The keys of many donors by one cipher, side by side: making a cipher costs ten times what it opens here. GCM encrypts in counter
 * mode (NIST SP 800-38D, section 7.1): block i of a text is XORed with the encrypted IV ‖ i + 2, and all of these are encrypted at
 * once. The tags are not looked at, and need not be: what is sealed under a key has a tag that no other key makes, and that binds
 * the donor's id as well. So it is `unseal` of the donor's own texts that refuses a wrong key.
 */
export function unwrapAll(wrapped: readonly Uint8Array[], wrap: KeyObject): Buffer {
  const counters = Buffer.alloc(wrapped.length * KEY_BYTES);
  wrapped.forEach((one, i) => {
    for (let block = 0; block < KEY_BLOCKS; block++) {
      const at = i * KEY_BYTES + block * BLOCK_BYTES;
      counters.set(one.subarray(0, IV_BYTES), at);
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
