import type { Household } from "../../src/contract/attributes.ts";
import type { DistributionRow, Measurement, Observation } from "../../src/contract/observation.ts";
import { classOf, type Measure } from "../../src/domains/index.ts";
import type { Territory } from "../../src/territory/index.ts";
import { maximise } from "./simplex.ts";

/** How many bins a measure has, and the sizes of the groups in which they are counted again. */
export function histogramOf({ heaped }: Measure) {
  return heaped ? { bins: 80, sizes: [1, 2, 8, 16] } : { bins: 32, sizes: [1, 2, 4, 8] };
}

/** The bins that each noisy integer of a histogram covers, first and last: single bins, then groups. */
export function placesOf(measure: Measure) {
  const { bins, sizes } = histogramOf(measure);
  return sizes.flatMap((size) => Array.from({ length: bins / size }, (_, i) => ({ from: i * size, to: (i + 1) * size - 1 })));
}

/**
 * What everybody can read: the tables of a release, the territory and the partition of the measure. The attackers on withheld
 * counts below know this and nothing else. They are written without `src/privacy`: every count is a sum of unknowns, one for each
 * leaf and class (or kind of household), and all computing is done with dense matrices.
 */
export interface PublicView {
  readonly territory: Territory;
  readonly measure: Measure;
  readonly observations: readonly Observation[];
  readonly measurements: readonly Measurement[];
  readonly distributions: readonly DistributionRow[];
  /** kinds of households that are told apart, where views of measures of several partitions are laid side by side; absent: classes are */
  readonly kinds?: readonly Household[];
}

export type Vector = readonly number[];

/** A published noisy number: the sum of unknowns that it measures (`of`), its value, and the variance of its noise. */
export interface NoisySum {
  readonly of: Vector;
  readonly value: number;
  readonly variance: number;
}

/** A row of the cube, as the sum of unknowns that it counts. */
export interface Withheld {
  readonly name: string;
  readonly of: Vector;
  /** a sum of several classes, which is not measured by itself */
  readonly rung: boolean;
}

export interface Knowledge {
  readonly rows: readonly NoisySum[];
  readonly withheld: readonly Withheld[];
  /** counts that are published, as the observations give them */
  readonly shown: readonly Withheld[];
}

/** Gives a row of the cube, by its area and its class or rung (`_T` for all), as a sum of unknowns. */
export function unknownsOf({ territory, measure, kinds }: Pick<PublicView, "territory" | "measure" | "kinds">) {
  const { classes, rungs } = measure.similarity;
  const unknowns = kinds?.map((kind) => classOf(measure, kind)) ?? classes.map(({ code }) => code);
  const within = new Map(territory.leaves.map((leaf) => [leaf.code, territory.lineage(leaf.code).map(({ code }) => code)]));
  const parts = (type: string) => (type === "_T" ? null : (rungs.find(({ code }) => code === type)?.classes ?? [type]));
  return (area: string, type: string): Vector =>
    territory.leaves.flatMap((leaf) =>
      unknowns.map((code) => ((within.get(leaf.code) ?? []).includes(area) && (parts(type)?.includes(code) ?? true) ? 1 : 0)),
    );
}

/**
 * What the public tables say of the counts of one measure. Each histogram gives a count four times: as the sum of its single
 * bins, and of its groups of each size.
 */
export function knowledgeOf(view: PublicView): Knowledge {
  const { rungs } = view.measure.similarity;
  const sumOf = unknownsOf(view);
  const places = placesOf(view.measure);
  const histograms = new Map<string, DistributionRow[]>();
  for (const bin of view.distributions) {
    const { from, to } = places[bin.BIN] as (typeof places)[number];
    const key = `${bin.REF_AREA}\n${bin.HOUSEHOLD_TYPE}\n${to - from}`;
    histograms.set(key, [...(histograms.get(key) ?? []), bin]);
  }
  const sums = [...histograms.values()].map(
    (bins): NoisySum => ({
      of: sumOf(bins[0]?.REF_AREA ?? "", bins[0]?.HOUSEHOLD_TYPE ?? ""),
      value: bins.reduce((sum, { NOISY }) => sum + Number(NOISY), 0),
      variance: bins.reduce((sum, { SIGMA }) => sum + SIGMA ** 2, 0),
    }),
  );
  const cube = view.observations.filter(({ STATISTIC }) => STATISTIC === "COUNT");
  const named = ({ REF_AREA, HOUSEHOLD_TYPE }: Observation): Withheld => ({
    name: `${REF_AREA} ${HOUSEHOLD_TYPE}`,
    of: sumOf(REF_AREA, HOUSEHOLD_TYPE),
    rung: rungs.some(({ code }) => code === HOUSEHOLD_TYPE),
  });
  return {
    rows: [...measuredRows(view, "COUNT"), ...sums],
    withheld: cube.filter(({ OBS_VALUE }) => OBS_VALUE === null).map(named),
    shown: cube.filter(({ OBS_VALUE }) => OBS_VALUE !== null).map(named),
  };
}

