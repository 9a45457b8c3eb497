import type { LedgerEntry } from "../contract/chain.ts";
import type { ManifestHead } from "../contract/manifest.ts";
import type { Settings } from "../contract/settings.ts";
import { lifetimeOf, yearsOf } from "../ledger/index.ts";
import { epsilonFromRho } from "../release/epsilon.ts";
import type { Territory } from "../territory/index.ts";
import { type Facts, factsOf, type History } from "../texts/index.ts";

/** The facts that fill the documents (notice, register, …) under these settings. */
export function documentFacts({ settings, territory }: { settings: Settings; territory: Territory }): Facts {
  return factsOf(settings, territory, epsilonFromRho);
}

/** Publications and budget spent so far, from public records alone. */
export function historyOf(entries: readonly LedgerEntry[], manifests: readonly ManifestHead[]): History {
  const byDay = [...manifests].sort((a, b) => (`${a.created_at} ${a.id}` < `${b.created_at} ${b.id}` ? -1 : 1));
  return {
    publications: byDay.map(({ id, created_at }) => ({ id, created_at })),
    years: yearsOf(entries).map(({ year, epsilon, delta, odds, odds_changed, epsilon_allowed, closed }) => ({
      year,
      epsilon,
      delta,
      odds,
      odds_changed,
      epsilon_allowed,
      closed,
    })),
    lifetime: lifetimeOf(entries),
  };
}
