import { describe, expect, test } from "vitest";
import type { BenchInput, Figures } from "../../src/cli/bench/bench.ts";
import { utilityBench } from "../../src/cli/bench/utility/index.ts";
import { IntervalCoverage, MeanOverDraws } from "../../src/cli/bench/utility/tally.ts";
import type { Observation } from "../../src/contract/observation.ts";
import { seededEntropy } from "../support/entropy.ts";

/**
 * The rows of `SETTINGS` (`src/cli/bench/utility/table.ts`) through the real pipeline, the noise drawn many times over the
 * same sums. Standard errors are over draws, which are independent of each other; a verdict is given at five of them, so that
 * an engine at its margin is refused, and one as far beyond it passes, with a probability ≤ 3e-7 a figure. The noise is seeded: a
 * run's verdict is always the same.
 *
 * In `npm test` the three rows up to 12 500 households, few draws; VOISINAGE_FULL=1 takes all rows and ten times the draws.
 */
const FULL = process.env.VOISINAGE_FULL === "1";
const STANDARD_ERRORS = 5;
/** A mean error may be a tenth above its target, which is rounded to a tenth of a per cent; a level may publish 5 of 100 cells fewer. */
const MARGIN = { error: 1.1, rounded: 0.05, published: 5 } as const;
/** An error that is this many times its target (rounded up), and a coverage this far out of its band, must be seen. */
const SEEN = { error: FULL ? 1.25 : 1.75, coverage: FULL ? 3 : 8 } as const;
/**
 * What is claimed of the intervals, in %. Rounded outwards, and to whole households, they are a little wider than 95 %; where less
 * than half of the cells appear, those that do are the lucky ones: intervals of counts know it, and hold as often (96.3 ± .2 of the leaves);
 * those of means do not (they are marked). Those of modelled means hold as often, each of them.
 */
const BAND = { measured: [94.5, 96.8], lucky: [92, 97.5], modelled: [94, 97] } as const;

/** Where fewer of the means are modelled, in %, their intervals are too few to be judged apart. */
const JUDGED = 10;

const input = (over: Partial<BenchInput["sizes"]>): BenchInput => ({
  sizes: {
    rows: [12],
    households: 1,
    measures: 1,
    cells: 1,
    requests: 1,
    megabytes: 1,
    repeats: 1,
    runs: 1,
    draws: FULL ? 200 : 20,
    contributors: FULL ? 700_000 : 12_500,
    ...over,
  },
  folder: "/nowhere",
  random: seededEntropy("utility"),
  clock: () => new Date("2026-02-01T00:00:00Z"),
  data: undefined,
  periods: undefined,
  progress: () => undefined,
});

// Soft: a run that takes minutes tells every figure that is off, not the first.
function expectAccurate({ what, figures }: Figures): void {
  const figure = (name: string) => figures[name] as number;
  const slack = STANDARD_ERRORS * figure("error_se_percent");
  const target = figure("target_percent") + MARGIN.rounded;
  const most = MARGIN.error * target;
  expect.soft(figure("error_percent") - slack, `${what}: error`).toBeLessThanOrEqual(most);
  expect.soft(most + 2 * slack, `${what}: enough draws for its error`).toBeLessThanOrEqual(SEEN.error * target);
  const least = figure("published_target_percent") - MARGIN.published;
  expect
    .soft(figure("published_percent") + STANDARD_ERRORS * figure("published_se_percent"), `${what}: published`)
    .toBeGreaterThanOrEqual(least);
  const few = figure("published_percent") < 50;
  const bands = {
    "": few ? BAND.lucky : BAND.measured,
    count_: few ? BAND.lucky : BAND.measured,
    total_: few ? BAND.lucky : BAND.measured,
    ...(figure("modelled_percent") >= JUDGED ? { modelled_: BAND.modelled } : {}),
  };
  for (const [kind, [lowest, highest]] of Object.entries(bands)) {
    const [coverage, error] = [figure(`${kind}coverage_percent`), figure(`${kind}coverage_se_percent`)];
    const reach = STANDARD_ERRORS * error;
    expect.soft(reach, `${what}: enough draws for its ${kind}coverage`).toBeLessThanOrEqual(SEEN.coverage);
    expect.soft(coverage + reach, `${what}: ${kind}coverage`).toBeGreaterThanOrEqual(lowest);
    expect.soft(coverage - reach, `${what}: ${kind}coverage`).toBeLessThanOrEqual(highest);
    expect.soft(figure(`${kind}width_percent`), `${what}: ${kind}width`).toBeGreaterThan(0);
  }
}

describe("what the engine publishes is as accurate as it has to be", () => {
  test("errors within a tenth of the targets, as many cells, intervals that hold", {
    timeout: FULL ? 3_600_000 : 180_000,
  }, async () => {
    const results = await utilityBench.run(input({}));
    expect(results).toHaveLength(FULL ? 27 : 12);
    for (const result of results) expectAccurate(result);
    // The table for people names figures that there are.
    for (const { figures } of results)
      expect(Object.keys(figures)).toEqual(expect.arrayContaining([...(utilityBench.shown ?? [])]));
  });
});

describe("what an accuracy is made of", () => {
  const interval = (lower: number, upper: number) =>
    ({ OBS_VALUE: (lower + upper) / 2, CI_LOWER: lower, CI_UPPER: upper }) as Observation;

  test("a mean over draws, with the standard error of draws and not of numbers", () => {
    const share = new MeanOverDraws();
    for (const draw of [[1, 1, 1], [0], [1, 1]]) {
      for (const one of draw) share.add(one);
      share.endDraw();
    }
    // A draw in which nothing came says nothing.
    share.endDraw();
    expect(share.percent()).toBeCloseTo(500 / 6, 12);
    expect(share.standardError()).toBeCloseTo(100 * Math.sqrt(1 / 3 / 3), 12);
    expect([new MeanOverDraws().percent(), new MeanOverDraws().standardError()]).toEqual([null, null]);
  });

  test("an interval holds the truth with its bounds included; half-widths are relative, and the middle one is given", () => {
    const kind = new IntervalCoverage();
    for (const [lower, upper] of [
      [9, 11],
      [10, 30],
      [11, 13],
    ] as const)
      kind.add(interval(lower, upper), 10);
    kind.endDraw();
    expect(kind.figures("count_")).toEqual({
      count_coverage_percent: expect.closeTo(200 / 3, 9),
      count_coverage_se_percent: null,
      count_width_percent: 10,
    });
    expect(Object.values(new IntervalCoverage().figures())).toEqual([null, null, null]);
  });
});
