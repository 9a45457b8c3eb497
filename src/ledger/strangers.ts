import type { EntryOf, LedgerEntry } from "../contract/chain.ts";
import { add, compare, parse } from "../privacy/index.ts";
import { brokenLedger } from "./broken.ts";
import { spentInYear, worstHousehold } from "./spend.ts";
import { openedIn } from "./year.ts";

/** What another copy of a home spent of a year, by the entries that it left in the witness. */
export interface ForeignSpending {
  readonly year: number;
  /** together with what this chain spent, more than the year was allowed: no entry of a chain can say how much */
  readonly over: boolean;
}

/**
 * The years that another copy of the home spent of, the earliest first.
 *
 * @param ever every entry that the witness ever had of this commons
 * @throws Refusal `ledger-broken` when the chain closed such a year: nothing can be counted in it any more
 */
export function foreignYears(chain: readonly LedgerEntry[], ever: readonly LedgerEntry[]): ForeignSpending[] {
  const known = new Set(chain.map((entry) => entry.hash));
  const strange = ever.filter((entry) => !known.has(entry.hash));
  const spends = strange.filter(({ kind }) => kind === "debit" || kind === "drawn" || kind === "assumed");
  const years = [...new Set(spends.map((entry) => entry.year))].sort((a, b) => a - b);
  const closed = years.find((year) => chain.some((entry) => entry.kind === "closed" && entry.year === year));
  if (closed !== undefined)
    throw brokenLedger(
      `${closed} is closed in this ledger and another copy of the home has spent of it (${named(spends, closed)}): that cannot be counted here. ` +
        "Go on with that copy, and write the witness anew there",
    );
  return years.map((year) => ({
    year,
    over: isOver(
      chain,
      year,
      spends.filter((entry) => entry.year === year),
      ever,
    ),
  }));
}

function named(spends: readonly LedgerEntry[], year: number): string {
  const ids = spends.flatMap((entry) => ("publication" in entry && entry.year === year ? [entry.publication] : []));
  return [...new Set(ids)].join(", ") || "counted as spent";
}

/** A draw that is not ours costs its debit, whoever paid that. */
function isOver(
  chain: readonly LedgerEntry[],
  year: number,
  spends: readonly LedgerEntry[],
  ever: readonly LedgerEntry[],
): boolean {
  const ids = new Set(spends.flatMap((entry) => ("publication" in entry ? [entry.publication] : [])));
  const debits = new Map<string, EntryOf<"debit">>();
  for (const entry of [...chain, ...ever]) {
    if (entry.kind === "debit" && ids.has(entry.publication)) debits.set(entry.publication, entry);
  }
  const assumed = spends.filter((entry) => entry.kind === "assumed");
  const [theirs, ours] = [
    worstHousehold([...debits.values(), ...assumed]),
    spentInYear(
      chain.filter((entry) => entry.kind !== "assumed"),
      year,
    ),
  ];
  const opened = openedIn([...chain, ...ever], year);
  if (opened === undefined) return false;
  const bounds = { rho: parse(opened.rho), delta: parse(opened.gates) };
  return (["rho", "delta"] as const).some((part) => compare(add(theirs[part], ours[part]), bounds[part]) > 0);
}
