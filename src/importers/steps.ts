/** A change of step is accepted if it lasts for this many points. Shorter changes are lost points. */
const SUSTAINED = 12;

/** Whether a meter records in steps of this length: whole minutes that divide the hour. */
const isStep = (seconds: number): boolean => seconds >= 60 && seconds <= 3600 && 3600 % seconds === 0 && seconds % 60 === 0;

/**
 * The length of each label's interval, where a file gives only one end of it.
 *
 * The step in force is the gap on which the last `SUSTAINED` labels agree. A wider gap is a hole, not a longer interval: the
 * label keeps the step in force, and the rest is missing. Otherwise a lost line would silently be filled with its neighbour's
 * power.
 *
 * @param times seconds, increasing, each once
 * @param at which end of the interval the label is
 * @returns seconds; NaN where there is no step
 */
export function lengthsOf(times: ArrayLike<number>, at: "start" | "end"): Float64Array {
  // Reversed in time, a start is an end.
  if (at === "start") return lengthsOf(Float64Array.from(times, (time) => -time).reverse(), "end").reverse();
  const gaps = Float64Array.from(times, (time, k) => time - (times[k - 1] ?? Number.NaN));
  const isSustained = (gap: number, k: number) =>
    isStep(gap) && k + SUSTAINED <= gaps.length && gaps.subarray(k, k + SUSTAINED).every((one) => one === gap);
  let step = gaps.find(isSustained) ?? gaps.filter(isStep).sort()[0] ?? Number.NaN;
  return gaps.map((gap, k) => {
    if (gap !== step && isSustained(gap, k)) step = gap;
    return k === 0 ? step : Math.min(step, gap);
  });
}
