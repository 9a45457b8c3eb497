import { CompactSign, calculateJwkThumbprint, exportJWK, FlattenedSign, generateKeyPair, importJWK, type JWK } from "jose";
import { canonicalJson, type Json } from "../../contract/canonical.ts";
import { signingJwk } from "../../contract/chain.ts";
import { SIGNATURE_TYPES, type SignedKind } from "../../contract/log.ts";

/** EdDSA with Ed25519 (RFC 8037): the same bytes always have the same signature, so that a repeated run writes the same files. */
const ALG = "EdDSA";

export type Signer = Awaited<ReturnType<typeof signerOf>>;

/**
 * Signs for a commons. The private key never leaves this object.
 *
 * @param privateKey a private JWK.
 * @throws Error for a key that is not Ed25519
 */
export async function signerOf(privateKey: JWK) {
  const { kty, crv, x } = privateKey;
  const jwk = signingJwk.parse({ kty, crv, x });
  const key = await importJWK(privateKey, ALG);
  const thumbprint = await calculateJwkThumbprint(jwk, "sha256");
  const header = (what: SignedKind) => ({ alg: ALG, kid: thumbprint, typ: SIGNATURE_TYPES[what] });
  return {
    jwk,
    /** the key's name: RFC 7638, sha256, base64url */
    thumbprint,
    /** A compact JWS that carries the value's canonical JSON. */
    sign: (what: SignedKind, value: Json) =>
      new CompactSign(new TextEncoder().encode(canonicalJson(value))).setProtectedHeader(header(what)).sign(key),
    /** A compact JWS of bytes that it does not carry (RFC 7515, appendix F). */
    signDetached: async (what: SignedKind, bytes: Uint8Array) => {
      const { protected: head, signature } = await new FlattenedSign(bytes).setProtectedHeader(header(what)).sign(key);
      return `${head}..${signature}`;
    },
  };
}

/** A new private key, from the platform's generator. */
export async function newSigningKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair(ALG, { crv: "Ed25519", extractable: true });
  return exportJWK(privateKey);
}
