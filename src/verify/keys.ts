import { canonicalJson } from "../contract/canonical.ts";
import type { EntryOf, LedgerEntry, SigningJwk } from "../contract/chain.ts";
import { keyClaim } from "../contract/log.ts";
import { openSignature, thumbprintOf } from "./signature.ts";

/** Every key that a chain names, the oldest first. */
export function keyEntries(entries: readonly LedgerEntry[]): EntryOf<"key">[] {
  return entries.filter((entry) => entry.kind === "key");
}

export function jwksOf(entries: readonly LedgerEntry[]): SigningJwk[] {
  return keyEntries(entries).map(({ jwk }) => jwk);
}

/**
 * Keys that may sign what a chain had come to: the last one that it names, and those that came after. One that was replaced before is
 * somebody's who kept or stole it.
 *
 * @param own the chain as it had come
 * @param chain the same, gone on with
 */
export function keysSince(own: readonly LedgerEntry[], chain: readonly LedgerEntry[]): SigningJwk[] {
  return [...jwksOf(own).slice(-1), ...jwksOf(chain.slice(own.length))];
}

/** Is each key called what it is, and vouched for by the one that it follows, or said to follow a lost one? */
export function keyFaults(entries: readonly LedgerEntry[]): string[] {
  const faults: string[] = [];
  let former: EntryOf<"key"> | undefined;
  for (const entry of keyEntries(entries)) {
    const { seq, thumbprint, replaces, lost, proof } = entry;
    const name = thumbprintOf(entry.jwk);
    if (name !== thumbprint) faults.push(`entry ${seq} calls its key ${thumbprint}; it is ${name}`);
    if (replaces !== (former?.thumbprint ?? null))
      faults.push(`entry ${seq}: the key follows ${replaces}; the last one is ${former?.thumbprint ?? "none"}`);
    if (former === undefined) {
      if (lost || proof !== null) faults.push(`entry ${seq}: the first key follows none, and none vouches for it`);
    } else if (lost) {
      if (proof !== null) faults.push(`entry ${seq}: the former key is said to be lost, and vouches`);
    } else {
      const opened = proof === null ? "there is no proof" : openSignature(proof, "key", [former.jwk]);
      const claim = canonicalJson(keyClaim(entry.commons, thumbprint, former.thumbprint));
      if (typeof opened === "string") faults.push(`entry ${seq}: the former key does not vouch for this one: ${opened}`);
      else if (opened.payload !== claim)
        faults.push(`entry ${seq}: the former key vouches for something else: ${opened.payload}`);
    }
    former = entry;
  }
  return faults;
}

/**
 * Does a key that somebody has from elsewhere stand behind what was signed?
 *
 * @param pinned its thumbprint
 * @param signedBy under which key it was signed, of those that the chain names
 * @returns why not, in words; null: it does, itself or through the keys that it vouches for
 */
export function pinFault(entries: readonly LedgerEntry[], pinned: string, signedBy: string): string | null {
  const keys = keyEntries(entries);
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
