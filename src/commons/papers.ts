import type { LedgerEntry } from "../contract/chain.ts";
import type { ManifestHead } from "../contract/manifest.ts";
import type { Settings } from "../contract/settings.ts";
import { type Facts, factsOf, type History } from "../documents/index.ts";
import { lifetimeOf, yearsOf } from "../ledger/index.ts";
import { epsilonOf } from "../release/epsilon.ts";
import type { Territory } from "../territory/index.ts";
import { diskArchive } from "./archive.ts";
import type { PublicHome } from "./home.ts";
import { type Pinned, pinned } from "./stated.ts";
import { changesIn, termsOfYears } from "./terms.ts";

/** What the documents state, under these terms. */
export function statedFacts({ settings, territory }: { settings: Settings; territory: Territory }): Facts {
  return factsOf(settings, territory, epsilonOf);
}

/** A home with the settings that were stated of it, as far as a chain tells; and what its `commons.json` says else. */
export function asStated(home: PublicHome, entries: readonly LedgerEntry[]): { home: PublicHome; edited: Pinned["edited"] } {
  const { settings, edited } = pinned(home.settings, diskArchive(home.paths.stated), entries);
  return { home: { ...home, settings }, edited };
}

/** Terms as they are served: partners are what `commons.json` says when serving starts, whatever was announced. */
export function servedTerms<T extends { readonly settings: Settings }>(terms: T, { settings: { partners } }: PublicHome): T {
  if (terms.settings.partners === partners) return terms;
  const { partners: _, ...rest } = terms.settings;
  return { ...terms, settings: partners === undefined ? rest : { ...rest, partners } };
}

/**
 * The settings and the territory in force in the year of a day, as far as a chain tells.
 *
 * @param entries of the ledger, or of the newest release that carries it
 * @throws Refusal when what was announced is not kept
 */
export function termsInForce(home: PublicHome, entries: readonly LedgerEntry[], now: Date) {
  const terms = termsOfYears(asStated(home, entries).home, diskArchive(home.paths.changes), changesIn(entries));
  return servedTerms(terms(now.getUTCFullYear()), home);
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
