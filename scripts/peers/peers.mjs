/**
 * `npm run bench:peers`: runs the same yearly workload on the same real donations with other engines and with this one, and
 * compares error, cells published, coverage, odds, seconds and memory. Pinned engines are installed from the Python registry
 * into `.tools/peers/`, which git ignores; where Python (for Tumult also Java) or the registry is missing, an engine is skipped
 * by name. It is no part of `npm test`. Engines are `ours`, `equal` (ours, at the odds of pure ε), and the names of `PEERS`.
 *
 *     node scripts/peers/peers.mjs [--data DIR] [--only ENGINE,…] [--sets SET,…] [--draws N] [--least N]
 *
 * Tumult draws a tenth of N. Cells with fewer households than `--least` are not scored, because engines differ in how small a
 * cell they show.
 */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { root } from "../ensure.mjs";
import { laplaceOdds, score } from "./score.mjs";
import { readSet, writeWorkload } from "./workload.mjs";

const HERE = join(root, "scripts/peers");
const TOOLS = join(root, ".tools/peers");
/** Compatible packages of each engine. `slow`: every draw runs a Spark job per query. */
const PEERS = {
  opendp: { name: "OpenDP", packages: ["opendp[polars]==0.16.0", "polars==1.36.1"] },
  tumult: { name: "Tumult Analytics", packages: ["tmlt-analytics==0.21"], java: true, slow: true },
  pipelinedp: { name: "PipelineDP", packages: ["pipeline-dp==0.3.1"] },
  smartnoise: { name: "SmartNoise SQL", packages: ["smartnoise-sql==1.0.10"] },
};
const SETS = ["nyc-housing-2011", "lyon", "recs-2015"];
const SLOWER = 10;

const { values } = parseArgs({
  options: {
    data: { type: "string", default: join(root, "../shared/data") },
    only: { type: "string", default: ["ours", "equal", ...Object.keys(PEERS)].join() },
    sets: { type: "string", default: SETS.join() },
    draws: { type: "string", default: "20" },
    least: { type: "string", default: "1" },
  },
});
const engines = values.only.split(",");
const { normalQuantile } = await import(new URL("../../dist/privacy/normal.js", import.meta.url).href);

const runs = (command, ...args) => spawnSync(command, args, { stdio: "ignore" }).status === 0;

/** Installs an engine. @returns why it cannot be used; null: it can */
function install(peer) {
  const { packages, java } = PEERS[peer];
  if (!runs("python3", "--version")) return "no python3 here";
  if (java && !runs("java", "-version")) return "no Java here";
  const [folder, mark] = [join(TOOLS, peer), join(TOOLS, peer, "packages.txt")];
  if (existsSync(mark) && readFileSync(mark, "utf8") === packages.join("\n")) return null;
  console.error(`installing ${packages.join(" ")} in .tools/peers/${peer} …`);
  mkdirSync(TOOLS, { recursive: true });
  if (!runs("python3", "-m", "venv", folder)) return "python3 -m venv failed";
  const { status, stderr } = spawnSync(join(folder, "bin/pip"), ["install", "-q", "--disable-pip-version-check", ...packages], {
    encoding: "utf8",
  });
  if (status !== 0) return `pip: ${stderr.trim().split("\n").at(-1)}`;
  writeFileSync(mark, packages.join("\n"));
  return null;
}

/** Resident memory of a process and all its descendants, in MB. */
function memoryOf(pid) {
  const all = readdirSync("/proc").flatMap((name) => {
    try {
      const [, parent] = /\) \S (\d+)/.exec(readFileSync(`/proc/${name}/stat`, "utf8")) ?? [];
      const pages = Number(readFileSync(`/proc/${name}/statm`, "utf8").split(" ")[1]);
      return /^\d+$/.test(name) ? [{ pid: Number(name), parent: Number(parent), MB: (pages * 4096) / 1e6 }] : [];
    } catch {
      return [];
    }
  });
  const family = new Set([pid]);
  for (let before = 0; before < family.size; ) {
    before = family.size;
    for (const one of all) if (family.has(one.parent)) family.add(one.pid);
  }
  return all.filter((one) => family.has(one.pid)).reduce((sum, one) => sum + one.MB, 0);
}

