/**
 * A thread that ends its own process when a query exceeds a limit; it keeps running while the main thread is inside a DuckDB
 * call. It checks the time, the resident memory, and the parent, which the process must not outlive.
 */
import { rmSync, writeSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import { WATCHDOG_FD } from "./process.ts";

export interface WatchdogStart {
  /** process id of the parent */
  readonly parent: number;
  readonly seconds: number;
  /** resident memory that the query may add to that at its beginning, in 10⁶ bytes, as DuckDB counts */
  readonly memoryMegabytes: number;
}

/**
 * Messages to the watchdog: that the query begins, with the time (`process.hrtime`, nanoseconds) and the resident memory in
 * bytes; or the temporary folder.
 */
export type WatchdogMessage = { readonly began: bigint; readonly rss: number } | { readonly folder: string };

/** Memory grows by about 1 MB each millisecond while a function fills it, so a limit is exceeded by at most a few MB. */
const MILLISECONDS_BETWEEN_LOOKS = 5;

const { parent, seconds, memoryMegabytes } = workerData as WatchdogStart;
let folder: string | undefined;
let query: { readonly began: bigint; readonly rss: number } | undefined;

parentPort?.on("message", (word: WatchdogMessage) => {
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

/** Ends the process after its parent has gone: nobody else would remove the temporary folder. */
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
