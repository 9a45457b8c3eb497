import { type ClockDoubt, doubtAfter, isDispelled } from "../contract/doubt.ts";
import type { VaultContext } from "./context.ts";
import { monthNumber } from "./retention.ts";

/** How far a clock may be ahead of the last month that the vault saw and be believed at once, in months. */
const STEP_MONTHS = 2;

/** What the vault makes of its clock. Every call belongs inside a transaction; all but `isDoubted` need one that may write. */
export interface Months {
  /** The month of receipt of what comes now: the clock's, but never before one that the vault saw. */
  receiving(): number;
  /**
   * The clock's month, once it is believed: what is erased by a clock that is wrong for an hour does not come back.
   * One that leaps by more than two months, or goes back, is followed as `doubtAfter` says. Undefined until then.
   *
   * @param trusted somebody says that the clock is right
   */
  believed(trusted?: boolean): number | undefined;
  /** Would `believed` give nothing now? */
  isDoubted(): boolean;
}

/** What the next reading of the clock would be taken for; `doubt` is undefined where there is none. */
interface ClockReading {
  readonly month: number;
  readonly doubt: ClockDoubt | undefined;
}

export function openMonths({ store, clock, machine }: Pick<VaultContext, "store" | "clock" | "machine">): Months {
  const fact = store.prepare<[string], { value: string }>("SELECT CAST(value AS TEXT) AS value FROM fact WHERE name = ?");
  const setFact = store.prepare<[string, string]>(
    "INSERT INTO fact (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
  );
  const forget = store.prepare<[string]>("DELETE FROM fact WHERE name = ?");
  /** of this process: that the month was seen needs no asking again */
  let known: number | undefined;

  const lastSeen = (): number | undefined => {
    const value = fact.get("month_seen")?.value;
    return value === undefined ? undefined : Number(value);
  };
  const see = (month: number) => {
    setFact.run("month_seen", String(month));
    known = month;
    return month;
  };
  const read = (): ClockReading => {
    const now = clock();
    const month = monthNumber(now);
    const seen = lastSeen() ?? month;
    if (month >= seen && month <= seen + STEP_MONTHS) return { month, doubt: undefined };
    const before = fact.get("clock_doubt")?.value;
    return { month, doubt: doubtAfter(before === undefined ? undefined : JSON.parse(before), now, machine) };
  };
  return {
    receiving: () => {
      const month = monthNumber(clock());
      if (month === known) return month;
      const seen = lastSeen();
      if (seen === undefined || (month > seen && month <= seen + STEP_MONTHS)) return see(month);
      if (month === seen) known = seen;
      return Math.max(month, seen);
    },
    believed: (trusted = false) => {
      const { month, doubt } = read();
      if (doubt === undefined || trusted || isDispelled(doubt)) {
        forget.run("clock_doubt");
        return see(month);
      }
      setFact.run("clock_doubt", JSON.stringify(doubt));
      return undefined;
    },
    isDoubted: () => {
      const { doubt } = read();
      return doubt !== undefined && !isDispelled(doubt);
    },
  };
}
