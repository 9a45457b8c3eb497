import { createCipheriv, createDecipheriv, type KeyObject } from "node:crypto";
import { Refusal } from "../contract/problem.ts";
import { KEY_BYTES } from "./keys.ts";

/** Bytes of the initialisation vector and of the tag of AES-256-GCM (NIST SP 800-38D, section 8.2.2: random, 96 bits). */
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Bytes that sealing adds. */
export const SEAL_BYTES = IV_BYTES + TAG_BYTES;

/** Bytes of a donor's key once it is wrapped. */
export const WRAPPED_BYTES = KEY_BYTES + SEAL_BYTES;

/** What a sealed thing is; bound to it, so that one cannot be put in another's place. */
const KINDS = { key: 0, donation: 1, year: 2, objection: 3, consent: 4, act: 5 } as const;

/** What a sealed thing belongs to. */
export interface Binding {
  readonly donorId: Uint8Array;
  readonly kind: keyof typeof KINDS;
  /** the donation's seq or the year; 0 for what there is one of */
  readonly number: number;
  /** the month of receipt that retention counts from, since 1970-01: moved by a hand, it would move retention; 0 where there is none */
  readonly received: number;
}

function bytesOf({ donorId, kind, number, received }: Binding): Buffer {
  const bytes = Buffer.alloc(donorId.length + 9);
  bytes.set(donorId);
  bytes.writeUInt8(KINDS[kind], donorId.length);
  bytes.writeUInt32BE(number, donorId.length + 1);
  bytes.writeInt32BE(received, donorId.length + 5);
  return bytes;
}

/**
 * AES-256-GCM.
 *
 * @param draw the vault's entropy: each seal takes a fresh IV from it
 * @returns IV, ciphertext, tag
 */
export function seal(plain: Uint8Array, o: Binding & { key: KeyObject | Uint8Array; draw: (n: number) => Uint8Array }): Buffer {
  const iv = o.draw(IV_BYTES);
  const cipher = createCipheriv("aes-256-gcm", o.key, iv);
  cipher.setAAD(bytesOf(o));
  return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/**
 * The plain bytes of what `seal` made.
 *
 * @throws Refusal `storage-failed` where the bytes were changed or belong elsewhere
 */
export function unseal(sealed: Uint8Array, o: Binding & { key: KeyObject | Uint8Array }): Buffer {
  const end = sealed.length - TAG_BYTES;
  try {
    const decipher = createDecipheriv("aes-256-gcm", o.key, sealed.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
    decipher.setAAD(bytesOf(o));
    decipher.setAuthTag(sealed.subarray(end));
    const plain = decipher.update(sealed.subarray(IV_BYTES, end));
    decipher.final(); // a stream mode: it returns nothing more, but refuses a wrong tag
    return plain;
  } catch {
    throw new Refusal("storage-failed", `a sealed ${o.kind} of the vault does not authenticate: the file was damaged or changed`);
  }
}
