import type { Observation } from "../../../contract/observation.ts";
import { type Rehearsal, type RehearsedRow, rehearse } from "../../../pipeline/index.ts";
import { IntervalCoverage, MeanOverDraws } from "./tally.ts";
import { type Truth, truthKey } from "./truth.ts";

/** A cell that appears in fewer draws tells nothing of how often it is held: by luck alone one of hundreds is far below. */
const LEAST_SEEN = 100;

/** A table of one level of one publication, for one measure. */
interface AccuracyTable {
  readonly measure: string;
  readonly level: string;
  readonly table: "_T" | "types";
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

/** The result of many draws for the cells of one table that truly have at least one household. */
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

  /** Intervals and errors of one draw are not independent of each other: standard errors are over draws. */
  endDraw(): void {
    for (const share of [this.#published, this.#error, ...Object.values(this.#intervals)]) share.endDraw();
  }

  /**
   * Errors are mean absolute relative errors of the published means against the clamped mean of the contributors, also of the
   * measured means alone, before any model. Intervals are the 95 % ones of measured means, of modelled ones, of counts and of totals.
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
      /** of the published means, those of the cell that is held least often */
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
