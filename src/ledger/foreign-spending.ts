// What another copy of the home spent, found in the witness: `renewWitness` counts it as spent.

import { type LedgerEntry, ofKind } from "../contract/chain.ts";
import { add, compare, parse } from "../privacy/index.ts";
import { brokenLedger } from "./chain.ts";
import { spentInYear, worstHousehold } from "./spend.ts";
import { openedIn } from "./year.ts";

/**
 * The years that another copy of the home spent of, the earliest first, from the entries that it left in the witness.
 *
 * @param ever every entry that the witness ever had of this commons
 * @throws Refusal `ledger-broken` when the chain closed such a year: nothing can be counted in it any more
 */
export function foreignYears(chain: readonly LedgerEntry[], ever: readonly LedgerEntry[]) {
  const chainHashes = new Set(chain.map((entry) => entry.hash));
  const foreign = ever.filter(({ hash }) => !chainHashes.has(hash));
  const spends = foreign.filter(({ kind }) => kind === "debit" || kind === "drawn" || kind === "assumed");
  return [...new Set(spends.map(({ year }) => year))]
    .sort((a, b) => a - b)
    .map((year) => {
      const ofYear = spends.filter((entry) => entry.year === year);
      const ids = new Set(ofYear.flatMap((entry) => ("publication" in entry ? [entry.publication] : [])));
      if (ofKind(chain, "closed").some((entry) => entry.year === year))
        throw brokenLedger(
          `${year} is closed in this ledger and another copy of the home has spent of it (${[...ids].join(", ") || "counted as spent"}): that cannot be counted here. ` +
            "Go on with that copy, and write the witness anew there",
        );
      // A draw that is not ours costs its debit, whoever paid that.
      const both = [...chain, ...ever];
      const debits = ofKind(both, "debit").filter(({ publication }) => ids.has(publication));
      const debitOf = new Map(debits.map((entry) => [entry.publication, entry]));
      const theirs = worstHousehold([...debitOf.values(), ...ofKind(ofYear, "assumed")]);
      const ours = spentInYear(ofKind(chain, "debit"), year);
      const opened = openedIn(both, year);
      const bounds = opened && { rho: parse(opened.rho), delta: parse(opened.gates) };
      const isOver = (part: "rho" | "delta") => bounds !== undefined && compare(add(theirs[part], ours[part]), bounds[part]) > 0;
      /** `over`: together with what this chain spent, more than the year was allowed: no entry of a chain can say how much */
      return { year, over: isOver("rho") || isOver("delta") };
    });
}
