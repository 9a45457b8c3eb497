import type { Observation } from "../../../contract/observation.ts";
import { median } from "../measure.ts";

/** The mean of numbers that come in draws, with its standard error over draws. */
export class MeanOverDraws {
  readonly #all = { sum: 0, of: 0 };
  #before = { sum: 0, of: 0 };
  readonly #byDraw: number[] = [];

  add(value: number): void {
    this.#all.sum += value;
    this.#all.of++;
  }

  endDraw(): void {
    const of = this.#all.of - this.#before.of;
    if (of > 0) this.#byDraw.push((this.#all.sum - this.#before.sum) / of);
    this.#before = { ...this.#all };
  }

  /** in %; null when no cell was counted */
  percent(): number | null {
    return this.#all.of > 0 ? (100 * this.#all.sum) / this.#all.of : null;
  }

  /** standard error over draws, in %; null with fewer than two */
  standardError(): number | null {
    const n = this.#byDraw.length;
    if (n < 2) return null;
    const mean = this.#byDraw.reduce((a, b) => a + b, 0) / n;
    const variance = this.#byDraw.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (n - 1);
    return 100 * Math.sqrt(variance / n);
  }
}

/** How many intervals contain the truth, and how wide they are. */
export class IntervalCoverage {
  readonly #inside = new MeanOverDraws();
  readonly #widths: number[] = [];

  add({ OBS_VALUE, CI_LOWER, CI_UPPER }: Observation, truth: number): void {
    const [value, lower, upper] = [OBS_VALUE as number, CI_LOWER as number, CI_UPPER as number];
    this.#inside.add(lower <= truth && truth <= upper ? 1 : 0);
    this.#widths.push((upper - lower) / 2 / Math.abs(value));
  }

  endDraw(): void {
    this.#inside.endDraw();
  }

  get size(): number {
    return this.#widths.length;
  }

  /** Share of the intervals that contain the truth, in %. */
  percent(): number | null {
    return this.#inside.percent();
  }

  /**
   * Share of the intervals that contain the truth, its standard error over draws, and the relative half-width of the median
   * interval.
   */
  figures(kind = "") {
    const width = this.#widths.length > 0 ? 100 * median(this.#widths) : null;
    return {
      [`${kind}coverage_percent`]: this.percent(),
      [`${kind}coverage_se_percent`]: this.#inside.standardError(),
      // A count or mean rounded to 0 has no relative width.
      [`${kind}width_percent`]: width !== null && Number.isFinite(width) ? width : null,
    };
  }
}
