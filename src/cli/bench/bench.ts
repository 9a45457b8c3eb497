import { openOperatedCommons } from "../../commons/open.ts";
import { MEASURES, type MeasureRef } from "../../domains/index.ts";
import type { TerritoryInput } from "../../territory/index.ts";
import { SAMPLE_TERRITORY } from "../sample/index.ts";

/** Sizes of the benchmarks. The verb's options set them; tests run all benchmarks with tiny ones. */
export interface BenchSizes {
  /** household-months of each release */
  readonly rows: readonly number[];
  /** households of the year in a home */
  readonly households: number;
  /** measures that each of these households contributes, twelve months each */
  readonly measures: number;
  /** cells that get noise, a fifth of them at each σ */
  readonly cells: number;
  /** requests of the intake, at each number of connections */
  readonly requests: number;
  /** size of the household's file to read, in 10⁶ bytes */
  readonly megabytes: number;
  /** measured repetitions, after one to warm up; the median is reported */
  readonly repeats: number;
  /** runs of the small release */
  readonly runs: number;
  /** draws of the noise of each publication whose accuracy is measured */
  readonly draws: number;
  /** households of the largest simulated territory whose accuracy is measured */
  readonly contributors: number;
}

export interface BenchInput {
  readonly sizes: BenchSizes;
  /** an empty folder on the disk to measure; the caller removes it */
  readonly folder: string;
  readonly random: (n: number) => Uint8Array;
  readonly clock: () => Date;
  /** a folder of openly published data sets whose accuracy is measured too; undefined: none */
  readonly data: string | undefined;
  /** the periods of the year in a home that are published; undefined: all */
  readonly periods: readonly string[] | undefined;
  readonly progress: (line: string) => void;
}

/**
 * A row of a result: what was measured, and its figures by name. Names end in a unit; null where this system does not provide the
 * figure.
 */
export interface Figures {
  readonly what: string;
  readonly figures: Readonly<Record<string, number | null>>;
}

export interface Bench {
  readonly name: string;
  readonly about: string;
  readonly run: (input: BenchInput) => Promise<Figures[]>;
  /** names of the figures that the printed table has; absent: all of them */
  readonly shown?: readonly string[];
}

/** The benchmarks' year. It is over, so that all its publications are due. */
export const YEAR = 2025;
/** The benchmarks' own clock: the month after that year. */
export const clock = (): Date => new Date(Date.UTC(YEAR + 1, 0, 15));

/** The measure of benches that need only one. */
export const BENCH_MEASURE = MEASURES[0] as MeasureRef;

/**
 * A commons of that measure. Its settings say that its households are made up, so that the service requires no impact assessment.
 */
export function openBench(home: string, territory: string | TerritoryInput = SAMPLE_TERRITORY) {
  return openOperatedCommons({ home, territory, settings: { measures: [BENCH_MEASURE.key], sample: true }, clock });
}
