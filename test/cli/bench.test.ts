import { beforeEach, describe, expect, test, vi } from "vitest";
import type { BenchInput } from "../../src/cli/bench/bench.ts";
import { BENCHES, type BenchSizes } from "../../src/cli/bench/index.ts";
import { bench } from "../../src/cli/verbs/bench.ts";
import { systemRandom } from "../../src/commons/commons.ts";
import { SILENT } from "../support/cli.ts";
import { inFolder } from "../support/folder.ts";

const TINY: BenchSizes = {
  rows: [1200],
  households: 30,
  measures: 6,
  cells: 100,
  requests: 20,
  megabytes: 1,
  repeats: 1,
  runs: 2,
  draws: 2,
  contributors: 3000,
};

/** How many lines each gives, a figure that is never zero, and what it is given besides. */
interface Shape {
  readonly lines: number;
  readonly figure: string;
  readonly given?: Partial<BenchInput>;
}
const SHAPES: Readonly<Record<string, Shape>> = {
  release: { lines: 2, figure: "ratio" },
  scale: { lines: 2, figure: "to_plain" },
  year: { lines: 1 + 13 + 1, figure: "total_s", given: { sizes: { ...TINY, measures: 2 } } },
  // Each σ once: 3 counts, 2 histograms, 13 measures in 4 places (two alike in a month) and one more, at two ε.
  noise: { lines: 2 * (3 + 2 + 13 * 4 - 1 + 1), figure: "draws_per_s" },
  intake: { lines: 1 + 2, figure: "per_s" },
  // One publication answers like all of a year's.
  portal: { lines: 4, figure: "per_s", given: { periods: ["2025"] } },
  small: { lines: 1, figure: "year_release_ms" },
  utility: { lines: 4 + 3, figure: "published_percent" },
  import: { lines: 1, figure: "MB_per_s" },
};

/** What a benchmark is given, but for its folder. */
const GIVEN = {
  sizes: TINY,
  random: systemRandom,
  clock: () => new Date(),
  data: undefined,
  periods: undefined,
  progress: () => undefined,
};

/** The results of a benchmark at a tiny size, measured once for all tests of it. */
const measured = new Map<string, ReturnType<(typeof BENCHES)[number]["run"]>>();
function resultsOf({ name, run }: (typeof BENCHES)[number]) {
  const results = measured.get(name) ?? inFolder((folder) => run({ ...GIVEN, ...SHAPES[name]?.given, folder }));
  measured.set(name, results);
  return results;
}

// Where there is a Spark, `scale` measures it too, and takes minutes.
beforeEach(() => {
  vi.stubEnv("SPARK_HOME", "");
});

test("every benchmark has its shape here, and the verb names them all", () => {
  expect(BENCHES.map(({ name }) => name)).toEqual(Object.keys(SHAPES));
  for (const { name } of BENCHES) expect(bench.more).toContain(name);
});

describe.each(BENCHES)("$name", (benchmark) => {
  test("runs at a tiny size and gives finite figures with memory beside", async () => {
    const shape = SHAPES[benchmark.name] as Shape;
    const results = await resultsOf(benchmark);
    expect(results).toHaveLength(shape.lines);
    const [first] = results;
    for (const { what, figures } of results) {
      expect(Object.keys(figures), what).toEqual(Object.keys(first?.figures ?? {}));
      expect(Object.keys(figures).some((figure) => figure.endsWith("peak_MB"))).toBe(true);
      for (const value of Object.values(figures)) expect(value === null || Number.isFinite(value), what).toBe(true);
      expect(figures[shape.figure], what).toBeGreaterThan(0);
    }
  });
});

test("the release's stages add up to its total", async () => {
  const [first] = await resultsOf(BENCHES.find(({ name }) => name === "release") as (typeof BENCHES)[number]);
  const figures = first?.figures ?? {};
  const stages = ["steps_s", "checks_s", "noise_s", "estimates_s", "writing_s", "other_s"].map((name) => figures[name] as number);
  // One repetition: the medians are the run's own.
  expect(stages.reduce((a, b) => a + b, 0)).toBeCloseTo(figures.ours_s as number, 9);
});

test("the verb refuses a benchmark that there is not, and sizes out of bounds", async () => {
  await expect(bench.run({}, { ...SILENT, words: ["speed"] })).rejects.toThrow(/benchmarks are release, .*; got speed/);
  const options = { households: "1", measures: "1", cells: "1", requests: "1", repeats: "1", runs: "1" };
  const noise = { ...SILENT, words: ["noise"] };
  await expect(bench.run({ ...options, rows: "11" }, noise)).rejects.toThrow(/--rows .*; got 11/);
  await expect(bench.run({ ...options, rows: "100", requests: "20001" }, noise)).rejects.toThrow(/--requests .*; got 20001/);
});

test("the verb prints one table a benchmark, with the machine above", async () => {
  const options = { rows: "1200", households: "1", measures: "1", cells: "50", requests: "1", repeats: "1", runs: "1" };
  const { text, json } = await bench.run(options, { ...SILENT, words: ["noise"] });
  expect(text).toMatch(/^voisinage \S+, node v\d+/);
  expect(text).toContain("draws per s");
  expect(json).toMatchObject({ machine: { node: process.version }, results: [{ name: "noise" }] });
});
