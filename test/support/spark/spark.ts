import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { parsePeriod } from "../../../src/contract/period.ts";
import { exactCells } from "../../../src/pipeline/exact.ts";
import { planPublication, type SparkEngine } from "../../../src/pipeline/index.ts";
import { makeCube } from "../../../src/pipeline/plan/cube.ts";
import { openDuck } from "../../../src/storage/duckdb/index.ts";
import type { SnapshotHousehold } from "../../../src/vault/index.ts";
import { gridPlan, household, months, STEPS } from "../pipeline.ts";

/** Path of Spark. `scripts/spark.mjs` sets it. */
export const SPARK_HOME = process.env.SPARK_HOME as string;

/** The lines that a script of SQL prints. */
export async function sparkSql(folder: string, script: string): Promise<string[]> {
  const file = join(folder, "script.sql");
  writeFileSync(file, script);
  const args = [
    "--master",
    // A task has three tries: its request for a class may stay without an answer.
    "local[2,3]",
    "--conf",
    "spark.sql.catalogImplementation=in-memory",
    "--conf",
    "spark.ui.enabled=false",
    "-f",
    file,
  ];
  const { stdout } = await promisify(execFile)(join(SPARK_HOME, "bin/spark-sql"), args, { cwd: folder, maxBuffer: 1 << 26 });
  return stdout.split("\n");
}

const publication = planPublication(gridPlan(2, 3, { measures: ["water.volume", "gas.energy"] }), parsePeriod("2025"));
const cube = makeCube(publication);

/** Households, some of which give too few months, nothing, or more than the clamp. */
export const households = (count: number): SnapshotHousehold[] =>
  Array.from({ length: count }, (_, i) =>
    household(
      i,
      `m${i % 2}l${i % 3}`,
      [
        ...months(100 * (i % 900)).slice(0, i % 11 === 0 ? 8 : 12),
        ...(i % 4 === 0 ? [] : months(70_000 * (i % 50), "gas.energy")),
        ...(i % 7 === 0
          ? [{ domain: "water", measure: "volume", period: "2025", amount: 120_000 + i, source: "bill" as const }]
          : []),
      ],
      { size: ["1", "2", "5+", "unknown"][i % 4] as string, heating: ["gas", "electric", "unknown"][i % 3] as string },
    ),
  );

/** Exact sums of a snapshot, computed by Spark when an engine is given. */
export const exactOf = (snapshot: Iterable<SnapshotHousehold>, engine?: SparkEngine) =>
  exactCells(
    { duck: () => openDuck(), steps: STEPS, snapshot: () => snapshot, spark: engine && { engine, commons: "town" } },
    publication,
    cube,
  );

/** A Spark whose command first runs other lines of shell, in which `$EXCHANGE` is the path of the exchange. */
export function sparkAfter(folder: string, exchange: string, lines: string): string {
  const home = join(folder, "other");
  mkdirSync(home);
  mkdirSync(join(home, "bin"));
  const file = join(home, "bin/spark-sql");
  writeFileSync(file, `#!/bin/sh\nEXCHANGE='${exchange}'\n${lines}\nexec '${join(SPARK_HOME, "bin/spark-sql")}' "$@"\n`);
  chmodSync(file, 0o700);
  return home;
}

interface Daemon {
  readonly process: ChildProcess;
  /** ends the process and everything that it started, immediately */
  readonly kill: () => Promise<void>;
}

/** Starts a master or a worker of a standalone cluster on loopback. Resolves when it reports that it runs. */
async function daemon(
  folder: string,
  name: string,
  args: readonly string[],
  says: RegExp,
): Promise<Daemon & { readonly found: string }> {
  const daemonFolder = join(folder, name);
  mkdirSync(daemonFolder);
  const child = spawn(join(SPARK_HOME, "bin/spark-class"), args, {
    cwd: daemonFolder,
    // In a process group of its own, so that a worker's executors can be ended with it.
    detached: true,
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, SPARK_LOCAL_DIRS: daemonFolder, SPARK_DAEMON_MEMORY: "300m", SPARK_WORKER_DIR: daemonFolder },
  });
  const announcement = await new Promise<string>((resolve, reject) => {
    let text = "";
    child.stderr?.setEncoding("utf8").on("data", (more: string) => {
      text = (text + more).slice(-20_000);
      const match = says.exec(text);
      if (match) resolve(match[0]);
    });
    child.once("exit", () => reject(new Error(`${name} ended:\n${text}`)));
  });
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, "exit");
    process.kill(-(child.pid as number), "SIGKILL");
    await exited;
  };
  return { process: child, kill, found: announcement };
}

interface Cluster {
  readonly master: string;
  /** workers of one core each */
  readonly workers: readonly (Daemon & { readonly folder: string })[];
  readonly stop: () => Promise<void>;
}

export async function startCluster(folder: string, workers: number): Promise<Cluster> {
  const at = ["--host", "127.0.0.1", "--port", "0", "--webui-port", "0"];
  const master = await daemon(folder, "master", ["org.apache.spark.deploy.master.Master", ...at], /spark:\/\/127\.0\.0\.1:\d+/);
  const started = await Promise.all(
    Array.from({ length: workers }, async (_, i) => {
      const name = `worker-${i}`;
      const args = ["org.apache.spark.deploy.worker.Worker", ...at, "--cores", "1", "--memory", "700m", master.found];
      return { ...(await daemon(folder, name, args, /Successfully registered with master/)), folder: join(folder, name) };
    }),
  );
  const stop = async () => {
    for (const one of [...started, master]) await one.kill();
  };
  return { master: master.found, workers: started, stop };
}
