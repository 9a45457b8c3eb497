import { type ProblemCode, Refusal } from "./problem.ts";

/** What a database says no for; the store's own errors carry one of them. */
export type StorageFault = "full" | "busy" | "failed";

const CODES: Readonly<Record<StorageFault, ProblemCode>> = {
  full: "storage-full",
  busy: "home-in-use",
  failed: "storage-failed",
};

/**
 * The refusal that stands for a database's fault.
 *
 * @param where what failed, as the operator calls it: "the vault", "the ledger"
 * @param message the store's sentence; it never holds a row's content
 */
export function storageRefusal(fault: StorageFault, where: string, message: string): Refusal {
  return new Refusal(CODES[fault], `${where}: ${message}`);
}
