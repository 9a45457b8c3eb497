import { mkdtempSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { ATTRIBUTE_NAMES, ATTRIBUTES } from "../../contract/attributes.ts";
import { parsePeriod } from "../../contract/period.ts";
import { parseSettings } from "../../contract/settings.ts";
import { MEASURES } from "../../domains/index.ts";
import { makePlan, type Plan, planPublication, rehearsalOf, type SparkEngine } from "../../pipeline/index.ts";
import { openDuck } from "../../storage/duckdb/index.ts";
import type { SnapshotHousehold } from "../../vault/index.ts";
import { BENCH_MEASURE, type Bench, type BenchInput, type Figures, YEAR } from "./bench.ts";
import { forgetPeak, ownPeak, peakOf, processorTime, seconds } from "./measure.ts";
import { pipelineSteps } from "./release.ts";
import { city } from "./territory.ts";

/** A cluster that answers nothing for so long is broken, however much it is given. */
const STALL_MINUTES = 60;
const MEGABYTE = 1e6;

export const engines: Bench = {
  name: "engines",
  about:
    "the exact sums of a year from households that are made up as they are read (one measure, 571 areas): by this process, and by Spark on all cores of this machine where SPARK_HOME names one",
  run: async (input) => {
    const { key } = MEASURES.find(({ measure }) => measure.similarity.attributes.length === 2) ?? BENCH_MEASURE;
    const plan = makePlan(parseSettings({ measures: [key] }), city());
    const results: Figures[] = [];
    const home = process.env.SPARK_HOME;
    for (const rows of input.sizes.rows)
      for (const name of home ? ["duckdb", "spark"] : ["duckdb"]) {
        input.progress(`engines: ${name}, ${rows} household-months`);
        const figures = await measureSums(input, plan, rows, name === "spark" ? home : undefined);
        results.push({ what: `${name}, ${rows} household-months`, figures });
      }
    return results;
  },
};

/** Seconds, the peaks of memory of this process and of Spark's, and the most that lay in the exchange. */
async function measureSums({ folder }: BenchInput, plan: Plan, rows: number, home: string | undefined) {
  const exchange = mkdtempSync(join(folder, "exchange-"));
  const engine: SparkEngine = { home, master: "local[*]", exchange, stallMinutes: STALL_MINUTES };
  let [bytes, sparkPeak, sparkTime] = [0, 0, 0];
  const watch = setInterval(() => {
    bytes = Math.max(bytes, bytesBelow(exchange));
    for (const pid of childrenOf(process.pid)) {
      // One that has just ended has no peak any more.
      sparkPeak = Math.max(sparkPeak, peakOf(pid) || 0);
      sparkTime = Math.max(sparkTime, processorTime(pid) || 0);
    }
  }, 500);
  forgetPeak();
  const begun = seconds();
  const used = process.cpuUsage();
  let read = 0;
  function* snapshot() {
    yield* madeHouseholds(plan, Math.floor(rows / 12));
    read = seconds();
  }
  try {
    const spark = home === undefined ? undefined : { engine, commons: "bench" };
    const source = { duck: () => openDuck(), steps: pipelineSteps(), snapshot, spark };
    await rehearsalOf(source, planPublication(plan, parsePeriod(String(YEAR))));
  } finally {
    clearInterval(watch);
  }
  const total_s = seconds() - begun;
  const { user, system } = process.cpuUsage(used);
  return {
    total_s,
    /** of this process and of Spark's: what others do on the machine meanwhile is not in it */
    processor_s: (user + system) / 1e6 + sparkTime,
    /** until the last household was read: sealed and written, or loaded */
    read_s: read - begun,
    peak_MB: ownPeak(),
    spark_peak_MB: home === undefined ? null : sparkPeak,
    exchange_MB: home === undefined ? null : bytes / MEGABYTE,
  };
}

/** All is arithmetic on numbers: the same households every time. */
function* madeHouseholds({ territory, measures }: Plan, count: number): Generator<SnapshotHousehold> {
  const [ref] = measures;
  if (!ref) throw new RangeError("the plan has no measure");
  const most = Number((ref.upper * 11n) / 10n);
  for (let i = 0; i < count; i++) {
    const attributes = ATTRIBUTE_NAMES.map((name, at) => {
      const values: readonly string[] = ATTRIBUTES[name];
      return [name, values[(i * (7 + 4 * at) + Math.floor(i / 49)) % values.length]];
    });
    yield {
      unit: "",
      bucket: Math.floor((256 * i) / count),
      household: { area: territory.leaves[(i * 7919) % territory.leaves.length]?.code ?? "", ...Object.fromEntries(attributes) },
      readings: Array.from({ length: 12 }, (_, month) => ({
        domain: ref.domain.id,
        measure: ref.measure.id,
        period: `${YEAR}-${String(month + 1).padStart(2, "0")}`,
        amount: (i * 7919 + month * 104_729) % most,
        source: "bench",
      })),
    };
  }
}

function bytesBelow(folder: string): number {
  try {
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
    return files.reduce((sum, file) => sum + (statSync(join(folder, file), { throwIfNoEntry: false })?.size ?? 0), 0);
  } catch {
    // A folder of the run went meanwhile.
    return 0;
  }
}

/** Processes that this one started; none where the system does not tell. */
function childrenOf(pid: number): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean).map(Number);
  } catch {
    return [];
  }
}
