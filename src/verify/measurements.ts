import type { Measurement } from "../contract/observation.ts";
import { checksOf, type Faults, type PromiseCheck } from "./check.ts";
import { type CellColumns, type Contents, cellOf, MEASUREMENTS_FILE, measureOf, type ShownCell } from "./contents.ts";
import { Fraction, isNear } from "./fraction.ts";
import { ALL, type MeasureShape } from "./shape.ts";

export const BINS = 32;
/** As a normal deviate: one genuine release in some millions is further, on either side. */
const FAR = 5;

/** The noisy figures are those of published cells alone, with the noise that was paid for, and over their gates. */
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
];

type NoisyRow = CellColumns & Pick<Measurement, "AREA_LEVEL" | "TIME_PERIOD">;

/** Noisy figures are public for published cells only; they are of the level and the period, too, that the cell is shown with. */
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
    const found = rows.map(({ QUANTITY }) => QUANTITY).sort();
    if (found.join() !== "CENTRED_SUM,COUNT") yield `${cell} has ${found.join(", ")}; expected one COUNT and one CENTRED_SUM`;
  }
}

/** The noise's exact variance; null where the row has none that noise can have. */
function varianceOf({ VARIANCE_NUM, VARIANCE_DEN }: Measurement): Fraction | null {
  return VARIANCE_NUM > 0n && VARIANCE_DEN > 0n ? new Fraction(VARIANCE_NUM, VARIANCE_DEN) : null;
}

/** The variance is the mechanism's, exactly; centre and scale are those that the sensitivity was computed with. */
function* noiseFaults({ shapes, tables, mechanismOf }: Contents): Faults {
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
      const [centre, scale] = isSum ? [shape.centre, shape.scale] : [0n, 1n];
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

/** A cell has 32 bins where its level has histograms, none elsewhere, with the edges that the clamp alone gives. */
function* histogramFaults({ due, shapes, measured, bins }: Contents): Faults {
  const isBinned = ({ AREA_LEVEL }: NoisyRow) => due.some(({ level, histograms }) => histograms && level === AREA_LEVEL);
  for (const [cell, [first]] of measured)
    if (first && isBinned(first) && !bins.has(cell)) yield `${cell} has no histogram; its level has`;
  for (const [cell, rows] of bins) {
    const [first] = rows;
    const edges = first && edgesOf(shapes.get(measureOf(first)));
    if (!edges) continue;
    if (!measured.has(cell)) yield `${cell} has a histogram and no measurement`;
    if (!isBinned(first)) yield `${cell} has a histogram; the level ${first.AREA_LEVEL} has none`;
    if (rows.length !== BINS) yield `${cell} has ${rows.length} bins; expected ${BINS}`;
    const wrong = rows.find(
      (row, i) => row.BIN !== i || row.LOWER !== edges[Math.max(0, i - 1)] || row.UPPER !== (i === 0 ? 0 : (edges[i] ?? null)),
    );
    if (wrong) yield `${cell}: bin ${wrong.BIN} is ${wrong.LOWER} … ${wrong.UPPER}; the clamp gives other edges`;
  }
}

/** e₀ = 0, e_i = ⌊C·(5/6)^(30−i)⌋ base units, each at least one above the last; in the display unit. */
function edgesOf(shape: MeasureShape | undefined): number[] | null {
  if (!shape?.upper) return null;
  const edges = [0n];
  for (let power = 29n; power >= 0n; power--) {
    const [edge, above] = [(shape.upper * 5n ** power) / 6n ** power, (edges.at(-1) as bigint) + 1n];
    edges.push(edge > above ? edge : above);
  }
  return edges.map((edge) => Number(edge) / Number(shape.factor));
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

/** A noisy figure of a cell with its variance; null where it has none. */
export function noisyOf(rows: readonly Measurement[] | undefined, quantity: Measurement["QUANTITY"]): Noisy | null {
  const row = rows?.find(({ QUANTITY }) => QUANTITY === quantity);
  const variance = row && varianceOf(row);
  return variance ? { value: Number(row.NOISY), variance: variance.valueOf() } : null;
}

/**
 * The noise is there. The same households are counted by a cell's count and by its bins, and their amounts are in its sum and
 * in its classes'; what was measured twice differs by the noise of both, and by nothing else. Noise that is much smaller or
 * larger than its variance says shows in all of these differences together (χ²). Who makes noise up is not found so.
 */
function* residualFaults({ measured, bins, shown }: Contents): Faults {
  const residuals: number[] = [];
  /** The difference of a whole and its parts, squared, over what the noise of all makes it on average. */
  const add = (whole: Noisy, parts: readonly Noisy[]) => {
    const difference = parts.reduce((left, { value }) => left - value, whole.value);
    residuals.push(difference ** 2 / parts.reduce((total, { variance }) => total + variance, whole.variance));
  };
  for (const [cell, rows] of bins) {
    const count = noisyOf(measured.get(cell), "COUNT");
    if (count)
      add(
        count,
        rows.map(({ NOISY, SIGMA }) => ({ value: Number(NOISY), variance: SIGMA ** 2 })),
      );
  }
  // The gates look at counts alone: the noise of sums was not chosen by them.
  const sumOf = (cell: ShownCell | undefined) => noisyOf(cell && measured.get(cell.name), "CENTRED_SUM");
  for (const { areas, rungs } of shown)
    for (const area of areas) {
      const classes = [...area.values()].filter(({ type }) => type !== ALL && !rungs.has(type));
      const [whole, parts] = [sumOf(area.get(ALL)), classes.flatMap((cell) => sumOf(cell) ?? [])];
      if (whole && parts.length > 0 && parts.length === classes.length) add(whole, parts);
    }
  const mean = residuals.reduce((total, one) => total + one, 0) / residuals.length;
  // How far the mean of squares is from 1, as a normal deviate (Wilson & Hilferty 1931).
  const spread = 2 / (9 * residuals.length);
  const deviate = (Math.cbrt(mean) - (1 - spread)) / Math.sqrt(spread);
  if (residuals.length > 0 && !(Math.abs(deviate) <= FAR))
    yield `in ${residuals.length} differences between what was measured twice the noise has ${mean.toPrecision(3)} times the variance that is said; expected 1`;
}
