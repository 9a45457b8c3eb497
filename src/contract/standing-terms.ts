// Which of the terms that a chain states are in force for a year. Ledger and `verify` share it, so that both read a chain alike.

import type { EntryOf, LedgerEntry } from "./chain.ts";
import type { Terms } from "./settings.ts";

/** Every statement of terms of a chain, oldest first. */
export function statementsIn(entries: readonly LedgerEntry[]): EntryOf<"terms">[] {
  return entries.filter((entry) => entry.kind === "terms");
}

/**
 * The terms in force for publications of a year. The statement that has begun last stands; of several for one year, the
 * newest. Years before the first statement have its terms.
 */
export function termsIn(entries: readonly LedgerEntry[], year: number): EntryOf<"terms"> | undefined {
  const all = statementsIn(entries);
  const begun = all.filter((entry) => entry.year <= year);
  const from = begun.length > 0 ? Math.max(...begun.map((entry) => entry.year)) : Math.min(...all.map((entry) => entry.year));
  return all.findLast((entry) => entry.year === from);
}

/**
 * The terms that a year is planned by: those in force, except that an opened year keeps the measures, clamps and streams of its
 * opening, which share out its budget. A measure that ended since keeps its share and its rows there; L is never more than there
 * are measures.
 */
export function planningTerms(entries: readonly LedgerEntry[], year: number): Terms | undefined {
  const opening = entries.findIndex((entry) => entry.kind === "opened" && entry.year === year);
  const [now, atOpening] = [termsIn(entries, year), termsIn(opening < 0 ? entries : entries.slice(0, opening), year)];
  if (now === undefined || atOpening === undefined) return undefined;
  const { measures, clamps, streams } = atOpening.terms;
  return {
    ...now.terms,
    clamps,
    ...(measures && { measures }),
    ...(streams !== undefined && { streams: Math.min(streams, measures?.length ?? streams) }),
  };
}
