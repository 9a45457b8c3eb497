import type { Bench } from "./bench.ts";
import { medians } from "./measure.ts";
import { resultOf } from "./processes.ts";
import type { measuredRun, SCALE_ENGINES } from "./scale-engines.ts";

type EngineName = keyof typeof SCALE_ENGINES;
type Run = Awaited<ReturnType<typeof measuredRun>>;

/** The engines available here: Spark only where `SPARK_HOME` names an installation. */
const enginesHere = (): EngineName[] => ["plain GROUP BY", "duckdb", ...(process.env.SPARK_HOME ? (["spark"] as const) : [])];

export const scaleBench: Bench = {
  name: "scale",
  about:
    "exact sums of a year's publication of made-up rows, engine by engine, by turns, each run in a process of its own: seconds of the clock and of the processors, peak memory of the tree of processes, bytes handed over, and how often the processor's seconds of a plain GROUP BY over tables that are there already, and of duckdb, fit in",
  run: async ({ sizes, folder, progress }) => {
    const results = [];
    for (const rows of sizes.rows) {
      const runs = enginesHere().map((name) => ({ name, all: [] as Run[] }));
      for (let round = 1; round <= sizes.repeats; round++)
        for (const { name, all } of runs) {
          const what = `scale: ${rows} household-months, ${name}, round ${round} of ${sizes.repeats}`;
          progress(what);
          const one = await resultOf<Run>("bench/scale-run.js", name, String(rows), folder);
          progress(`${what}: ${JSON.stringify(one)}`);
          all.push(one);
        }
      const [plain, duckdb] = runs.map(({ all }) => medians(all).processor_s) as [number, number];
      for (const { name, all } of runs) {
        const figures = medians(all);
        const ratios = { to_plain: figures.processor_s / plain, to_duckdb: figures.processor_s / duckdb };
        results.push({ what: `${rows} household-months, ${name}`, figures: { ...figures, ...ratios } });
      }
    }
    return results;
  },
};
