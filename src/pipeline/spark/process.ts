import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { Readable } from "node:stream";
import { Refusal } from "../../contract/problem.ts";
import { KEY_VARIABLE, LAST_OUTPUT_LINE } from "./script.ts";

/** Where Spark is, and how it runs. */
export interface SparkEngine {
  /** Spark's folder, `SPARK_HOME`; undefined: `spark-sql` is on the path */
  readonly home: string | undefined;
  /** as Spark takes it: `local[2]`, `spark://host:7077`, `yarn`, `k8s://…` */
  readonly master: string;
  /** a folder of this machine */
  readonly exchange: string;
  /** how the cluster calls it, `s3a://bucket/prefix`; undefined: all its machines have it at the same path */
  readonly exchangeUrl?: string | undefined;
  /** minutes without progress after which Spark is ended: a cluster without workers waits for ever */
  readonly stallMinutes: number;
}

interface SparkRun extends Pick<SparkEngine, "master" | "stallMinutes"> {
  readonly program: string;
  readonly script: string;
  /** of the run, its owner's alone: for what Spark's driver puts beside its work */
  readonly folder: string;
  /** the run's key, for the environment of Spark's process and nothing else */
  readonly key: string;
  /** of what was handed over; in how many parts it is joined and grouped follows from it */
  readonly handedBytes: number;
}

/**
 * What a site's own defaults may not change. None is a secret: others on the machine may read a command line. A standalone master's
 * secret is the site's, in its `spark-defaults.conf`.
 */
const FIXED = {
  "spark.authenticate": "true",
  "spark.network.crypto.enabled": "true",
  "spark.io.encryption.enabled": "true",
  "spark.io.encryption.keySizeBits": "256",
  "spark.eventLog.enabled": "false",
  "spark.ui.enabled": "false",
  "spark.ui.showConsoleProgress": "true",
  "spark.log.level": "WARN",
  "spark.logConf": "false",
  "spark.sql.catalogImplementation": "in-memory",
  "spark.sql.variable.substitute": "true",
  // A task that keeps a table holds what it wrote since the last reset of the stream, by default a hundred batches of ten thousand
  // rows: a gigabyte of households.
  "spark.sql.inMemoryColumnarStorage.batchSize": "1000",
  "spark.serializer.objectStreamReset": "10",
  "spark.sql.files.ignoreCorruptFiles": "false",
  "spark.sql.files.ignoreMissingFiles": "false",
  "spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version": "1",
  "spark.hadoop.mapreduce.fileoutputcommitter.marksuccessfuljobs": "true",
};

/** The `spark-sql` of `SPARK_HOME`, else of the path. @throws Refusal `engine-missing` */
export function sparkProgram(home: string | undefined): string {
  const folders = home === undefined ? (process.env.PATH ?? "").split(delimiter) : [join(home, "bin")];
  const found = folders.map((folder) => join(folder, "spark-sql")).find((file) => existsSync(file));
  if (found !== undefined) return found;
  const where = home === undefined ? "the path" : join(home, "bin");
  throw new Refusal(
    "engine-missing",
    `there is no spark-sql in ${where}: SPARK_HOME must be the folder of a Spark of 3.5 or later`,
  );
}

/** Handed bytes of a part: the groups of a hundred thousand households, which fit a task's memory. */
const PART_BYTES = 32e6;
/** Few enough that a small run is not thousands of tasks without work, as by Spark's default of 200; beyond 2000 it loses count of sizes. */
const PARTS = { least: 4, most: 2000 };

/** Arguments and environment of `spark-sql`. */
function sparkCommand({ master, script, folder, key, handedBytes }: SparkRun, env: NodeJS.ProcessEnv) {
  const settings = {
    ...FIXED,
    "spark.sql.shuffle.partitions": String(Math.min(Math.max(Math.ceil(handedBytes / PART_BYTES), PARTS.least), PARTS.most)),
    "spark.local.dir": folder,
    "spark.sql.warehouse.dir": join(folder, "warehouse"),
  };
  return {
    args: [
      "--master",
      master,
      ...Object.entries(settings).flatMap(([name, value]) => ["--conf", `${name}=${value}`]),
      "-f",
      script,
    ],
    env: {
      ...env,
      [KEY_VARIABLE]: key,
      // Beside the site's own, which `--driver-java-options` would replace.
      SPARK_SUBMIT_OPTS: `${env.SPARK_SUBMIT_OPTS ?? ""} -Djava.io.tmpdir=${folder}`.trim(),
    },
  };
}

