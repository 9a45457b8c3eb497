import { canonicalJson, type Json } from "../../contract/canonical.ts";
import { type LedgerEntry, ofKind } from "../../contract/chain.ts";
import type { AnnouncedChange, Checkpoint, ListedKey, PublicLog } from "../../contract/log.ts";
import type { Terms } from "../../contract/settings.ts";
import { statementsIn, termsIn } from "../../contract/standing-terms.ts";
import type { Signer } from "./signer.ts";

/** The part of a chain that the operator signs; null for an empty chain. */
export function checkpointOf(entries: readonly LedgerEntry[]): Checkpoint | null {
  const last = entries.at(-1);
  if (last === undefined) return null;
  return { schema: "voisinage-checkpoint/1", commons: last.commons, size: last.seq, head: last.hash, at: last.at };
}

/** Every key that the chain names, the newest first. */
export function listedKeys(entries: readonly LedgerEntry[]): ListedKey[] {
  return ofKind(entries, "key")
    .map(({ jwk, thumbprint: kid }): ListedKey => ({ ...jwk, kid, alg: "EdDSA", use: "sig" }))
    .reverse();
}

/** The differences of two terms by setting, each value as canonical JSON. */
export function changesBetween(was: Terms, is: Terms): AnnouncedChange["changes"] {
  const text = (value: unknown) => (value === undefined ? null : canonicalJson(value as Json));
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].sort().flatMap((setting) => {
    const [before, after] = [text(was[setting as keyof Terms]), text(is[setting as keyof Terms])];
    return before === after ? [] : [{ setting, was: before, is: after }];
  });
}

/** Every statement of terms but the first, and how it differs from what was in force for its year before. */
export function announcementsIn(entries: readonly LedgerEntry[]): AnnouncedChange[] {
  return statementsIn(entries).flatMap(({ seq, at, year, terms, territory }): AnnouncedChange[] => {
    const before = termsIn(entries.slice(0, seq - 1), year);
    if (before === undefined) return [];
    const announcement = {
      seq,
      at,
      year: Math.max(year, Number(at.slice(0, 4))),
      settings: terms,
      territory: territory === before.territory ? null : territory,
      changes: changesBetween(before.terms, terms),
    };
    return [announcement];
  });
}

/**
 * The public log of a chain, signed: it follows from the two, and from nothing else.
 *
 * @param signer of the key that the chain names last
 */
export async function publicLog(
  commons: string,
  entries: readonly LedgerEntry[],
  signer: Pick<Signer, "sign">,
): Promise<PublicLog> {
  const checkpoint = checkpointOf(entries);
  return {
    schema: "voisinage-log/1",
    commons,
    size: entries.length,
    checkpoint: checkpoint && (await signer.sign("checkpoint", checkpoint)),
    keys: listedKeys(entries),
    announcements: announcementsIn(entries),
    entries: [...entries],
  };
}
