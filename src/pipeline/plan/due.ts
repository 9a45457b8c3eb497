import { isOver, type Period, periodsOf, STEPS } from "../../contract/period.ts";
import type { Plan } from "./plan.ts";

/** The periods of those years that some level is published for, and that are over: by their end, of one end the shortest first. */
export function duePeriods(plan: Plan, years: readonly number[], now: Date): Period[] {
  const steps = STEPS.filter((step) => plan.levels.some((level) => level.step === step));
  return years
    .flatMap((year) => steps.flatMap((step) => periodsOf(year, step)))
    .filter((period) => isOver(period, now))
    .sort((a, b) => endOf(a).localeCompare(endOf(b)));
}

function endOf({ months }: Period): string {
  return months.at(-1) as string;
}
