import type { LedgerEntry } from "../contract/chain.ts";
import { yearsOf } from "../ledger/index.ts";
import { parse, toNumber } from "../privacy/index.ts";

export interface LedgerSummary {
  /** calendar year of readings that was debited last; null before the first debit */
  readonly year: number | null;
  /** spent in that year by the worst household */
  readonly rho: number;
  readonly epsilon: number;
  readonly delta: number;
  readonly entries: readonly LedgerEntry[];
}

/** The ledger in one line: what the last debited year cost. */
export function summary(entries: readonly LedgerEntry[]): LedgerSummary {
  const year = entries.findLast((entry) => entry.kind === "debit" || entry.kind === "assumed")?.year;
  const spent = yearsOf(entries).find((one) => one.year === year);
  if (spent === undefined) return { year: null, rho: 0, epsilon: 0, delta: 0, entries };
  return { year: spent.year, rho: toNumber(parse(spent.rho)), epsilon: spent.epsilon, delta: spent.delta, entries };
}
