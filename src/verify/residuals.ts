import type { Measurement } from "../contract/observation.ts";
import type { Finding } from "../release/folder.ts";
import { summed } from "./finding.ts";
import { toNumber } from "./fraction.ts";
import { type CheckedTables, cellOf, grouped, measureOf } from "./rows.ts";
import type { MeasureCells } from "./sums.ts";

const FILE = "measurements.parquet";
/** As a normal deviate: one genuine release in some millions is further, on either side. */
const FAR = 5;
const ALL = "_T";

/** What two ways of measuring the same thing differ by, squared, over what the noise of both makes it on average. */
type Residual = number;

/**
 * Is the noise there? The same households are counted by a cell's count and by its bins, and their amounts are in its sum and
 * in its classes'; what was measured twice differs by the noise of both, and by nothing else. Noise that is much smaller or
 * larger than its variance says shows in all of these differences together (χ²). Who makes noise up is not found so.
 */
export function residualFindings(tables: CheckedTables, measures: readonly MeasureCells[]): Finding[] {
  const residuals = [...ofBins(tables), ...ofClasses(tables, measures)];
  const deviate = chiSquareDeviate(residuals);
  if (Math.abs(deviate) <= FAR) return [];
  const mean = residuals.reduce((sum, one) => sum + one, 0) / residuals.length;
  const detail = `in ${residuals.length} differences between what was measured twice the noise has ${mean.toPrecision(3)} times the variance that is said; expected 1`;
  return summed(FILE, "the noise is there", [detail]);
}

function quantity(rows: readonly Measurement[] | undefined, name: string): { value: number; variance: number } | null {
  const row = rows?.find(({ QUANTITY }) => QUANTITY === name);
  if (!row || row.VARIANCE_NUM <= 0n || row.VARIANCE_DEN <= 0n) return null;
  return { value: Number(row.NOISY), variance: toNumber({ num: row.VARIANCE_NUM, den: row.VARIANCE_DEN }) };
}

/** A cell's count less all of its bins. */
function ofBins({ measurements, distributions }: CheckedTables): Residual[] {
  const measured = grouped(measurements, cellOf);
  return [...grouped(distributions, cellOf)].flatMap(([cell, bins]) => {
    const count = quantity(measured.get(cell), "COUNT");
    if (!count) return [];
    const total = bins.reduce((sum, { NOISY }) => sum + Number(NOISY), 0);
    const variance = bins.reduce((sum, { SIGMA }) => sum + SIGMA ** 2, count.variance);
    return [(count.value - total) ** 2 / variance];
  });
}

/** An area's sum less those of all its classes. The gates look at counts alone: the noise of sums was not chosen by them. */
function ofClasses({ measurements }: CheckedTables, measures: readonly MeasureCells[]): Residual[] {
  const measured = grouped(measurements, (row) => `${measureOf(row)}\n${row.REF_AREA}`);
  return measures.flatMap(({ key, areas, rungs }) =>
    areas.flatMap((area) => {
      const types = [...area.values()].filter(({ type }) => !rungs.has(type));
      const rows = measured.get(`${key}\n${types[0]?.area}`) ?? [];
      const ofType = grouped(rows, ({ HOUSEHOLD_TYPE }) => HOUSEHOLD_TYPE);
      const whole = quantity(ofType.get(ALL), "CENTRED_SUM");
      const parts = types.filter(({ type }) => type !== ALL).map(({ type }) => quantity(ofType.get(type), "CENTRED_SUM"));
      // A type that was measured nowhere may be a class: then the others are not all households.
      const certain = ![...rungs.values()].includes(null);
      if (!certain || !whole || parts.length === 0 || parts.includes(null)) return [];
      const known = parts as { value: number; variance: number }[];
      const rest = known.reduce((left, { value }) => left - value, whole.value);
      return [rest ** 2 / known.reduce((sum, { variance }) => sum + variance, whole.variance)];
    }),
  );
}

/** How far a sum of squares is from its mean, as a normal deviate (Wilson & Hilferty 1931). */
function chiSquareDeviate(squares: readonly number[]): number {
  const n = squares.length;
  if (n === 0) return 0;
  const spread = 2 / (9 * n);
  return (Math.cbrt(squares.reduce((sum, one) => sum + one, 0) / n) - (1 - spread)) / Math.sqrt(spread);
}
