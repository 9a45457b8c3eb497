import type { Desk } from "./desk.ts";
import { monthNumber } from "./retention.ts";

/** How far a clock may be ahead of the last month that the vault saw and be believed at once, in months. */
const STEP_MONTHS = 2;
/** How long a clock that leapt must go on saying so before it is believed, in milliseconds. */
const PATIENCE = 86_400_000;

/** What the vault makes of its clock. Every call belongs inside a transaction that may write. */
export interface Months {
  /** The month of receipt of what comes now: the clock's, but never before one that the vault saw. */
  receiving(): number;
  /**
   * The clock's month, once it is believed: what is erased by a clock that is wrong for an hour does not come back.
   * One that leaps by more than two months, or goes back, must say so for a day. Undefined until then.
   *
   * @param trusted somebody says that the clock is right
   */
  believed(trusted?: boolean): number | undefined;
}

export function openMonths({ store, clock }: Pick<Desk, "store" | "clock">): Months {
  const fact = store.prepare<[string], { n: number }>("SELECT CAST(value AS INTEGER) AS n FROM fact WHERE name = ?");
  const setFact = store.prepare<[string, string]>(
    "INSERT INTO fact (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
  );
  const forget = store.prepare<[string]>("DELETE FROM fact WHERE name = ?");
  const now = () => monthNumber(clock());
  /** of this process: that the month was seen needs no asking again */
  let known: number | undefined;

  const see = (month: number) => {
    setFact.run("month_seen", String(month));
    known = month;
    return month;
  };
  return {
    receiving: () => {
      const month = now();
      if (month === known) return month;
      const seen = fact.get("month_seen")?.n;
      if (seen === undefined || (month > seen && month <= seen + STEP_MONTHS)) return see(month);
      if (month === seen) known = seen;
      return Math.max(month, seen);
    },
    believed: (trusted = false) => {
      const month = now();
      const seen = fact.get("month_seen")?.n ?? see(month);
      if (trusted || (month >= seen && month <= seen + STEP_MONTHS)) {
        forget.run("clock_doubted_since");
        return see(month);
      }
      const instant = clock().getTime();
      const since = fact.get("clock_doubted_since")?.n;
      if (since === undefined || since > instant) setFact.run("clock_doubted_since", String(instant));
      if (since === undefined || instant - since < PATIENCE) return undefined;
      forget.run("clock_doubted_since");
      return see(month);
    },
  };
}
