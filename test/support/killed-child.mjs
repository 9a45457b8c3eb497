/**
 * Runs a verb of the built program, and ends it by SIGKILL before the nth call of some functions of Node: those that change
 * what a folder holds, or that unseal. With n = 0 it runs to its end and says how many calls there were.
 *
 *     node killed-child.mjs N fs:renameSync,cpSync VERB …
 */
import crypto from "node:crypto";
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

const [n, watched, ...args] = process.argv.slice(2);
const [module, names] = watched.split(":");
const target = module === "fs" ? fs : crypto;
let calls = 0;
for (const name of names.split(",")) {
  const real = target[name];
  target[name] = (...given) => {
    calls += 1;
    if (calls === Number(n)) process.kill(process.pid, "SIGKILL");
    return real(...given);
  };
}
syncBuiltinESMExports();
const { runCli } = await import("../../dist/cli/run.js");
const code = await runCli(args, { out: () => undefined, err: (text) => process.stderr.write(text) });
process.stdout.write(`${calls}\n`);
process.exitCode = code;
