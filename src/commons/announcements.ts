import type { LedgerEntry } from "../contract/chain.ts";
import type { AnnouncedChange } from "../contract/log.ts";
import { Refusal } from "../contract/problem.ts";
import type { Settings } from "../contract/settings.ts";
import { changesBetween } from "../log/document.ts";
import type { Archive } from "./archive.ts";
import { changesIn, inForce, type Terms } from "./terms.ts";

/** What the chain announces, in full: the settings that will be in force, and how they differ from those that were to be. */
export function announcementsOf(
  entries: readonly LedgerEntry[],
  base: Pick<Terms, "settings">,
  archive: Archive,
): AnnouncedChange[] {
  const changes = changesIn(entries);
  const settingsOf = (digest: string | null): Settings | null => (digest === null ? base.settings : kept(archive, digest));
  return changes.map(({ seq, at, year, settings, territory }, i) => {
    const before = settingsOf(inForce(changes.slice(0, i), "settings", year));
    const after = settings === null ? before : kept(archive, settings);
    return {
      seq,
      at,
      year,
      // As written: the digest is of that.
      settings: settings === null || after === null ? null : (archive.written(settings) as Settings),
      territory,
      changes: before && after ? changesBetween(before, after) : [],
    };
  });
}

/** null: it is lost, until `change` keeps it again. */
function kept(archive: Archive, digest: string): Settings | null {
  try {
    return archive.settings(digest);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}
