import type { VaultContext } from "./context.ts";
import { type Donor, type Records, readingNameOf } from "./records.ts";
import { lastExpiredMonth } from "./retention.ts";
import type { Clue, SearchResult } from "./types.ts";

/** How many readings above zero must be in the clue and in a contribution, equal in both. Why six is in decision 0117. */
export const LEAST_EQUAL = 6;

/**
 * Looks for a contribution by what somebody who lost its key knows of it. One agrees where every reading that both have is equal,
 * and `LEAST_EQUAL` of these are above zero: homes that stand empty are all alike.
 *
 * Agreement is looked for in the whole commons, and the area is asked last. Where a home elsewhere has the same readings, they are
 * no home's own, and would be found in the area by chance. Nothing says how near others come: that would tell more to whoever
 * searches with somebody else's file. Contributions that were set aside are passed over, for nothing of them can be read.
 */
export function searchContributions(clue: Clue, { store, clock, retention }: VaultContext, records: Records): SearchResult {
  const wanted = new Map(clue.readings.map((reading) => [readingNameOf(reading), reading.amount]));
  return store.read(() => {
    const last = lastExpiredMonth(clock(), retention());
    const agreeing = records.all().flatMap(({ donor, lookup }) => {
      const opened = records.get(donor);
      const { area, amounts } = opened === undefined ? NOTHING : heldBy(records, opened, last);
      return agrees(amounts, wanted) ? [{ area, lookup }] : [];
    });
    const [only, ...others] = agreeing;
    const isTheirs = only !== undefined && others.length === 0 && only.area === clue.area;
    return { agreeing: agreeing.length, found: isTheirs ? { lookup: only.lookup } : null };
  });
}

const NOTHING = { area: null, amounts: new Map<string, number>() };

/** The area of the newest donation that is not past retention, and the latest amount of each measure and period. */
function heldBy(records: Records, donor: Donor, lastExpired: number) {
  const amounts = new Map<string, number>();
  let area: string | null = null;
  for (const { received, donation } of records.donations(donor)) {
    if (received <= lastExpired) continue;
    area = donation.household.area;
    for (const reading of donation.readings) amounts.set(readingNameOf(reading), reading.amount);
  }
  return { area, amounts };
}

function agrees(amounts: ReadonlyMap<string, number>, wanted: ReadonlyMap<string, number>): boolean {
  const both = [...wanted].filter(([name]) => amounts.has(name));
  return both.every(([name, amount]) => amounts.get(name) === amount) && areEnough(both.map(([, amount]) => amount));
}

/** Whether amounts, where they are equal, are enough to tell a home by. */
export function areEnough(amounts: readonly number[]): boolean {
  return amounts.filter((amount) => amount > 0).length >= LEAST_EQUAL;
}
