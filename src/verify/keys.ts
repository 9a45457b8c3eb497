import { canonicalJson } from "../contract/canonical.ts";
import { type EntryOf, type LedgerEntry, ofKind, type SigningJwk } from "../contract/chain.ts";
import { keyClaim } from "../contract/log.ts";
import type { Faults } from "./check.ts";
import { openSignature, thumbprintOf } from "./signature.ts";

/** The keys that a chain names, the oldest first. */
export function jwksOf(entries: readonly LedgerEntry[]): SigningJwk[] {
  return ofKind(entries, "key").map(({ jwk }) => jwk);
}

/** Is each key called what it is, and vouched for by the one that it follows, or said to follow a lost one? */
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
 * Does a key that somebody has from elsewhere stand behind what was signed?
 *
 * @param pinned its thumbprint
 * @param signedBy under which key it was signed, of those that the chain names
 * @returns why not, in words; null: it does, itself or through the keys that it vouches for
 */
export function pinFault(entries: readonly LedgerEntry[], pinned: string, signedBy: string): string | null {
  const keys = ofKind(entries, "key");
  const [at, to] = [pinned, signedBy].map((name) => keys.findIndex(({ thumbprint }) => thumbprint === name)) as [number, number];
  if (at < 0)
    return `the pinned key ${pinned} is not among those that the chain names: ${keys.map(({ thumbprint }) => thumbprint).join(", ") || "none"}`;
  // Anybody can have a key of their own vouch for the pinned one: an earlier key proves nothing of a later one.
  if (to < at)
    return `it is signed under ${signedBy}, an earlier key than the pinned one: the log as it stands now tells whether it is the operator's`;
  const lost = keys.slice(at + 1, to + 1).find((key) => key.lost);
  if (lost === undefined) return null;
  return `entry ${lost.seq} says on ${lost.at.slice(0, 10)} that the key ${lost.replaces} is lost: the pinned key does not vouch for ${lost.thumbprint}, nor for what it signs`;
}
