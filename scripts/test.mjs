/**
 * `npm test`: installs and builds what is missing, then runs the static checks and vitest. Arguments are passed to vitest. The
 * last line counts checks and tests together; the exit code is 0 only if all passed.
 */
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildIfStale } from "./build.mjs";
import { check } from "./check.mjs";
import { install, root } from "./ensure.mjs";

/** Linux's file system in memory, and the free bytes that it needs: the whole suite has used 0.13 GB at once. */
const MEMORY = { folder: "/dev/shm", type: 0x01021994, free: 2e9 };

/**
 * Temporary folder of the tests, in memory where there is room, because they create thousands of small files. No test simulates a
 * power cut.
 */
function scratchFolder() {
  let parent = tmpdir();
  try {
    const { type, bavail, bsize } = statfsSync(MEMORY.folder);
    if (type === MEMORY.type && bavail * bsize >= MEMORY.free) parent = MEMORY.folder;
  } catch {
    // The system has no such folder.
  }
  const folder = mkdtempSync(join(parent, "voisinage-test-"));
  // Some tests run as another user.
  chmodSync(folder, 0o1777);
  return folder;
}

/** @returns {{ passed: number, failed: number, skipped: { name: string, why: string | null }[] }} */
function vitest(args) {
  const folder = scratchFolder();
  const file = join(folder, "counts.json");
  try {
    const { status } = spawnSync(
      process.execPath,
      [
        join(root, "node_modules/vitest/vitest.mjs"),
        "run",
        "--reporter=default",
        "--reporter=./scripts/vitest-count.mjs",
        ...args,
      ],
      { cwd: root, stdio: "inherit", env: { ...process.env, TMPDIR: folder, VOISINAGE_COUNTS: file } },
    );
    const counts = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : { passed: 0, failed: 0, skipped: [] };
    // Vitest may fail or run nothing without a failed test, which counts as a failure.
    if (counts.failed === 0 && (status !== 0 || counts.passed === 0)) counts.failed = 1;
    return counts;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function tryTo(step) {
  try {
    await step();
    return true;
  } catch (error) {
    console.error(error.message);
    return false;
  }
}

const total = { passed: 0, failed: 0, skipped: [] };
const add = ({ passed, failed, skipped = [] }) => {
  total.passed += passed;
  total.failed += failed;
  total.skipped.push(...skipped);
};

async function buildAndCheck() {
  // The checks that follow have one of the types.
  const built = await tryTo(() => buildIfStale({ typesAreChecked: true }));
  console.log(`${built ? "ok  " : "FAIL"} build`);
  add({ passed: built ? 1 : 0, failed: built ? 0 : 1 });
  add(await check());
}

if (await tryTo(() => install(buildAndCheck))) add(vitest(process.argv.slice(2)));
else add({ passed: 0, failed: 1 });

for (const { name, why } of total.skipped) console.log(`skipped: ${name}${why ? ` (${why})` : ""}`);
const skipped = total.skipped.length === 0 ? "" : `, ${total.skipped.length} skipped`;
console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed === 0 ? 0 : 1;
