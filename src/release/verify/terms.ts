import { canonicalJson, type Json } from "../../contract/canonical.ts";
import type { EntryOf, LedgerEntry } from "../../contract/chain.ts";
import type { Manifest } from "../../contract/manifest.ts";
import { isTerm } from "../../contract/settings.ts";
import { planningTerms, termsIn } from "../../contract/terms.ts";
import { canonicalHash } from "../hash.ts";
import { type Finding, summed } from "./finding.ts";
import { addFractions, compareFractions, decimalFraction, formatFraction, fraction, parseFraction } from "./fraction.ts";
import { calendarOf, meaningsOf, streamsOf } from "./shape.ts";

const FILE = "privacy.json";
/** δ is never more than this, whatever the number of dwellings. */
const LARGEST_DEFAULT = fraction(1n, 1_000_000n);

/**
 * Are the settings of the manifest those that its year was opened with, and those that the chain states?
 *
 * @param settings as the file says, before this version's defaults are filled in: digests are of what was written
 */
export function termsFindings(manifest: Manifest, settings: Json, ledger: readonly LedgerEntry[]): Finding[] {
  const opened = ledger.find((entry): entry is EntryOf<"opened"> => entry.kind === "opened" && entry.year === manifest.year);
  return [
    ...(opened ? summed(FILE, "terms of the year", openingFaults(manifest, settings, opened)) : []),
    ...summed(FILE, "stated terms", statedFaults(manifest, settings, ledger)),
  ];
}

function openingFaults(manifest: Manifest, settings: Json, opened: EntryOf<"opened">): string[] {
  const { budget, k } = manifest.settings;
  const faults: string[] = [];
  const same = (what: string, said: unknown, expected: unknown) => {
    if (said !== expected)
      faults.push(`${what} of ${opened.year} was opened with ${said}; the manifest's settings say ${expected}`);
  };
  same("epsilon", opened.epsilon, budget.epsilon);
  same("k", opened.k, k);
  same("streams", opened.streams, streamsOf(manifest));
  const [conversion, gates] = [parseFraction(opened.conversion), parseFraction(opened.gates)];
  if (compareFractions(conversion, gates) !== 0)
    faults.push(`conversion of ${opened.year} is ${opened.conversion}, gates ${opened.gates}; each is one half of delta`);
  const delta = addFractions(conversion, gates);
  if (budget.delta !== undefined) same("delta", formatFraction(delta), formatFraction(decimalFraction(budget.delta)));
  else if (compareFractions(delta, LARGEST_DEFAULT) > 0)
    faults.push(`delta of ${opened.year} is ${formatFraction(delta)}; without a setting it is at most 1/1000000`);
  same("the digest of settings and territory", opened.terms, termsDigest(manifest, settings));
  return faults;
}

/** What shares out a year and says what a cell is, as the ledger opened the year with it. */
export function termsDigest(manifest: Manifest, settings: Json): string {
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
function statedFaults({ year, territory }: Manifest, settings: Json, ledger: readonly LedgerEntry[]): string[] {
  const [entry, planned] = [termsIn(ledger, year), planningTerms(ledger, year)];
  if (entry === undefined || planned === undefined) return ["the chain states no terms"];
  const stated = Object.entries(planned as Record<string, Json>);
  const own = Object.entries(settings as Record<string, Json>).filter(([key]) => isTerm(key));
  const faults: string[] = [];
  const said = new Map(own.map(([key, value]) => [key, canonicalJson(value)]));
  for (const key of new Set([...said.keys(), ...stated.map(([name]) => name)])) {
    const value = stated.find(([name]) => name === key)?.[1];
    const expected = value === undefined ? undefined : canonicalJson(value);
    if (said.get(key) !== expected)
      faults.push(
        `${key} of the manifest is ${said.get(key) ?? "absent"}; entry ${entry.seq} states ${expected ?? "none"} for ${year}`,
      );
  }
  if (entry.territory !== territory.sha256)
    faults.push(
      `the territory of the manifest has the digest ${territory.sha256}; entry ${entry.seq} states ${entry.territory} for ${year}`,
    );
  return faults;
}
