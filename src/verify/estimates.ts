import type { Mechanism } from "../contract/manifest.ts";
import type { Observation } from "../contract/observation.ts";
import { checksOf, type Faults, type PromiseCheck } from "./check.ts";
import { type Contents, measureOf, OBSERVATIONS_FILE } from "./contents.ts";
import { Fraction } from "./fraction.ts";
import { BINS, noisyOf } from "./measurements.ts";
import { mechanismsByLineage } from "./mechanisms.ts";

/** 95 % of a normal distribution lie within so many σ on either side. */
export const Z95 = 1.959963984540054;
/** σ that an estimate may be from the cell's own measurement: fewer than one cell in 10¹⁵ are further. */
const FAR = 8;
/** Households that making counts whole may add or take. */
const WHOLE = 2;
/** Part of a margin that is left when its digits are cut. */
const NEARLY = 0.999;

/**
 * The estimates follow from the measurements. A least-squares estimate is never far from the cell's own measurement, a
 * measured mean is the total over the count, and no margin is narrower than all of the measure's noise together allows.
 * A modelled mean cannot be recomputed without the territory, and is held against nothing but its own margin.
 */
export const ESTIMATE_CHECKS: readonly PromiseCheck<Contents>[] = checksOf(OBSERVATIONS_FILE, {
  "estimates follow from the measurements": distanceFaults,
  "no margin narrower than the noise": marginFaults,
});

/** Every published cell: its estimates, and what they started from. */
function estimatesOf({ shapes, cells, measured }: Contents) {
  return [...cells].flatMap(([name, rows]) => {
    const row = (statistic: string) => rows.find(({ STATISTIC, OBS_VALUE }) => STATISTIC === statistic && OBS_VALUE !== null);
    const [shape, count, total, mean] = [shapes.get(measureOf(rows[0] as Observation)), row("COUNT"), row("TOTAL"), row("MEAN")];
    if (!shape || !count || !total) return [];
    return [
      {
        name,
        key: shape.key,
        count,
        total,
        /** undefined where it is modelled or too imprecise to give */
        mean: mean?.METHOD === "measured" ? mean : undefined,
        n: count.OBS_VALUE as number,
        t: total.OBS_VALUE as number,
        centre: Number(shape.centre),
        /** 1/scale base units in one display unit */
        unit: Number(shape.factor * shape.scale),
        measurements: measured.get(name),
      },
    ];
  });
}

function* distanceFaults(contents: Contents): Faults {
  const decimals = decimalsOf(contents);
  for (const { name, key, mean, n, t, centre, unit, measurements } of estimatesOf(contents)) {
    const [counted, summed] = [noisyOf(measurements, "COUNT"), noisyOf(measurements, "CENTRED_SUM")];
    if (counted && summed) {
      const reach = FAR * Math.sqrt(counted.variance) + WHOLE;
      if (!(Math.abs(n - counted.value) <= reach))
        yield `${name}: COUNT is ${n}; it was measured as ${counted.value}, and no estimate is more than ${Math.ceil(reach)} from that`;
      const expected = (summed.value + n * centre) / unit;
      const most = (FAR * Math.sqrt(summed.variance) + WHOLE * centre) / unit + WHOLE;
      if (!(Math.abs(t - expected) <= most))
        yield `${name}: TOTAL is ${t}; the measured sum and the COUNT make it ${expected}, give or take ${most}`;
    }
    // A measured mean is its total over its count, but for the rounding of all three.
    if (!mean) continue;
    const m = mean.OBS_VALUE as number;
    const digit = 10 ** -(decimals.get(key) ?? 0);
    const most = WHOLE * Math.abs(m) + (Math.abs(n) + WHOLE) * digit + WHOLE * digit;
    if (!(Math.abs(m * n - t) <= most)) yield `${name}: MEAN is ${m}; TOTAL over COUNT is ${t / n}`;
  }
}

/** The digits after the point that a measure's means and their margins have at most. */
function decimalsOf({ tables }: Contents): Map<string, number> {
  const decimals = new Map<string, number>();
  for (const row of tables.observations) {
    if (row.STATISTIC !== "MEAN" || row.OBS_VALUE === null) continue;
    const digits = [row.OBS_VALUE, row.CI_LOWER, row.CI_UPPER].map((value) => (String(value).split(".")[1] ?? "").length);
    decimals.set(measureOf(row), Math.max(decimals.get(measureOf(row)) ?? 0, ...digits));
  }
  return decimals;
}

/**
 * The least variances that any estimate of a cell's count and centred sum can have. A household sits in one cell of each table, so
 * that a table tells of a cell no more than one of its measurements does, were all others known: precisions of one mechanism a
 * table add up. The most precise kind of place counts.
 */
function leastVariance(contents: Contents, measure: string) {
  const most = (weights: Partial<Record<Mechanism["quantity"], number>>) => {
    const precisions = mechanismsByLineage(contents, measure).map((own) =>
      own.reduce((total, one) => total + (weights[one.quantity] ?? 0) / new Fraction(one.variance).valueOf(), 0),
    );
    return Math.max(0, ...precisions);
  };
  return { count: 1 / most({ count: 1, histogram: 1 / BINS }), sum: 1 / most({ sum: 1 }) };
}

function* marginFaults(contents: Contents): Faults {
  const leasts = new Map([...contents.shapes.keys()].map((key) => [key, leastVariance(contents, key)]));
  for (const { name, key, count, total, mean, n, centre, unit } of estimatesOf(contents)) {
    const least = leasts.get(key) as ReturnType<typeof leastVariance>;
    const sigmas: [Observation | undefined, number][] = [
      [count, Math.sqrt(least.count)],
      [total, Math.sqrt(least.sum + centre ** 2 * least.count) / unit],
      [mean, Math.sqrt(least.sum) / Math.max(1, Math.abs(n) + WHOLE) / unit],
    ];
    for (const [row, sigma] of sigmas) {
      if (row?.CI_LOWER == null || row.CI_UPPER === null) continue;
      const [half, wanted] = [(row.CI_UPPER - row.CI_LOWER) / 2, NEARLY * Z95 * sigma];
      if (!(half >= wanted))
        yield `${name}: the margin of the ${row.STATISTIC} is ± ${half}; the noise makes it ± ${wanted} at least`;
    }
  }
}
