import { signal } from "@preact/signals";
import { isBillMonth } from "../compare/own-figures.ts";
import { missingBetween, type OwnMonth } from "../visit/months-read.ts";
import type { OwnEntry, Visitor } from "../visit/visitor.ts";

/** A figure as it is given and kept: of a bill only whole months, and not the days that it covered. */
interface GivenFigure {
  readonly domain: string;
  readonly measure: string;
  readonly period: string;
  readonly source: string;
}

const areBeside = (one: OwnMonth, other: OwnMonth): boolean =>
  missingBetween(one.period, other.period) === 0 || missingBetween(other.period, one.period) === 0;

/**
 * The visitor, with a month that is all that is left of a bill marked as a bill's: nobody measured it by the month. A bill's month beside
 * another that stands for itself was given month by month.
 */
export function withLoneBills(visitor: Visitor, given: readonly GivenFigure[]): Visitor {
  const entries: Record<string, OwnEntry> = {};
  for (const [key, entry] of Object.entries(visitor.entries.value)) {
    const ofBills = new Set(
      given.flatMap((one) => (`${one.domain}.${one.measure}` === key && isBillMonth(one) ? one.period : [])),
    );
    const isOwn = (month: OwnMonth): boolean => ofBills.has(month.period) && month.sharedBy === undefined;
    const months = entry.months.map((month) =>
      isOwn(month) && !entry.months.some((other) => isOwn(other) && areBeside(month, other))
        ? { ...month, sharedBy: [month.period] }
        : month,
    );
    entries[key] = { ...entry, months };
  }
  return { ...visitor, entries: signal(entries) };
}
