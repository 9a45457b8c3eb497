import type { Period, Step } from "../../contract/period.ts";
import { Refusal } from "../../contract/problem.ts";
import type { Settings } from "../../contract/settings.ts";
import { toBase, UNITS } from "../../contract/units.ts";
import { MEASURES, type MeasureRef, minimumMonths } from "../../domains/index.ts";
import { binningOf, histogramEdges, leafClampBins } from "../../privacy/index.ts";
import type { Territory } from "../../territory/index.ts";

type Clamp = Settings["clamps"][string];

export type PlannedMeasure = ReturnType<typeof planMeasures>[number];

/**
 * The measures in use, each with its public bound, in public priority order.
 *
 * @throws Refusal `invalid-settings` for an unknown or repeated measure, a clamp that is odd, zero or for a measure not in use,
 *   a price of what is money already
 */
export function planMeasures(settings: Settings) {
  const wanted = settings.measures ?? MEASURES.map((ref) => ref.key);
  const knownMeasures = new Map(MEASURES.map((ref) => [ref.key, ref]));
  for (const key of wanted) {
    if (!knownMeasures.has(key))
      throw new Refusal("invalid-settings", `measures: known are ${[...knownMeasures.keys()].join(", ")}; got ${key}`);
  }
  if (new Set(wanted).size < wanted.length) throw new Refusal("invalid-settings", "measures: each at most once");
  for (const name of ["clamps", "notes", "prices"] as const) {
    const stray = Object.keys(settings[name] ?? {}).find((key) => !wanted.includes(key));
    if (stray) throw new Refusal("invalid-settings", `${name}: measures in use are ${wanted.join(", ")}; got ${stray}`);
  }
  const inMoney = Object.keys(settings.prices ?? {}).find((key) => knownMeasures.get(key)?.measure.unit === "currency");
  if (inMoney) throw new Refusal("invalid-settings", `prices: a measure must not be in money already; got ${inMoney}`);
  return MEASURES.filter((ref) => wanted.includes(ref.key)).map((ref) => {
    const clamp: Clamp = settings.clamps[ref.key] ?? ref.measure.clamp;
    const upper = BigInt(toBase(clamp.upper, ref.measure.unit));
    const { base, factor } = UNITS[ref.measure.unit];
    const binned = binningOf(ref.measure);
    if (upper < BigInt(binned.bins) || upper % 2n !== 0n) {
      throw new Refusal(
        "invalid-settings",
        `clamps.${ref.key}.upper must be an even number ≥ ${binned.bins} of ${base}; got ${upper} ${base}`,
      );
    }
    const leaf = leafClampOf(ref, upper, clamp.leaf);
    return {
      ...ref,
      /** the bins of its histograms: finer ones where amounts heap */
      binned,
      /** C, in base units per month: even */
      upper,
      /** C in the display unit per month, and where it comes from */
      clamp,
      /** the lower clamps of cells that leaves alone pay for (`src/privacy/leaf-clamp.md`); null: C holds there too */
      leaf,
      /** base units in one display unit */
      factor,
      /** as published: the display unit, or the commons' currency */
      unit: ref.measure.unit === "currency" ? settings.currency : ref.measure.unit,
    };
  });
}

/**
 * The clamps of leaves, in base units: edges of the measure's bins, so that sums by bin give the sums below them. A single leaf may
 * have the measure's own clamp.
 *
 * @throws Refusal `invalid-settings` where one is none of the edges that a leaf may be clamped at
 */
function leafClampOf({ key, measure }: MeasureRef, upper: bigint, clamp: Clamp["leaf"]) {
  if (!clamp) return null;
  const { unit } = measure;
  const binned = binningOf(measure);
  const edges = histogramEdges(upper, binned);
  const allowed = leafClampBins(binned).map((bin) => edges[bin] as bigint);
  const edgeOf = (stated: number, where: string, others: readonly bigint[]) => {
    const edge = BigInt(toBase(stated, unit));
    if (others.includes(edge)) return edge;
    const shown = others.map((one) => Number(one) / Number(UNITS[unit].factor)).join(", ");
    throw new Refusal(
      "invalid-settings",
      `clamps.${key}.leaf.${where} must be an edge of the measure's bins, ${shown}; got ${stated}`,
    );
  };
  const own = edgeOf(clamp.upper, "upper", allowed);
  const areas = new Map(
    Object.entries(clamp.areas ?? {}).map(([area, stated]) => [area, edgeOf(stated, `areas.${area}`, [upper, ...allowed])]),
  );
  const others = [...new Set(areas.values())].filter((edge) => edge !== own).sort((a, b) => Number(b - a));
  return {
    clamp,
    /** of leaves that are not named */
    upper: own,
    /** those of leaves that are named, by their codes */
    areas,
    /** each clamp once: that of leaves that are not named first, then from the highest to the lowest */
    all: [own, ...others],
  };
}

