import type { Observation } from "../../../contract/observation.ts";
import { median } from "../measure.ts";

/** The mean of many numbers that come in draws, and how sure it is. */
export class PublishedShare {
  #sum = 0;
  #of = 0;
  #before = { sum: 0, of: 0 };
  readonly #byDraw: number[] = [];

  add(value: number): void {
    this.#sum += value;
    this.#of++;
  }

  endDraw(): void {
    const [sum, of] = [this.#sum - this.#before.sum, this.#of - this.#before.of];
    if (of > 0) this.#byDraw.push(sum / of);
    this.#before = { sum: this.#sum, of: this.#of };
  }

  /** in %; null where there was none */
  percent(): number | null {
    return this.#of > 0 ? (100 * this.#sum) / this.#of : null;
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

/** What intervals of one kind held: in %, null where there was none. */
export interface Coverage {
  /** share of the intervals that hold the truth, and its standard error over draws */
  readonly coverage: number | null;
  readonly coverageError: number | null;
  /** relative half-width of the median interval */
  readonly width: number | null;
}

/** Counts the intervals that hold the truth. */
export class Interval {
  readonly #inside = new PublishedShare();
  readonly #widths: number[] = [];

  add({ OBS_VALUE, CI_LOWER, CI_UPPER }: Observation, truth: number): void {
    const [value, lower, upper] = [OBS_VALUE as number, CI_LOWER as number, CI_UPPER as number];
    this.#inside.add(lower <= truth && truth <= upper ? 1 : 0);
    this.#widths.push((upper - lower) / 2 / Math.abs(value));
  }

  endDraw(): void {
    this.#inside.endDraw();
  }

  held(): Coverage {
    const width = this.#widths.length > 0 ? 100 * median(this.#widths) : null;
    return {
      coverage: this.#inside.percent(),
      coverageError: this.#inside.standardError(),
      // A count or a mean that was rounded to 0 has no relative width.
      width: width !== null && Number.isFinite(width) ? width : null,
    };
  }
}
