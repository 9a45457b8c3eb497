import type { Measurement } from "../contract/observation.ts";
import type { PromiseCheck } from "./check.ts";
import { type Contents, MEASUREMENTS_FILE, type ShownCell } from "./contents.ts";
import { varianceOf } from "./measurements.ts";
import { ALL } from "./shape.ts";

/** As a normal deviate: one genuine release in some millions is further, on either side. */
const FAR = 5;

/**
 * The noise is there. The same households are counted by a cell's count and by its bins, and their amounts are in its sum and
 * in its classes'; what was measured twice differs by the noise of both, and by nothing else. Noise that is much smaller or
 * larger than its variance says shows in all of these differences together (χ²). Who makes noise up is not found so.
 */
export const RESIDUAL_CHECK: PromiseCheck<Contents> = {
  file: MEASUREMENTS_FILE,
  promise: "the noise is there",
  faults: residualFaults,
};

function residualFaults(contents: Contents): string[] {
  const residuals = [...ofBins(contents), ...ofClasses(contents)];
  if (Math.abs(chiSquareDeviate(residuals)) <= FAR) return [];
  return [
    `in ${residuals.length} differences between what was measured twice the noise has ${mean(residuals).toPrecision(3)} times the variance that is said; expected 1`,
  ];
}

interface Noisy {
  readonly value: number;
  readonly variance: number;
}

function noisy(rows: readonly Measurement[] | undefined, quantity: Measurement["QUANTITY"]): Noisy | null {
  const row = rows?.find(({ QUANTITY }) => QUANTITY === quantity);
  const variance = row && varianceOf(row);
  return variance ? { value: Number(row.NOISY), variance: variance.valueOf() } : null;
}

/** The difference of a whole and its parts, squared, over what the noise of all makes it on average. */
function residual(whole: Noisy, parts: readonly Noisy[]): number {
  const difference = parts.reduce((left, { value }) => left - value, whole.value);
  return difference ** 2 / parts.reduce((total, { variance }) => total + variance, whole.variance);
}

/** A cell's count less all of its bins. */
function ofBins({ measured, bins }: Contents): number[] {
  return [...bins].flatMap(([cell, rows]) => {
    const count = noisy(measured.get(cell), "COUNT");
    const parts = rows.map(({ NOISY, SIGMA }) => ({ value: Number(NOISY), variance: SIGMA ** 2 }));
    return count ? [residual(count, parts)] : [];
  });
}

/** An area's sum less those of all its classes. The gates look at counts alone: the noise of sums was not chosen by them. */
function ofClasses({ areasByMeasure, measured }: Contents): number[] {
  return areasByMeasure.flatMap(({ areas, rungs }) =>
    areas.flatMap((area) => {
      const sumOf = (cell: ShownCell | undefined) => cell && noisy(measured.get(cell.name), "CENTRED_SUM");
      const classes = [...area.values()].filter(({ type }) => type !== ALL && !rungs.has(type));
      const [whole, parts] = [sumOf(area.get(ALL)), classes.flatMap((cell) => sumOf(cell) ?? [])];
      return whole && parts.length > 0 && parts.length === classes.length ? [residual(whole, parts)] : [];
    }),
  );
}

function mean(values: readonly number[]): number {
  return values.reduce((total, one) => total + one, 0) / values.length;
}

/** How far the mean of squares is from 1, as a normal deviate (Wilson & Hilferty 1931). */
function chiSquareDeviate(squares: readonly number[]): number {
  if (squares.length === 0) return 0;
  const spread = 2 / (9 * squares.length);
  return (Math.cbrt(mean(squares)) - (1 - spread)) / Math.sqrt(spread);
}
