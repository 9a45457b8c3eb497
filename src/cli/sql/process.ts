import { fork } from "node:child_process";
import { realpathSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { Refusal } from "../../contract/problem.ts";
import { UsageError, type VerbResult } from "../verb.ts";

/** The built module, from the sources and from the build alike: Node 20 runs JavaScript alone. */
const MAIN = fileURLToPath(new URL("../../../dist/cli/sql/process-main.js", import.meta.url));

export const FORMATS = ["table", "csv", "json", "parquet", "arrow"] as const;
export type Format = (typeof FORMATS)[number];

/** Where the tables come from: a release folder, or a home and perhaps one of its periods. */
export type QuerySource = { readonly release: string } | { readonly home: string; readonly period: string | undefined };

export interface QueryOrder {
  /** process id of the parent: the child may not live longer */
  readonly parent: number;
  readonly source: QuerySource;
  readonly query: string;
  readonly format: Format;
  /** absent: the answer goes back to the parent, as text or as what `--json` prints */
  readonly output: string | undefined;
  readonly json: boolean;
  readonly bounds: { readonly rows: number; readonly seconds: number; readonly memoryMegabytes: number };
}

/** The file in `folder` takes the output's name once it is whole. */
export interface TemporaryFolder {
  readonly folder: string;
}
export type Reply = { readonly result: VerbResult } | { readonly error: ReturnType<typeof packError> };

/** The answer's file within the temporary folder. */
export const ANSWER = "answer";

/** File descriptor on which the watchdog says, before it ends its process, which bound was passed. */
export const WATCHDOG_FD = 4;

/**
 * Answers a query in a process of its own, because a single call of a function, such as `repeat('x', 4000000000)`, listens
 * neither to DuckDB's interrupt nor to its memory limit. A watchdog within that process ends it when a bound is passed or
 * this process has ended; a file appears under its name only when it is whole.
 *
 * @throws UsageError; Refusal `query-too-large`, and whatever opening the tables and the query itself may be refused for
 */
export async function answerInProcess(asked: Omit<QueryOrder, "parent">): Promise<VerbResult> {
  const order: QueryOrder = { ...asked, parent: process.pid };
  const child = fork(MAIN, [], {
    // V8's own limit must not come first: passing it would abort the process without a sentence.
    execArgv: [`--max-old-space-size=${4096 + order.bounds.memoryMegabytes}`],
    serialization: "advanced",
    stdio: ["ignore", "inherit", "inherit", "ipc", "pipe"],
  });
  const closed = new Promise<string>((resolve) => {
    child.once("close", (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
  let passed = "";
  (child.stdio[WATCHDOG_FD] as Readable).setEncoding("utf8").on("data", (text: string) => {
    passed += text;
  });
  let temporary: string | undefined;
  try {
    const reply = await new Promise<Reply>((resolve, reject) => {
      child.on("message", (message: TemporaryFolder | Reply) => {
        if ("folder" in message) temporary = message.folder;
        else resolve(message);
      });
      child.once("error", reject);
      void closed.then((how) => reject(endedEarly(passed, how)));
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

/** @param passed the watchdog's sentence, or nothing where something else ended the process */
function endedEarly(passed: string, how: string): Refusal {
  return passed === ""
    ? new Refusal("query-failed", `the query's process ended before it had an answer (${how})`)
    : new Refusal("query-too-large", passed);
}

/** An empty file behind a link is replaced where it lies; the link stays. */
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
