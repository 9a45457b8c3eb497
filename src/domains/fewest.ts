import type { Step } from "../contract/period.ts";
import type { Measure } from "./domain.ts";

/**
 * The fewest months of a household that make an amount of a period (design, section 3): one of a month; a quarter's three, or one of
 * a steady measure; of a year the measure's coverage.
 */
export function minimumMonths({ coverage }: Pick<Measure, "coverage">, step: Step): number {
  if (step === "year") return coverage;
  return step === "quarter" && coverage > 1 ? 3 : 1;
}
