import { canonicalJson, type Json } from "../contract/canonical.ts";
import type { Manifest } from "../contract/manifest.ts";
import { isTerm } from "../contract/settings.ts";
import { planningTerms, termsIn } from "../contract/standing-terms.ts";
import { canonicalHash, MANIFEST } from "../release/index.ts";
import { checksOf, type Faults, type PromiseCheck } from "./check.ts";
import { type Documents, REPORT_FILE } from "./documents.ts";
import { Fraction, fractionOf } from "./fraction.ts";
import { calendarOf, meaningsOf, streamsOf } from "./shape.ts";

/** Largest δ where no setting states it, whatever the number of dwellings. */
const LARGEST_DEFAULT = new Fraction(1, 1_000_000);

/** The settings of the manifest are those that its year was opened with, and those that the chain states. */
export const TERMS_CHECKS: readonly PromiseCheck<Documents>[] = [
  ...checksOf(REPORT_FILE, { "terms of the year": openedFaults, "stated terms": statedFaults }),
  ...checksOf(MANIFEST, { "what the draw means": basisFaults }),
];

function* openedFaults({ manifest, settings, opened }: Documents): Faults {
  if (!opened) return;
  const { year, conversion, gates } = opened;
  const { budget, k } = manifest.settings;
  const delta = new Fraction(conversion).add(gates);
  const compared: [string, unknown, unknown][] = [
    // Where odds are stated, ε follows from them and is checked with the ledger.
    ["epsilon", opened.epsilon, budget.odds === undefined ? budget.epsilon : opened.epsilon],
    ["odds", opened.odds, budget.odds],
    ["k", opened.k, k],
    ["streams", opened.streams, streamsOf(manifest)],
    ["delta", delta.toFraction(), (budget.delta === undefined ? delta : fractionOf(budget.delta)).toFraction()],
    ["the digest of settings and territory", opened.terms, termsDigest(manifest, settings)],
  ];
  for (const [what, found, expected] of compared)
    if (found !== expected) yield `${what} of ${year} was opened with ${found}; the manifest's settings say ${expected}`;
  if (!new Fraction(conversion).equals(gates))
    yield `conversion of ${year} is ${conversion}, gates ${gates}; each is one half of delta`;
  if (budget.delta === undefined && delta.gt(LARGEST_DEFAULT))
    yield `delta of ${year} is ${delta.toFraction()}; without a setting it is at most 1/1000000`;
}

/** The manifest's digest of what the noisy integers mean must follow from settings, territory, types of households and mechanisms. */
function* basisFaults({ manifest, settings, report }: Documents): Faults {
  const digest = canonicalHash([termsDigest(manifest, settings), report.mechanisms as unknown as Json]);
  if (digest !== manifest.draw.basis)
    yield `draw.basis is ${manifest.draw.basis}; settings, territory, measures and the report's mechanisms make ${digest}`;
}

/** Digest of what shares out a year and says what a cell is, as the ledger opened the year with it. */
function termsDigest(manifest: Manifest, settings: Json): string {
  const { k, budget, currency } = settings as Record<string, Json>;
  const [streams, { sha256 }] = [streamsOf(manifest), manifest.territory];
  return canonicalHash([k, budget, calendarOf(manifest), streams, currency, meaningsOf(manifest), sha256] as Json);
}

/** The manifest's terms and territory are those in force for its year; its measures are those that the year was opened with. */
function* statedFaults({ manifest: { year, territory }, settings, report: { ledger } }: Documents): Faults {
  const [entry, planned] = [termsIn(ledger, year), planningTerms(ledger, year)];
  if (entry === undefined || planned === undefined) {
    yield "the chain states no terms";
    return;
  }
  const [own, stated] = [settings, planned].map((values) => {
    const texts = Object.entries(values as Record<string, Json>).map(([key, value]) => [key, canonicalJson(value)] as const);
    return new Map(texts.filter(([key]) => isTerm(key)));
  }) as [Map<string, string>, Map<string, string>];
  for (const key of new Set([...own.keys(), ...stated.keys()]))
    if (own.get(key) !== stated.get(key))
      yield `${key} of the manifest is ${own.get(key) ?? "absent"}; entry ${entry.seq} states ${stated.get(key) ?? "none"} for ${year}`;
  if (entry.territory !== territory.sha256)
    yield `the territory of the manifest has the digest ${territory.sha256}; entry ${entry.seq} states ${entry.territory} for ${year}`;
}
