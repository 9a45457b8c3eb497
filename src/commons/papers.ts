import type { LedgerEntry } from "../contract/chain.ts";
import type { ManifestHead } from "../contract/manifest.ts";
import type { Settings } from "../contract/settings.ts";
import { lifetimeOf, yearsOf } from "../ledger/index.ts";
import { epsilonOf } from "../release/epsilon.ts";
import type { Territory } from "../territory/index.ts";
import { type Facts, factsOf, type History } from "../texts/index.ts";
import { diskArchive } from "./archive.ts";
import type { PublicHome } from "./home.ts";
import { type Pinned, pinned } from "./stated.ts";
import { changesIn, termsOfYears } from "./terms.ts";

/** What the documents state, under these terms. */
export function statedFacts({ settings, territory }: { settings: Settings; territory: Territory }): Facts {
  return factsOf(settings, territory, epsilonOf);
}

/** A home with the settings that were stated of it, as far as a chain tells; and what its `commons.json` says else. */
export function asStated(
  home: PublicHome,
  entries: readonly LedgerEntry[],
): Pick<Pinned, "edited" | "under"> & { readonly home: PublicHome } {
  const { settings, edited, under } = pinned(home.settings, diskArchive(home.paths.stated), entries);
  return { home: { ...home, settings }, edited, under };
}

/**
 * The settings and the territory in force in the year of a day, as far as a chain tells, as people are told of them.
 *
 * @param entries of the ledger, or of the newest release that carries it
 * @throws Refusal when what was announced is not kept
 */
export function termsInForce(home: PublicHome, entries: readonly LedgerEntry[], now: Date) {
  const { home: stated, under } = asStated(home, entries);
  const base = { settings: stated.settings, territory: stated.territory, under };
  const { shown, territory } = termsOfYears(base, diskArchive(home.paths.changes), changesIn(entries))(now.getUTCFullYear());
  return { settings: shown, territory };
}

/** What was published and spent: public facts alone. */
export function historyOf(entries: readonly LedgerEntry[], manifests: readonly ManifestHead[]): History {
  const byDay = [...manifests].sort((a, b) => (`${a.created_at} ${a.id}` < `${b.created_at} ${b.id}` ? -1 : 1));
  return {
    publications: byDay.map(({ id, created_at }) => ({ id, created_at })),
    years: yearsOf(entries).map(({ year, epsilon, delta, epsilon_allowed, closed }) => ({
      year,
      epsilon,
      delta,
      epsilon_allowed,
      closed,
    })),
    lifetime: lifetimeOf(entries),
  };
}
