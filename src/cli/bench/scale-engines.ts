import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { parsePeriod } from "../../contract/period.ts";
import { parseSettings } from "../../contract/settings.ts";
import { makePlan, type PublicationPlan, planPublication, rehearsalOf } from "../../pipeline/index.ts";
import { openDuck } from "../../storage/duckdb/index.ts";
import { BENCH_MEASURE, YEAR } from "./bench.ts";
import { generateSnapshot } from "./generate.ts";
import { madePages } from "./made-pages.ts";
import { measuredTree } from "./measure.ts";
import { loadPlainLists, plainQuery } from "./plain.ts";
import { pipelineSteps } from "./release.ts";
import { city } from "./territory.ts";

/** What adds the rows up. */
interface ScaleEngine {
  /** threads or processes that work at a time */
  readonly workers: () => number;
  /** Prepares one run over so many household-months, untimed; the folder is for what lies on a disk meanwhile. */
  readonly prepare: (publication: PublicationPlan, rows: number, folder: string) => Promise<ScaleRun>;
  /** household-months of a run before, after which code is compiled; 0 where each run has a process of its own */
  readonly warmsUpBy: number;
}

interface ScaleRun {
  /** @returns bytes of rows that were handed to the engine */
  readonly run: () => Promise<number>;
  readonly clear: () => Promise<void>;
}

/** An analyst's query over tables that are there already: what everything else is held against. */
const plain: ScaleEngine = {
  workers: availableParallelism,
  warmsUpBy: 120_000,
  prepare: async (publication, rows) => {
    const duck = await openDuck();
    await generateSnapshot(duck, publication.plan, rows);
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

/** A release's own way: pages as the vault gives them, loaded shard by shard, every step and check up to the exact sums. */
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

/** A cluster that answers nothing for so long is broken, however much it is given. */
const STALL_MINUTES = 60;
/** How often the exchange is looked at, in milliseconds. */
const EXCHANGE_INTERVAL = 200;

/** The same pages, sealed for Spark on this machine's processors, and what comes back. */
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
    // A folder of the run went meanwhile.
    return 0;
  }
}

export const SCALE_ENGINES = { "plain GROUP BY": plain, duckdb, spark } as const;

const MEGABYTE = 2 ** 20;

/** One run of an engine in this process, which has nothing else to do: its peak is this run's. */
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
