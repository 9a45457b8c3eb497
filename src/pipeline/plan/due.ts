import { isOver, type Period, periodsOf } from "../../contract/period.ts";
import type { Plan } from "./plan.ts";

/** The periods of those years that some level is published for, that are over, shortest step first within their end. */
export function duePeriods(plan: Plan, years: readonly number[], now: Date): Period[] {
  const steps = (["month", "quarter", "year"] as const).filter((step) => plan.levels.some((level) => level.step === step));
  return years.flatMap((year) => steps.flatMap((step) => periodsOf(year, step))).filter((period) => isOver(period, now));
}
