import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { parsePeriod } from "../../contract/period.ts";
import { parseSettings } from "../../contract/settings.ts";
import { makePlan, type PublicationPlan, planPublication, rehearsalOf } from "../../pipeline/index.ts";
import { openDuck } from "../../storage/duckdb/index.ts";
import { BENCH_MEASURE, YEAR } from "./bench.ts";
import { generateReadings, generateSnapshot } from "./generate.ts";
import { madePages } from "./made-pages.ts";
import { measuredTree } from "./measure.ts";
import { loadPlainLists, plainQuery } from "./plain.ts";
import { pipelineSteps } from "./release.ts";
import { city } from "./territory.ts";

/** A way to compute the sums. */
interface ScaleEngine {
  /** threads or processes working at the same time */
  readonly workers: () => number;
  /** Prepares a run over so many household-months, outside the measured time. `folder` is for files that it needs. */
  readonly prepare: (publication: PublicationPlan, rows: number, folder: string) => Promise<ScaleRun>;
  /** household-months of a run to warm up, after which code is compiled; 0 where each run has its own process */
  readonly warmsUpBy: number;
}

interface ScaleRun {
  /** @returns bytes of rows passed to the engine */
  readonly run: () => Promise<number>;
  readonly clear: () => Promise<void>;
}

/** An analyst's query over existing tables, which everything else is compared with. */
const plain: ScaleEngine = {
  workers: availableParallelism,
  warmsUpBy: 120_000,
  prepare: async (publication, rows) => {
    const duck = await openDuck();
    await generateSnapshot(duck, publication, rows);
    await duck.run("DROP VIEW donated; DROP TABLE given");
    await generateReadings(duck, publication.plan, rows);
    await loadPlainLists(duck, publication);
    return {
      run: async () => {
        await duck.rows(plainQuery(publication));
        return 0;
      },
      clear: async () => duck.close(),
    };
  },
};

/** A release's own way: pages as from the vault, loaded shard by shard, with every step and check up to the exact sums. */
const duckdb: ScaleEngine = {
  workers: availableParallelism,
  warmsUpBy: 120_000,
  prepare: async (publication, rows) => ({
    run: async () => {
      const made = madePages(publication, rows);
      await rehearsalOf({ duck: openDuck, steps: pipelineSteps(), snapshot: () => made.pages() }, publication);
      return made.bytes();
    },
    clear: async () => undefined,
  }),
};

/** A cluster without progress for so many minutes is broken, however much data it has. */
const STALL_MINUTES = 60;
/** Milliseconds between two looks at the size of the exchange folder. */
const EXCHANGE_INTERVAL = 200;

/** The same pages, computed by Spark on this machine's processors, through the sealed exchange. */
const spark: ScaleEngine = {
  workers: availableParallelism,
  warmsUpBy: 0,
  prepare: async (publication, rows, folder) => {
    const exchange = mkdtempSync(join(folder, "exchange-"));
    const engine = { home: process.env.SPARK_HOME, master: "local[*]", exchange, stallMinutes: STALL_MINUTES };
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
};

function bytesBelow(folder: string): number {
  try {
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
    return files.reduce((sum, file) => sum + (statSync(join(folder, file), { throwIfNoEntry: false })?.size ?? 0), 0);
  } catch {
    // A folder of the run was removed meanwhile.
    return 0;
  }
}

export const SCALE_ENGINES = { "plain GROUP BY": plain, duckdb, spark } as const;

const MEGABYTE = 2 ** 20;

/** Measures one run of an engine. This process does nothing else, so its memory peak is the run's. */
export async function measuredRun(name: keyof typeof SCALE_ENGINES, rows: number, folder: string) {
  const engine: ScaleEngine = SCALE_ENGINES[name];
  const plan = makePlan(parseSettings({ measures: [BENCH_MEASURE.key] }), city());
  const publication = planPublication(plan, parsePeriod(String(YEAR)));
  const measuredOver = async (count: number) => {
    const { run, clear } = await engine.prepare(publication, count, folder);
    let bytes = 0;
    try {
      const spent = await measuredTree(async () => {
        bytes = await run();
      });
      return { workers: engine.workers(), ...spent, moved_MB: bytes / MEGABYTE };
    } finally {
      await clear();
    }
  };
  if (engine.warmsUpBy > 0) await measuredOver(Math.min(rows, engine.warmsUpBy));
  return measuredOver(rows);
}
