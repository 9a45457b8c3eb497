// The search for the split of a year's budget that loses least (page: `optimise.md`). Every machine must find the same split, so
// it does without Math.exp and Math.log.

import type { CalendarLevel } from "./calendar.ts";
import type { ForecastArea } from "./cells.ts";
import { EVEN_SHARES, evenLevels, evenParts, QUANTITIES, type TableParts, tablesOfCalendar, type YearTable } from "./split.ts";

/** Parts are ten-thousandths: fine enough to lose nothing, and short enough to be stated. */
export const TOTAL_PARTS = 10_000;

/** How much a table's error counts, by level and table; 1 where nothing is said. One that counts 0 gets next to nothing. */
export type LossWeights = Readonly<Record<string, { readonly [Table in "_T" | "types"]?: number | undefined }>>;

/** What the search for a split starts from: public numbers alone. */
export interface SplitSearch {
  readonly areas: readonly ForecastArea[];
  readonly levels: readonly CalendarLevel[];
  /** types of household that divide an area */
  readonly typeCount: number;
  readonly k: number;
  /** ρ of a measure's publications of the year, and δ′ of one gate */
  readonly rho: number;
  readonly gateDelta: number;
  /** numbers of households that may contribute: the split loses least, at worst, among them */
  readonly households: readonly number[];
  readonly weights: LossWeights;
}

/** Numbers of households that are assumed where nobody says how many are expected. */
export const UNKNOWN_HOUSEHOLDS = [300, 1000, 3000, 10_000, 30_000, 100_000] as const;

/** No table's noise is more than this times that of even shares, whatever the others gain; a table of weight 0 has no such bound. */
const MOST_NOISE = 1.35;

/** The relative error of a mean that loses as much as a withheld cell. A wider one is not worth publishing (`WORTHWHILE`). */
const WITHHELD_ERROR = 0.2;
/** Weight of a median's error; a mean's has the weight 1. */
const MEDIAN_WEIGHT = 0.25;
/**
 * Noise of a histogram in a median, relative: bins and groups leave √3.2 of it in their half, where log-normal amounts have a
 * density of .57.
 */
const MEDIAN_NOISE = 1.8 / 0.57;
/** E|X| of a normal over its deviation, √(2/π), and the height of its density, 1/√(2π). */
const MEAN_OF_ABSOLUTE = 0.7978845608028654;
const NORMAL_HEIGHT = 0.3989422804014327;

/** A level's areas are looked at in this many groups of like size. */
const GROUPS = 8;
/** Rounds from a start far off, and from one near by: parts then move by less than a ten-thousandth. */
const ROUNDS = { far: 14, near: 6 } as const;
/** Turns in which the numbers of households get new weights. */
const MIXES = 8;
/** Relative step of the differences that stand for derivatives. */
const STEP = 1 / 32;

/** Areas of like size: the part of all households that lives in one, and how many they are. */
interface AreaGroup {
  readonly part: number;
  readonly areas: number;
}

interface SearchTable extends YearTable {
  /** weight of the table at this step; over the steps of a table these add up to the table's weight */
  readonly weight: number;
  readonly groups: readonly AreaGroup[];
}

/** What a split loses, for each number of households. `parts` lists counts, sums and histograms of every table in turn. */
interface Loss {
  readonly total: (parts: readonly number[]) => number[];
  /** what each part is worth: −∂/∂ln of the loss, mixed over numbers of households */
  readonly worth: (parts: readonly number[], mix: readonly number[]) => number[];
}

/** What the last few searches found. A commons is planned with the same numbers when it is made, opened and compared. */
const kept = new Map<string, readonly TableParts[]>();
const MOST_KEPT = 16;

/** The split that loses least (`searchSplit`); a search made lately is not made again. */
export function optimisedSplit(search: SplitSearch): TableParts[] {
  const key = JSON.stringify(search);
  const found = kept.get(key) ?? searchSplit(search);
  // The newest is last, and the first is forgotten.
  kept.delete(key);
  kept.set(key, found);
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST_KEPT) break;
    kept.delete(oldest);
  }
  return found.map((parts) => ({ ...parts }));
}

