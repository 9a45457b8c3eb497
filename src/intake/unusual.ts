import type { Reading } from "../contract/donation.ts";
import { UNITS } from "../contract/units.ts";
import { UNUSUAL_FACTOR } from "../contract/unusual.ts";
import type { IntakeTerms } from "./context.ts";

/**
 * Readings that look like a wrong unit, each counted once. They are stored nevertheless: a value above the clamp counts as the
 * clamp. The counts depend on the file alone.
 */
export interface UnusualCounts {
  /** above the measure's clamp */
  readonly above_clamp: number;
  /** within the clamp, and more than ten times the median of the measure in the file */
  readonly ten_times_middle: number;
}

/** With fewer values, the median tells nothing about units. */
const MIN_VALUES = 5;
/** Steps for each doubling of a value: the median is known to 1.1 %, and memory does not grow with the file. */
const STEPS = 64;

/** Counts of a measure's values by step. Zeros are counted separately, below all steps. */
interface Steps {
  zeros: number;
  count: number;
  readonly within: Map<number, number>;
  readonly above: Map<number, number>;
}

const stepOf = (perMonth: number): number => Math.floor(STEPS * Math.log2(perMonth));

/** The step of the median; null where half of the values are 0, or there are too few. */
function middleOf({ zeros, count, within, above }: Steps): number | null {
  if (count < MIN_VALUES || 2 * zeros >= count) return null;
  let below = zeros;
  for (const [step, times] of [...within, ...above].sort((a, b) => a[0] - b[0])) {
    below += times;
    if (2 * below >= count) return step;
  }
  return null;
}

/** Counts unusual readings while a file is read. A year’s total is compared as a twelfth. */
export function unusualCounter() {
  const byMeasure = new Map<string, Steps>();
  let above_clamp = 0;
  const add = (readings: readonly Reading[], { measures, clamps }: Pick<IntakeTerms, "measures" | "clamps">) => {
    for (const { domain, measure, period, amount } of readings) {
      const ref = measures.find(({ key }) => key === `${domain}.${measure}`);
      if (ref === undefined) continue;
      const steps = byMeasure.get(ref.key) ?? { zeros: 0, count: 0, within: new Map(), above: new Map() };
      byMeasure.set(ref.key, steps);
      const value = amount / Number(UNITS[ref.measure.unit].factor);
      const perMonth = period.length === 4 ? value / 12 : value;
      steps.count += 1;
      const isAbove = perMonth > (clamps?.[ref.key] ?? ref.measure.clamp).upper;
      if (isAbove) above_clamp += 1;
      if (perMonth > 0) {
        const [kind, step] = [isAbove ? steps.above : steps.within, stepOf(perMonth)];
        kind.set(step, (kind.get(step) ?? 0) + 1);
      } else steps.zeros += 1;
    }
  };
  const counts = (): UnusualCounts => {
    let ten_times_middle = 0;
    for (const steps of byMeasure.values()) {
      const middle = middleOf(steps);
      if (middle === null) continue;
      for (const [step, times] of steps.within) if (step > middle + STEPS * Math.log2(UNUSUAL_FACTOR)) ten_times_middle += times;
    }
    return { above_clamp, ten_times_middle };
  };
  return { add, counts };
}
