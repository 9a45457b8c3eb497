import { canonicalJson, type Json } from "../contract/canonical.ts";
import type { LedgerEntry, ManifestHead } from "../contract/manifest.ts";
import { Refusal } from "../contract/problem.ts";
import type { Plan } from "../pipeline/index.ts";

/**
 * Before anything is debited: what is on the shelf must be known to the ledger. A ledger that was lost, or
 * restored from before a release, would sell the same budget again.
 *
 * @throws Refusal `ledger-broken`, naming the release
 */
export function refuseForgetfulLedger(entries: readonly LedgerEntry[], released: readonly ManifestHead[]): void {
  const known = new Set(entries.map((entry) => entry.hash));
  const stranger = released.find((manifest) => !known.has(manifest.ledger_head));
  if (stranger) {
    throw new Refusal(
      "ledger-broken",
      `the ledger does not know release ${stranger.id}: it was lost or is older than its releases. Nothing was drawn`,
    );
  }
}

/** Settings that mean something else when they change: for all time, and within a calendar year. */
const YEARLY = ["k", "budget", "calendar", "streams", "measures"] as const;

/**
 * A series keeps its meaning: clamps and currency stand from the first release on, and what shares out a
 * year's budget stands from the year's first.
 *
 * @throws Refusal `invalid-settings`, naming the key, what it was and what it is
 */
export function refuseChangedTerms(plan: Plan, year: number, released: readonly ManifestHead[]): void {
  for (const manifest of released) {
    for (const before of manifest.measures) {
      const now = plan.measures.find((ref) => ref.domain.id === before.domain && ref.measure.id === before.measure);
      if (now && now.clamp.upper !== before.upper) refuse(`clamps.${now.key}.upper`, before.upper, now.clamp.upper, manifest.id);
    }
    if (manifest.settings.currency !== plan.settings.currency)
      refuse("currency", manifest.settings.currency, plan.settings.currency, manifest.id);
    if (manifest.year !== year) continue;
    for (const key of YEARLY) {
      const [was, is] = [text(manifest.settings[key]), text(plan.settings[key])];
      if (was !== is) refuse(key, was, is, manifest.id);
    }
  }
}

function text(value: unknown): string {
  return value === undefined ? "the default" : canonicalJson(value as Json);
}

function refuse(key: string, was: unknown, is: unknown, release: string): never {
  throw new Refusal("invalid-settings", `${key} was ${was} in release ${release} and must stay so; got ${is}. Nothing was drawn`);
}
