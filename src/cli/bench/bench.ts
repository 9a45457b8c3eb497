import { openOperatedCommons } from "../../commons/open.ts";
import { MEASURES, type MeasureRef } from "../../domains/index.ts";
import type { TerritoryInput } from "../../territory/index.ts";
import { SAMPLE_TERRITORY } from "../sample/index.ts";

/** How large each benchmark is. The verb's options set them; the tests run all of them tiny. */
export interface BenchSizes {
  /** household-months of each release */
  readonly rows: readonly number[];
  /** households of the year in a home */
  readonly households: number;
  /** measures of which each of these gives twelve months */
  readonly measures: number;
  /** cells that get noise: a fifth of them at each σ */
  readonly cells: number;
  /** requests of the intake, at each number of connections */
  readonly requests: number;
  /** of the household's file that is read, 10⁶ bytes */
  readonly megabytes: number;
  /** measured repetitions, after one that warms up; the median is reported */
  readonly repeats: number;
  /** runs of the small release */
  readonly runs: number;
  /** draws of the noise of each publication whose accuracy is measured */
  readonly draws: number;
  /** the largest world whose accuracy is measured, households */
  readonly contributors: number;
}

export interface BenchInput {
  readonly sizes: BenchSizes;
  /** an empty folder on the disk to measure; removed by whoever made it */
  readonly folder: string;
  readonly random: (n: number) => Uint8Array;
  readonly clock: () => Date;
  /** a folder of openly published sets, whose accuracy is measured too; undefined: none */
  readonly data: string | undefined;
  /** the periods of the year in a home that are published; undefined: all */
  readonly periods: readonly string[] | undefined;
  readonly progress: (line: string) => void;
}

/** One line of a result: the thing measured and its figures by name. Each name ends in its unit; null: this system does not tell. */
export interface Figures {
  readonly what: string;
  readonly figures: Readonly<Record<string, number | null>>;
}

export interface Bench {
  readonly name: string;
  readonly about: string;
  readonly run: (input: BenchInput) => Promise<Figures[]>;
  /** the figures that the table for people has, of many; absent: all of them */
  readonly shown?: readonly string[];
}

/** The benchmarks' year: over on every clock that is right, so that all of it is due. */
export const YEAR = 2025;
/** The benchmarks' own clock: the month after that year. */
export const clock = (): Date => new Date(Date.UTC(YEAR + 1, 0, 15));

/** The measure of benches that need only one. */
export const BENCH_MEASURE = MEASURES[0] as MeasureRef;

/** A commons of that measure. Its households are made up, and said to be: the service asks for no impact assessment of them. */
export function openBench(home: string, territory: string | TerritoryInput = SAMPLE_TERRITORY) {
  return openOperatedCommons({ home, territory, settings: { measures: [BENCH_MEASURE.key], sample: true }, clock });
}
