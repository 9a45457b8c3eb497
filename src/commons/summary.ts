import type { LedgerEntry } from "../contract/chain.ts";
import { yearsOf } from "../ledger/index.ts";
import { parse, toNumber } from "../privacy/index.ts";
import type { LedgerSummary } from "./public.ts";

/** The ledger in one line: what the last debited year cost. */
export function summary(entries: readonly LedgerEntry[]): LedgerSummary {
  const year = entries.findLast((entry) => entry.kind === "debit" || entry.kind === "assumed")?.year;
  const spent = yearsOf(entries).find((one) => one.year === year);
  if (spent === undefined) return { year: null, rho: 0, epsilon: 0, delta: 0, entries };
  return { year: spent.year, rho: toNumber(parse(spent.rho)), epsilon: spent.epsilon, delta: spent.delta, entries };
}
