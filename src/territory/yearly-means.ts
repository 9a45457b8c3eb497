import type { Reference, Territory } from "./territory.ts";

/** A year: a month's or a quarter's figure has its season in it. */
const YEAR = /^\d{4}$/;

/**
 * Of every measure and unit the newest yearly reference of all homes of the whole, by name: the public means that decide
 * whom a household is compared with. All other references are shown beside ours and decide nothing.
 */
export function yearlyMeans({ references, root }: Pick<Territory, "references" | "root">): readonly Reference[] {
  const newest = new Map<string, Reference>();
  for (const reference of references) {
    const { domain, measure, area, household_type, period, unit } = reference;
    if (area !== root.code || household_type !== "_T" || !YEAR.test(period)) continue;
    const name = `${domain} ${measure} ${unit}`;
    const before = newest.get(name);
    if (before === undefined || before.period < period) newest.set(name, reference);
  }
  return [...newest].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, reference]) => reference);
}