/** The noisy counts of a publication, or its noisy centred sums divided by C/2, so that both are numbers of households. */
export function measuredRows(view: PublicView, quantity: "COUNT" | "CENTRED_SUM"): NoisySum[] {
  const sumOf = unknownsOf(view);
  return view.measurements
    .filter(({ QUANTITY }) => QUANTITY === quantity)
    .map((row): NoisySum => {
      const unit = quantity === "COUNT" ? 1 : Number(row.CENTRE);
      return {
        of: sumOf(row.REF_AREA, row.HOUSEHOLD_TYPE),
        value: Number(row.NOISY) / unit,
        variance: Number(row.VARIANCE_NUM) / Number(row.VARIANCE_DEN) / unit ** 2,
      };
    });
}

/** A loop, as all that follows: a year's dense system has a thousand unknowns, and calls for each entry took most of the time. */
function dot(a: Vector, b: Vector): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

/** An orthonormal basis of the span of the rows, by Gram and Schmidt done twice, which is enough (Kahan; Parlett 1980). */
function basisOf(rows: readonly NoisySum[]): Vector[] {
  const basis: Vector[] = [];
  for (const { of } of rows) {
    const rest = [...of];
    for (let again = 0; again < 2; again++) {
      for (const one of basis) {
        const along = dot(rest, one);
        if (along === 0) continue;
        for (let i = 0; i < rest.length; i++) rest[i] = (rest[i] as number) - along * (one[i] as number);
      }
    }
    const length = Math.sqrt(dot(rest, rest));
    if (length > 1e-7) basis.push(rest.map((value) => value / length));
  }
  return basis;
}

/** The lower triangular L with A = L·Lᵀ, for the lower triangle of a positive definite A. */
function cholesky(triangle: readonly Vector[]): number[][] {
  const lower: number[][] = [];
  for (const [i, row] of triangle.entries()) {
    const line: number[] = [];
    for (let j = 0; j <= i; j++) {
      const above = j === i ? line : (lower[j] as number[]);
      let rest = row[j] as number;
      for (let l = 0; l < j; l++) rest -= (line[l] as number) * (above[l] as number);
      line.push(j === i ? Math.sqrt(rest) : rest / (above[j] as number));
    }
    lower.push(line);
  }
  return lower;
}

/** L⁻¹b, for a lower triangular L. */
function forward(lower: readonly Vector[], b: Vector): number[] {
  const x: number[] = [];
  for (const [i, line] of lower.entries()) {
    let rest = b[i] as number;
    for (let j = 0; j < i; j++) rest -= (line[j] as number) * (x[j] as number);
    x.push(rest / (line[i] as number));
  }
  return x;
}

/** Estimates by weighted least squares over all published rows. */
export interface LeastSquares {
  /** the variance of the estimate of a sum of unknowns; Infinity where the rows do not determine it */
  variance(of: Vector): number;
  /** the best estimate of a sum of unknowns that the rows determine */
  estimate(of: Vector): number;
  readonly basis: readonly Vector[];
}

export function leastSquares(rows: readonly NoisySum[]): LeastSquares {
  const basis = basisOf(rows);
  // What each row says along each direction, in units of its σ; by direction, so that products run along one array.
  const seen = basis.map((one) => rows.map(({ of, variance }) => dot(of, one) / Math.sqrt(variance)));
  // The lower triangle: the system is symmetric.
  const lower = cholesky(seen.map((own, i) => seen.slice(0, i + 1).map((other) => dot(own, other))));
  const values = rows.map(({ value, variance }) => value / Math.sqrt(variance));
  const weighed = seen.map((own) => dot(own, values));
  const solvedHalf = forward(lower, weighed);
  const inBasis = (of: Vector) =>
    forward(
      lower,
      basis.map((one) => dot(of, one)),
    );
  return {
    basis,
    variance: (of) => {
      const along = basis.map((one) => dot(of, one));
      const outside = dot(of, of) - dot(along, along);
      return outside > 1e-6 ? Number.POSITIVE_INFINITY : dot(inBasis(of), inBasis(of));
    },
    estimate: (of) => dot(inBasis(of), solvedHalf),
  };
}

/** Bounds of a sum of unknowns. */
export interface Band {
  readonly of: Vector;
  readonly low: number;
  readonly high: number;
}

/**
 * The least and the largest value of a sum of unknowns within all bands; `signed` allows counts below zero. NaN when no values
 * fit all bands.
 */
export function range(of: Vector, bands: readonly Band[], signed: boolean): [number, number] {
  const bothSigns = (vector: Vector) => (signed ? [...vector, ...vector.map((value) => -value)] : [...vector]);
  const rows = bands.flatMap((band) => [bothSigns(band.of), bothSigns(band.of).map((value) => -value)]);
  const bounds = bands.flatMap(({ low, high }) => [high, -low]);
  const largest = (objective: number[]) => maximise({ objective, rows, bounds });
  return [-largest(bothSigns(of).map((value) => -value)), largest(bothSigns(of))];
}
