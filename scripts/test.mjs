/**
 * `npm test`: installs and builds what is missing, then the static checks, then vitest. Arguments
 * go on to vitest. The last line counts checks and tests alike; the exit code is 0 only if all is well.
 */
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildIfStale } from "./build.mjs";
import { check } from "./check.mjs";
import { install, root } from "./ensure.mjs";

/** Linux's files in memory, and what must be free of them: the whole suite has held .13 GB at once. */
const MEMORY = { folder: "/dev/shm", type: 0x01021994, free: 2e9 };

/** Thousands of small homes are made and thrown away: in memory where there is room, for no test asks what a power cut leaves. */
function scratchFolder() {
  let parent = tmpdir();
  try {
    const { type, bavail, bsize } = statfsSync(MEMORY.folder);
    if (type === MEMORY.type && bavail * bsize >= MEMORY.free) parent = MEMORY.folder;
  } catch {
    // There is none.
  }
  const folder = mkdtempSync(join(parent, "voisinage-test-"));
  // Some tests are another user's.
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
    // vitest says no, or ran nothing, without a test that failed: still a failure.
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
  const built = await tryTo(buildIfStale);
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
