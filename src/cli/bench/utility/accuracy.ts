import type { Observation } from "../../../contract/observation.ts";
import { type Rehearsal, type Rehearsed, rehearse } from "../../../pipeline/index.ts";
import { type Coverage, Interval, PublishedShare } from "./tally.ts";
import { cellKey, type Truth } from "./truth.ts";

/** What many draws of one publication showed of one measure in one table of one level. */
export interface Accuracy {
  readonly measure: string;
  readonly level: string;
  readonly table: "_T" | "types";
  /** cells with at least one household in truth */
  readonly cells: number;
  /** of these, published, on average, in %, and its standard error over draws */
  readonly published: number;
  readonly publishedError: number | null;
  /** mean absolute relative error of the published means against the clamped mean of the contributors, in %, and its standard error */
  readonly error: number | null;
  readonly errorError: number | null;
  /** the same of the measured means alone, before any model */
  readonly errorMeasured: number | null;
  /** share of the published means that are modelled, in % */
  readonly modelled: number;
  /** the 95 % intervals of measured means, of modelled ones, of counts and of totals */
  readonly intervals: {
    readonly mean: Coverage;
    readonly modelled: Coverage;
    readonly count: Coverage;
    readonly total: Coverage;
  };
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
  const tables = new Map<string, AccuracyTable>();
  const own = new Set(sums.cube.cells.map(({ publication, area, type }) => cellKey(publication.measure.key, area.code, type)));
  for (let draw = 0; draw < draws; draw++) {
    for (const row of rehearse(sums, random)) {
      const { DOMAIN, MEASURE, AREA_LEVEL, REF_AREA, HOUSEHOLD_TYPE } = row.mean;
      const measure = `${DOMAIN}.${MEASURE}`;
      const cell = cellKey(measure, REF_AREA, HOUSEHOLD_TYPE);
      const truth = truths.get(cell);
      if (!truth || truth.mean <= 0 || !own.has(cell)) continue;
      const key = [measure, AREA_LEVEL, HOUSEHOLD_TYPE === "_T" ? "_T" : "types"].join("\n");
      const table = tables.get(key) ?? new AccuracyTable();
      tables.set(key, table);
      table.add(row, truth);
    }
    for (const table of tables.values()) table.endDraw();
  }
  return [...tables].map(([key, table]) => {
    const [measure = "", level = "", name] = key.split("\n");
    return { measure, level, table: name as Accuracy["table"], ...table.accuracy(draws) };
  });
}

class AccuracyTable {
  #cells = 0;
  readonly #published = new PublishedShare();
  readonly #error = new PublishedShare();
  readonly #errorMeasured = new PublishedShare();
  readonly #modelled = new PublishedShare();
  readonly #intervals = { mean: new Interval(), modelled: new Interval(), count: new Interval(), total: new Interval() };

  add({ count, mean, total, measuredMean }: Rehearsed, truth: Truth): void {
    this.#cells++;
    this.#published.add(mean.OBS_VALUE === null ? 0 : 1);
    if (mean.OBS_VALUE === null || measuredMean.OBS_VALUE === null) return;
    const errorOf = ({ OBS_VALUE }: Observation) => Math.abs((OBS_VALUE as number) / truth.mean - 1);
    this.#error.add(errorOf(mean));
    this.#errorMeasured.add(errorOf(measuredMean));
    this.#modelled.add(mean.METHOD === "modelled" ? 1 : 0);
    this.#intervals.mean.add(measuredMean, truth.mean);
    if (mean.METHOD === "modelled") this.#intervals.modelled.add(mean, truth.mean);
    this.#intervals.count.add(count, truth.households);
    this.#intervals.total.add(total, truth.households * truth.mean);
  }

  /** Intervals and errors of one draw are not independent of each other: standard errors are over draws. */
  endDraw(): void {
    for (const share of [this.#published, this.#error, ...Object.values(this.#intervals)]) share.endDraw();
  }

  accuracy(draws: number): Omit<Accuracy, "measure" | "level" | "table"> {
    const { mean, modelled, count, total } = this.#intervals;
    return {
      cells: this.#cells / draws,
      published: this.#published.percent() ?? 0,
      publishedError: this.#published.standardError(),
      error: this.#error.percent(),
      errorError: this.#error.standardError(),
      errorMeasured: this.#errorMeasured.percent(),
      modelled: this.#modelled.percent() ?? 0,
      intervals: { mean: mean.held(), modelled: modelled.held(), count: count.held(), total: total.held() },
    };
  }
}
