import type { Manifest, Mechanism, PrivacyReport } from "../contract/manifest.ts";
import type { Observation } from "../contract/observation.ts";
import type { Finding } from "../release/folder.ts";
import { summed } from "./finding.ts";
import { parseFraction, toNumber } from "./fraction.ts";
import { mechanismsByLineage } from "./mechanisms.ts";
import { type CheckedTables, cellOf, grouped, measureOf, nameOf } from "./rows.ts";
import { centreOf, type MeasureShape, measureShapes } from "./shape.ts";

const FILE = "observations.parquet";
const BINS = 32;
const Z95 = 1.959963984540054;
/** σ that an estimate may be from the cell's own measurement: fewer than one cell in 10¹⁵ are further. */
const FAR = 8;
/** households that making counts whole may add or take */
const WHOLE = 2;
/** for the digits in which margins are given */
const NEARLY = 0.999;

/**
 * Do the estimates follow from the measurements? A least-squares estimate is never far from the cell's own measurement, a
 * measured mean is the total over the count, and no margin is narrower than all of the measure's noise together allows.
 * A modelled mean cannot be recomputed without the territory, and is not held against anything but its own margin.
 */
export function estimateFindings(manifest: Manifest, report: PrivacyReport, tables: CheckedTables): Finding[] {
  const measured = grouped(tables.measurements, cellOf);
  const shapes = new Map(measureShapes(manifest).map((shape) => [shape.key, shape]));
  const floors = new Map([...shapes.keys()].map((key) => [key, floorOf(mechanismsByLineage(manifest, report, key))]));
  const decimals = decimalsOf(tables.observations);
  const far: string[] = [];
  const narrow: string[] = [];
  for (const [cell, rows] of grouped(tables.observations, cellOf)) {
    const key = measureOf(rows[0] as Observation);
    const [shape, floor] = [shapes.get(key), floors.get(key)];
    const statistic = (name: string) => rows.find(({ STATISTIC, OBS_VALUE }) => STATISTIC === name && OBS_VALUE !== null);
    const [count, total, mean] = [statistic("COUNT"), statistic("TOTAL"), statistic("MEAN")];
    if (!shape || !floor || !count || !total) continue;
    const own = measured.get(cell) ?? [];
    const noisy = (quantity: string) => own.find(({ QUANTITY, VARIANCE_DEN }) => QUANTITY === quantity && VARIANCE_DEN > 0n);
    const known = { count: noisy("COUNT"), sum: noisy("CENTRED_SUM") };
    const say = (list: string[], faults: string[]) => list.push(...faults.map((fault) => `${nameOf(cell)}: ${fault}`));
    if (known.count && known.sum) say(far, distanceFaults(shape, count, total, { count: known.count, sum: known.sum }));
    if (mean?.METHOD === "measured") say(far, ratioFaults(count, total, mean, decimals.get(key) ?? 0));
    say(narrow, marginFaults(shape, floor, count, total, mean));
  }
  return [
    ...summed(FILE, "estimates follow from the measurements", far),
    ...summed(FILE, "no margin narrower than the noise", narrow),
  ];
}

interface Noisy {
  readonly NOISY: bigint;
  readonly VARIANCE_NUM: bigint;
  readonly VARIANCE_DEN: bigint;
}

function sigmaOf({ VARIANCE_NUM, VARIANCE_DEN }: Noisy): number {
  return Math.sqrt(toNumber({ num: VARIANCE_NUM, den: VARIANCE_DEN }));
}

/** 1/scale base units in one display unit. */
function unitOf({ factor, scale }: MeasureShape): number {
  return Number(factor * scale);
}

