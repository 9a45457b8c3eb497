import { isoDay } from "./period.ts";

/** Form of an epoch's name. It is apart from the settings, so that a page that makes tokens does not load their schema. */
export const EPOCH_NAME = /^[A-Za-z0-9][A-Za-z0-9-]{0,31}$/;

/** Whether the instant is in the epoch: from the first day, `from`, until the day before `until`, UTC. */
export function isOpen({ from, until }: { readonly from: string; readonly until: string }, now: Date): boolean {
  const day = isoDay(now);
  return from <= day && day < until;
}
