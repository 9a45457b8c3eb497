import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { ATTRIBUTE_NAMES } from "../../src/contract/attributes.ts";
import { type Duck, openDuck, type SqlColumn, type SqlValue } from "../../src/storage/duckdb/index.ts";

/**
 * Every SQL file of the pipeline alone, over small tables: `steps/<file>/<case>/` holds a CSV for each table that the file
 * reads; `expected.csv` the rows it must give, in any order, in the columns that matter to the case. A check's `kept` case
 * gives no row, its `broken_…` cases give some.
 *
 * Left out of an input: an attribute is `unknown`, and an edge is its even part of the clamp.
 */
const PIPELINES = fileURLToPath(new URL("../../pipelines/", import.meta.url));
const CASES = fileURLToPath(new URL("./steps/", import.meta.url));

const WHOLE_NUMBERS =
  /^(household|households|shard|amount|cap|clamp|centre|centred|edge_\d\d|months|weight|cell|histogram|bin|streams?)$/;
const EDGES = Array.from({ length: 30 }, (_, i) => `edge_${String(i + 1).padStart(2, "0")}`);

function sqlFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".sql"))
    .map((name) => basename(name, ".sql"))
    .sort();
}

function folders(path: string): string[] {
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

interface Csv {
  readonly names: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** No value of ours holds a comma or a quotation mark. */
function readCsv(file: string): Csv {
  const [head = "", ...lines] = readFileSync(file, "utf8").trimEnd().split("\n");
  return { names: head.split(","), rows: lines.map((line) => line.split(",")) };
}

function withDefaults(table: string, { names, rows }: Csv): Csv {
  const add = (missing: readonly string[], value: (row: readonly string[], i: number) => string): Csv => ({
    names: [...names, ...missing],
    rows: rows.map((row) => [...row, ...missing.map((_, i) => value(row, i))]),
  });
  const absent = (wanted: readonly string[]) => wanted.filter((name) => !names.includes(name));
  if (table === "households") return add(absent(ATTRIBUTE_NAMES), () => "unknown");
  if (table === "bounds") {
    const clamp = names.indexOf("clamp");
    return add(absent(EDGES), (row, i) => String((BigInt(row[clamp] as string) * BigInt(i + 1)) / 30n));
  }
  return { names, rows };
}

async function load(duck: Duck, folder: string): Promise<void> {
  for (const file of readdirSync(folder).filter((name) => name !== "expected.csv")) {
    const table = basename(file, ".csv");
    const { names, rows } = withDefaults(table, readCsv(join(folder, file)));
    const columns = names.map((name): SqlColumn => ({ name, type: WHOLE_NUMBERS.test(name) ? "BIGINT" : "VARCHAR" }));
    const cell = (text: string, i: number): SqlValue =>
      text === "NULL" ? null : columns[i]?.type === "BIGINT" ? BigInt(text) : text;
    const [loader] = await duck.loaders([{ table, columns }]);
    for (const row of rows) loader?.add(...row.map(cell));
    loader?.end();
  }
}

async function run(file: string, folder: string): Promise<Record<string, SqlValue>[]> {
  const duck = await openDuck();
  try {
    await load(duck, folder);
    return await duck.rows(readFileSync(join(PIPELINES, `${file}.sql`), "utf8"));
  } finally {
    duck.close();
  }
}

const steps = sqlFiles(PIPELINES);
const checks = sqlFiles(join(PIPELINES, "checks"));

test("every file of the pipeline has its cases, and every folder of cases its file", () => {
  expect(folders(CASES).filter((name) => name !== "checks")).toEqual(steps);
  expect(folders(join(CASES, "checks"))).toEqual(checks);
  for (const step of steps) expect(folders(join(CASES, step)).length, step).toBeGreaterThan(0);
  for (const check of checks) {
    const cases = folders(join(CASES, "checks", check));
    expect(cases, check).toContain("kept");
    expect(
      cases.filter((name) => name.startsWith("broken_")),
      check,
    ).not.toEqual([]);
  }
});

describe.each(steps)("%s", (step) => {
  const cases = existsSync(join(CASES, step)) ? folders(join(CASES, step)) : [];
  test.each(cases)("%s", async (name) => {
    const folder = join(CASES, step, name);
    const { names, rows } = readCsv(join(folder, "expected.csv"));
    const found = (await run(step, folder)).map((row) => names.map((column) => String(row[column] ?? "NULL")).join(","));
    expect(found.sort()).toEqual(rows.map((row) => row.join(",")).sort());
  });
});

describe.each(checks)("checks/%s", (check) => {
  const cases = existsSync(join(CASES, "checks", check)) ? folders(join(CASES, "checks", check)) : [];
  test.each(cases)("%s", async (name) => {
    const found = await run(join("checks", check), join(CASES, "checks", check, name));
    expect(found.length > 0).toBe(name !== "kept");
  });
});
