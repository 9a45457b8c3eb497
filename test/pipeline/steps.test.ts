import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { CASES, foldersIn, PIPELINES, readCsv, runCase, sqlFiles } from "../support/step-cases.ts";

/**
 * Every SQL file of the pipeline alone, over small tables: `steps/<file>/<case>/` holds a CSV for each table that the file
 * reads; `expected.csv` the rows it must give, in any order, in the columns that matter to the case. A check's `kept` case
 * gives no row, its `broken_…` cases give some.
 *
 * Left out of an input: an attribute is `unknown`, an amount of a month or year was not given, and an edge is its even part of the clamp,
 * the clamp of leaves is the measure's, and each wide bin is one bin.
 */
const steps = sqlFiles(PIPELINES);
const checks = sqlFiles(join(PIPELINES, "checks"));

test("every file of the pipeline has its cases, and every folder of cases its file", () => {
  expect(foldersIn(CASES).filter((name) => name !== "checks")).toEqual(steps);
  expect(foldersIn(join(CASES, "checks"))).toEqual(checks);
  for (const step of steps) expect(foldersIn(join(CASES, step)).length, step).toBeGreaterThan(0);
  for (const check of checks) {
    const cases = foldersIn(join(CASES, "checks", check));
    expect(cases, check).toContain("kept");
    expect(
      cases.filter((name) => name.startsWith("broken_")),
      check,
    ).not.toEqual([]);
  }
});

describe.each(steps)("%s", (step) => {
  const cases = existsSync(join(CASES, step)) ? foldersIn(join(CASES, step)) : [];
  test.each(cases)("%s", async (name) => {
    const folder = join(CASES, step, name);
    const { names, rows } = readCsv(join(folder, "expected.csv"));
    const found = (await runCase(step, folder)).map((row) => names.map((column) => String(row[column] ?? "NULL")).join(","));
    expect(found.sort()).toEqual(rows.map((row) => row.join(",")).sort());
  });
});

describe.each(checks)("checks/%s", (check) => {
  const cases = existsSync(join(CASES, "checks", check)) ? foldersIn(join(CASES, "checks", check)) : [];
  test.each(cases)("%s", async (name) => {
    const found = await runCase(join("checks", check), join(CASES, "checks", check, name));
    expect(found.length > 0).toBe(name !== "kept");
  });
});
