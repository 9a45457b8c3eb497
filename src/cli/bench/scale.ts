import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { parsePeriod } from "../../contract/period.ts";
import { parseSettings } from "../../contract/settings.ts";
import { makePlan, type PublicationPlan, planPublication, rehearsalOf } from "../../pipeline/index.ts";
import { openDuck } from "../../storage/duckdb/index.ts";
import { BENCH_MEASURE, type Bench, YEAR } from "./bench.ts";
import { generateSnapshot } from "./generate.ts";
import { madePages } from "./made-pages.ts";
import { measuredTree, medians } from "./measure.ts";
import { loadPlainLists, plainQuery } from "./plain.ts";
import { pipelineSteps } from "./release.ts";
import { city } from "./territory.ts";

interface ScaleEngine {
  readonly name: string;
  /** threads or processes that work at a time */
  readonly workers: () => number;
  /** Prepares one run over `rows` household-months, untimed. */
  readonly prepare: (publication: PublicationPlan, rows: number) => Promise<ScaleRun>;
}

interface ScaleRun {
  /** @returns bytes of rows that were handed to the engine */
  readonly run: () => Promise<number>;
  readonly clear: () => Promise<void>;
}

/** An analyst's query over tables that are there already: what everything else is held against. */
const plain: ScaleEngine = {
  name: "plain GROUP BY",
  workers: availableParallelism,
  prepare: async (publication, rows) => {
    const duck = await openDuck();
    await generateSnapshot(duck, publication.plan, rows);
    await loadPlainLists(duck, publication);
    return {
      run: async () => {
        await duck.rows(plainQuery(publication));
        return 0;
      },
      clear: async () => {
        for (const table of ["households", "donated", "plain_places", "plain_types"]) await duck.run(`DROP TABLE ${table}`);
        duck.close();
      },
    };
  },
};

/** A release's own way: pages as the vault gives them, loaded shard by shard, every step and check up to the exact sums. */
const duckdb: ScaleEngine = {
  name: "duckdb",
  workers: availableParallelism,
  prepare: async (publication, rows) => ({
    run: async () => {
      const made = madePages(publication, rows);
      await rehearsalOf({ duck: openDuck, steps: pipelineSteps(), snapshot: () => made.pages() }, publication);
      return made.bytes();
    },
    clear: async () => undefined,
  }),
};

/** A cluster that answers nothing for this long is broken, however large its task is. */
const STALL_MINUTES = 60;
/** How often the exchange is looked at, in milliseconds. */
const EXCHANGE_INTERVAL = 200;

/** The same pages, sealed for Spark on this machine's processors, and what comes back. */
const spark = (home: string, folder: string): ScaleEngine => ({
  name: "spark",
  workers: availableParallelism,
  prepare: async (publication, rows) => {
    const exchange = mkdtempSync(join(folder, "exchange-"));
    const engine = { home, master: "local[*]", exchange, stallMinutes: STALL_MINUTES };
    return {
      run: async () => {
        let bytes = 0;
        const watch = setInterval(() => {
          bytes = Math.max(bytes, bytesBelow(exchange));
        }, EXCHANGE_INTERVAL);
        const snapshot = () => madePages(publication, rows).pages();
        const source = { duck: openDuck, steps: pipelineSteps(), snapshot, spark: { engine, commons: "bench" } };
        await rehearsalOf(source, publication).finally(() => clearInterval(watch));
        return bytes;
      },
      clear: async () => rmSync(exchange, { recursive: true }),
    };
  },
});

function bytesBelow(folder: string): number {
  try {
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
    return files.reduce((sum, file) => sum + (statSync(join(folder, file), { throwIfNoEntry: false })?.size ?? 0), 0);
  } catch {
    // A folder of the run went meanwhile.
    return 0;
  }
}

/** Spark is measured where `SPARK_HOME` names one. */
function enginesIn(folder: string): ScaleEngine[] {
  const home = process.env.SPARK_HOME;
  return [plain, duckdb, ...(home ? [spark(home, folder)] : [])];
}

const MEGABYTE = 2 ** 20;

export const scaleBench: Bench = {
  name: "scale",
  about:
    "exact sums of a year's publication of made-up rows, engine by engine, by turns: seconds of the clock and of the processors, peak memory of the tree of processes, bytes handed over, and how often a plain GROUP BY over tables that are there already fits in",
  run: async ({ sizes, folder, progress }) => {
    const plan = makePlan(parseSettings({ measures: [BENCH_MEASURE.key] }), city());
    const publication = planPublication(plan, parsePeriod(String(YEAR)));
    const results = [];
    for (const rows of sizes.rows) {
      const runs = enginesIn(folder).map((engine) => ({ engine, all: [] as Awaited<ReturnType<typeof measuredRun>>[] }));
      for (let round = 0; round <= sizes.repeats; round++)
        for (const { engine, all } of runs) {
          progress(`scale: ${rows} household-months, ${engine.name}, round ${round} of ${sizes.repeats}`);
          const one = await measuredRun(engine, publication, rows);
          // The first warms up.
          if (round > 0) all.push(one);
        }
      const [held] = runs.map(({ all }) => medians(all).total_s);
      for (const { engine, all } of runs) {
        const figures = medians(all);
        const ratio = figures.total_s / (held as number);
        results.push({
          what: `${rows} household-months, ${engine.name}`,
          figures: { workers: engine.workers(), ...figures, ratio },
        });
      }
    }
    return results;
  },
};

async function measuredRun(engine: ScaleEngine, publication: PublicationPlan, rows: number) {
  const { run, clear } = await engine.prepare(publication, rows);
  try {
    let bytes = 0;
    const spent = await measuredTree(async () => {
      bytes = await run();
    });
    return { ...spent, moved_MB: bytes / MEGABYTE };
  } finally {
    await clear();
  }
}
