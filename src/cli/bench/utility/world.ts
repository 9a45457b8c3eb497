import { createHash } from "node:crypto";
import { unknownHousehold } from "../../../contract/attributes.ts";
import type { Reading } from "../../../contract/donation.ts";
import { MEASURES, type MeasureRef } from "../../../domains/index.ts";
import type { Territory } from "../../../territory/index.ts";
import type { SnapshotHousehold } from "../../../vault/index.ts";
import { YEAR } from "../bench.ts";
import { uniformTerritory } from "../territory.ts";

/**
 * The simulated households of the accuracy table: 500 leaves in 25 middle areas, four household types, skewed amounts. They are
 * the same at every run: all randomness is the SHA-256 of their number. Nothing here is noise, and nothing is real.
 */
const MIDDLE = 25;
const LEAVES = 20;
const DWELLINGS = 2800;

/** Sizes of leaves: normal around their mean, with a minimum. */
const SIZE = { spread: 0.5, least: 0.1 } as const;
/** Log-normal spreads of amounts: between middle areas, leaves, households, and a household's months. */
const SPREAD = { middle: 0.08, leaf: 0.08, household: 0.5, month: 0.2 } as const;
/** Share of each household type, and its consumption relative to the overall mean. */
const SHARES = [0.43, 0.24, 0.19, 0.14] as const;
const LEVELS = [0.6, 0.95, 1.25, 1.9] as const;
/** A measure with as many types as the world has. */
export function worldMeasure(): MeasureRef {
  const found = MEASURES.find(({ measure }) => measure.similarity.classes.length === SHARES.length);
  if (!found) throw new RangeError(`no measure has ${SHARES.length} types`);
  return found;
}

/** The measures in use where a household may have `streams` of them, the simulated one first. */
export function measuresInUse(streams: number): string[] {
  const own = worldMeasure().key;
  return [own, ...MEASURES.map(({ key }) => key).filter((key) => key !== own)].slice(0, streams);
}

export function worldTerritory(): Territory {
  return uniformTerritory({
    id: "bench-world",
    name: { fr: "Monde de mesure", en: "Benchmark world" },
    levels: ["territory", "middle", "leaf"],
    sizes: [MIDDLE, LEAVES, DWELLINGS],
    codes: ["W", (number) => `M${number}`, (parent, number) => `${parent}L${number}`],
  });
}

/** Eight uniform numbers in (0, 1) from a digest of a name. */
function uniforms(name: string): number[] {
  const digest = createHash("sha256").update(name).digest();
  return Array.from({ length: 8 }, (_, i) => (digest.readUInt32LE(4 * i) + 0.5) / 2 ** 32);
}

/** Eight standard normal numbers for a name (Box & Muller 1958). */
function normals(name: string): number[] {
  const u = uniforms(name);
  return [0, 2, 4, 6].flatMap((i) => {
    const radius = Math.sqrt(-2 * Math.log(u[i] as number));
    const angle = 2 * Math.PI * (u[i + 1] as number);
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
}

/** A log-normal factor with mean 1. */
const factor = (spread: number, normal: number) => Math.exp(spread * normal - (spread * spread) / 2);

/**
 * The simulated households, in no order, with twelve months each.
 *
 * @param households number of contributors
 * @param mean public mean per month, in base units: a quarter of the clamp
 */
export function* worldHouseholds(territory: Territory, households: number, mean: number): Generator<SnapshotHousehold> {
  const { domain, measure } = worldMeasure();
  const { attributes, classes } = measure.similarity;
  const types = classes.map(({ where }) => ({ [attributes[0]]: where[attributes[0]]?.[0] as string }));
  const middles = new Map(territory.children(territory.root.code).map(({ code }) => [code, normals(code)[0] as number]));
  const leaves = territory.leaves.map(({ code, parent }) => {
    const [size, level] = normals(code) as [number, number];
    return {
      code,
      size: Math.max(SIZE.least, 1 + SIZE.spread * size),
      level: factor(SPREAD.middle, middles.get(parent as string) as number) * factor(SPREAD.leaf, level),
    };
  });
  const [leafAt, typeAt] = [places(leaves.map(({ size }) => size)), places(SHARES)];
  const months = Array.from({ length: 12 }, (_, m) => `${YEAR}-${String(m + 1).padStart(2, "0")}`);
  for (let i = 0; i < households; i++) {
    const [u, v] = uniforms(`home ${i}`) as [number, number];
    const leaf = leaves[leafAt(u)] as (typeof leaves)[number];
    const type = typeAt(v);
    const [own = 0, ...first] = normals(`amount ${i}`);
    const each = [...first, ...normals(`months ${i}`)];
    const level = mean * leaf.level * (LEVELS[type] as number) * factor(SPREAD.household, own);
    yield {
      unit: i.toString(16).padStart(32, "0"),
      household: { ...unknownHousehold(leaf.code), ...types[type] },
      readings: months.map((period, m): Reading => {
        const amount = Math.round(level * factor(SPREAD.month, each[m] as number));
        return { domain: domain.id, measure: measure.id, period, amount, source: "meter" };
      }),
    };
  }
}

/** Returns a function that finds the part of a whole that contains a point from 0 to 1. */
function places(parts: readonly number[]): (point: number) => number {
  const total = parts.reduce((a, b) => a + b, 0);
  let sum = 0;
  const ends = parts.map((part) => {
    sum += part / total;
    return sum;
  });
  return (point) => {
    const found = ends.findIndex((end) => end > point);
    return found < 0 ? ends.length - 1 : found;
  };
}
