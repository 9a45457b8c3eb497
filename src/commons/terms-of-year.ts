import type { EntryOf, LedgerEntry } from "../contract/chain.ts";
import { Refusal, refusalOf } from "../contract/problem.ts";
import { type About, parseSettings, type Settings, type Terms } from "../contract/settings.ts";
import { planningTerms, termsIn } from "../contract/standing-terms.ts";
import { makePlan, type Plan } from "../pipeline/index.ts";
import type { Territory } from "../territory/index.ts";
import type { Territories } from "./territories.ts";

/** The terms under which a calendar year of readings is contributed and published. */
export interface TermsOfYear {
  /** terms and about, as notices show them: an ended measure is not among them, though the plan of an opened year has it */
  readonly settings: Settings;
  readonly territorySha256: string;
  /** @throws Refusal `invalid-territory` when it is not kept here */
  readonly territory: Territory;
  /** @throws Refusal `invalid-territory`, `invalid-settings` */
  readonly plan: Plan;
  /** the statement in force */
  readonly entry: EntryOf<"terms">;
}

interface TermsParts {
  readonly about: About;
  readonly territories: Pick<Territories, "read">;
  /** the chain; the same array while nothing is new */
  readonly entries: () => readonly LedgerEntry[];
  /** gets one line, once, if the chain cannot be read any more */
  readonly notice?: (line: string) => void;
}

/**
 * The terms of any year, folded from the chain as it stands at each call. A chain that cannot be read any more stands as it was
 * last read: rights go on. What publishes, changes terms or takes contributions reads the ledger itself, and is refused.
 *
 * @returns the terms of a year; called, it throws Refusal `home-damaged` where the chain states no terms
 */
export function termsOfYears({ about, territories, entries, notice }: TermsParts): (year: number) => TermsOfYear {
  let [chain, years]: [readonly LedgerEntry[], Map<number, TermsOfYear>] = [[], new Map()];
  /** Plans are costly, and the same for years of the same terms. */
  const made = new Map<string, TermsOfYear>();
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
    const terms = made.get(key) ?? termsOf(entry, planned, about, territories);
    made.set(key, terms);
    years.set(year, terms);
    return terms;
  };
}

function termsOf(entry: EntryOf<"terms">, planned: Terms, about: About, territories: TermsParts["territories"]): TermsOfYear {
  // A note about a measure that was ended is a note about none.
  const notes = Object.fromEntries(Object.entries(about.notes).filter(([key]) => entry.terms.measures?.includes(key)));
  // Parsing restores the schema's order, whatever the order in a chain that was read: what is written is compared by its bytes.
  const settings = parseSettings({ ...about, ...entry.terms, notes });
  let [territory, plan]: [Territory | undefined, Plan | undefined] = [undefined, undefined];
  const readTerritory = () => {
    territory ??= territories.read(entry.territory);
    return territory;
  };
  return {
    settings,
    territorySha256: entry.territory,
    entry,
    // A contributor who wants to withdraw must not wait for a lost territory.
    get territory() {
      return readTerritory();
    },
    get plan() {
      plan ??= makePlan(parseSettings({ ...about, ...planned, notes }), readTerritory());
      return plan;
    },
  };
}
