/**
 * `npm run test:mutants`: do the tests notice what they are there for? Small faults are planted in the real source, one
 * mutant at a time, in a temporary copy of the repository; each must make a test fail. Not part of `npm test`, which
 * checks by `--check` that every mutant still has its place.
 *
 * A mutant is `{ name, edits: [file, find, replace][], tests: file[] }`; `find` must be in its file exactly once.
 * `--check` looks for the places alone; `--only TEXT` takes the mutants whose name has the text in it.
 */
import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildIfStale } from "./build.mjs";
import { BUDGET_MUTANTS } from "./mutants/budget.mjs";
import { CATALOGUE } from "./mutants/catalogue.mjs";
import { CONTRIBUTE } from "./mutants/contribute.mjs";
import { DOCUMENTS } from "./mutants/documents.mjs";
import { ELIGIBILITY } from "./mutants/eligibility.mjs";
import { ESTIMATES } from "./mutants/estimates.mjs";
import { IMPORTERS } from "./mutants/importers.mjs";
import { LOG } from "./mutants/log.mjs";
import { NOISE } from "./mutants/noise.mjs";
import { OPERATING } from "./mutants/operating.mjs";
import { PARTNERS } from "./mutants/partners.mjs";
import { PORTAL } from "./mutants/portal.mjs";
import { RECORDS } from "./mutants/records.mjs";
import { SQL } from "./mutants/sql.mjs";
import { SUPPRESSION } from "./mutants/suppression.mjs";
import { TERMS } from "./mutants/terms.mjs";
import { VERIFY } from "./mutants/verify.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const MUTANTS = [
  ...NOISE,
  ...BUDGET_MUTANTS,
  ...RECORDS,
  ...IMPORTERS,
  ...PARTNERS,
  ...SUPPRESSION,
  ...ESTIMATES,
  ...VERIFY,
  ...TERMS,
  ...DOCUMENTS,
  ...ELIGIBILITY,
  ...CATALOGUE,
  ...CONTRIBUTE,
  ...LOG,
  ...PORTAL,
  ...SQL,
  ...OPERATING,
];
/** What the tests of mutants read. */
const COPIED = ["src", "dashboards", "pipelines", "test", "sample", "package.json", "tsconfig.json", "vitest.config.ts"];
/** A mutant may loop for ever: after so many milliseconds its run is ended, and it counts as noticed. */
const PATIENCE = 180_000;
/** The tests of all mutants together, before any is planted, run on all cores and have longer. */
const FIRST_PATIENCE = 1_200_000;

/** Faults of the list itself: a text that is not found exactly once, a test file that is not there, a name given twice. */
function faultsOf(mutants) {
  const faults = [];
  for (const { name, edits, tests } of mutants) {
    for (const [file, find, replace] of edits) {
      const path = join(root, file);
      const times = existsSync(path) ? readFileSync(path, "utf8").split(find).length - 1 : 0;
      if (times !== 1) faults.push(`${name}: ${file} must have ${JSON.stringify(find)} exactly once; found ${times} times`);
      if (find === replace) faults.push(`${name}: ${file} would not change`);
    }
    for (const test of tests) if (!existsSync(join(root, test))) faults.push(`${name}: there is no ${test}`);
    if (tests.length === 0) faults.push(`${name}: no test is named`);
    if (mutants.filter((other) => other.name === name).length > 1) faults.push(`${name}: two mutants have this name`);
  }
  return faults;
}

