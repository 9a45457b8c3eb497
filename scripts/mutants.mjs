/**
 * `npm run test:mutants`: checks that the tests notice what they are for. One mutant at a time is planted in a temporary copy of
 * the repository, and must make a test fail. It is no part of `npm test`, which only checks (`--check`) that every mutant finds
 * its place.
 *
 * A mutant changes the meaning of something that it names (`scripts/mutants/plant.mjs`):
 *
 *     name, lost    what it is called, and what would be lost with it
 *     in, of        a folder or module, and in it a "function", a "CONSTANT" or a "Class.method"
 *     query         in place of these, the name of a SELECT in `pipelines/`
 *     becomes       a function from the original to its new meaning, or for a query SQL over `original`. It is planted as its own
 *                   text, so it may use nothing from around it
 *     also          further changes, each with `in`, `of` and `becomes`
 *     holds         the invariants of ARCHITECTURE.md and the fakes that it breaks
 *     tests         test files, one of which must fail
 *
 * `--check` tells whether every mutant finds its place and every promise has one; `--table` writes the table of
 * docs/decisions/0029-mutants-change-a-meaning.md; `--only TEXT` runs the mutants whose name contains TEXT; `--show TEXT` prints
 * what they would change.
 */
import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { buildIfStale } from "./build.mjs";
import { MUTANTS } from "./mutants/list.mjs";
import { plant } from "./mutants/plant.mjs";
import { faultsOf, writeTable } from "./mutants/promises.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
/** What the tests need of the repository. */
const COPIED = ["src", "dashboards", "pipelines", "test", "sample", "package.json", "tsconfig.json", "vitest.config.ts"];
/** Milliseconds after which a run is ended, since a mutant may loop for ever. No test has noticed it then. */
const PATIENCE = 180_000;
/** Milliseconds for the first run of all tests without a mutant, on all cores. */
const FIRST_PATIENCE = 1_200_000;
/** Errors of a mutant that no longer fits the code. Such a failure says nothing about a test. */
const MISFIT = /^(TypeError|ReferenceError|SyntaxError)\b|\b(Binder|Parser|Catalog) Error\b/;
/** Vitest's message for a test that it ended. The machine may have been busy, so the test has noticed nothing. */
const LATE = /^Error: (Test|Hook) timed out/;

function copyRepository() {
  const folder = mkdtempSync(join(tmpdir(), "voisinage-mutants-"));
  for (const name of COPIED) cpSync(join(root, name), join(folder, name), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  // The thread that stores donations runs the build, which has no mutant; its parts are tested within the test's own thread.
  symlinkSync(join(root, "dist"), join(folder, "dist"));
  return folder;
}

/**
 * Runs test files in a copy, up to the first failure; on one core unless it is the first run of all.
 * @returns {Promise<{ failed: string | null, broken: string | null, words?: string }>} the test that failed and its first words, or why none could
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
      // A process group of its own, so that the workers of a run that loops for ever end with it.
      detached: true,
    });
    running.add(child);
    let errors = "";
    let timedOut = false;
    child.stderr.on("data", (data) => (errors += data));
    const timer = setTimeout(() => {
      timedOut = true;
      end(child);
    }, patience);
    child.on("close", () => {
      running.delete(child);
      clearTimeout(timer);
      if (timedOut) return resolve({ failed: null, broken: `no test ended within ${patience / 1000} s` });
      if (!existsSync(report)) return resolve({ failed: null, broken: errors.trim().slice(-500) || "vitest gave no report" });
      resolve(verdictOf(JSON.parse(readFileSync(report, "utf8")), errors));
    });
  });
}

/** The result of a run: which test failed, or why none could. A run without a failure says nothing. */
function verdictOf({ success, testResults }, errors) {
  for (const { name, assertionResults } of testResults) {
    const test = assertionResults.find(({ status }) => status === "failed");
    if (!test) continue;
    const why = stripVTControlCharacters(test.failureMessages[0] ?? "");
    if (MISFIT.test(why) || LATE.test(why)) return { failed: null, broken: why.slice(0, 500) };
    return { failed: `${name.split("/test/").at(-1)} › ${test.fullName}`, broken: null, words: why.split("\n")[0] };
  }
  const unloaded = testResults.find(({ status }) => status === "failed");
  // A module that does not load fails every test, which is no merit of any.
  return { failed: null, broken: success ? null : (unloaded?.message || errors).trim().slice(0, 500) || "vitest failed" };
}

function end(child) {
  if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid, "SIGKILL");
}

/** Plants a mutant. @returns a function that removes it */
function apply(folder, mutant) {
  const before = new Map();
  for (const [path, text] of plant(folder, mutant)) {
    before.set(join(folder, path), readFileSync(join(folder, path), "utf8"));
    writeFileSync(join(folder, path), text);
  }
  return () => {
    for (const [path, text] of before) writeFileSync(path, text);
  };
}

/** Runs the mutants in parallel copies, one at a time in each. @returns how many no test noticed */
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
  const waiting = [...mutants];
  const work = async (folder) => {
    for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) {
      const began = Date.now();
      const restore = apply(folder, mutant);
      const { failed, broken, words } = await runTests(folder, mutant.tests, running);
      restore();
      if (!failed) survived += 1;
      const seconds = ((Date.now() - began) / 1000).toFixed(1).padStart(5);
      const verdict = failed
        ? `killed by ${failed}: ${words}`
        : broken
          ? `BROKEN: ${broken}`
          : `SURVIVED ${mutant.tests.join(", ")}`;
      console.log(`${failed ? "ok  " : "FAIL"} ${seconds} s  ${mutant.name}\n               ${verdict}`);
    }
  };
  await Promise.all(copies.map(work));
  return survived;
}

const [option, text = ""] = process.argv.slice(2);
const chosen = option === "--only" || option === "--show" ? MUTANTS.filter(({ name }) => name.includes(text)) : MUTANTS;
if (option === "--table") writeTable(root, MUTANTS);
const faults = faultsOf(root, MUTANTS);
for (const fault of faults) console.log(fault);
if (faults.length > 0) {
  process.exitCode = 1;
} else if (option === "--check" || option === "--table") {
  console.log(`${MUTANTS.length} mutants have their places`);
} else if (option === "--show") {
  for (const mutant of chosen)
    for (const [path, content] of plant(root, mutant)) console.log(`${mutant.name}: ${path}\n${content}`);
} else {
  const began = Date.now();
  const survived = await run(chosen);
  const minutes = ((Date.now() - began) / 60_000).toFixed(1);
  console.log(`${chosen.length - survived} killed, ${survived} survived, in ${minutes} min`);
  process.exitCode = survived === 0 && chosen.length > 0 ? 0 : 1;
}
