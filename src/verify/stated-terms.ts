import { canonicalJson, type Json } from "../contract/canonical.ts";
import type { Manifest } from "../contract/manifest.ts";
import { isTerm } from "../contract/settings.ts";
import { planningTerms, termsIn } from "../contract/terms.ts";
import { canonicalHash, MANIFEST } from "../release/index.ts";
import type { PromiseCheck } from "./check.ts";
import { type Documents, openingOf, REPORT_FILE } from "./contents.ts";
import { decimal, Fraction } from "./fraction.ts";
import { calendarOf, meaningsOf, streamsOf } from "./shape.ts";

/** δ is never more than this, whatever the number of dwellings. */
const LARGEST_DEFAULT = new Fraction(1, 1_000_000);

/** The settings of the manifest are those that its year was opened with, and those that the chain states. */
export const TERMS_CHECKS: readonly PromiseCheck<Documents>[] = [
  { file: REPORT_FILE, promise: "terms of the year", faults: openingFaults },
  { file: REPORT_FILE, promise: "stated terms", faults: statedFaults },
  { file: MANIFEST, promise: "what the draw means", faults: basisFaults },
];

function openingFaults(documents: Documents): string[] {
  const { manifest, settings } = documents;
  const opened = openingOf(documents);
  if (!opened) return [];
  const { budget, k } = manifest.settings;
  const faults: string[] = [];
  const same = (what: string, found: unknown, expected: unknown) => {
    if (found !== expected)
      faults.push(`${what} of ${opened.year} was opened with ${found}; the manifest's settings say ${expected}`);
  };
  same("epsilon", opened.epsilon, budget.epsilon);
  same("k", opened.k, k);
  same("streams", opened.streams, streamsOf(manifest));
  const [conversion, gates] = [new Fraction(opened.conversion), new Fraction(opened.gates)];
  if (!conversion.equals(gates))
    faults.push(`conversion of ${opened.year} is ${opened.conversion}, gates ${opened.gates}; each is one half of delta`);
  const delta = conversion.add(gates);
  if (budget.delta !== undefined) same("delta", delta.toFraction(), decimal(budget.delta).toFraction());
  else if (delta.gt(LARGEST_DEFAULT))
    faults.push(`delta of ${opened.year} is ${delta.toFraction()}; without a setting it is at most 1/1000000`);
  same("the digest of settings and territory", opened.terms, termsDigest(manifest, settings));
  return faults;
}

/** What the chain says that the noisy integers mean: settings, territory, types of households and mechanisms. */
function basisFaults({ manifest, settings, report }: Documents): string[] {
  const digest = canonicalHash([termsDigest(manifest, settings), report.mechanisms as unknown as Json]);
  if (digest === manifest.draw.basis) return [];
  return [`draw.basis is ${manifest.draw.basis}; settings, territory, measures and the report's mechanisms make ${digest}`];
}

/** What shares out a year and says what a cell is, as the ledger opened the year with it. */
function termsDigest(manifest: Manifest, settings: Json): string {
  const { k, budget, currency } = settings as Record<string, Json>;
  const shared = [
    k,
    budget,
    calendarOf(manifest),
    streamsOf(manifest),
    currency,
    meaningsOf(manifest),
    manifest.territory.sha256,
  ];
  return canonicalHash(shared as Json);
}

/** The manifest's terms and territory are those in force for its year; its measures are those that the year was opened with. */
function statedFaults({ manifest: { year, territory }, settings, report: { ledger } }: Documents): string[] {
  const [entry, planned] = [termsIn(ledger, year), planningTerms(ledger, year)];
  if (entry === undefined || planned === undefined) return ["the chain states no terms"];
  const textsOf = (values: Readonly<Record<string, Json>>) =>
    new Map(Object.entries(values).flatMap(([key, value]) => (isTerm(key) ? [[key, canonicalJson(value)] as const] : [])));
  const [stated, own] = [textsOf(planned as Record<string, Json>), textsOf(settings as Record<string, Json>)];
  const faults = [...new Set([...own.keys(), ...stated.keys()])]
    .filter((key) => own.get(key) !== stated.get(key))
    .map(
      (key) =>
        `${key} of the manifest is ${own.get(key) ?? "absent"}; entry ${entry.seq} states ${stated.get(key) ?? "none"} for ${year}`,
    );
  if (entry.territory !== territory.sha256)
    faults.push(
      `the territory of the manifest has the digest ${territory.sha256}; entry ${entry.seq} states ${entry.territory} for ${year}`,
    );
  return faults;
}
