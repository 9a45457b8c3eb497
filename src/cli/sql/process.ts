import { fork } from "node:child_process";
import { realpathSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { Refusal } from "../../contract/problem.ts";
import { UsageError, type VerbResult } from "../verb.ts";

/** Path of the built program. The sources use it too, since Node 20 cannot run TypeScript. */
const MAIN = fileURLToPath(new URL("../../../dist/cli/sql/process-main.js", import.meta.url));

export const FORMATS = ["table", "csv", "json", "parquet", "arrow"] as const;
export type Format = (typeof FORMATS)[number];

/** Where the tables are from: a release folder, or a home, for one period or all. */
export type QuerySource = { readonly release: string } | { readonly home: string; readonly period: string | undefined };

export interface QueryOrder {
  /** process id of the parent, which the child must not outlive */
  readonly parent: number;
  readonly source: QuerySource;
  readonly query: string;
  readonly format: Format;
  /** file to write; absent: the answer is returned to the parent, as text or as `--json` prints it */
  readonly output: string | undefined;
  readonly json: boolean;
  readonly bounds: { readonly rows: number; readonly seconds: number; readonly memoryMegabytes: number };
}

/** Tells the parent the temporary folder: the answer's file in it gets the output's name once it is complete. */
export interface TemporaryFolder {
  readonly folder: string;
}
export type Reply = { readonly result: VerbResult } | { readonly error: ReturnType<typeof packError> };

/** Name of the answer's file in the temporary folder. */
export const ANSWER = "answer";

/** File descriptor on which the watchdog writes which limit was exceeded, before it ends its process. */
export const WATCHDOG_FD = 4;

/**
 * Answers a query in a separate process, because a single function call, such as `repeat('x', 4000000000)`, obeys neither
 * DuckDB's interrupt nor its memory limit. A watchdog inside that process ends it when it exceeds a limit, or when this process
 * has ended. A file appears under its name only when it is complete.
 *
 * @throws UsageError; Refusal `query-too-large`, and whatever opening the tables and the query may throw
 */
export async function answerInProcess(asked: Omit<QueryOrder, "parent">): Promise<VerbResult> {
  const order: QueryOrder = { ...asked, parent: process.pid };
  const child = fork(MAIN, [], {
    // V8's own limit must be higher: exceeding it would abort the process without a message.
    execArgv: [`--max-old-space-size=${4096 + order.bounds.memoryMegabytes}`],
    serialization: "advanced",
    stdio: ["ignore", "inherit", "inherit", "ipc", "pipe"],
  });
  const closed = new Promise<string>((resolve) => {
    child.once("close", (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
  let limitMessage = "";
  (child.stdio[WATCHDOG_FD] as Readable).setEncoding("utf8").on("data", (text: string) => {
    limitMessage += text;
  });
  let temporary: string | undefined;
  try {
    const reply = await new Promise<Reply>((resolve, reject) => {
      child.on("message", (message: TemporaryFolder | Reply) => {
        if ("folder" in message) temporary = message.folder;
        else resolve(message);
      });
      child.once("error", reject);
      void closed.then((how) => reject(endedEarly(limitMessage, how)));
      child.send(order);
    });
    if ("error" in reply) throw unpackError(reply.error);
    if (temporary !== undefined) renameSync(join(temporary, ANSWER), realOutput(order.output as string));
    return reply.result;
  } finally {
    child.kill("SIGKILL");
    await closed;
    if (temporary !== undefined) rmSync(temporary, { recursive: true, force: true });
  }
}

/** @param limitMessage the watchdog's message; empty where something else ended the process */
function endedEarly(limitMessage: string, how: string): Refusal {
  return limitMessage === ""
    ? new Refusal("query-failed", `the query's process ended before it had an answer (${how})`)
    : new Refusal("query-too-large", limitMessage);
}

/** The path to replace: where the output is a link, its target, so that the link stays. */
function realOutput(output: string): string {
  return statSync(output, { throwIfNoEntry: false }) ? realpathSync(output) : output;
}

/** An error as it crosses from one process to the other. */
export function packError(error: unknown) {
  if (error instanceof Refusal)
    return { kind: "refusal" as const, code: error.code, message: error.message, faults: error.faults };
  if (error instanceof UsageError) return { kind: "usage" as const, message: error.message };
  const { name, message, stack, code, syscall } = (
    error instanceof Error ? error : new Error(String(error))
  ) as NodeJS.ErrnoException;
  return { kind: "other" as const, message, properties: { name, stack, code, syscall } };
}

function unpackError(packed: ReturnType<typeof packError>): Error {
  if (packed.kind === "refusal") return new Refusal(packed.code, packed.message, packed.faults);
  if (packed.kind === "usage") return new UsageError(packed.message);
  return Object.assign(new Error(packed.message), packed.properties);
}
