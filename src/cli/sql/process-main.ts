/**
 * The program of the query's process. `process.ts` starts it and sends one order; `watchdog.ts` ends it when it exceeds a limit.
 */
import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, realpathSync, statSync } from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import { Worker } from "node:worker_threads";
import { UsageError, type VerbResult } from "../verb.ts";
import { answerFile, answerObjects, answerText, rowsText, runQuery } from "./answer.ts";
import { openSubject, type Subject, subjectOf } from "./open.ts";
import { ANSWER, type Format, packError, type QueryOrder, type Reply, type TemporaryFolder } from "./process.ts";
import type { WatchdogMessage, WatchdogStart } from "./watchdog.ts";

// Ctrl+C reaches parent and child at once. The child ignores it: the watchdog ends it, after removing the temporary folder.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => undefined);

process.on("message", async (order: QueryOrder) => {
  let reply: Reply;
  try {
    reply = { result: await answer(order) };
  } catch (error) {
    reply = { error: packError(error) };
  }
  await send(reply);
});

/**
 * Resolves once the parent has the message, or is gone. In the latter case the watchdog ends this process, and no error may come
 * first.
 */
function send(message: TemporaryFolder | Reply): Promise<void> {
  return new Promise((resolve) => {
    process.send?.(message, undefined, undefined, () => resolve());
  });
}

async function answer(order: QueryOrder): Promise<VerbResult> {
  const { query, bounds, output, source, parent } = order;
  const tell = await startWatchdog({ parent, seconds: bounds.seconds, memoryMegabytes: bounds.memoryMegabytes });
  const subject = await subjectOf(source);
  if (output !== undefined) refuseFrozen(output, subject);
  const path = output === undefined ? undefined : await writtenPath(output, tell);
  const duck = await openSubject(subject, bounds);
  tell({ began: process.hrtime.bigint(), rss: process.memoryUsage.rss() });
  const selected = await runQuery(duck, query);
  const releases = subject.releases.map(({ id }) => id);
  if (path !== undefined) {
    await answerFile(selected, order.format, path, releases);
    const json = { output, format: order.format, rows: selected.length, bytes: statSync(path).size, releases };
    return { json, text: `${output}: ${rowsText(json.rows)}, ${json.bytes} bytes` };
  }
  // Only the form that will be printed is made: an answer of a million rows must not be in memory twice.
  return order.json
    ? { json: { releases, columns: selected.columns, rows: answerObjects(selected) }, text: "" }
    : { json: null, text: answerText(selected, order.format as Exclude<Format, "parquet" | "arrow">) };
}

/** Starts the watchdog, before any query. */
function startWatchdog(start: WatchdogStart): Promise<(word: WatchdogMessage) => void> {
  return new Promise((done, fail) => {
    const worker = new Worker(new URL("./watchdog.js", import.meta.url), { workerData: start, name: "watchdog" });
    worker.once("error", fail);
    worker.once("online", () => done((word) => worker.postMessage(word)));
  });
}

/**
 * The path to write to: a file in a temporary folder beside the output, or the output itself where it is a device or a pipe.
 * Watchdog and parent learn the folder's name before it exists, since they must remove it if this process is killed.
 */
async function writtenPath(output: string, tell: (word: WatchdogMessage) => void): Promise<string> {
  const found = statSync(output, { throwIfNoEntry: false });
  if (found && !found.isFile()) return output;
  const folder = join(dirname(found ? realpathSync(output) : resolve(output)), `.tmp-sql-${randomUUID()}`);
  tell({ folder });
  await send({ folder });
  mkdirSync(folder, { mode: 0o700 });
  return join(folder, ANSWER);
}

/** Refuses an output inside a release's folder: with another file in it, the release would no longer verify. */
function refuseFrozen(output: string, { releases }: Subject): void {
  const folder = dirname(resolve(output));
  const real = existsSync(folder) ? realpathSync(folder) : folder;
  const inside = releases.find((release) => `${real}${sep}`.startsWith(`${realpathSync(release.folder)}${sep}`));
  if (inside) throw new UsageError(`--output must be outside of release ${inside.id}, which is frozen; got ${output}`);
}
