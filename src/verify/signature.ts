import { createHash, createPublicKey, verify } from "node:crypto";
import { lstat, readFile } from "node:fs/promises";
import { join } from "node:path";
import { canonicalJson } from "../contract/canonical.ts";
import { type EntryOf, type LedgerEntry, ofKind, type SigningJwk, signingJwk } from "../contract/chain.ts";
import { keyClaim, MANIFEST_SIGNATURE, SIGNATURE_TYPES, type SignedKind, thumbprintText } from "../contract/log.ts";
import { MANIFEST, sha256 } from "../release/index.ts";
import { type Faults, findingsOf } from "./check.ts";

/** The name of a key: RFC 7638, sha256, base64url. */
export function thumbprintOf(jwk: SigningJwk): string {
  return createHash("sha256").update(thumbprintText(jwk)).digest("base64url");
}

/**
 * Finds the key of a signature and verifies it. The compact JWS (RFC 7515) is parsed here, not by the library
 * that wrote it: its header must be exactly what a commons writes, so that no other algorithm, key or kind of signature slips in
 * (RFC 8725, 3.1 and 3.11).
 *
 * @param keys that may have signed, whatever their names
 * @param detached the signed bytes, of a JWS without a payload
 * @returns a fault in words, or what was signed and under which key
 */
export function openSignature(
  token: string,
  what: SignedKind,
  keys: readonly SigningJwk[],
  detached?: Uint8Array,
): { readonly thumbprint: string; readonly payload: string } | string {
  const match = /^([A-Za-z0-9_-]{1,400})\.([A-Za-z0-9_-]*)\.([A-Za-z0-9_-]{86})$/.exec(token);
  if (!match) return "it is no compact JWS of Ed25519";
  const [, head = "", middle = "", signatureText = ""] = match;
  let header: unknown;
  try {
    header = JSON.parse(Buffer.from(head, "base64url").toString("utf8"));
  } catch {
    return "its header is no JSON";
  }
  const { alg, kid, typ, ...more } = (header ?? {}) as Record<string, unknown>;
  if (alg !== "EdDSA" || typ !== SIGNATURE_TYPES[what] || typeof kid !== "string" || Object.keys(more).length > 0)
    return `its header is ${JSON.stringify(header)}; expected alg EdDSA, typ ${SIGNATURE_TYPES[what]} and a kid, and nothing else`;
  const signature = Buffer.from(signatureText, "base64url");
  if (signature.toString("base64url") !== signatureText) return "its signature is not written in the canonical way";
  if ((detached !== undefined) !== (middle === "")) return detached ? "it carries a content of its own" : "it carries no content";
  const jwk = keys.find((key) => thumbprintOf(key) === kid);
  if (jwk === undefined) return `it is by the key ${kid}, which the log does not name there`;
  const payload = detached === undefined ? middle : Buffer.from(detached).toString("base64url");
  const key = createPublicKey({ key: signingJwk.parse(jwk), format: "jwk" });
  if (!verify(null, Buffer.from(`${head}.${payload}`), key, signature)) return `it does not verify under the key ${kid}`;
  return { thumbprint: kid, payload: Buffer.from(payload, "base64url").toString("utf8") };
}

/** The keys that a chain names, the oldest first. */
export function jwksOf(entries: readonly LedgerEntry[]): SigningJwk[] {
  return ofKind(entries, "key").map(({ jwk }) => jwk);
}

/** Faults of the chain's keys. Each must be named by its own thumbprint, and be vouched for by the key before it or follow a lost one. */
export function* keyFaults(entries: readonly LedgerEntry[]): Faults {
  let former: EntryOf<"key"> | undefined;
  for (const entry of ofKind(entries, "key")) {
    const { seq, jwk, thumbprint, replaces, lost, proof } = entry;
    const name = thumbprintOf(jwk);
    if (name !== thumbprint) yield `entry ${seq} calls its key ${thumbprint}; it is ${name}`;
    if (replaces !== (former?.thumbprint ?? null))
      yield `entry ${seq}: the key follows ${replaces}; the last one is ${former?.thumbprint ?? "none"}`;
    if (former === undefined) {
      if (lost || proof !== null) yield `entry ${seq}: the first key follows none, and none vouches for it`;
    } else if (lost) {
      if (proof !== null) yield `entry ${seq}: the former key is said to be lost, and vouches`;
    } else {
      const opened = proof === null ? "there is no proof" : openSignature(proof, "key", [former.jwk]);
      const claim = canonicalJson(keyClaim(entry.commons, thumbprint, former.thumbprint));
      if (typeof opened === "string") yield `entry ${seq}: the former key does not vouch for this one: ${opened}`;
      else if (opened.payload !== claim) yield `entry ${seq}: the former key vouches for something else: ${opened.payload}`;
    }
    former = entry;
  }
}

