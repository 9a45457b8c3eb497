import { existsSync } from "node:fs";
import { join } from "node:path";
import type { LedgerEntry } from "../contract/chain.ts";
import type { Settings } from "../contract/settings.ts";
import { openLedger } from "../ledger/index.ts";
import type { Territory } from "../territory/index.ts";
import { diskArchive } from "./archive.ts";
import { type HomePaths, homeId, type PublicHome } from "./home.ts";
import { pinned } from "./stated.ts";
import { changesIn, inForce } from "./terms.ts";

/** What publications of a year are made under, as a home says it without its key. */
export interface AnnouncedTerms {
  /** @throws Refusal `invalid-settings` when what was announced is not kept */
  settings(): Settings;
  /** @throws Refusal `invalid-territory` when what was announced is not kept */
  territory(): Territory;
  /** the file and the folder that they are read from, and since when they are announced */
  readonly from: { readonly settings: string; readonly territory: string };
  /** later years for which others are announced */
  readonly later: readonly number[];
}

/** The terms of a year of a home: its own as they were stated, and what a chain announces. */
export function announcedTerms(
  { paths, settings: raw, territory }: PublicHome,
  year: number,
  entries: readonly LedgerEntry[],
): AnnouncedTerms {
  const { settings } = pinned(raw, diskArchive(paths.stated), entries);
  const changes = changesIn(entries);
  const archive = diskArchive(paths.changes);
  const [said, drawn] = [inForce(changes, "settings", year), inForce(changes, "territory", year)];
  const place = (part: "settings" | "territory", digest: string) => {
    const entry = changes.findLast((change) => change[part] === digest && change.year <= year);
    return `${join(paths.changes, digest)}, announced on ${entry?.at.slice(0, 10)} for ${entry?.year} and later`;
  };
  return {
    settings: () => (said === null ? settings : archive.settings(said)),
    territory: () => (drawn === null ? territory : archive.territory(drawn)),
    from: {
      settings: said === null ? paths.settings : place("settings", said),
      territory: drawn === null ? paths.territory : place("territory", drawn),
    },
    later: [...new Set(changes.map((change) => change.year).filter((one) => one > year))].sort((a, b) => a - b),
  };
}

/** The ledger's chain, which needs no key; of the public side of a home, which has neither ledger nor vault, nothing. @throws Refusal as `openLedger` */
export function entriesOf(paths: HomePaths): readonly LedgerEntry[] {
  if (!existsSync(paths.ledger) && !existsSync(paths.vault)) return [];
  const ledger = openLedger({ path: paths.ledger, clock: () => new Date(), commons: homeId(paths), create: false });
  try {
    return ledger.entries();
  } finally {
    ledger.close();
  }
}
