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
  /** path of the exchange on this machine */
  readonly exchange: string;
  /** path of the exchange on the cluster, `s3a://bucket/prefix`; undefined: all its machines have it at the same path */
  readonly exchangeUrl?: string | undefined;
  /** minutes without progress after which Spark is ended: a cluster without workers waits for ever */
  readonly stallMinutes: number;
}

interface SparkRun extends Pick<SparkEngine, "master" | "stallMinutes"> {
  readonly program: string;
  readonly script: string;
  /** folder of the run that its owner alone can read, for what Spark's driver puts beside its work */
  readonly folder: string;
  /** the run's key, for the environment of Spark's process and nothing else */
  readonly key: string;
  /** bytes handed over; the number of partitions of joins and groups follows from it */
  readonly handedBytes: number;
}

/**
 * Spark's settings that a site's own defaults may not change. None is a secret: others on the machine may read a command line. A
 * standalone master's secret is the site's, in its `spark-defaults.conf`.
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
  // A task that caches a table keeps in memory what it wrote since the last reset of the stream, by default a hundred batches of
  // ten thousand rows: a gigabyte of households.
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
  const program = folders.map((folder) => join(folder, "spark-sql")).find((file) => existsSync(file));
  if (program !== undefined) return program;
  const where = home === undefined ? "the path" : join(home, "bin");
  throw new Refusal(
    "engine-missing",
    `there is no spark-sql in ${where}: SPARK_HOME must be the folder of a Spark of 3.5 or later`,
  );
}

/** Bytes handed over per partition: about a hundred thousand households, whose groups fit a task's memory. */
const PART_BYTES = 32e6;
/**
 * Bounds of the number of partitions. Spark's default of 200 would make thousands of empty tasks of a small run; beyond 2000
 * Spark no longer keeps exact sizes.
 */
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
 * Runs Spark, which must exit with 0 and print the script's last line. Its output is read and dropped, for its texts hold values
 * of records; of an error only the class is reported.
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
  // Spark would go on alone after this process has ended: it is killed with it.
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

/** Spark's progress bar: tasks done and running, printed when they change, and once a minute if they do not. */
const PROGRESS_BAR = /\[Stage \d+:[^\]]*\]/g;
/** Name of a Java error class, or of a condition in Spark's own list: neither holds a value of a record. */
const JAVA_CLASS = /\b(?:[a-z][a-z0-9]*\.)+[A-Z]\w*(?:Exception|Error)\b/;
const CONDITION = /\[([A-Z][A-Z0-9_]+(?:\.[A-Z][A-Z0-9_]+)*)\]/;
const MAX_RECENT_CHARACTERS = 10_000;

/** Reads what Spark prints, and keeps of it the last line, the class of the first error, and whether there is progress. */
function follow(child: { readonly stdout: Readable; readonly stderr: Readable }, progress: () => void) {
  let [last, line, bar, recent] = ["", "", "", ""];
  let fault: string | null = null;
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    progress();
    const lines = (line + text).split("\n");
    line = (lines.pop() ?? "").slice(-MAX_RECENT_CHARACTERS);
    last = lines.findLast((text) => text.trim() !== "")?.trim() ?? last;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    const latestBar = text.match(PROGRESS_BAR)?.at(-1);
    if (latestBar !== undefined && latestBar !== bar) {
      bar = latestBar;
      progress();
    }
    if (fault !== null) return;
    recent = (recent + text).slice(-MAX_RECENT_CHARACTERS);
    fault = CONDITION.exec(recent)?.[1] ?? null;
  });
  return { last: () => last, fault: () => fault ?? JAVA_CLASS.exec(recent)?.[0] ?? null };
}

/** Exit code of Spark where one of its Java machines has no memory left. */
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
