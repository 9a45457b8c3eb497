import type { Mechanism } from "../contract/manifest.ts";
import type { Measurement, Observation } from "../contract/observation.ts";
import { checksOf, type Faults, type PromiseCheck } from "./check.ts";
import {
  type CellColumns,
  type Contents,
  cellOf,
  MEASUREMENTS_FILE,
  measureOf,
  OBSERVATIONS_FILE,
  type ShownCell,
} from "./contents.ts";
import { Fraction, isNear } from "./fraction.ts";
import { binEnds, histogramPlaces, precisionOfTotal } from "./histogram.ts";
import { clampOfCell, ratioOfCell, ratioVariance } from "./leaf-clamp.ts";
import { mechanismsByLineage } from "./mechanisms.ts";
import { ALL, clampAt, clampHalf, type MeasureShape, measuredAs } from "./shape.ts";

/** A normal deviate that about one genuine release in a million exceeds, on either side. */
const RELEASE_SIGMAS = 5;

/** 95 % of a normal distribution lie within this many σ on either side. */
export const NORMAL_95 = 1.959963984540054;
/** σ that an estimate may be from the cell's own measurement: about one cell in 10¹⁵ is further. */
const CELL_SIGMAS = 8;
/** Households that a count may gain or lose by being made whole. */
const ROUNDING_SLACK = 2;
/** Totals that are made to add up may move by as much again as their own noise. */
const SHARED_OUT = 2;
/** Factor for margins whose last digits are cut. */
const MARGIN_SLACK = 0.999;
/**
 * Factor for margins of counts: a count is known to have passed its gate, and some four σ above the threshold that makes its margin shorter
 * (`src/privacy/tail.md`), by 7.4 % at most.
 */
const GATED_SLACK = 0.92;
/** Both ends of a count are the nearest whole numbers. */
const COUNT_ROUNDING = 0.5;

/**
 * The noisy figures are those of published cells alone, with the noise that was paid for, and over their gates. The estimates
 * follow from them: a least-squares estimate is never far from the cell's own measurement, a measured mean is the total over the
 * count, and no margin is narrower than all of the measure's noise together allows. A modelled mean cannot be recomputed without
 * the territory, and is held against nothing but its own margin.
 */
export const MEASUREMENT_CHECKS: readonly PromiseCheck<Contents>[] = [
  ...checksOf<Contents>(MEASUREMENTS_FILE, {
    "only published cells": (contents) => strayFaults(contents, contents.tables.measurements),
    "a count and a sum a cell": pairFaults,
    noise: noiseFaults,
    gates: gateFaults,
    "the noise is there": residualFaults,
  }),
  ...checksOf<Contents>("distributions.parquet", {
    "only published cells": (contents) => strayFaults(contents, contents.tables.distributions),
    histograms: histogramFaults,
    noise: sigmaFaults,
  }),
  ...checksOf(OBSERVATIONS_FILE, {
    "estimates follow from the measurements": distanceFaults,
    "no margin narrower than the noise": marginFaults,
  }),
];

type NoisyRow = CellColumns & Pick<Measurement, "AREA_LEVEL" | "TIME_PERIOD">;

/** Noisy figures are public for published cells only, and have the level and the period that the cell is shown with. */
function strayFaults({ published }: Contents, rows: readonly NoisyRow[]): Faults {
  const faults = rows.flatMap((row) => {
    const [cell, count] = [cellOf(row), published.get(cellOf(row))];
    if (!count) return [`${cell} is withheld, and has noisy values here`];
    return (["AREA_LEVEL", "TIME_PERIOD"] as const)
      .filter((column) => count[column] !== row[column])
      .map((column) => `${cell} has the ${column} ${row[column]} here; ${count[column]} in the observations`);
  });
  return new Set(faults);
}

function* pairFaults({ measured }: Contents): Faults {
  for (const [cell, rows] of measured) {
    const quantities = rows.map(({ QUANTITY }) => QUANTITY).sort();
    if (quantities.join() !== "CENTRED_SUM,COUNT")
      yield `${cell} has ${quantities.join(", ")}; expected one COUNT and one CENTRED_SUM`;
  }
}

/** The noise's exact variance; null where the row's value is not a possible one. */
function varianceOf({ VARIANCE_NUM, VARIANCE_DEN }: Measurement): Fraction | null {
  return VARIANCE_NUM > 0n && VARIANCE_DEN > 0n ? new Fraction(VARIANCE_NUM, VARIANCE_DEN) : null;
}

