import { type ClockDoubt, doubtAfter, isDispelled } from "../contract/doubt.ts";
import type { VaultContext } from "./context.ts";
import { monthNumber } from "./retention.ts";

/** Months by which the clock may be ahead of the last month that the vault saw and still be trusted at once. */
const STEP_MONTHS = 2;

export type Months = ReturnType<typeof openMonthClock>;

/**
 * Decides how far the vault trusts its clock, since an erasure made by a wrong clock cannot be undone. Call it inside a
 * transaction; all but `isDoubted` need one that may write.
 */

export function openMonthClock({ facts, clock, machine }: Pick<VaultContext, "facts" | "clock" | "machine">) {
  /** the month that this process has already recorded as seen, so that it need not read it again */
  let recorded: number | undefined;

  const lastSeen = (): number | undefined => {
    const value = facts.get("month_seen");
    return value === undefined ? undefined : Number(value);
  };
  const recordSeen = (month: number) => {
    facts.set("month_seen", month);
    recorded = month;
    return month;
  };
  const doubtAt = (now: Date): ClockDoubt | undefined => {
    const month = monthNumber(now);
    const seen = lastSeen() ?? month;
    if (month >= seen && month <= seen + STEP_MONTHS) return undefined;
    const before = facts.get("clock_doubt");
    return doubtAfter(before === undefined ? undefined : JSON.parse(before), now, machine);
  };
  return {
    /** The month of receipt of a new donation: the clock's, but never before a month that the vault saw. */
    receiving: () => {
      const month = monthNumber(clock());
      if (month === recorded) return month;
      const seen = lastSeen();
      if (seen === undefined || (month > seen && month <= seen + STEP_MONTHS)) return recordSeen(month);
      if (month === seen) recorded = seen;
      return Math.max(month, seen);
    },
    /**
     * The clock's month, once it is believed: what is erased by a clock that is wrong for an hour does not come back.
     * One that leaps by more than two months, or goes back, is followed as `doubtAfter` says. Undefined until then.
     *
     * @param trusted somebody says that the clock is right
     */
    believed: (trusted = false) => {
      const now = clock();
      const doubted = doubtAt(now);
      if (doubted === undefined || trusted || isDispelled(doubted)) {
        facts.forget("clock_doubt");
        return recordSeen(monthNumber(now));
      }
      facts.set("clock_doubt", JSON.stringify(doubted));
      return undefined;
    },
    /** Would `believed` give nothing now? */
    isDoubted: () => {
      const doubted = doubtAt(clock());
      return doubted !== undefined && !isDispelled(doubted);
    },
  };
}
