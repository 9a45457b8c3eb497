import { type ProblemCode, Refusal } from "./problem.ts";

/** Reasons for which a database refuses; the store's own errors carry one of them. */
export type StorageFault = "full" | "busy" | "failed" | "corrupt" | "missing" | "foreign" | "newer";

const CODES: Readonly<Record<StorageFault, ProblemCode>> = {
  full: "storage-full",
  busy: "home-in-use",
  failed: "storage-failed",
  corrupt: "home-damaged",
  missing: "home-damaged",
  foreign: "home-damaged",
  newer: "home-version",
};

/** What the operator can do about each, where the code does not say it all. */
const WAYS: Readonly<Partial<Record<StorageFault, string>>> = {
  corrupt: '. Put it back from a backup (of a home: "voisinage restore")',
  missing: '. It is not made anew, for that would forget what it held: put it back from a backup ("voisinage restore")',
  foreign: '. Put its own back, from a backup if need be ("voisinage restore")',
  newer: ": it was made by a newer version. Run that one, or restore a backup of the days before",
};

/**
 * The refusal that stands for a database's fault.
 *
 * @param where what failed, as the operator calls it: "the vault", "the ledger"
 * @param message the store's sentence; it never holds a row's content
 */
export function storageRefusal(fault: StorageFault, where: string, message: string): Refusal {
  return new Refusal(CODES[fault], `${where}: ${message}${WAYS[fault] ?? ""}`);
}
