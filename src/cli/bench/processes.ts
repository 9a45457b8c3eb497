import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Refusal } from "../../contract/problem.ts";

/** Path of the built command line; the same from the sources and from the build. */
const DIST = new URL("../../../dist/cli/", import.meta.url);

export interface BenchServer {
  readonly process: ChildProcess;
  readonly url: string;
}

/** Runs `serve` in a separate process on a free port. @throws Refusal `storage-failed` where it ends before it listens */
export function serveHome(home: string, ...options: readonly string[]): Promise<BenchServer> {
  return start("main.js", "serve", "--home", home, "--port", "0", ...options);
}

/** Runs the smallest server made of the same packages: the most that this machine can reach. */
export function serveHello(): Promise<BenchServer> {
  return start("bench/hello.js");
}

async function start(script: string, ...options: readonly string[]): Promise<BenchServer> {
  const child = spawn(process.execPath, [fileURLToPath(new URL(script, DIST)), ...options], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /http:\S+/.exec(line)?.[0];
    if (url) return { process: child, url };
  }
  throw new Refusal("storage-failed", "a server ended before it listened; is the command line built?");
}

export async function stop({ process: child }: BenchServer): Promise<void> {
  if (child.kill("SIGTERM")) await once(child, "exit");
}

/** Runs a script of the build, and returns the JSON that it prints. @throws Refusal `storage-failed` where it fails */
export async function resultOf<Result>(script: string, ...options: readonly string[]): Promise<Result> {
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [fileURLToPath(new URL(script, DIST)), ...options]);
    return JSON.parse(stdout);
  } catch (error) {
    throw new Refusal("storage-failed", `a run that was measured failed; is the command line built? ${String(error)}`);
  }
}