/** Runs an engine on a workload. @returns its draws, the seconds up to the first of them, and the peak memory of its processes */
async function draw(engine, set, folder, odds) {
  const out = join(folder, `${engine}.json`);
  const work = join(folder, "work.json");
  const python = join(TOOLS, engine, "bin/python");
  const [command, ...args] =
    PEERS[engine] === undefined
      ? [process.execPath, join(HERE, "ours.mjs"), set, work, out, ...(odds === undefined ? [] : [String(odds)])]
      : [python, join(HERE, `${engine}_peer.py`), work, join(folder, "rows.tsv"), out];
  const child = spawn(command, args, {
    // Files that an engine leaves, such as Spark's warehouse with the data, are removed with the folder.
    cwd: folder,
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, PYSPARK_PYTHON: python, PYTHONWARNINGS: "ignore", PYTHONDONTWRITEBYTECODE: "1" },
  });
  let [peak, lastOutput] = [0, ""];
  child.stderr.on("data", (data) => {
    lastOutput = `${lastOutput}${data}`.slice(-2000);
  });
  const watch = setInterval(() => {
    peak = Math.max(peak, memoryOf(child.pid));
  }, 200);
  const status = await new Promise((resolve) => child.on("close", resolve));
  clearInterval(watch);
  if (status !== 0) throw new Error(lastOutput.trim().split("\n").slice(-3).join(" | "));
  return { ...JSON.parse(readFileSync(out, "utf8")), peak };
}

/**
 * Of 100 bets against an engine's whole workload, how many are won: by our bound for Gaussian noise, by simulation for Laplace
 * noise.
 */
async function oddsOf(work, result) {
  if (result.odds !== undefined) return result.odds;
  if (result.loss === "epsilon") return pureOdds(work);
  const { fromNumber, mul, oddsOf: bound } = await import(new URL("../../dist/privacy/odds/index.js", import.meta.url).href);
  const largest = Math.max(...work.queries.filter(({ statistic }) => statistic !== "sum").map(({ share }) => share));
  const rho = fromNumber(work.rho);
  return bound({ rho, gates: fromNumber(0), largest: mul(rho, fromNumber(largest / work.streams)) });
}

/** The bets won against Laplace noise of pure ε, over all queries of all measures. */
function pureOdds(work) {
  const each = work.queries.map(({ share }) => (work.epsilon / work.streams) * share);
  return laplaceOdds(Array.from({ length: work.streams }, () => each).flat());
}

const number = (value, digits = 2) => (value === null ? "–" : value.toFixed(digits));

function rowsOf(name, title, work, truths, result, odds) {
  const { draws, version, seconds, peak } = result;
  const all = score(work, truths, result, (p) => -normalQuantile(p), Number(values.least));
  return work.measures.map(({ key }) => {
    const levels = all.filter(({ measure }) => measure === key);
    const errors = levels.map(({ error }) => number(error)).join(" / ");
    const cells = levels.map(({ published, cells: known }) => `${number(published, 0)} of ${known}`).join(" / ");
    const coverage = number(levels.at(-1).coverage, 1);
    const last = [odds, seconds, peak].map((value, i) => number(value, i === 2 ? 0 : 1)).join(" | ");
    return `| ${name}, ${key} | ${title}${version ? ` ${version}` : ""} | ${errors} | ${cells} | ${coverage} | ${last} | ${draws.length} |`;
  });
}

async function ofSet(name) {
  const set = resolve(values.data, name);
  if (!existsSync(join(set, "donations.ndjson"))) return console.log(`| ${name} | – | skipped: not in ${values.data} |`);
  const folder = mkdtempSync(join(tmpdir(), "peers-"));
  try {
    const read = await readSet(set);
    for (const engine of engines) {
      const { name: peer, slow } = PEERS[engine] ?? {};
      const reason = peer === undefined ? null : install(engine);
      if (reason !== null) {
        console.log(`| ${name} | ${peer} | skipped: ${reason} |`);
        continue;
      }
      const draws = Math.max(1, Math.round(Number(values.draws) / (slow ? SLOWER : 1)));
      const { work, truths } = await writeWorkload(folder, read, { draws });
      // Rounded down, so that the risk never exceeds that of pure ε.
      const equal = engine === "equal" ? Math.floor(100 * pureOdds(work)) / 100 : undefined;
      try {
        const result = await draw(engine, set, folder, equal);
        const title = peer ?? (equal === undefined ? "ours" : "ours, at the odds of pure ε");
        for (const row of rowsOf(name, title, work, truths, result, await oddsOf(work, result))) console.log(row);
      } catch (error) {
        console.log(`| ${name} | ${peer ?? engine} | failed: ${error.message} |`);
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const HEAD = [
  "set, measure",
  "engine",
  "error of means, whole / regions / leaves, %",
  "published",
  "intervals of leaves that hold, %",
];
console.log(`| ${[...HEAD, "odds of 100", "seconds", "MB", "draws"].join(" | ")} |`);
console.log("|---|---|---|---|---|---|---|---|---|");
for (const name of values.sets.split(",")) await ofSet(name);
