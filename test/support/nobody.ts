import { execFile, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Ran } from "./cli.ts";

const MAIN = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));
const BECOME = ["--reuid=65534", "--regid=65534", "--clear-groups"];

/** Whether this process may become another user, and that user can start the program. */
const canBecomeNobody =
  process.getuid?.() === 0 && spawnSync("setpriv", [...BECOME, process.execPath, MAIN, "--version"]).status === 0;

/** Runs one command line as a user who owns nothing; null where that is not possible. */
export const asNobody = canBecomeNobody
  ? (...args: string[]): Promise<Ran> =>
      new Promise((resolve) => {
        execFile("setpriv", [...BECOME, process.execPath, MAIN, ...args], (error, out, err) => {
          resolve({ code: error ? Number(error.code ?? -1) : 0, out, err });
        });
      })
  : null;
