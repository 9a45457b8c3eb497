import { fieller, toNumber } from "../../src/privacy/index.ts";
import type { Territory } from "../../src/territory/index.ts";
import type { SnapshotHousehold } from "../../src/vault/index.ts";
import { seededEntropy } from "./entropy.ts";
import { drawOf, household, type Sums } from "./pipeline.ts";

const SIZES = ["1", "2", "3", "4", "5+", "unknown"] as const;
/** A mean of 10 m3 a month, a quarter of the clamp, with the variation that a plan assumes. */
const MEAN = 10_000;
const VARIATION = 0.8;

/** Seeded random numbers, uniform in (0, 1). */
export function uniforms(seed: string): () => number {
  const random = seededEntropy(seed);
  let bytes: Uint8Array = new Uint8Array(0);
  let at = 0;
  return () => {
    if (at + 4 > bytes.length) [bytes, at] = [random(4096), 0];
    const value = new DataView(bytes.buffer, bytes.byteOffset + at, 4).getUint32(0, true);
    at += 4;
    return (value + 0.5) / 2 ** 32;
  };
}

/** A log-normally distributed amount, in litres a month. */
export function amountOf(uniform: () => number): number {
  const s2 = Math.log1p(VARIATION ** 2);
  const normal = Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  return Math.round(MEAN * Math.exp(Math.sqrt(s2) * normal - s2 / 2));
}

/** Households as a plan assumes them: over leaves in proportion to dwellings, evenly over sizes, each drawn independently. */
export function assumedDonors(territory: Territory, n: number, seed: string): SnapshotHousehold[] {
  const uniform = uniforms(seed);
  const leaves = territory.leaves.filter(({ dwellings }) => dwellings > 0);
  const ends: number[] = [];
  for (const { dwellings } of leaves) ends.push((ends.at(-1) ?? 0) + dwellings);
  return Array.from({ length: n }, (_, i) => {
    const at = uniform() * (ends.at(-1) as number);
    const leaf = leaves[ends.findIndex((end) => at < end)] as (typeof leaves)[number];
    const readings = [{ domain: "water", measure: "volume", period: "2025", amount: 12 * amountOf(uniform), source: "bill" }];
    return household(i, leaf.code, readings, { size: SIZES[Math.floor(6 * uniform())] as string });
  });
}

/** What one draw published of one table. */
export interface Showing {
  readonly level: string;
  readonly table: string;
  /** for each published cell: the relative half-width of Fieller's interval, and the relative error against the clamped mean */
  readonly published: { readonly width: number; readonly error: number }[];
}

/**
 * Makes one draw over exact sums. Gives what it published of a measure by level and table, as direct estimates before any
 * post-processing.
 */
export function showing(sums: Sums, random: (n: number) => Uint8Array, measure: string): Showing[] {
  const drawn = drawOf(sums, random);
  const tables = new Map<string, Showing>();
  for (const { cell, level, table, plan, publication } of sums.cube.cells) {
    if (publication.measure.key !== measure) continue;
    const found = tables.get(`${level} ${table}`) ?? { level, table, published: [] };
    tables.set(`${level} ${table}`, found);
    const drawnCell = drawn[cell];
    if (drawnCell?.fate !== "published") continue;
    const centre = Number(publication.centre);
    const truth = centre + Number(sums.exact.centred[cell]) / Number(sums.exact.households[cell]);
    const interval = fieller({
      sum: Number(drawnCell.sum),
      count: Number(drawnCell.count),
      sumVariance: toNumber(plan.sum.variance),
      countVariance: toNumber(plan.count.variance),
      z: 1.959963984540054,
    });
    if (!interval) throw new RangeError("a published cell has a count that is clearly above zero");
    const value = centre + interval.estimate;
    found.published.push({ width: (interval.upper - interval.lower) / 2 / value, error: value / truth - 1 });
  }
  return [...tables.values()];
}
