import { type ClockDoubt, doubtAfter, isDispelled } from "../contract/doubt.ts";
import type { VaultContext } from "./context.ts";
import { monthNumber } from "./retention.ts";

/** Months by which the clock may be ahead of the last month that the vault saw and still be trusted at once. */
const STEP_MONTHS = 2;

/**
 * Decides how far the vault trusts its clock, since an erasure made by a wrong clock cannot be undone. Call it inside a
 * transaction; all but `isDoubted` need one that may write.
 */
export interface Months {
  /** The month of receipt for a new donation: the clock's month, but never one before a month already seen. */
  receiving(): number;
  /**
   * The clock's month where the clock is trusted; undefined while it is doubted. A clock that leapt by more than two months, or
   * went back, is doubted until `doubtAfter` dispels it.
   *
   * @param trusted the operator confirms that the clock is right
   */
  believed(trusted?: boolean): number | undefined;
  /** Whether `believed` would return undefined now. */
  isDoubted(): boolean;
}

export function openMonthClock({ facts, clock, machine }: Pick<VaultContext, "facts" | "clock" | "machine">): Months {
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
    receiving: () => {
      const month = monthNumber(clock());
      if (month === recorded) return month;
      const seen = lastSeen();
      if (seen === undefined || (month > seen && month <= seen + STEP_MONTHS)) return recordSeen(month);
      if (month === seen) recorded = seen;
      return Math.max(month, seen);
    },
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
    isDoubted: () => {
      const doubted = doubtAt(clock());
      return doubted !== undefined && !isDispelled(doubted);
    },
  };
}