/**
 * The split that loses least, in whole parts of ten thousand (page: `optimise.md`): counts, sums and histograms of every table,
 * in the order of `tablesOfCalendar`.
 *
 * The loss is the expected relative error of a published mean, and a quarter of a median's, added up over areas for all homes
 * and, with the same weight, by type; a withheld cell counts as wrong by a fifth. No part is below 1/1.35² of what even shares
 * give it, except those of tables whose weight is 0. Where there are several numbers of households, the largest regret is made
 * smallest: the loss beyond the least that is possible with that number.
 *
 * It uses only sums, products, quotients and square roots, which every machine rounds alike.
 */
function searchSplit(search: SplitSearch): TableParts[] {
  const tables = searchTables(search);
  const shares = evenLevels(search.levels.length);
  const levels = Object.fromEntries(search.levels.map(({ level }, i) => [level, shares[i] as number]));
  const even = listOf(evenParts(search.levels, { ...EVEN_SHARES, levels }));
  // A table of weight 0 is measured all the same, for the cube is fixed: it has a ten-thousandth.
  const floors = even.map((part, i) =>
    Math.min(part, tables[Math.floor(i / 3)]?.weight === 0 ? 1 / TOTAL_PARTS : part / MOST_NOISE ** 2),
  );
  const starts = [even, ...search.levels.map(({ level }) => leanTo(tables, even, floors, level))];
  const bests = search.households.map((households) => {
    const loss = lossOf({ ...search, households: [households] }, tables);
    const candidates = starts.map((start) => descend(loss, [1], start, floors, ROUNDS.far));
    return candidates
      .map((parts) => ({ parts, lost: loss.total(parts)[0] as number }))
      .reduce((a, b) => (b.lost < a.lost ? b : a));
  });
  const [only, ...others] = bests;
  const parts =
    only && others.length === 0
      ? only.parts
      : leastRegretted(
          search,
          tables,
          bests.map(({ lost }) => lost),
          floors,
          starts,
        );
  const whole = inParts(parts);
  return tables.map(({ level, table, step }, i) => {
    const [counts, sums, histograms] = whole.slice(3 * i, 3 * i + 3) as [number, number, number];
    return { level, table, step, counts, sums, histograms };
  });
}

/** The parts whose largest regret is smallest. The search starts from even shares, and from the split that leans to the leaves. */
function leastRegretted(
  search: SplitSearch,
  tables: readonly SearchTable[],
  least: readonly number[],
  floors: readonly number[],
  starts: readonly (readonly number[])[],
): readonly number[] {
  const loss = lossOf(search, tables);
  let best = { parts: starts[0] as readonly number[], regret: Number.POSITIVE_INFINITY };
  for (const start of [starts[0], starts.at(-1)] as [readonly number[], readonly number[]]) {
    let [parts, mix] = [start, least.map(() => 1)];
    for (let turn = 0; turn < MIXES; turn++) {
      parts = descend(loss, mix, parts, floors, turn === 0 ? ROUNDS.far : ROUNDS.near);
      const regrets = loss.total(parts).map((lost, i) => lost - (least[i] as number));
      const regret = Math.max(...regrets);
      if (regret < best.regret) best = { parts, regret };
      if (!(regret > 0)) break;
      // Numbers of households that lose most weigh more in the next turn.
      const heavier = mix.map((one, i) => one * (0.5 + Math.max(0, (regrets[i] as number) / regret)));
      mix = heavier.map((weight) => weight / Math.max(...heavier));
    }
  }
  return best.parts;
}

const listOf = (parts: readonly TableParts[]) =>
  parts.flatMap((tableParts) => QUANTITIES.map((quantity) => tableParts[quantity]));

function searchTables({ areas, levels, weights }: SplitSearch): SearchTable[] {
  const allDwellings = areas.find(({ parent }) => parent === null)?.dwellings || 1;
  const tables = tablesOfCalendar(levels);
  return tables.map((yearTable) => {
    const steps = tables.filter(({ level, table }) => level === yearTable.level && table === yearTable.table).length;
    const levelAreas = areas.filter(({ level, dwellings }) => level === yearTable.level && dwellings > 0);
    return {
      ...yearTable,
      weight: (weights[yearTable.level]?.[yearTable.table] ?? 1) / steps,
      groups: groupsOf(levelAreas.map(({ dwellings }) => dwellings / allDwellings)),
    };
  });
}

