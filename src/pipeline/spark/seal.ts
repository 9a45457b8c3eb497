import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

/** AES-256-GCM as Spark's `aes_encrypt` and `aes_decrypt` have it: nonce, text and tag in a row. */
const CIPHER = "aes-256-gcm";
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export type RunKey = ReturnType<typeof makeRunKey>;

/**
 * The key of one run, which is in the memory of this process and of Spark's alone. What is sealed is bound to its place, a text
 * of run, kind and file, so that no sealed text can stand in for another. Nonces are random on both sides: a run seals far
 * fewer than the 2³² rows that NIST SP 800-38D allows a key.
 */
export function makeRunKey() {
  const key = randomBytes(KEY_BYTES);
  return {
    hex: () => key.toString("hex"),
    seal: (text: string, place: string) => {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(place));
      return Buffer.concat([nonce, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
    },
    /** @throws Error where it was not sealed with this key for this place */
    open: (sealed: Uint8Array, place: string) => {
      if (sealed.length < NONCE_BYTES + TAG_BYTES) throw new RangeError("a sealed text is cut short");
      const decipher = createDecipheriv(CIPHER, key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
      decipher.setAAD(Buffer.from(place)).setAuthTag(sealed.subarray(-TAG_BYTES));
      return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]).toString("utf8");
    },
    /** What was sealed with it is lost from here on. */
    forget: () => {
      key.fill(0);
    },
  };
}
