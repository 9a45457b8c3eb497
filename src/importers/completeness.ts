/**
 * The rule of completeness for all variants: a month is kept if its readings cover at least 95 % of its real length, in seconds,
 * so that months with a clock change are right. Gaps are *not* filled: they are reported (`missing`), and make the month's amount
 * smaller.
 *
 * Why 95 %: one missing day (3.3 %) is common, and small beside the margins of what is published; two (6.5 %) are not. Filling
 * gaps would mean guessing a household's absences; requiring complete months would drop most real ones, since meters lose an hour
 * now and then.
 */
export const WHOLE_PERCENT = 95;

/**
 * The longest interval, in seconds, that is divided over two months in proportion to time: a day, and the extra hour of some
 * days. A longer one, such as the time between two bills, says too little about each month, so it counts in neither.
 */
export const LONGEST_SHARED = 25 * 3600;

/** Whether a month is complete enough. @param covered seconds with readings @param expected seconds of the month */
export function isWhole(covered: number, expected: number): boolean {
  return 100 * covered >= WHOLE_PERCENT * expected;
}
