import { Refusal } from "../contract/problem.ts";

/** The ledger, or another record of it, is not what it must be. */
export function brokenLedger(detail: string): Refusal {
  return new Refusal("ledger-broken", detail);
}
