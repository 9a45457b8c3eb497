/** A change of step is believed when it holds for so many points: fewer are points that were lost. */
const SUSTAINED = 12;

/** Is it a step that meters record in: whole minutes that divide the hour? */
function isStep(seconds: number): boolean {
  return seconds >= 60 && seconds <= 3600 && 3600 % seconds === 0 && seconds % 60 === 0;
}

/**
 * How long the interval of each label is, where a file gives only one end of it.
 *
 * The step in force is the gap that the last `SUSTAINED` labels agree on. A wider gap is a hole and not a longer
 * interval: the label keeps the step in force, and the rest is missing. Without this a lost line would silently
 * be filled up with its neighbour's power.
 *
 * @param times seconds, rising, each once
 * @param at which end of the interval the label is
 * @returns seconds; NaN where there is no step at all
 */
export function lengthsOf(times: ArrayLike<number>, at: "start" | "end"): Float64Array {
  const n = times.length;
  // From the side on which the intervals lie: the same walk serves both conventions.
  const index = (k: number) => (at === "end" ? k : n - 1 - k);
  const gap = (k: number) => Math.abs((times[index(k)] as number) - (times[index(k - 1)] as number));
  const holds = (k: number): boolean => {
    const step = gap(k);
    if (!isStep(step) || k + SUSTAINED > n) return false;
    for (let i = 1; i < SUSTAINED; i += 1) if (gap(k + i) !== step) return false;
    return true;
  };

  let step = Number.NaN;
  for (let k = 1; k < n && Number.isNaN(step); k += 1) if (holds(k)) step = gap(k);
  if (Number.isNaN(step)) {
    let least = Number.POSITIVE_INFINITY;
    for (let k = 1; k < n; k += 1) if (isStep(gap(k))) least = Math.min(least, gap(k));
    if (Number.isFinite(least)) step = least;
  }

  const lengths = new Float64Array(n).fill(Number.NaN);
  if (Number.isNaN(step)) return lengths;
  lengths[index(0)] = step;
  for (let k = 1; k < n; k += 1) {
    const width = gap(k);
    if (width !== step && holds(k)) step = width;
    lengths[index(k)] = Math.min(step, width);
  }
  return lengths;
}