/**
 * Checks that a key which somebody has from elsewhere stands behind what was signed.
 *
 * @param pinned its thumbprint
 * @param signedBy thumbprint of the key that signed it, among those that the chain names
 * @returns why it does not, in words; null where it does, itself or through the keys that it vouches for
 */
export function pinnedKeyFault(entries: readonly LedgerEntry[], pinned: string, signedBy: string): string | null {
  const keys = ofKind(entries, "key");
  const [pinnedPlace, signerPlace] = [pinned, signedBy].map((name) =>
    keys.findIndex(({ thumbprint }) => thumbprint === name),
  ) as [number, number];
  if (pinnedPlace < 0)
    return `the pinned key ${pinned} is not among those that the chain names: ${keys.map(({ thumbprint }) => thumbprint).join(", ") || "none"}`;
  // Anybody can have their own key vouch for the pinned one, so an earlier key proves nothing about a later one.
  if (signerPlace < pinnedPlace)
    return `it is signed under ${signedBy}, an earlier key than the pinned one: the log as it stands now tells whether it is the operator's`;
  const lost = keys.slice(pinnedPlace + 1, signerPlace + 1).find((key) => key.lost);
  if (lost === undefined) return null;
  return `entry ${lost.seq} says on ${lost.at.slice(0, 10)} that the key ${lost.replaces} is lost: the pinned key does not vouch for ${lost.thumbprint}, nor for what it signs`;
}

interface SignedFolder {
  readonly folder: string;
  /** the release's own chain, up to its draw */
  readonly own: readonly LedgerEntry[];
  /** the release's own chain, or the log's where that is longer */
  readonly chain: readonly LedgerEntry[];
}

/** The most bytes of a signature's file; a real one has a few hundred. */
const MAX_SIGNATURE_BYTES = 4096;

/**
 * The manifest must be signed under the key that stood when the release was drawn, or one that came after it. A key that was
 * replaced before then may be in the hands of somebody who kept or stole it, and its signature counts for nothing.
 *
 * @returns what is found, the sha256 of the manifest, and the thumbprint of the key under which it verifies, of those that a
 *   chain names
 */
export async function signedManifest({ folder, own, chain }: SignedFolder) {
  const bytes = await readFile(join(folder, MANIFEST));
  const keys = [...jwksOf(own).slice(-1), ...jwksOf(chain.slice(own.length))];
  const signed = (signedBy: string | null, ...faults: string[]) => {
    return { findings: findingsOf(MANIFEST_SIGNATURE, "signature", faults), signedBy, sha256: sha256(bytes) };
  };
  const path = join(folder, MANIFEST_SIGNATURE);
  const stats = await lstat(path).catch(() => null);
  if (!stats?.isFile()) return signed(null, ...(keys.length === 0 ? [] : ["it is missing, and the chain names a key"]));
  if (stats.size > MAX_SIGNATURE_BYTES)
    return signed(null, `it has ${stats.size} bytes; expected at most ${MAX_SIGNATURE_BYTES}`);
  const token = (await readFile(path, "utf8")).trim();
  const opened = openSignature(token, "manifest", keys, bytes);
  if (typeof opened !== "string") return signed(opened.thumbprint);
  const standing = ofKind(own, "key").at(-1);
  const former = openSignature(token, "manifest", jwksOf(own), bytes);
  if (standing === undefined || typeof former === "string") return signed(null, opened);
  return signed(
    null,
    `it is by the key ${former.thumbprint}; entry ${standing.seq} had put ${standing.thumbprint} in its place before the release was drawn`,
  );
}