function groupsOf(parts: readonly number[]): AreaGroup[] {
  const sorted = parts.toSorted((a, b) => a - b);
  const groups = Math.min(GROUPS, sorted.length);
  return Array.from({ length: groups }, (_, i) => {
    const group = sorted.slice(Math.floor((i * sorted.length) / groups), Math.floor(((i + 1) * sorted.length) / groups));
    return { part: group.reduce((a, b) => a + b, 0) / group.length, areas: group.length };
  });
}

/** Variances of the noise of one table's counts, sums and histograms, in households and units of half a clamp. */
interface TableNoise {
  readonly counts: number;
  readonly sums: number;
  readonly bins: number;
}

/**
 * Loops, and chances that are kept while counts keep their noise: a plan is searched for whenever a commons is made or opened with
 * shares that nobody fixed.
 */
function lossOf({ households, typeCount, k, rho, gateDelta }: SplitSearch, tables: readonly SearchTable[]): Loss {
  const reach = normalQuantile(gateDelta);
  const sizes = tables.map(({ table, groups }) =>
    households.map((contributors) => groups.map(({ part }) => (contributors * part) / (table === "types" ? typeCount : 1))),
  );
  const noiseAt = ({ times }: SearchTable, part: number) => (part > 0 ? times / (2 * rho * part) : 0);
  const noiseOf = (table: SearchTable, parts: readonly number[], i: number): TableNoise => ({
    counts: noiseAt(table, parts[3 * i] as number),
    sums: noiseAt(table, parts[3 * i + 1] as number),
    bins: noiseAt(table, parts[3 * i + 2] as number),
  });
  /** For each number of households and group of areas, the chance that a cell passes its gate. */
  const chancesOf = (i: number, counts: number): number[][] => {
    const threshold = k + reach * Math.sqrt(counts);
    return (sizes[i] as number[][]).map((ns) => ns.map((n) => normalBelow((n - threshold) / Math.sqrt(n + counts))));
  };
  const lostBy = (i: number, { counts, sums, bins }: TableNoise, chances: readonly (readonly number[])[]): number[] => {
    const { binned, groups, weight } = tables[i] as SearchTable;
    // A mean of a quarter of the clamp: its sum's noise counts twice, in units of half a clamp.
    const error = MEAN_OF_ABSOLUTE * Math.sqrt(4 * sums + counts);
    const median = MEAN_OF_ABSOLUTE * MEDIAN_NOISE * Math.sqrt(bins);
    const losses: number[] = [];
    for (let h = 0; h < households.length; h++) {
      const [ns, passing] = [sizes[i]?.[h] as number[], chances[h] as readonly number[]];
      let lost = 0;
      for (let g = 0; g < groups.length; g++) {
        const size = Math.max(ns[g] as number, k);
        const chance = passing[g] as number;
        const ofMedian = binned ? MEDIAN_WEIGHT * lossAt(chance, median / size) : 0;
        lost += (groups[g] as AreaGroup).areas * (lossAt(chance, error / size) + ofMedian);
      }
      losses.push(weight * lost);
    }
    return losses;
  };
  return {
    total: (parts) =>
      tables
        .map((table, i) => {
          const noise = noiseOf(table, parts, i);
          return lostBy(i, noise, chancesOf(i, noise.counts));
        })
        .reduce((all, one) => all.map((lost, i) => lost + (one[i] as number))),
    worth: (parts, mix) =>
      tables.flatMap((table, i) => {
        const noise = noiseOf(table, parts, i);
        const chances = chancesOf(i, noise.counts);
        const losses = lostBy(i, noise, chances);
        return (["counts", "sums", "bins"] as const).map((quantity, q) => {
          const less = noiseAt(table, (parts[3 * i + q] as number) * (1 + STEP));
          const more = lostBy(i, { ...noise, [quantity]: less }, quantity === "counts" ? chancesOf(i, less) : chances);
          let worth = 0;
          for (let m = 0; m < losses.length; m++)
            worth += (mix[m] as number) * Math.max(0, (losses[m] as number) - (more[m] as number));
          return worth / STEP;
        });
      }),
  };
}

/** What a cell loses that passes its gate with this chance and then has this relative error. */
function lossAt(chance: number, error: number): number {
  return WITHHELD_ERROR - chance * (WITHHELD_ERROR - saturate(error));
}

