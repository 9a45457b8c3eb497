/**
 * The rule of completeness, for every variant: a month is kept when its readings cover at least 95 % of its real
 * length, in seconds, so that months in which clocks change are right. Gaps are *not* filled: they are reported (`missing`) and
 * make the month smaller.
 *
 * Why 95 %: a day that is missing (3.3 %) is common and harmless beside the margins of what is published; two (6.5 %)
 * are not. Filling up would be guessing a home's absences; asking for all of it would drop most real months, for
 * meters lose an hour now and then.
 */
export const WHOLE_PERCENT = 95;

/**
 * The longest interval that is shared out over two months, pro rata by time: a day, and the hour by which some days are
 * longer. A longer one, such as the time between two bills, says too little of where a month ends: it counts in neither.
 */
export const LONGEST_SHARED = 25 * 3600;

/** @param covered @param expected in seconds */
export function isWhole(covered: number, expected: number): boolean {
  return 100 * covered >= WHOLE_PERCENT * expected;
}
