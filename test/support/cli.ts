import { execFile, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { VerbContext } from "../../src/cli/verb.ts";

const MAIN = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));
const RUN = new URL("../../dist/cli/run.js", import.meta.url).href;

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** The context of a verb that gets no words beside its options and whose messages nobody reads. */
export const SILENT: VerbContext = { words: [], json: false, progress: () => undefined, say: () => undefined };

/**
 * Runs one command line of the built program to its end, within this process: starting a process takes longer than most verbs.
 */
export async function voisinage(...args: string[]): Promise<Ran> {
  return ranBy(await import(RUN), args);
}

/** As `voisinage`, from the sources, without a build: mutants are planted in the sources. */
export async function fromSource(...args: string[]): Promise<Ran> {
  return ranBy(await import("../../src/cli/run.ts"), args);
}

async function ranBy({ runCli }: typeof import("../../src/cli/run.ts"), args: readonly string[]): Promise<Ran> {
  let [out, err] = ["", ""];
  const code = await runCli([...args], { out: (text) => (out += text), err: (text) => (err += text) });
  return { code, out, err };
}

/** As `voisinage`, in a process of its own: for tests in which two run at once, or which are about how the program starts. */
export function voisinageProcess(...args: string[]): Promise<Ran> {
  return new Promise((resolve) => {
    execFile(process.execPath, [MAIN, ...args], { maxBuffer: 1 << 26 }, (error, out, err) => {
      resolve({ code: error ? Number(error.code ?? -1) : 0, out, err });
    });
  });
}

/** Starts the built program with these arguments and returns the running process. */
export function start(...args: string[]) {
  return spawn(process.execPath, [MAIN, ...args], { stdio: ["ignore", "pipe", "pipe"] });
}

/** Resolves when the condition holds, which it tests every few milliseconds. @throws after a minute */
export async function until(holds: () => boolean, what: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!holds()) {
    if (Date.now() > deadline) throw new Error(`waited a minute for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
