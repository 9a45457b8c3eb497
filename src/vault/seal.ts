import { createCipheriv, createDecipheriv } from "node:crypto";
import { Refusal } from "../contract/problem.ts";
import { KEY_BYTES } from "./keys.ts";

/** Bytes of the initialisation vector and of the tag of AES-256-GCM (NIST SP 800-38D, section 8.2.2: random, 96 bits). */
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Bytes of a donor's key once it is wrapped. */
export const WRAPPED_BYTES = IV_BYTES + KEY_BYTES + TAG_BYTES;

/** What a sealed thing is; bound to it, so that one cannot be put in another's place. */
const KINDS = { key: 0, donation: 1, year: 2 } as const;

/** @param number the donation's seq or the year; 0 for the donor's key */
function binding(donorId: Uint8Array, kind: keyof typeof KINDS, number: number): Buffer {
  const bytes = Buffer.alloc(donorId.length + 5);
  bytes.set(donorId);
  bytes.writeUInt8(KINDS[kind], donorId.length);
  bytes.writeUInt32BE(number, donorId.length + 1);
  return bytes;
}

/**
 * AES-256-GCM.
 *
 * @param draw the vault's entropy: each seal takes a fresh IV from it
 * @returns IV, ciphertext, tag
 */
export function seal(
  plain: Uint8Array,
  o: { key: Uint8Array; donorId: Uint8Array; kind: keyof typeof KINDS; number: number; draw: (n: number) => Uint8Array },
): Buffer {
  const iv = o.draw(IV_BYTES);
  const cipher = createCipheriv("aes-256-gcm", o.key, iv);
  cipher.setAAD(binding(o.donorId, o.kind, o.number));
  return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/**
 * The plain bytes of what `seal` made.
 *
 * @throws Refusal `storage-failed` where the bytes were changed or belong elsewhere
 */
export function unseal(
  sealed: Uint8Array,
  o: { key: Uint8Array; donorId: Uint8Array; kind: keyof typeof KINDS; number: number },
): Buffer {
  const end = sealed.length - TAG_BYTES;
  try {
    const decipher = createDecipheriv("aes-256-gcm", o.key, sealed.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
    decipher.setAAD(binding(o.donorId, o.kind, o.number));
    decipher.setAuthTag(sealed.subarray(end));
    const plain = decipher.update(sealed.subarray(IV_BYTES, end));
    decipher.final(); // a stream mode: it returns nothing more, but refuses a wrong tag
    return plain;
  } catch {
    throw new Refusal("storage-failed", `a sealed ${o.kind} of the vault does not authenticate: the file was damaged or changed`);
  }
}