/** The variance is the mechanism's, exactly; centre and scale are those that the sensitivity was computed with. */
function* noiseFaults({ manifest, shapes, tables, mechanismOf }: Contents): Faults {
  for (const row of tables.measurements) {
    const shape = shapes.get(measureOf(row));
    if (!shape) continue;
    const name = `${cellOf(row)} ${row.QUANTITY}`;
    const isSum = row.QUANTITY === "CENTRED_SUM";
    const mechanism = mechanismOf(cellOf(row), isSum ? "sum" : "count");
    const variance = varianceOf(row);
    if (!mechanism) yield `${name} is published; the report lists no mechanism for it`;
    else if (variance === null) yield `${name}: variance is ${row.VARIANCE_NUM}/${row.VARIANCE_DEN}; expected more than 0`;
    else {
      if (!variance.equals(mechanism.variance))
        yield `${name}: variance is ${variance.toFraction()}; ${mechanism.variance} was paid for`;
      const clamp = clampAt(manifest, shape, mechanism.level, measuredAs(manifest, row.REF_AREA));
      const [centre, scale] = isSum ? [clampHalf(clamp, shape), shape.scale] : [0n, 1n];
      if (row.CENTRE !== centre) yield `${name}: centre is ${row.CENTRE}; the manifest's bound makes it ${centre}`;
      if (row.SCALE !== scale) yield `${name}: scale is ${row.SCALE}; expected ${scale}`;
    }
  }
}

/** What is published has passed its gate: ñ ≥ k − 1 + τ. */
function* gateFaults({ report, tables, mechanismOf }: Contents): Faults {
  for (const row of tables.measurements) {
    const gate = row.QUANTITY === "COUNT" ? mechanismOf(cellOf(row), "count")?.gate : null;
    if (!gate || !/^\d{1,9}$/.test(gate.tau)) continue;
    const threshold = BigInt(report.k) - 1n + BigInt(gate.tau);
    if (row.NOISY < threshold)
      yield `${cellOf(row)} is published with a noisy count of ${row.NOISY}; its gate opens at ${threshold}`;
  }
}

/** A cell has the bins and groups of its measure where its level has histograms, none elsewhere, with the edges that the clamp gives. */
function* histogramFaults({ due, shapes, measured, bins }: Contents): Faults {
  const isBinned = ({ AREA_LEVEL }: NoisyRow) => due.some(({ level, histograms }) => histograms && level === AREA_LEVEL);
  for (const [cell, [first]] of measured)
    if (first && isBinned(first) && !bins.has(cell)) yield `${cell} has no histogram; its level has`;
  for (const [cell, rows] of bins) {
    const [first] = rows;
    const shape = first && shapes.get(measureOf(first));
    if (!first || !shape?.upper) continue;
    const edges = binEnds(shape.upper, shape.histogram).map((end) => Number(end) / Number(shape.factor));
    if (!measured.has(cell)) yield `${cell} has a histogram and no measurement`;
    if (!isBinned(first)) yield `${cell} has a histogram; the level ${first.AREA_LEVEL} has none`;
    const places = [...histogramPlaces(shape.histogram)];
    if (rows.length !== places.length) yield `${cell} has ${rows.length} bins; expected ${places.length}`;
    const wrong = rows.find((row, i) => {
      const [first, last] = places[i] ?? [0, 0];
      return (
        row.BIN !== i || row.LOWER !== edges[Math.max(0, first - 1)] || row.UPPER !== (last === 0 ? 0 : (edges[last] ?? null))
      );
    });
    if (wrong) yield `${cell}: bin ${wrong.BIN} is ${wrong.LOWER} … ${wrong.UPPER}; the clamp gives other edges`;
  }
}

function* sigmaFaults({ tables, mechanismOf }: Contents): Faults {
  for (const row of tables.distributions) {
    const name = `${cellOf(row)}, bin ${row.BIN}`;
    const mechanism = mechanismOf(cellOf(row), "histogram");
    if (!mechanism) yield `${name} is published; the report lists no mechanism for it`;
    else {
      const sigma = Math.sqrt(new Fraction(mechanism.variance).valueOf());
      if (!isNear(row.SIGMA, sigma)) yield `${name}: sigma is ${row.SIGMA}; ${sigma} was paid for`;
    }
  }
}

interface Noisy {
  readonly value: number;
  readonly variance: number;
}