/** Bounds the loss of a wide error by that of a withheld cell. */
function saturate(error: number): number {
  return (WITHHELD_ERROR * error) / Math.sqrt(error * error + WITHHELD_ERROR * WITHHELD_ERROR);
}

/**
 * Finds the parts at which a further unit is worth the same everywhere, by p ← √(p·worth). It converges in a few rounds for a
 * loss that falls as a power of p.
 */
function descend(
  loss: Loss,
  mix: readonly number[],
  start: readonly number[],
  floors: readonly number[],
  rounds: number,
): number[] {
  let parts = [...start];
  for (let round = 0; round < rounds; round++) {
    const worth = loss.worth(parts, mix);
    const wanted = parts.map((part, i) => Math.sqrt(part * (worth[i] as number)));
    parts = withFloors(wanted, floors);
  }
  return parts;
}

/** A start that gives one level all that the floors leave. */
function leanTo(tables: readonly SearchTable[], even: readonly number[], floors: readonly number[], level: string): number[] {
  const levelParts = even.map((part, i) => (tables[Math.floor(i / 3)]?.level === level ? part : 0));
  const total = levelParts.reduce((a, b) => a + b, 0);
  const spare = 1 - floors.reduce((a, b) => a + b, 0);
  return levelParts.map((part, i) => (floors[i] as number) + (spare * part) / total);
}

/** Parts in proportion to what is wanted, none below its floor, with the sum 1. */
function withFloors(wanted: readonly number[], floors: readonly number[]): number[] {
  const atFloor = wanted.map(() => false);
  for (;;) {
    let [free, rest] = [0, 1];
    for (let i = 0; i < wanted.length; i++) {
      if (atFloor[i]) rest -= floors[i] as number;
      else free += wanted[i] as number;
    }
    // Where no part is worth anything, all are in proportion to the floors.
    if (!(free > 0)) return withFloors(floors, floors);
    const parts = wanted.map((one, i) => (atFloor[i] ? (floors[i] as number) : (rest * one) / free));
    const low = parts.flatMap((part, i) => (!atFloor[i] && part < (floors[i] as number) ? [i] : []));
    if (low.length === 0) return parts;
    for (const i of low) atFloor[i] = true;
  }
}

/** Rounds to whole parts by largest remainders, of equal ones the first. Whatever is above 0 keeps at least one part. */
function inParts(parts: readonly number[]): number[] {
  const whole = parts.map((part) => (part > 0 ? Math.max(1, Math.floor(TOTAL_PARTS * part)) : 0));
  const order = parts.map((part, i) => ({ i, left: TOTAL_PARTS * part - (whole[i] as number) })).sort((a, b) => b.left - a.left);
  const missing = TOTAL_PARTS - whole.reduce((a, b) => a + b, 0);
  for (const { i } of order.slice(0, Math.max(0, missing))) whole[i] = (whole[i] as number) + 1;
  // Those that were raised to 1 are paid for by the largest.
  if (missing < 0) whole[whole.indexOf(Math.max(...whole))] = Math.max(...whole) + missing;
  return whole;
}

/** e^(−x), by four terms of its series and ten squarings. Not Math.exp: every machine must round alike (optimise.md). */
function decay(x: number): number {
  if (x > 700) return 0;
  const y = x / 1024;
  let value = 1 - y * (1 - (y / 2) * (1 - (y / 3) * (1 - y / 4)));
  for (let i = 0; i < 10; i++) value *= value;
  return value;
}

/** Pr[Z ≤ z] of a standard normal, to 7.5e-8 (Abramowitz & Stegun 1964, 26.2.17). */
function normalBelow(z: number): number {
  if (z < 0) return 1 - normalBelow(-z);
  const t = 1 / (1 + 0.2316419 * z);
  const tail = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return 1 - NORMAL_HEIGHT * decay((z * z) / 2) * tail;
}

/** The z with Pr[Z ≥ z] = δ, by halving on φ(z)/(z + 1/(z + 2/z)): near for the small δ of a gate. */
function normalQuantile(delta: number): number {
  let [low, high] = [0.5, 37];
  for (let i = 0; i < 40; i++) {
    const z = (low + high) / 2;
    if ((NORMAL_HEIGHT * decay((z * z) / 2)) / (z + 1 / (z + 2 / z)) > delta) low = z;
    else high = z;
  }
  return low;
}
