import { errorMessage } from "../contract/error-message.ts";
import { Refusal } from "../contract/problem.ts";
import type { Finding } from "../release/index.ts";
import { DuckError } from "../storage/duckdb/index.ts";

/** What breaks a promise, one sentence each, with the bound and the value. */
export type Faults = Iterable<string>;

/** One promise, the file that makes it, and how to find what breaks it. */
export interface PromiseCheck<Of> {
  readonly file: string;
  readonly promise: string;
  readonly faults: (of: Of) => Faults;
}

/** The checks of one file, by promise. */
export function checksOf<Of>(file: string, rules: Readonly<Record<string, (of: Of) => Faults>>): PromiseCheck<Of>[] {
  return Object.entries(rules).map(([promise, faults]) => ({ file, promise, faults }));
}

/** Faults of one promise that are listed one by one; a forged table may have thousands. */
const LISTED = 10;

export function findingsOf(file: string, promise: string, faults: Faults): Finding[] {
  const all = [...faults];
  const more = all.length - LISTED;
  return all
    .slice(0, LISTED)
    .map((detail, i) => ({ file, promise, detail: more > 0 && i === LISTED - 1 ? `${detail} (and ${more} more)` : detail }));
}

export function runChecks<Of>(checks: readonly PromiseCheck<Of>[], of: Of): Finding[] {
  return checks.flatMap(({ file, promise, faults }) => findingsOf(file, promise, faults(of)));
}

/** Turns a file that cannot be read into a finding, instead of a failure of the check. */
export async function findingsOrUnreadable(file: string, check: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await check();
  } catch (error) {
    const known = error instanceof RangeError || error instanceof DuckError || error instanceof Refusal;
    const detail = known ? error.message : `it cannot be read (${errorMessage(error)})`;
    return [{ file, promise: "schema", detail }];
  }
}
