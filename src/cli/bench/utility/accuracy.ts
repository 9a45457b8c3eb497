import type { Observation } from "../../../contract/observation.ts";
import { type Rehearsal, rehearse } from "../../../pipeline/index.ts";
import { cellKey, type Truth } from "./truth.ts";

/** What many draws of one publication showed of one table of one level. */
export interface Accuracy {
  readonly level: string;
  readonly table: "_T" | "types";
  /** cells with at least one household in truth */
  readonly cells: number;
  /** of these, published, on average, in % */
  readonly published: number;
  /** mean absolute relative error of the published means against the clamped mean of the contributors, in % */
  readonly error: number | null;
  /** the same of the measured means alone, before any model */
  readonly errorMeasured: number | null;
  /** share of the 95 % intervals of measured means that hold it, in % */
  readonly coverage: number | null;
  /** share of the published means that are modelled, and the coverage of their intervals, in % */
  readonly modelled: number;
  readonly coverageModelled: number | null;
  /** standard error of `coverage`, in %: over draws, whose intervals are not independent of each other */
  readonly coverageError: number | null;
}

interface Tally {
  cells: number;
  published: number;
  error: number;
  errorMeasured: number;
  measured: { inside: number; of: number };
  modelled: { inside: number; of: number };
  /** coverage of measured means, draw by draw */
  readonly byDraw: number[];
}

/**
 * Draws the noise of one publication again and again over sums that were made once. Only a benchmark may: a commons
 * draws once. Cells that nobody is in are not counted, nor are sums of cells.
 */
export function accuracyOf(
  sums: Rehearsal,
  truths: ReadonlyMap<string, Truth>,
  draws: number,
  random: (n: number) => Uint8Array,
): Accuracy[] {
  const tallies = new Map<string, Tally>();
  const own = new Set(sums.cube.cells.map(({ publication, area, type }) => cellKey(publication.measure.key, area.code, type)));
  for (let draw = 0; draw < draws; draw++) {
    const before = new Map([...tallies].map(([key, { measured }]) => [key, { ...measured }]));
    const { published, measured } = rehearse(sums, random);
    for (const [i, mean] of published.entries()) {
      const cell = cellKey(`${mean.DOMAIN}.${mean.MEASURE}`, mean.REF_AREA, mean.HOUSEHOLD_TYPE);
      const truth = truths.get(cell);
      if (!truth || truth.mean <= 0 || !own.has(cell)) continue;
      const key = `${mean.AREA_LEVEL}\n${mean.HOUSEHOLD_TYPE === "_T" ? "_T" : "types"}`;
      const tally = tallies.get(key) ?? emptyTally();
      tallies.set(key, tally);
      add(tally, mean, measured[i] as Observation, truth.mean);
    }
    for (const [key, { measured, byDraw }] of tallies) {
      const { inside, of } = before.get(key) ?? { inside: 0, of: 0 };
      if (measured.of > of) byDraw.push((measured.inside - inside) / (measured.of - of));
    }
  }
  return [...tallies].map(([key, tally]): Accuracy => {
    const [level = "", table] = key.split("\n");
    const percent = (part: number, of: number) => (of > 0 ? (100 * part) / of : null);
    const { byDraw } = tally;
    const mean = byDraw.reduce((a, b) => a + b, 0) / byDraw.length;
    const spread = Math.sqrt(byDraw.reduce((sum, one) => sum + (one - mean) ** 2, 0) / Math.max(1, byDraw.length - 1));
    return {
      level,
      table: table as Accuracy["table"],
      cells: tally.cells / draws,
      published: percent(tally.published, tally.cells) as number,
      error: percent(tally.error, tally.published),
      errorMeasured: percent(tally.errorMeasured, tally.published),
      coverage: percent(tally.measured.inside, tally.measured.of),
      coverageError: byDraw.length > 1 ? (100 * spread) / Math.sqrt(byDraw.length) : null,
      modelled: percent(tally.modelled.of, tally.published) ?? 0,
      coverageModelled: percent(tally.modelled.inside, tally.modelled.of),
    };
  });
}

const emptyTally = (): Tally => ({
  cells: 0,
  published: 0,
  error: 0,
  errorMeasured: 0,
  measured: { inside: 0, of: 0 },
  modelled: { inside: 0, of: 0 },
  byDraw: [],
});

function add(tally: Tally, published: Observation, measured: Observation, truth: number): void {
  tally.cells++;
  if (published.OBS_VALUE === null || measured.OBS_VALUE === null) return;
  tally.published++;
  tally.error += Math.abs(published.OBS_VALUE - truth) / truth;
  tally.errorMeasured += Math.abs(measured.OBS_VALUE - truth) / truth;
  const count = (kind: Tally["measured"], { CI_LOWER, CI_UPPER }: Observation) => {
    kind.of++;
    if ((CI_LOWER as number) <= truth && truth <= (CI_UPPER as number)) kind.inside++;
  };
  count(tally.measured, measured);
  if (published.METHOD === "modelled") count(tally.modelled, published);
}
