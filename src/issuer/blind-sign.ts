import { constants, createPublicKey, type KeyObject, privateDecrypt, publicEncrypt } from "node:crypto";
import { faultRefusal, Refusal } from "../contract/problem.ts";

/**
 * RFC 9474, section 4.3 (BlindSign), with OpenSSL: RSASP1, then RSAVP1 on the result. The check makes sure that a faulty
 * computation, which would reveal the key, is never sent. OpenSSL itself blinds the private operation against timing attacks.
 *
 * @param key an RSA private key
 * @param blinded as long as the modulus, and a smaller number
 * @throws Refusal `invalid-parameter` for a message out of range; `internal` where the result does not verify
 */
export function blindSign(key: KeyObject, blinded: Uint8Array, raw: RawRsa = NATIVE): Uint8Array {
  const jwk = key.export({ format: "jwk" });
  const modulus = Buffer.from(String(jwk.n), "base64url");
  if (blinded.length !== modulus.length || Buffer.compare(blinded, modulus) >= 0) {
    const detail = `blinded must be ${modulus.length} bytes, and a number below the key's modulus; got ${blinded.length} bytes`;
    throw faultRefusal("invalid-parameter", { detail, pointer: "/blinded" });
  }
  const signature = raw.sign(key, blinded);
  if (!raw.undo(key, signature).equals(blinded)) throw new Refusal("internal", "signing failure: the result does not verify");
  return signature;
}

/** RSA without padding: the private operation, and the public one. */
export interface RawRsa {
  sign(key: KeyObject, message: Uint8Array): Buffer;
  undo(key: KeyObject, signature: Uint8Array): Buffer;
}

const padding = constants.RSA_NO_PADDING;

const NATIVE: RawRsa = {
  sign: (key, message) => privateDecrypt({ key, padding }, message),
  undo: (key, signature) => publicEncrypt({ key: createPublicKey(key), padding }, signature),
};
