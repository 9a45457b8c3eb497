import type { EntryOf, LedgerEntry } from "../contract/chain.ts";
import { Refusal, refusalOf } from "../contract/problem.ts";
import { type About, parseSettings, type Settings, type Terms } from "../contract/settings.ts";
import { planningTerms, termsIn } from "../contract/standing-terms.ts";
import { makePlan, type Plan } from "../pipeline/index.ts";
import type { Territory } from "../territory/index.ts";
import type { Territories } from "./territories.ts";

/** The terms under which readings of a calendar year are contributed and published. */
export interface TermsOfYear {
  /**
   * terms and free settings, as notices show them. A measure that has ended is missing here, though the plan of an opened year
   * keeps it
   */
  readonly settings: Settings;
  readonly territorySha256: string;
  /** @throws Refusal `invalid-territory` where the home no longer has it */
  readonly territory: Territory;
  /** @throws Refusal `invalid-territory`, `invalid-settings` */
  readonly plan: Plan;
  /** the chain's entry that states these terms */
  readonly entry: EntryOf<"terms">;
}

interface TermsParts {
  readonly about: About;
  readonly territories: Pick<Territories, "read">;
  /** the chain; returns the same array until an entry is added */
  readonly entries: () => readonly LedgerEntry[];
  /** receives one line where the chain can no longer be read */
  readonly notice?: (line: string) => void;
}

/**
 * Returns a function that gives the terms of a year, from the chain as it is at each call. If the chain can no longer be read, it
 * uses the chain as last read, so that contributors' requests are still served. Publishing, changing terms and taking
 * contributions read the ledger themselves, and are refused.
 *
 * @returns a function that throws Refusal `home-damaged` where the chain states no terms
 */
export function termsOfYears({ about, territories, entries, notice }: TermsParts): (year: number) => TermsOfYear {
  let [chain, years]: [readonly LedgerEntry[], Map<number, TermsOfYear>] = [[], new Map()];
  /** Plans are costly, so years with the same terms share one. */
  const termsByKey = new Map<string, TermsOfYear>();
  let fault = "";
  const read = () => {
    try {
      const now = entries();
      fault = "";
      return now;
    } catch (error) {
      if (chain.length === 0) throw error;
      const { code, message } = refusalOf(error);
      const line = `rights go on by the terms that were last read: ${message} [${code}]`;
      if (line !== fault) notice?.(line);
      fault = line;
      return chain;
    }
  };
  return (year) => {
    const now = read();
    if (now !== chain) [chain, years] = [now, new Map()];
    const known = years.get(year);
    if (known) return known;
    const [entry, planned] = [termsIn(now, year), planningTerms(now, year)];
    if (entry === undefined || planned === undefined)
      throw new Refusal(
        "home-damaged",
        "the chain states no terms: put the ledger, or of a public side log/log.json, back from a copy",
      );
    const key = `${entry.hash} ${planned.measures?.join()} ${planned.streams}`;
    const terms = termsByKey.get(key) ?? termsOf(entry, planned, about, territories);
    termsByKey.set(key, terms);
    years.set(year, terms);
    return terms;
  };
}

function termsOf(entry: EntryOf<"terms">, planned: Terms, about: About, territories: TermsParts["territories"]): TermsOfYear {
  // Notes and prices of measures that have ended are dropped.
  const inUse = <Value>(byMeasure: Readonly<Record<string, Value>>) =>
    Object.fromEntries(Object.entries(byMeasure).filter(([key]) => entry.terms.measures?.includes(key)));
  const shown = { ...about, notes: inUse(about.notes), ...(about.prices && { prices: inUse(about.prices) }) };
  // Parsing puts keys in the schema's order, whatever the order in the chain: what is made of settings is compared byte by byte.
  const settings = parseSettings({ ...shown, ...entry.terms });
  let [territory, plan]: [Territory | undefined, Plan | undefined] = [undefined, undefined];
  const readTerritory = () => {
    territory ??= territories.read(entry.territory);
    return territory;
  };
  return {
    settings,
    territorySha256: entry.territory,
    entry,
    // Read only when needed: contributors must be able to withdraw while a territory is lost.
    get territory() {
      return readTerritory();
    },
    get plan() {
      plan ??= makePlan(parseSettings({ ...shown, ...planned }), readTerritory());
      return plan;
    },
  };
}