function distanceFaults(
  shape: MeasureShape,
  count: Observation,
  total: Observation,
  noisy: { readonly count: Noisy; readonly sum: Noisy },
): string[] {
  const faults: string[] = [];
  const n = count.OBS_VALUE as number;
  const reach = FAR * sigmaOf(noisy.count) + WHOLE;
  if (!(Math.abs(n - Number(noisy.count.NOISY)) <= reach))
    faults.push(
      `COUNT is ${n}; it was measured as ${noisy.count.NOISY}, and no estimate is more than ${Math.ceil(reach)} from that`,
    );
  const [centre, unit] = [Number(centreOf(shape)), unitOf(shape)];
  const expected = (Number(noisy.sum.NOISY) + n * centre) / unit;
  const most = (FAR * sigmaOf(noisy.sum) + WHOLE * centre) / unit + WHOLE;
  const t = total.OBS_VALUE as number;
  if (!(Math.abs(t - expected) <= most))
    faults.push(`TOTAL is ${t}; the measured sum and the COUNT make it ${expected}, give or take ${most}`);
  return faults;
}

/** A measured mean is its total over its count, but for the rounding of all three. */
function ratioFaults(count: Observation, total: Observation, mean: Observation, decimals: number): string[] {
  const [n, t, m] = [count, total, mean].map(({ OBS_VALUE }) => OBS_VALUE as number) as [number, number, number];
  const digit = 10 ** -decimals;
  const most = WHOLE * Math.abs(m) + (Math.abs(n) + WHOLE) * digit + WHOLE * digit;
  return Math.abs(m * n - t) <= most ? [] : [`MEAN is ${m}; TOTAL over COUNT is ${t / n}`];
}

/** The digits after the point that a measure's figures have at most. */
function decimalsOf(observations: readonly Observation[]): Map<string, number> {
  const decimals = new Map<string, number>();
  for (const row of observations) {
    if (row.STATISTIC !== "MEAN" || row.OBS_VALUE === null) continue;
    const digits = [row.OBS_VALUE, row.CI_LOWER, row.CI_UPPER].map((value) => (String(value).split(".")[1] ?? "").length);
    decimals.set(measureOf(row), Math.max(decimals.get(measureOf(row)) ?? 0, ...digits));
  }
  return decimals;
}

interface Floor {
  readonly count: number;
  readonly sum: number;
}

/**
 * The least variance that any estimate of a measure's cell can have: a household sits in one cell of each table, so that a
 * table tells of a cell no more than one of its measurements does, were all others known.
 *
 * @param each mechanisms that a household meets, wherever it lives
 */
function floorOf(each: readonly (readonly Mechanism[])[]): Floor {
  const told = each.map((own) => {
    const of = (quantity: Mechanism["quantity"]) =>
      own.reduce((sum, one) => sum + (one.quantity === quantity ? 1 / toNumber(parseFraction(one.variance)) : 0), 0);
    return { count: of("count") + of("histogram") / BINS, sum: of("sum") };
  });
  const most = (of: (one: Floor) => number) => Math.max(0, ...told.map(of));
  return { count: 1 / most(({ count }) => count), sum: 1 / most(({ sum }) => sum) };
}

function marginFaults(
  shape: MeasureShape,
  floor: Floor,
  count: Observation,
  total: Observation,
  mean: Observation | undefined,
): string[] {
  const [centre, unit] = [Number(centreOf(shape)), unitOf(shape)];
  const n = Math.max(1, Math.abs(count.OBS_VALUE as number) + WHOLE);
  const least: [Observation | undefined, number][] = [
    [count, Math.sqrt(floor.count)],
    [total, Math.sqrt(floor.sum + centre ** 2 * floor.count) / unit],
    [mean?.METHOD === "measured" ? mean : undefined, Math.sqrt(floor.sum) / n / unit],
  ];
  return least.flatMap(([row, sigma]) => {
    if (row?.CI_LOWER == null || row.CI_UPPER === null) return [];
    const half = (row.CI_UPPER - row.CI_LOWER) / 2;
    const wanted = NEARLY * Z95 * sigma;
    return half >= wanted ? [] : [`the margin of the ${row.STATISTIC} is ± ${half}; the noise makes it ± ${wanted} at least`];
  });
}
