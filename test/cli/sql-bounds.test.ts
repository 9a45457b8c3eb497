import { execFileSync, type spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { writeRelease } from "../../src/release/index.ts";
import { start, until } from "../support/cli.ts";
import { folderOfFile } from "../support/folder.ts";
import { sampleRelease } from "../support/release.ts";

/** Uninterruptible for about a minute, in little memory. */
const LONG = "SELECT levenshtein(repeat('a', 100000), repeat('b', 100000))";
const SECONDS = 2;
const MEGABYTES = 256;
/** What memory may grow by between two looks of the watchdog, on a machine that is busy: see decision 0028. */
const OVERSHOOT = 100;

const root = folderOfFile();
let release = "";

beforeAll(async () => {
  release = await writeRelease(sampleRelease(root, "2026")).then(() => join(root, "2026"));
});

const begin = (...args: string[]) => start("sql", "--release", release, ...args);

/** Process ids below a process. */
function childrenOf(pid: number): number[] {
  const tasks = `/proc/${pid}/task/${pid}/children`;
  return existsSync(tasks) ? readFileSync(tasks, "utf8").trim().split(" ").filter(Boolean).map(Number) : [];
}

function status(pid: number, field: string): number {
  try {
    return Number(new RegExp(`^${field}:\\s+(\\d+)`, "m").exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** Runs to the end. `peak`: the most resident memory, in MB, of the process and its child, each as the kernel has kept it. */
async function measured(...args: string[]) {
  const running = begin(...args);
  const peaks = new Map<number, number>();
  const look = setInterval(() => {
    const pid = running.pid as number;
    for (const one of [pid, ...childrenOf(pid)])
      peaks.set(one, Math.max(peaks.get(one) ?? 0, (status(one, "VmHWM") * 1024) / 1e6));
  }, 2);
  const { code, out, err } = await ended(running);
  clearInterval(look);
  return { code, out, err, peak: [...peaks.values()].reduce((sum, one) => sum + one, 0), processes: peaks.size };
}

async function ended(running: ReturnType<typeof spawn>): Promise<{ code: number | null; out: string; err: string }> {
  let [out, err] = ["", ""];
  running.stdout?.setEncoding("utf8").on("data", (text) => (out += text));
  running.stderr?.setEncoding("utf8").on("data", (text) => (err += text));
  const code = await new Promise<number | null>((resolve) => running.once("close", resolve));
  return { code, out, err };
}

test("a call that hears no interrupt ends within a second of its bound, and leaves no file", async () => {
  const output = join(root, "late.parquet");
  const { code, out, err } = await ended(begin("--seconds", `${SECONDS}`, "--output", output, LONG));
  expect({ code, out }).toEqual({ code: 1, out: "" });
  const took = /the query took more than 2 s: (\d+\.\d+) s when it was ended \[query-too-large\]/.exec(err)?.[1];
  expect([err, Number(took) < SECONDS + 1]).toEqual([err, true]);
  expect(readdirSync(root)).toEqual(["2026"]);
});

describe.skipIf(!existsSync("/proc/self/status"))("memory", () => {
  let atRest = 0;
  beforeAll(async () => {
    atRest = (await measured("SELECT 1")).peak;
  });

  test.each([
    ["a text of 3 GB", "SELECT length(repeat(repeat('x', 1000000), 3000))"],
    ["a list of 4 000 000 000", "SELECT list_sum(range(4000000000))"],
    ["texts joined", "SELECT length(string_agg(repeat('x', 1000), '')) FROM range(100000000)"],
    ["rows that become text", "SELECT repeat('x', 10000) || range AS x FROM range(900000)"],
  ])("%s is refused, within the bound", async (_, query) => {
    const found = await measured("--seconds", "60", "--memory", `${MEGABYTES}`, "--format", "csv", query);
    expect(found).toMatchObject({ code: 1, out: "", err: expect.stringContaining("[query-too-large]"), processes: 2 });
    expect(found.err).toMatch(/took more than 256 MB of memory: \d+ MB|Out of Memory/);
    expect(found.peak).toBeLessThan(atRest + MEGABYTES + OVERSHOOT);
  });
});

describe.skipIf(!existsSync("/proc/self/status"))("no process and no file is left", () => {
  const output = () => join(root, "orphan.parquet");
  const temporary = () => readdirSync(root).filter((name) => name.startsWith(".tmp-"));
  const gone = (pid: number) => !existsSync(`/proc/${pid}`) || /^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));

  /** Runs until the temporary folder is there: the child is then opening its tables or asking. */
  async function busyQuery() {
    const running = begin("--output", output(), LONG);
    const over = ended(running);
    await until(() => childrenOf(running.pid as number).length === 1 && temporary().length === 1, "the query's process");
    return { running, over, child: childrenOf(running.pid as number)[0] as number };
  }

  test("when the parent is killed", async () => {
    const { running, over, child } = await busyQuery();
    running.kill("SIGKILL");
    await over;
    await until(() => gone(child), "the child's end");
    expect(readdirSync(root)).toEqual(["2026"]);
  });

  test("when both are interrupted, as by Ctrl+C", async () => {
    const { running, over, child } = await busyQuery();
    execFileSync("kill", ["-INT", String(child), String(running.pid)]);
    await over;
    await until(() => gone(child), "the child's end");
    expect(readdirSync(root)).toEqual(["2026"]);
  });

  test("when the child is killed: the query is refused", async () => {
    const { over, child } = await busyQuery();
    process.kill(child, "SIGKILL");
    expect(await over).toMatchObject({ code: 1, err: expect.stringContaining("(SIGKILL) [query-failed]") });
    expect(readdirSync(root)).toEqual(["2026"]);
  });
});