function copyRepository() {
  const folder = mkdtempSync(join(tmpdir(), "voisinage-mutants-"));
  for (const name of COPIED) cpSync(join(root, name), join(folder, name), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  // The thread that stores donations runs the build, as it is without a mutant: its parts are tested in the test's own thread.
  symlinkSync(join(root, "dist"), join(folder, "dist"));
  return folder;
}

/**
 * Runs test files in a copy, up to the first failure; on one core unless it is the first run of all.
 * @returns {Promise<{ failed: string | null, broken: string | null }>} the test that failed, or why none could
 */
function runTests(folder, tests, running, first = false) {
  const report = join(folder, "report.json");
  rmSync(report, { force: true });
  const args = [
    "run",
    "--bail=1",
    "--no-cache",
    ...(first ? [] : ["--no-file-parallelism"]),
    "--reporter=json",
    `--outputFile=${report}`,
    ...tests,
  ];
  const patience = first ? FIRST_PATIENCE : PATIENCE;
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(root, "node_modules/vitest/vitest.mjs"), ...args], {
      cwd: folder,
      stdio: ["ignore", "ignore", "pipe"],
      // A group of its own, so that the workers of a run that loops for ever end with it.
      detached: true,
    });
    running.add(child);
    let errors = "";
    let late = false;
    child.stderr.on("data", (data) => (errors += data));
    const timer = setTimeout(() => {
      late = true;
      end(child);
    }, patience);
    child.on("close", () => {
      running.delete(child);
      clearTimeout(timer);
      if (late) return resolve({ failed: `no test ended within ${patience / 1000} s`, broken: null, late });
      if (!existsSync(report)) return resolve({ failed: null, broken: errors.trim().slice(-500) || "vitest gave no report" });
      const { success, testResults } = JSON.parse(readFileSync(report, "utf8"));
      for (const { name, assertionResults } of testResults) {
        const test = assertionResults.find(({ status }) => status === "failed");
        if (test) return resolve({ failed: `${name.split("/test/").at(-1)} › ${test.fullName}`, broken: null });
      }
      const unloaded = testResults.find(({ status }) => status === "failed");
      // A module that does not load fails every test of any file: no test's merit.
      resolve({ failed: null, broken: success ? null : (unloaded?.message ?? errors).trim().slice(0, 500) });
    });
  });
}

function end(child) {
  if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid, "SIGKILL");
}

function apply(folder, edits) {
  const before = new Map();
  for (const [file, find, replace] of edits) {
    const path = join(folder, file);
    const text = readFileSync(path, "utf8");
    if (!before.has(path)) before.set(path, text);
    writeFileSync(
      path,
      text.replace(find, () => replace),
    );
  }
  return () => {
    for (const [path, text] of before) writeFileSync(path, text);
  };
}

/** Runs the mutants, one a copy at a time; returns how many no test noticed. */
async function run(mutants) {
  buildIfStale();
  const copies = Array.from({ length: Math.min(2, availableParallelism()) }, copyRepository);
  const running = new Set();
  process.once("SIGINT", () => process.exit(130));
  process.once("exit", () => {
    for (const child of running) end(child);
    for (const copy of copies) rmSync(copy, { recursive: true, force: true });
  });
  const sound = await runTests(copies[0], [...new Set(mutants.flatMap(({ tests }) => tests))], running, true);
  if (sound.failed ?? sound.broken) {
    console.log(`without a mutant, ${sound.failed ?? sound.broken} fails: nothing can be told`);
    return mutants.length;
  }
  let survived = 0;
  let ended = 0;
  const waiting = [...mutants];
  const work = async (folder) => {
    for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) {
      const began = Date.now();
      const restore = apply(folder, mutant.edits);
      const { failed, broken, late } = await runTests(folder, mutant.tests, running);
      restore();
      if (!failed) survived += 1;
      if (late) ended += 1;
      const seconds = ((Date.now() - began) / 1000).toFixed(1).padStart(5);
      const verdict = failed ? `killed by ${failed}` : broken ? `BROKEN: ${broken}` : `SURVIVED ${mutant.tests.join(", ")}`;
      console.log(`${failed ? "ok  " : "FAIL"} ${seconds} s  ${mutant.name}\n               ${verdict}`);
    }
  };
  await Promise.all(copies.map(work));
  if (ended > 0) console.log(`${ended} of them by the clock alone: look whether they loop, or the machine was busy`);
  return survived;
}

const [option, text = ""] = process.argv.slice(2);
const chosen = option === "--only" ? MUTANTS.filter(({ name }) => name.includes(text)) : MUTANTS;
const faults = faultsOf(MUTANTS);
for (const fault of faults) console.log(fault);
if (faults.length > 0) {
  process.exitCode = 1;
} else if (option === "--check") {
  console.log(`${MUTANTS.length} mutants have their places`);
} else {
  const survived = await run(chosen);
  console.log(`${chosen.length - survived} killed, ${survived} survived`);
  process.exitCode = survived === 0 && chosen.length > 0 ? 0 : 1;
}