/** The last bin whose amounts are below an edge that leaves may be clamped at. */
export function lastBinBelow(edge: bigint, { upper, binned }: Pick<PlannedMeasure, "upper" | "binned">): number {
  const edges = histogramEdges(upper, binned);
  return leafClampBins(binned).find((bin) => edges[bin] === edge) ?? binned.bins - 1;
}

/** The most measure streams of one household that count in a year. */
export function planStreams(settings: Settings, measures: readonly PlannedMeasure[]): number {
  const streams = settings.streams ?? Math.min(6, measures.length);
  if (streams > measures.length) {
    throw new Refusal("invalid-settings", `streams must be at most the ${measures.length} measures in use; got ${streams}`);
  }
  return streams;
}

function lcm(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return (a / x) * b;
}

export type Scale = ReturnType<typeof scaleOf>;

/**
 * How a household's readings become one amount per month without a division. An amount is counted in 1/scale of the base unit,
 * where scale is a common multiple of the admitted month counts: from the fewest months that the measure asks for to all of the
 * period's. Then both are exact integers: the mean of m months is their sum × scale/m, and a yearly total gives total × scale/12.
 */
export function scaleOf(measure: PlannedMeasure, step: Step) {
  const months = { month: 1, quarter: 3, year: 12 }[step];
  const fewest = minimumMonths(measure.measure, step);
  const counts = Array.from({ length: months - fewest + 1 }, (_, i) => BigInt(fewest + i));
  const scale = counts.reduce(lcm, step === "year" ? 12n : 1n);
  const weights = new Map(counts.map((count) => [Number(count), scale / count]));
  if (step === "year") weights.set(0, scale / 12n);
  /** `weights`: by number of months; 0 stands for the household's own yearly total */
  return { scale, weights };
}

/**
 * Refuses a plan in which an exact integer could leave the signed 64-bit range, whoever contributes: one
 * household's amount before its clamp (at most 12 clamps), or a centred sum over all dwellings.
 *
 * @throws Refusal `sensitivity-overflow`
 */
export function refuseOverflow(measures: readonly PlannedMeasure[], territory: Territory, steps: readonly Step[]): void {
  for (const measure of measures) {
    for (const step of steps) {
      const clamp = measure.upper * scaleOf(measure, step).scale;
      const refuse = (what: string, most: bigint) => {
        if (most >= 2n ** 63n) throw new Refusal("sensitivity-overflow", `${measure.key}: ${what} must be < 2^63; got ${most}`);
      };
      refuse("12 clamps × scale", 12n * clamp);
      refuse("half a clamp × scale × dwellings", (clamp / 2n) * BigInt(territory.dwellings));
    }
  }
}

/** Signed 64-bit sums must stay below this. */
const SUM_BOUND = 2n ** 63n;

/**
 * Refuses a number of households whose centred sum could leave the signed 64-bit range. The message names neither their number
 * nor the sum: the number of households in the vault is secret.
 *
 * @throws Refusal `sensitivity-overflow`
 */
export function refuseWideSums(
  measures: Iterable<{ readonly measure: PlannedMeasure; readonly centre: bigint }>,
  households: bigint,
): void {
  for (const { measure, centre } of measures) {
    if (centre * households < SUM_BOUND) continue;
    throw new Refusal(
      "sensitivity-overflow",
      `${measure.key}: half a clamp × scale × households must be < 2^63, and of so many it is not: lower clamps.${measure.key}.upper, or publish by the month ("calendar"), whose scale is 1. Nothing was drawn`,
    );
  }
}

/**
 * Refuses a publication in which the readings of one household and measure could leave the signed 64-bit range when they are added up.
 *
 * @param most the largest amount that the intake takes: `toBase` refuses what is above
 * @throws Refusal `sensitivity-overflow`
 */
export function refuseWideReadings(period: Period, most = BigInt(Number.MAX_SAFE_INTEGER)): void {
  const readings = readingPeriods(period).length;
  if (BigInt(readings) * most < SUM_BOUND) return;
  throw new Refusal(
    "sensitivity-overflow",
    `${period.id}: the readings of a household and measure × the largest amount must be < 2^63; got ${readings} × ${most}. Nothing was drawn`,
  );
}

/** Periods that readings of a publication can have: its months and, for a year, the yearly total. */
export function readingPeriods(period: Period) {
  const months = period.months.map((month) => ({ period: month, kind: "month" as const }));
  return period.step === "year" ? [...months, { period: period.id, kind: "total" }] : months;
}
