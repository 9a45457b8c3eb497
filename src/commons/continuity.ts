import { canonicalJson, type Json } from "../contract/canonical.ts";
import type { LedgerEntry } from "../contract/chain.ts";
import type { ManifestHead } from "../contract/manifest.ts";
import type { Period } from "../contract/period.ts";
import { Refusal } from "../contract/problem.ts";
import { frequencies, type Plan } from "../pipeline/index.ts";
import type { Terms } from "./terms.ts";

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
      `the ledger does not know release ${stranger.id}: it is of another commons or another copy of this one (take the folder releases/${stranger.id} away), ` +
        `or its report is damaged (put the folder back from a copy). Nothing was drawn`,
    );
  }
}

/** @throws Refusal `not-published`: there is nothing to revise */
export function refuseUnpublished({ id }: Period, published: boolean): void {
  if (!published) throw new Refusal("not-published", `${id} must be published before it is revised; got no release ${id}`);
}

/** Settings that share out a year's budget, and say what a cell is: by name, what they were and what they are, spelled out. */
function shared({ settings, measures, calendar }: ManifestHead, { plan }: Terms): [string, Json, Json][] {
  const before = measures.map(({ domain, measure }) => `${domain}.${measure}`);
  return [
    ["k", settings.k, plan.settings.k],
    ["budget", settings.budget as Json, plan.settings.budget as Json],
    ["calendar", calendar, Object.fromEntries(frequencies(plan.settings, plan.territory))],
    ["streams", settings.streams ?? Math.min(6, before.length), plan.streams],
    ["measures", before, plan.measures.map(({ key }) => key)],
  ];
}

/**
 * Settings and territory stand until a change of them was announced: an edited file changes no publication.
 *
 * @param terms of the year that is to be published
 * @param of the terms of any year
 * @throws Refusal `invalid-settings`, `invalid-territory`, naming the key, what it was and what it is
 */
export function refuseChangedTerms(terms: Terms, of: (year: number) => Terms, released: readonly ManifestHead[]): void {
  refuseBrokenSeries(terms.plan, released);
  for (const manifest of released) {
    if (of(manifest.year).source !== terms.source) continue;
    for (const [key, before, now] of shared(manifest, terms)) {
      const [was, is] = [canonicalJson(before), canonicalJson(now)];
      if (was !== is) refuse(key, was, is, manifest.id, ANNOUNCE);
    }
    const [was, is] = [manifest.territory.sha256, terms.territorySha256];
    if (was === is) continue;
    throw new Refusal(
      "invalid-territory",
      `the territory was ${was.slice(0, 12)}… in release ${manifest.id} and must stay so${ANNOUNCE}; got ${is.slice(0, 12)}…. Put territory/ back as it was. Nothing was drawn`,
    );
  }
}

/**
 * A series keeps its meaning: clamps and currency stand from the first release on.
 *
 * @throws Refusal `invalid-settings`, naming the key, what it was and what it is
 */
export function refuseBrokenSeries(plan: Plan, released: readonly ManifestHead[]): void {
  for (const manifest of released) {
    for (const before of manifest.measures) {
      const now = plan.measures.find((ref) => ref.domain.id === before.domain && ref.measure.id === before.measure);
      if (now && now.clamp.upper !== before.upper) refuse(`clamps.${now.key}.upper`, before.upper, now.clamp.upper, manifest.id);
    }
    if (manifest.settings.currency !== plan.settings.currency)
      refuse("currency", manifest.settings.currency, plan.settings.currency, manifest.id);
  }
}

const ANNOUNCE = ', unless "voisinage change" announces another for a later year';

function refuse(key: string, was: unknown, is: unknown, release: string, unless = ""): never {
  throw new Refusal(
    "invalid-settings",
    `${key} was ${was} in release ${release} and must stay so${unless}; got ${is}. Nothing was drawn`,
  );
}
