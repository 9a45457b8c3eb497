import { createHash, createPublicKey, verify } from "node:crypto";
import { type SigningJwk, signingJwk } from "../contract/chain.ts";
import { SIGNED, type Signed, thumbprintText } from "../contract/log.ts";

/** The name of a key: RFC 7638, sha256, base64url. */
export function thumbprintOf(jwk: SigningJwk): string {
  return createHash("sha256").update(thumbprintText(jwk)).digest("base64url");
}

/**
 * Whose signature is it, and does it verify? A compact JWS (RFC 7515) is read by hand that a library wrote: the header must be just
 * what a commons writes, so that no other algorithm, key or kind of signature slips in (RFC 8725, 3.1 and 3.11).
 *
 * @param keys that may have signed, whatever their names
 * @param detached what it is of, where it does not carry that
 * @returns a fault in words, or what was signed and under which key
 */
export function openSignature(
  token: string,
  what: Signed,
  keys: readonly SigningJwk[],
  detached?: Uint8Array,
): { readonly thumbprint: string; readonly payload: string } | string {
  const found = /^([A-Za-z0-9_-]{1,400})\.([A-Za-z0-9_-]*)\.([A-Za-z0-9_-]{86})$/.exec(token);
  if (!found) return "it is no compact JWS of Ed25519";
  const [, head = "", middle = "", written = ""] = found;
  let header: unknown;
  try {
    header = JSON.parse(Buffer.from(head, "base64url").toString("utf8"));
  } catch {
    return "its header is no JSON";
  }
  const { alg, kid, typ, ...more } = (header ?? {}) as Record<string, unknown>;
  if (alg !== "EdDSA" || typ !== SIGNED[what] || typeof kid !== "string" || Object.keys(more).length > 0)
    return `its header is ${JSON.stringify(header)}; expected alg EdDSA, typ ${SIGNED[what]} and a kid, and nothing else`;
  const signature = Buffer.from(written, "base64url");
  if (signature.toString("base64url") !== written) return "its signature is not written in the canonical way";
  if ((detached !== undefined) !== (middle === "")) return detached ? "it carries a content of its own" : "it carries no content";
  const jwk = keys.find((key) => thumbprintOf(key) === kid);
  if (jwk === undefined) return `it is by the key ${kid}, which the log does not name there`;
  const payload = detached === undefined ? middle : Buffer.from(detached).toString("base64url");
  const key = createPublicKey({ key: signingJwk.parse(jwk), format: "jwk" });
  if (!verify(null, Buffer.from(`${head}.${payload}`), key, signature)) return `it does not verify under the key ${kid}`;
  return { thumbprint: kid, payload: Buffer.from(payload, "base64url").toString("utf8") };
}
