import { createCipheriv, createDecipheriv, hkdfSync } from "node:crypto";

const [KEY_BYTES, IV_BYTES, TAG_BYTES] = [32, 12, 16];

/** Text that a visitor keeps for the issuer, and can neither read nor change. */
export interface Sealed {
  seal(text: string): string;
  /** @returns undefined for what this issuer did not seal, or longer ago than it holds */
  open(sealed: string): string | undefined;
}

/**
 * AES-256-GCM under a key that is derived from the issuer's secret, so that it outlasts the process. A moment is bound to it.
 *
 * @param o.purpose what is sealed for one purpose does not open for another
 * @param o.milliseconds how long it holds
 */
export function sealedText(o: {
  readonly secret: Uint8Array;
  readonly purpose: string;
  readonly milliseconds: number;
  readonly clock: () => Date;
  readonly entropy: (n: number) => Uint8Array;
}): Sealed {
  const key = new Uint8Array(hkdfSync("sha256", o.secret, "", `voisinage issuer ${o.purpose}`, KEY_BYTES));
  return {
    seal: (text) => {
      const iv = o.entropy(IV_BYTES);
      const cipher = createCipheriv("aes-256-gcm", key, iv);
      const ends = o.clock().getTime() + o.milliseconds;
      const bytes = Buffer.concat([cipher.update(JSON.stringify([ends, text])), cipher.final()]);
      return Buffer.concat([iv, bytes, cipher.getAuthTag()]).toString("base64url");
    },
    open: (sealed) => {
      const bytes = Buffer.from(sealed, "base64url");
      if (bytes.length <= IV_BYTES + TAG_BYTES) return undefined;
      const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
      let plain: string;
      try {
        plain = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]).toString();
      } catch {
        return undefined;
      }
      const [ends, text] = JSON.parse(plain) as [number, string];
      return o.clock().getTime() < ends ? text : undefined;
    },
  };
}
