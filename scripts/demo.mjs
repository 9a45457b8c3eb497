/** `npm run demo`: from a fresh clone to a served sample commons. Arguments are passed to `voisinage demo`. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { ensure, root } from "./ensure.mjs";

try {
  await ensure();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}

const demo = spawn(process.execPath, [join(root, "dist", "cli", "main.js"), "demo", ...process.argv.slice(2)], {
  stdio: "inherit",
});
// Ctrl-C reaches the child through the terminal; a supervisor's signals have to be passed on.
for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => demo.kill(signal));
process.on("SIGINT", () => undefined);
demo.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" || signal === "SIGTERM" ? 0 : 1)));
