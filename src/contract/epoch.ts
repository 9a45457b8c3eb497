import { isoDay } from "./period.ts";

/** How an epoch is named. Apart from the settings, so that a page that makes tokens does not load their schema. */
export const EPOCH_NAME = /^[A-Za-z0-9][A-Za-z0-9-]{0,31}$/;

/** Is the instant in the epoch? From the first day, `from`, until the day before `until`, UTC. */
export function isOpen({ from, until }: { readonly from: string; readonly until: string }, now: Date): boolean {
  const day = isoDay(now);
  return from <= day && day < until;
}
