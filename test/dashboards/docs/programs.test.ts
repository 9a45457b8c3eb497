import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { programs, sdmxPrograms } from "../../../dashboards/docs/programs.ts";
import { openDuck, quoteText } from "../../../src/storage/duckdb/index.ts";
import { openSite, type Site } from "../../support/site.ts";

const run = promisify(execFile);
const SUBJECT = { domain: "water", measure: "volume", period: "2025", level: "quarter" };
/** What of the sample's quarters is published; the others are withheld, and named by no program. */
const PUBLISHED = ["N1", "N2"];

let folder = "";
let site: Site;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "voisinage-programs-"));
  site = await openSite(folder);
});
afterAll(async () => {
  await site?.close();
  rmSync(folder, { recursive: true, force: true });
});

const text = (language: string): string =>
  programs(SUBJECT, site.url, false).find((one) => one.language === language)?.text ?? "";

/** Is the language at hand? */
async function has(command: string, ...args: string[]): Promise<boolean> {
  return run(command, args).then(
    () => true,
    () => false,
  );
}

/** The areas that a program names, in the order of the release. */
const areas = (printed: string): string[] => [...printed.matchAll(/\b[NS]\d\b/g)].map(([code]) => code);

test("there is a program for each of five languages", () => {
  expect(programs(SUBJECT, site.url, false).map(({ language }) => language)).toEqual([
    "curl",
    "R",
    "Python",
    "JavaScript",
    "DuckDB",
  ]);
});

test("curl", async ({ skip }) => {
  skip(!(await has("curl", "--version")), "there is no curl");
  const { stdout } = await run("bash", ["-c", `${text("curl")} -sS --fail`]);
  const { rows, total } = JSON.parse(stdout) as { total: number; rows: { REF_AREA: string; OBS_VALUE: number | null }[] };
  expect(total).toBe(4);
  expect(rows.filter((row) => row.OBS_VALUE !== null).map((row) => row.REF_AREA)).toEqual(PUBLISHED);
});

test("R", async ({ skip }) => {
  skip(!(await has("Rscript", "--version")), "there is no R");
  const file = join(folder, "program.R");
  writeFileSync(file, text("R"));
  expect(areas((await run("Rscript", [file])).stdout)).toEqual(PUBLISHED);
});

test("Python", async ({ skip }) => {
  skip(!(await has("python3", "--version")), "there is no Python");
  const file = join(folder, "program.py");
  writeFileSync(file, text("Python"));
  expect(areas((await run("python3", [file])).stdout)).toEqual(PUBLISHED);
});

test("R and Python leave out a row that lacks any of its values", async ({ skip }) => {
  const row = (area: string, values: string) => `volume,MEAN,quarter,${area},_T,2025,${values},F`;
  const head = "MEASURE,STATISTIC,AREA_LEVEL,REF_AREA,HOUSEHOLD_TYPE,TIME_PERIOD,OBS_VALUE,CI_LOWER,CI_UPPER,CONF_STATUS";
  const csv = [head, row("N1", "9.5,9,10"), row("N2", ",9,10"), row("S1", "9.5,,10"), row("S2", "9.5,9,")].join("\n");
  const server = createServer((_, answer) => answer.end(`${csv}\n`)).listen(0);
  try {
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const found = programs(SUBJECT, base, true);
    const there = await Promise.all([has("Rscript", "--version"), has("python3", "--version")]);
    skip(!there.includes(true), "there is neither R nor Python");
    for (const [command, language] of [["Rscript", "R"] as const, ["python3", "Python"] as const].filter((_, i) => there[i])) {
      const file = join(folder, `withheld.${language}`);
      writeFileSync(file, found.find((one) => one.language === language)?.text ?? "");
      expect([language, areas((await run(command, [file])).stdout)]).toEqual([language, ["N1"]]);
    }
  } finally {
    server.close();
  }
});

test("R and Python with the packages that speak SDMX", async ({ skip }) => {
  const [r, python] = sdmxPrograms(SUBJECT, site.url).map((program) => program.text);
  // Their only answer here: the published means of the year, of every level.
  const runs: [command: string, file: string, program: string, at: string[]][] = [
    ["Rscript", "sdmx.R", r ?? "", ["-e", "library(rsdmx)"]],
    ["python3", "sdmx_program.py", python ?? "", ["-c", "import sdmx; sdmx.read_url"]],
  ];
  const there = await Promise.all(runs.map(([command, , , at]) => has(command, ...at)));
  skip(!there.includes(true), "there is neither rsdmx nor sdmx1");
  for (const [command, name, program] of runs.filter((_, i) => there[i])) {
    const file = join(folder, name);
    writeFileSync(file, program);
    expect([command, areas((await run(command, [file])).stdout)]).toEqual([command, PUBLISHED]);
  }
});

test("JavaScript", async () => {
  const file = join(folder, "program.mjs");
  writeFileSync(file, text("JavaScript"));
  expect(areas((await run(process.execPath, [file])).stdout)).toEqual(PUBLISHED);
});

test("DuckDB, over the file that its first line fetches", async () => {
  const [first = "", ...query] = text("DuckDB").split("\n");
  const address = /'([^']+)'$/.exec(first)?.[1] ?? "";
  const path = join(folder, "data.parquet");
  writeFileSync(path, new Uint8Array(await (await fetch(address)).arrayBuffer()));
  const duck = await openDuck({ folders: [folder] });
  try {
    const rows = await duck.rows<{ REF_AREA: string }>(query.join("\n").replace("'data.parquet'", quoteText(path)));
    expect(rows.map((row) => row.REF_AREA)).toEqual(PUBLISHED);
  } finally {
    duck.close();
  }
});

test("codes that need it are quoted for each language", () => {
  const odd = { domain: "water", measure: "volume", period: "2025", level: `l'"\\` };
  const found = new Map(programs(odd, "https://example.org/", false).map(({ language, text: one }) => [language, one]));
  expect(found.get("curl")).not.toContain("l'\"");
  expect(found.get("DuckDB")).toContain(`'l''"\\'`);
  expect(found.get("R")).toContain(`"l'\\"\\\\"`);
});
