/** The static checks: `npm run check`, and the first part of `npm test`. Each counts as one test. */
import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { install, root } from "./ensure.mjs";

/** The checks run beside each other, and several threads of one would each work out again what the others have: twice the work. */
const TYPES = ["typescript7/bin/tsc", "--noEmit", "--singleThreaded"];

const CHECKS = [
  {
    name: "format and lint (biome)",
    command: ["@biomejs/biome/bin/biome", "check", "--error-on-warnings", "--max-diagnostics=200"],
  },
  { name: "types (tsc)", command: [...TYPES] },
  { name: "types of the dashboards (tsc)", command: [...TYPES, "-p", "dashboards/tsconfig.json"] },
  { name: "types of the dashboards' tests (tsc)", command: [...TYPES, "-p", "test/dashboards/tsconfig.json"] },
  { name: "unused code (knip)", command: ["knip/bin/knip.js", "--no-progress"] },
];

/** `npm test` has it among its tests, which also ask whether the checker saw every module (`test/house/imports.test.ts`). */
const IMPORTS = {
  name: "imports go down (dependency-cruiser)",
  command: ["dependency-cruiser/bin/dependency-cruise.mjs", "src", "dashboards"],
};

function run({ name, command: [tool, ...args] }) {
  return new Promise((resolve) => {
    const began = Date.now();
    const child = spawn(process.execPath, [join(root, "node_modules", tool), ...args], {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    child.stdout.on("data", (data) => (output += data));
    child.stderr.on("data", (data) => (output += data));
    child.on("error", (error) => (output += error.message));
    child.on("close", (code) => {
      const ok = code === 0;
      console.log(`${ok ? "ok  " : "FAIL"} ${name} ${((Date.now() - began) / 1000).toFixed(1)} s`);
      if (!ok) console.log(output.trimEnd());
      resolve(ok);
    });
  });
}

/** Runs the checks in parallel, at most four at a time. @returns {Promise<{ passed: number, failed: number }>} */
export async function check(checks = CHECKS) {
  const waiting = [...checks];
  let failed = 0;
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) if (!(await run(next))) failed += 1;
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), 4) }, work));
  return { passed: checks.length - failed, failed };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await install();
    const { passed, failed } = await check([...CHECKS, IMPORTS]);
    console.log(`${passed} passed, ${failed} failed`);
    process.exitCode = failed === 0 ? 0 : 1;
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