/**
 * Runs Spark to its end: exit 0 and the script's last word. What it prints is read and forgotten, for its texts hold values; of an
 * error the class is told.
 *
 * @throws Refusal `engine-missing`, `engine-failed`, `exchange-damaged`
 */
export async function runSpark(run: SparkRun): Promise<void> {
  const { program } = run;
  const { args, env } = sparkCommand(run, process.env);
  const child = spawn(program, args, { cwd: run.folder, env, stdio: ["ignore", "pipe", "pipe"] });
  const closed = new Promise<number | null>((resolve, reject) => {
    child.once("close", resolve);
    child.once("error", () => reject(new Refusal("engine-missing", `${program} cannot be run`)));
  });
  // Whoever ends this process ends Spark, which would go on alone.
  const end = () => child.kill("SIGKILL");
  const ended = (signal: NodeJS.Signals) => {
    end();
    process.kill(process.pid, signal);
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.once(signal, ended);
  process.once("exit", end);
  let stalled = false;
  const stall = setTimeout(() => {
    stalled = true;
    end();
  }, run.stallMinutes * 60_000);
  try {
    const output = follow(child, () => stall.refresh());
    const code = await closed;
    if (stalled)
      throw new Refusal(
        "engine-failed",
        `Spark made no progress for ${run.stallMinutes} minutes, and was ended: has ${run.master} workers that are free? Nothing was drawn`,
      );
    if (code !== 0 || output.last() !== LAST_OUTPUT_LINE) throw faultOf(output.fault(), code);
  } finally {
    clearTimeout(stall);
    process.removeListener("exit", end);
    for (const signal of signals) process.removeListener(signal, ended);
    if (child.exitCode === null && child.signalCode === null && child.pid !== undefined && child.kill("SIGKILL"))
      await once(child, "close");
  }
}

/** Tasks done and running, as Spark tells them each time they change, and once a minute if they do not. */
const BAR = /\[Stage \d+:[^\]]*\]/g;
/** A class of Java, or a condition of Spark's own list: neither holds a value. */
const JAVA_CLASS = /\b(?:[a-z][a-z0-9]*\.)+[A-Z]\w*(?:Exception|Error)\b/;
const CONDITION = /\[([A-Z][A-Z0-9_]+(?:\.[A-Z][A-Z0-9_]+)*)\]/;
const MOST_HELD = 10_000;

/** Reads what Spark prints, and keeps of it the last line, the class of the first error, and whether there is progress. */
function follow(child: { readonly stdout: Readable; readonly stderr: Readable }, progress: () => void) {
  let [last, line, bar, held] = ["", "", "", ""];
  let fault: string | null = null;
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    progress();
    const lines = (line + text).split("\n");
    line = (lines.pop() ?? "").slice(-MOST_HELD);
    last = lines.findLast((one) => one.trim() !== "")?.trim() ?? last;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    const seen = text.match(BAR)?.at(-1);
    if (seen !== undefined && seen !== bar) {
      bar = seen;
      progress();
    }
    if (fault !== null) return;
    held = (held + text).slice(-MOST_HELD);
    fault = CONDITION.exec(held)?.[1] ?? null;
  });
  return { last: () => last, fault: () => fault ?? JAVA_CLASS.exec(held)?.[0] ?? null };
}

/** Spark's exit where a Java machine of its has no memory left. */
const OUT_OF_MEMORY = 52;

function faultOf(fault: string | null, code: number | null): Refusal {
  if (fault?.endsWith("AES_CRYPTO_ERROR") || fault === "CONVERSION_INVALID_INPUT")
    return new Refusal("exchange-damaged", "Spark found something in the exchange that this run did not seal. Nothing was drawn");
  if (code === OUT_OF_MEMORY)
    return new Refusal(
      "engine-failed",
      "Spark ran out of memory before the sums were made: spark.driver.memory, or spark.executor.memory. Nothing was drawn",
    );
  const how = code === null ? "was killed" : `ended with ${code}`;
  return new Refusal(
    "engine-failed",
    `Spark ${how}${fault === null ? "" : ` (${fault})`} before the sums were made. Nothing was drawn`,
  );
}
