import type { Observation } from "../../../contract/observation.ts";
import { type Rehearsal, type RehearsedRow, rehearse } from "../../../pipeline/index.ts";
import { IntervalCoverage, MeanOverDraws } from "./tally.ts";
import { type Truth, truthKey } from "./truth.ts";

/**
 * The least draws in which a cell must appear for its coverage to be reported: with fewer, chance alone would put one of hundreds
 * far below.
 */
const LEAST_SEEN = 100;

/** One table of a publication: a measure, a level, all households or by type. */
interface AccuracyTable {
  readonly measure: string;
  readonly level: string;
  readonly table: "_T" | "types";
}

/**
 * Draws the noise of a publication many times over the same exact sums. Only a benchmark may do so: a commons draws once. Cells
 * without households, and sums of cells, are not counted.
 */
export function accuracyOf(
  sums: Rehearsal,
  truths: ReadonlyMap<string, Truth>,
  draws: number,
  random: (n: number) => Uint8Array,
) {
  const tables = new Map<string, AccuracyTable & { accuracy: Accuracy }>();
  const own = new Set(sums.cube.cells.map(({ publication, area, type }) => truthKey(publication.measure.key, area.code, type)));
  for (let draw = 0; draw < draws; draw++) {
    for (const row of rehearse(sums, random)) {
      const { DOMAIN, MEASURE, AREA_LEVEL: level, REF_AREA, HOUSEHOLD_TYPE } = row.mean;
      const measure = `${DOMAIN}.${MEASURE}`;
      const cell = truthKey(measure, REF_AREA, HOUSEHOLD_TYPE);
      const truth = truths.get(cell);
      if (!truth || truth.mean <= 0 || !own.has(cell)) continue;
      const table = HOUSEHOLD_TYPE === "_T" ? "_T" : "types";
      const key = [measure, level, table].join("\n");
      const found = tables.get(key) ?? { measure, level, table, accuracy: new Accuracy() };
      tables.set(key, found);
      found.accuracy.add(row, truth);
    }
    for (const { accuracy } of tables.values()) accuracy.endDraw();
  }
  return [...tables.values()];
}

/** The results of many draws, for the cells of one table that have at least one household. */
export class Accuracy {
  readonly #published = new MeanOverDraws();
  readonly #error = new MeanOverDraws();
  readonly #errorMeasured = new MeanOverDraws();
  readonly #modelled = new MeanOverDraws();
  readonly #byCell = new Map<string, IntervalCoverage>();
  readonly #intervals = {
    mean: new IntervalCoverage(),
    modelled: new IntervalCoverage(),
    count: new IntervalCoverage(),
    total: new IntervalCoverage(),
  };

  add({ count, mean, total, measuredMean }: RehearsedRow, truth: Truth): void {
    this.#published.add(mean.OBS_VALUE === null ? 0 : 1);
    if (mean.OBS_VALUE === null || measuredMean.OBS_VALUE === null) return;
    const errorOf = ({ OBS_VALUE }: Observation) => Math.abs((OBS_VALUE as number) / truth.mean - 1);
    this.#error.add(errorOf(mean));
    this.#errorMeasured.add(errorOf(measuredMean));
    this.#modelled.add(mean.METHOD === "modelled" ? 1 : 0);
    this.#intervals.mean.add(measuredMean, truth.mean);
    if (mean.METHOD === "modelled") this.#intervals.modelled.add(mean, truth.mean);
    const cell = truthKey("", mean.REF_AREA, mean.HOUSEHOLD_TYPE);
    const own = this.#byCell.get(cell) ?? new IntervalCoverage();
    this.#byCell.set(cell, own);
    own.add(mean, truth.mean);
    this.#intervals.count.add(count, truth.households);
    this.#intervals.total.add(total, truth.households * truth.mean);
  }

  /** Intervals and errors of one draw depend on each other, so standard errors are computed over draws. */
  endDraw(): void {
    for (const share of [this.#published, this.#error, ...Object.values(this.#intervals)]) share.endDraw();
  }

  /**
   * Errors are mean absolute relative errors against the clamped mean of the contributors: of the published means, and of the
   * measured means before any model. Intervals are the 95 % intervals of measured means, modelled means, counts and totals.
   */
  figures() {
    const { mean, modelled, count, total } = this.#intervals;
    return {
      error_percent: this.#error.percent(),
      error_se_percent: this.#error.standardError(),
      measured_error_percent: this.#errorMeasured.percent(),
      published_percent: this.#published.percent() ?? 0,
      published_se_percent: this.#published.standardError(),
      ...mean.figures(),
      /** coverage of published means in the cell where it is lowest */
      least_held_percent: this.#leastHeld(),
      modelled_percent: this.#modelled.percent(),
      ...modelled.figures("modelled_"),
      ...count.figures("count_"),
      ...total.figures("total_"),
    };
  }

  #leastHeld(): number | null {
    const shares = [...this.#byCell.values()].flatMap((cell) => (cell.size >= LEAST_SEEN ? (cell.percent() ?? []) : []));
    return shares.length > 0 ? Math.min(...shares) : null;
  }
}
