/**
 * Ends the process from a thread of its own, which runs while the main thread is inside a call of DuckDB.
 * It looks at the time, at the resident memory and at the parent, which it must not outlive.
 */
import { rmSync, writeSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import { WATCHDOG_FD } from "./process.ts";

export interface WatchdogStart {
  /** process id of the parent */
  readonly parent: number;
  readonly seconds: number;
  /** resident memory that the query may add to what the process has when it begins, in 10⁶ bytes, as DuckDB counts */
  readonly memoryMegabytes: number;
}

/** The query begins: the clock's reading (`process.hrtime`, nanoseconds) and the resident memory in bytes. Or: the temporary folder. */
export type WatchdogWord = { readonly began: bigint; readonly rss: number } | { readonly folder: string };

/** Memory grows by about 1 MB a millisecond while a function fills it, so a bound is passed by a few MB between two looks. */
const MILLISECONDS_BETWEEN_LOOKS = 5;

const { parent, seconds, memoryMegabytes } = workerData as WatchdogStart;
let folder: string | undefined;
let query: { readonly began: bigint; readonly rss: number } | undefined;

parentPort?.on("message", (word: WatchdogWord) => {
  if ("folder" in word) folder = word.folder;
  else query = word;
});

function look(): void {
  if (process.ppid !== parent) endOrphan();
  if (query === undefined) return;
  const megabytes = (process.memoryUsage.rss() - query.rss) / 1e6;
  if (megabytes > memoryMegabytes)
    end(`the query took more than ${memoryMegabytes} MB of memory: ${Math.ceil(megabytes)} MB when it was ended`);
  const elapsed = Number(process.hrtime.bigint() - query.began) / 1e9;
  if (elapsed > seconds) end(`the query took more than ${seconds} s: ${elapsed.toFixed(2)} s when it was ended`);
}

/** Nobody else is left to remove the temporary folder. */
function endOrphan(): void {
  try {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  } finally {
    process.kill(process.pid, "SIGKILL");
  }
}

function end(sentence: string): void {
  try {
    writeSync(WATCHDOG_FD, sentence);
  } finally {
    process.kill(process.pid, "SIGKILL");
  }
}

setInterval(look, MILLISECONDS_BETWEEN_LOOKS);