/** A noisy figure of a cell with its variance; null where the figure is absent. */
function noisyOf(rows: readonly Measurement[] | undefined, quantity: Measurement["QUANTITY"]): Noisy | null {
  const row = rows?.find(({ QUANTITY }) => QUANTITY === quantity);
  const variance = row && varianceOf(row);
  return variance ? { value: Number(row.NOISY), variance: variance.valueOf() } : null;
}

/**
 * The noise is there. The same households are counted by a cell's count and by its bins, and their amounts are in its sum and in
 * its classes'; what was measured twice differs by the noise of both, and by nothing else. Noise that is much smaller or larger
 * than its variance says shows in all of these differences together (χ²), those of counts and those of sums. Noise that is made
 * up with the stated variance passes.
 */
function* residualFaults({ measured, bins: histograms, shown, shapes }: Contents): Faults {
  const [ofCounts, ofSums]: [number[], number[]] = [[], []];
  /** Adds the squared difference of a whole and its parts, over its expectation from the noise of all. */
  const add = (residuals: number[], whole: Noisy, parts: readonly Noisy[]) => {
    const difference = parts.reduce((left, { value }) => left - value, whole.value);
    residuals.push(difference ** 2 / parts.reduce((total, { variance }) => total + variance, whole.variance));
  };
  for (const [cell, rows] of histograms) {
    const count = noisyOf(measured.get(cell), "COUNT");
    const noisy = rows.map(({ NOISY, SIGMA }) => ({ value: Number(NOISY), variance: SIGMA ** 2 }));
    const form = shapes.get(measureOf(rows[0] as NoisyRow))?.histogram;
    if (!form) continue;
    const places = [...histogramPlaces(form)];
    const [bins = [], pairs = [], small = [], large = []] = form.sizes.map((size) =>
      noisy.filter((_, i) => {
        const [from, to] = places[i] ?? [0, -1];
        return to - from + 1 === size;
      }),
    );
    if (count) add(ofCounts, count, bins);
    // Pairs are the sums of their two bins, the largest groups those of two of the size before: no integer is in two of these differences.
    for (const [wholes, halves] of [
      [pairs, bins],
      [large, small],
    ] as const)
      for (const [i, whole] of wholes.entries()) add(ofCounts, whole, halves.slice(2 * i, 2 * i + 2));
  }
  // The gates look at counts alone: the noise of sums was not chosen by them.
  const sumOf = (cell: ShownCell | undefined) => noisyOf(cell && measured.get(cell.name), "CENTRED_SUM");
  for (const { areas, rungs } of shown)
    for (const area of areas) {
      const classes = [...area.values()].filter(({ type }) => type !== ALL && !rungs.has(type));
      const [whole, parts] = [sumOf(area.get(ALL)), classes.flatMap((cell) => sumOf(cell) ?? [])];
      if (whole && parts.length > 0 && parts.length === classes.length) add(ofSums, whole, parts);
    }
  for (const residuals of [ofCounts, ofSums].filter(({ length }) => length > 0)) {
    const mean = residuals.reduce((total, one) => total + one, 0) / residuals.length;
    // How far the mean of squares is from 1, as a normal deviate (Wilson & Hilferty 1931).
    const spread = 2 / (9 * residuals.length);
    const deviate = (Math.cbrt(mean) - (1 - spread)) / Math.sqrt(spread);
    if (!(Math.abs(deviate) <= RELEASE_SIGMAS))
      yield `in ${residuals.length} differences between what was measured twice the noise has ${mean.toPrecision(3)} times the variance that is said; expected 1`;
  }
}

/** Every published cell with its estimates, and the measurements that they started from. */
function estimatesOf(contents: Contents) {
  const { shapes, cells, measured } = contents;
  return [...cells].flatMap(([name, rows]) => {
    const row = (statistic: string) => rows.find(({ STATISTIC, OBS_VALUE }) => STATISTIC === statistic && OBS_VALUE !== null);
    const [shape, count, total, mean] = [shapes.get(measureOf(rows[0] as Observation)), row("COUNT"), row("TOTAL"), row("MEAN")];
    if (!shape || !count || !total) return [];
    const ratio = ratioOfCell(contents, count);
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
        /** ratio that its sum was multiplied by, and how far that may be off; null where it was not */
        ratio,
        centre: Number(clampHalf(ratio ? clampOfCell(contents, count) : shape.upper, shape)),
        /** 1/scale base units in one display unit */
        unit: Number(shape.factor * shape.scale),
        measurements: measured.get(name),
      },
    ];
  });
}

function* distanceFaults(contents: Contents): Faults {
  const decimals = decimalsOf(contents);
  for (const { name, key, mean, n, t, ratio, centre, unit, measurements } of estimatesOf(contents)) {
    const [noisyCount, noisySum] = [noisyOf(measurements, "COUNT"), noisyOf(measurements, "CENTRED_SUM")];
    if (noisyCount && noisySum) {
      const reach = CELL_SIGMAS * Math.sqrt(noisyCount.variance) + ROUNDING_SLACK;
      if (!(Math.abs(n - noisyCount.value) <= reach))
        yield `${name}: COUNT is ${n}; it was measured as ${noisyCount.value}, and no estimate is more than ${Math.ceil(reach)} from that`;
      const measuredTotal = (noisySum.value + n * centre) / unit;
      const expected = (ratio?.ratio ?? 1) * measuredTotal;
      // Scaled totals are made to add up to the measured one above, each by its own variance.
      const spread = ratio
        ? ratioVariance(ratio, measuredTotal / n, n) * (measuredTotal * unit) ** 2 + centre ** 2 * noisyCount.variance
        : 0;
      const reached = CELL_SIGMAS * Math.sqrt(noisySum.variance + spread) * (ratio ? SHARED_OUT * ratio.ratio : 1);
      const tolerance = (reached + ROUNDING_SLACK * centre) / unit + ROUNDING_SLACK;
      if (!(Math.abs(t - expected) <= tolerance))
        yield `${name}: TOTAL is ${t}; the measured sum and the COUNT make it ${expected}, give or take ${tolerance}`;
    }
    // A measured mean is its total over its count, but for the rounding of all three.
    if (!mean) continue;
    const m = mean.OBS_VALUE as number;
    const digit = 10 ** -(decimals.get(key) ?? 0);
    const tolerance = ROUNDING_SLACK * Math.abs(m) + (Math.abs(n) + ROUNDING_SLACK) * digit + ROUNDING_SLACK * digit;
    if (!(Math.abs(m * n - t) <= tolerance)) yield `${name}: MEAN is ${m}; TOTAL over COUNT is ${t / n}`;
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
 * The least variances that any estimate of a cell's count and centred sum can have. A household sits in one cell of each table,
 * so a table tells of a cell no more than one of its measurements would with all others known: over the tables, the precisions of
 * their mechanisms add up. The kind of place with the largest sum counts.
 */
function leastVariance(contents: Contents, { key, histogram }: MeasureShape) {
  const largestPrecision = (weights: Partial<Record<Mechanism["quantity"], number>>) => {
    const precisionOf = (one: Mechanism) => (weights[one.quantity] ?? 0) / new Fraction(one.variance).valueOf();
    const precisions = mechanismsByLineage(contents, key).map((lists) =>
      lists.reduce((total, some) => total + Math.max(0, ...some.map(precisionOf)), 0),
    );
    return Math.max(0, ...precisions);
  };
  return {
    count: 1 / largestPrecision({ count: 1, histogram: precisionOfTotal(histogram) }),
    sum: 1 / largestPrecision({ sum: 1 }),
  };
}

function* marginFaults(contents: Contents): Faults {
  const leasts = new Map([...contents.shapes].map(([key, shape]) => [key, leastVariance(contents, shape)]));
  for (const { name, key, count, total, mean, n, centre, unit } of estimatesOf(contents)) {
    const least = leasts.get(key) as ReturnType<typeof leastVariance>;
    const countSigma = GATED_SLACK * Math.sqrt(least.count);
    const sigmas: [row: Observation | undefined, sigma: number, rounding: number][] = [
      [count, countSigma, COUNT_ROUNDING],
      [total, Math.hypot(Math.sqrt(least.sum), centre * countSigma) / unit, 0],
      [mean, Math.sqrt(least.sum) / Math.max(1, Math.abs(n) + ROUNDING_SLACK) / unit, 0],
    ];
    for (const [row, sigma, rounding] of sigmas) {
      if (row?.CI_LOWER == null || row.CI_UPPER === null) continue;
      const [half, wanted] = [(row.CI_UPPER - row.CI_LOWER) / 2, MARGIN_SLACK * NORMAL_95 * sigma - rounding];
      if (!(half >= wanted))
        yield `${name}: the margin of the ${row.STATISTIC} is ± ${half}; the noise makes it ± ${wanted} at least`;
    }
  }
}
